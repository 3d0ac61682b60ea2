"""An organisation's no, and the reply."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.kernel.form_fields import offer


class OrganisationNoForm(forms.Form):
    """Reason, alternative and a name: all three are owed. `organisation`: known already, so not asked."""

    about = forms.ChoiceField(label=_("Waarop is dit een antwoord?"))
    organisation_name = WordsField(
        widget=forms.TextInput(), label=_("Welke organisatie zei nee?"), max_length=200,
        error_messages={"required": _("Schrijf welke organisatie nee zei.")},
    )  # fmt: skip
    reason = WordsField(
        label=_("Waarom?"), rows=3, help_text=_("In gewone woorden."),
        error_messages={"required": _("Schrijf waarom, in gewone woorden.")},
    )  # fmt: skip
    alternative = WordsField(
        label=_("Wat kan wel?"), rows=3,
        error_messages={"required": _("Schrijf wat wel kan: een andere plek, een later moment, een naam.")},
    )  # fmt: skip
    contact_name = WordsField(
        label=_("Bij wie kan de persoon terecht?"), max_length=200, widget=forms.TextInput(),
        error_messages={"required": _("Schrijf een naam.")},
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, about: list[tuple[str, Any]], organisation: str = "", is_optional: bool = False,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        none = [("", _("iets anders"))] if is_optional else []
        offer(self, "about", [*none, *about])
        self.fields["about"].required = not is_optional
        if organisation:
            del self.fields["organisation_name"]
        self.organisation = organisation

    def chosen(self) -> tuple[str, str]:
        """`("wish", id)`, `("step", id)` or two empty texts."""
        kind, _colon, pk = str(self.cleaned_data["about"]).partition(":")
        return kind, pk

    def name(self) -> str:
        """The organisation's name."""
        return self.organisation or str(self.cleaned_data["organisation_name"])


class ReplyForm(forms.Form):
    """What the person says to it."""

    words = WordsField(label=_("Wat zeg je hierop?"), rows=4)
