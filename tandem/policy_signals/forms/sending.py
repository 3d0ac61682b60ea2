"""To whom and by when, and what may stay in the text."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import DateField, offer
from tandem.kernel.identifying_words import Found

_GONE = _("Deze bestemmeling bestaat niet meer. Kies een andere.")


class SendChoiceForm(forms.Form):
    """The step before the preview; it writes nothing."""

    addressee = forms.ChoiceField(
        label=_("Naar wie?"), error_messages={"required": _("Kies een bestemmeling."), "invalid_choice": _GONE}
    )
    due_on = DateField(
        label=_("Tegen wanneer vraag je een antwoord?"), help_text=_("Standaard 60 dagen later, op een werkdag.")
    )

    def __init__(self, *args: Any, addressees: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "addressee", [("", _("Kies een bestemmeling")), *addressees])


class _AcceptingForm(SendChoiceForm):
    """Words that may point at somebody, each to be said yes to; without any there is no question."""

    accepted = forms.MultipleChoiceField(
        label=_("Dit mag er staan"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Vink aan wat mag blijven. Moet er iets weg? Pas dan de tekst aan."),
        error_messages={"required": _("Kijk deze woorden na. Vink aan wat mag blijven, of pas de tekst aan."),
                        "invalid_choice": _("De tekst veranderde. Kijk de woorden opnieuw na.")},
    )  # fmt: skip

    def __init__(self, *args: Any, found: Iterable[Found], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(each.words, f"“{each.words}”: {each.sentence}") for each in found]
        if choices:
            offer(self, "accepted", choices)
        else:
            del self.fields["accepted"]


class SendForm(_AcceptingForm):
    """The preview agreed: the same choice, the version that was shown, and words that may stay."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("addressee", "due_on"):
            self.fields[name].widget = forms.HiddenInput()

    def typed_at(self, version: int) -> MultiValueDict[str, Any]:
        """What was typed, for the version that stands there now."""
        typed = MultiValueDict(dict(cast(QueryDict, self.data).lists()))
        typed["version"] = str(version)
        return typed


class SendAgainForm(_AcceptingForm):
    """With a reason that everybody may read."""

    reason = forms.CharField(
        label=_("Waarom verstuur je opnieuw?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Deze zin staat op de openbare pagina."),
        error_messages={"required": _("Schrijf waarom je opnieuw verstuurt.")},
    )  # fmt: skip
    field_order = ("addressee", "due_on", "reason", "accepted")
