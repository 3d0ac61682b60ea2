"""What is filled in about a partnership."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.rules.partnership import LEGAL_BASES
from tandem.identity.rules import SECRECY_REGIMES
from tandem.kernel.form_fields import offer


class PartnershipForm(forms.Form):
    """A new partnership begins with a name."""

    name = forms.CharField(
        label=_("Naam van het partnerschap"), max_length=150, error_messages={"required": _("Vul een naam in.")}
    )


class AreaForm(forms.Form):
    """One municipality."""

    nis_code = forms.ChoiceField(label=_("Gemeente"), error_messages={"required": _("Kies een gemeente.")})

    def __init__(self, *args: Any, municipalities: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "nis_code", [("", _("Kies een gemeente")), *municipalities.items()])


class RulesForm(forms.Form):
    """How an organisation works here: secrecy and the legal ground."""

    default_secrecy = forms.ChoiceField(
        label=_("Welke zwijgplicht hebben haar begeleiders?"), choices=SECRECY_REGIMES, widget=forms.RadioSelect,
        initial="professional_secrecy", error_messages={"required": _("Kies een zwijgplicht.")},
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=_("Op welke wettelijke grond werkt deze organisatie?"), widget=forms.RadioSelect,
        choices=[*LEGAL_BASES.items(), ("other", _("een andere grond"))], initial="public_task",
        error_messages={"required": _("Kies een grond.")},
    )  # fmt: skip
    basis_words = forms.CharField(label=_("Welke grond, met het artikel"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """An own ground is written out."""
        typed = super().clean() or self.cleaned_data
        if typed.get("basis") == "other" and not typed.get("basis_words", "").strip():
            self.add_error("basis_words", _("Schrijf welke grond het is."))
        return typed

    def facts(self) -> dict[str, str]:
        """What the action takes."""
        basis = self.cleaned_data["basis"]
        words = self.cleaned_data["basis_words"].strip() if basis == "other" else LEGAL_BASES[basis]
        return {"default_secrecy": self.cleaned_data["default_secrecy"], "legal_basis": words}


class MemberForm(RulesForm):
    """An organisation among those found."""

    organisation = forms.ChoiceField(
        label=_("Welke organisatie?"), widget=forms.RadioSelect, error_messages={"required": _("Kies een organisatie.")}
    )
    field_order = ("organisation", "default_secrecy", "basis", "basis_words")

    def __init__(self, *args: Any, found: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", found)


class DomainForm(forms.Form):
    """A life domain beside the shipped ones."""

    name = forms.CharField(
        label=_("Naam van het levensdomein"), max_length=80, error_messages={"required": _("Geef het een naam.")}
    )


class HealthAccessForm(forms.Form):
    """Who in an organisation may see health data, and why."""

    organisation = forms.ChoiceField(label=_("Organisatie"), error_messages={"required": _("Kies een organisatie.")})
    category = forms.CharField(
        label=_("Welke groep mensen?"), max_length=120, help_text=_("Een functie, geen namen. Bijvoorbeeld: trajectbegeleiders."),
        error_messages={"required": _("Vul de groep in.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("Waarom is dat nodig?"), max_length=300, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Schrijf waarom.")},
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", [("", _("Kies een organisatie")), *organisations])
