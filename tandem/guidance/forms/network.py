"""Who comes into the network, and how the person said so."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules import network as rules
from tandem.guidance.rules.vocabulary import NETWORK_ROLES
from tandem.kernel.form_fields import offer


class TogetherField(forms.ChoiceField):
    """For a guide: how the person said yes. Without an answer nothing happens."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{
            "label": _("Hoe zei de persoon dit?"), "choices": list(rules.TOGETHER_WAYS.items()), "widget": forms.RadioSelect,
            "error_messages": {"required": _("Kies hoe dit samen gezegd werd.")}, **options,
        })  # fmt: skip


class SaidForm(forms.Form):
    """What the person decides: by the person self nothing is asked, a guide tells how it was said."""

    how = TogetherField()

    def __init__(self, *args: Any, is_owner: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_owner:
            del self.fields["how"]

    def said(self) -> str:
        """How the yes came."""
        return str(self.cleaned_data.get("how", "own"))


class SuggestForm(forms.Form):
    """Somebody a guide thinks of."""

    called = forms.CharField(label=_("Naam"), max_length=120, error_messages={"required": _("Schrijf een naam.")})
    role = forms.ChoiceField(
        label=_("Wie is dit?"), choices=list(NETWORK_ROLES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie dit is.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, help_text=_("Leeg betekent: de persoon geeft de link zelf door."),
        error_messages={"invalid": _("Dit is geen e-mailadres. Vul het in zoals naam@organisatie.be.")},
    )  # fmt: skip
    why = WordsField(label=_("Waarom denk je aan deze persoon?"), rows=3,
                     error_messages={"required": _("Schrijf kort waarom.")})  # fmt: skip


class InviteForm(SaidForm):
    """Somebody the person asks in."""

    called = forms.CharField(
        label=_("Naam"), max_length=120, help_text=_("Een voornaam is genoeg."),
        error_messages={"required": _("Schrijf een naam. Een voornaam is genoeg.")},
    )  # fmt: skip
    role = forms.ChoiceField(
        label=_("Wie is dit voor jou?"), choices=list(NETWORK_ROLES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie dit is voor jou.")},
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("Hoe nodigen we uit?"), choices=list(rules.INVITE_WAYS.items()), widget=forms.RadioSelect, initial=rules.LINK,
        error_messages={"required": _("Kies hoe we uitnodigen.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mailadres"), required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Vul het in zoals naam@organisatie.be.")},
    )  # fmt: skip
    field_order = ("called", "role", "way", "email", "how")


class AcceptForm(forms.Form):
    """For which organisation somebody takes part."""

    organisation = forms.TypedChoiceField(
        label=_("Voor wie doe je mee?"), widget=forms.RadioSelect, coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], needs_one: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [] if needs_one else [("", _("Gewoon als mezelf"))]
        offer(self, "organisation", [*nobody, *organisations])
        self.fields["organisation"].required = needs_one and bool(organisations)
        if needs_one and len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0][0]
        if not organisations:
            del self.fields["organisation"]
