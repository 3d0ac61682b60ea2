"""What people fill in about organisations, sectors and the closing of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.identity import managing, rules, sectors
from tandem.identity.joint_committees import joint_committees
from tandem.identity.places import postal_code_problems
from tandem.identity.sectors import SectorFacts
from tandem.kernel.form_fields import DateField, offer

SECTOR_ROWS = 3


def enterprise_number_field(*, required: bool = True) -> forms.CharField:
    """A KBO number."""
    return forms.CharField(
        label=_("Ondernemingsnummer (KBO)"), required=required, max_length=20,
        help_text=_("Tien cijfers, bijvoorbeeld 0123.456.749. Je vindt het op kbopub.economie.fgov.be."),
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "20", "autocomplete": "off"}),
        error_messages={"required": _("Vul het ondernemingsnummer in.")},
    )  # fmt: skip


def checked_number(number: str) -> str:
    """Ten digits, or the sentence that says what is wrong."""
    problems = rules.enterprise_number_problems(number) if number else []
    if problems:
        raise forms.ValidationError(problems[0].text)
    return rules.compact_enterprise_number(number) if number else ""


class OrganisationForm(forms.Form):
    """The facts of an organisation. `version` notices that somebody else saved first."""

    name = forms.CharField(
        label=_("Naam van de organisatie"), max_length=200, error_messages={"required": _("Vul de naam in.")}
    )
    enterprise_number = enterprise_number_field()
    street = forms.CharField(label=_("Straat en nummer"), required=False, max_length=200)
    postal_code = forms.CharField(
        label=_("Postcode"),
        required=False,
        max_length=10,
        widget=forms.TextInput({"data-width": "5", "inputmode": "numeric"}),
    )
    place = forms.CharField(label=_("Gemeente"), required=False, max_length=100)
    email = forms.EmailField(
        label=_("Algemeen e-mailadres"), required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Vul het in zoals info@organisatie.be.")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telefoon"), required=False, max_length=30, widget=forms.TextInput({"type": "tel", "data-width": "20"})
    )
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https",
        error_messages={"invalid": _("Dit is geen webadres. Vul het in zoals www.organisatie.be.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str = "organisation", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enterprise_number"].required = kind == "organisation"

    def clean_enterprise_number(self) -> str:
        """Checked against its own check digits."""
        return checked_number(self.cleaned_data["enterprise_number"])

    def clean_postal_code(self) -> str:
        """Four digits or empty."""
        code: str = self.cleaned_data["postal_code"].strip()
        for problem in postal_code_problems(code):
            raise forms.ValidationError(problem.text)
        return code


class NewOrganisationForm(OrganisationForm):
    """An administrator makes an organisation of any kind."""

    kind = forms.ChoiceField(
        label=_("Soort"), choices=rules.ORGANISATION_KINDS, initial="organisation", widget=forms.RadioSelect
    )
    fund_code = forms.CharField(
        label=_("Code van het fonds"), required=False, max_length=10, widget=forms.TextInput({"data-width": "10"}),
        help_text=_("Alleen voor een vormingsfonds, bijvoorbeeld 331."),
    )  # fmt: skip
    field_order = ["kind", "name", "fund_code", "enterprise_number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kind="", **kwargs)
        del self.fields["version"]


class SectorForm(forms.Form):
    """One joint committee with its category and first day."""

    joint_committee = forms.ChoiceField(label=_("Paritair comité"), required=False)
    rsz_category = forms.CharField(
        label=_("RSZ-categorie"), required=False, max_length=5,
        help_text=_("Drie cijfers op je RSZ-aangifte (DmfA). Weet je ze niet? Laat dit leeg."),
        widget=forms.TextInput({"data-width": "5", "inputmode": "numeric"}),
    )  # fmt: skip
    valid_from = DateField(
        label=_("Vanaf welke dag?"), required=False, help_text=_("Leeg betekent: al altijd. Bijvoorbeeld 1/1/2027.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committees = [(code, f"{code} {row.name}") for code, row in joint_committees().items()]
        offer(self, "joint_committee", [("", _("Kies een paritair comité")), *committees])

    def clean(self) -> dict[str, Any]:
        """A category or day without committee is a half-filled row."""
        facts = super().clean() or {}
        if not facts.get("joint_committee") and (facts.get("rsz_category") or facts.get("valid_from")):
            self.add_error(
                "joint_committee", _("Kies het paritair comité dat bij deze rij hoort, of maak de rij leeg.")
            )
        for problem in sectors.own_problems(self.facts(), joint_committees()) if facts.get("joint_committee") else ():
            self.add_error(problem.field, problem.text)
        return facts

    def facts(self) -> SectorFacts:
        """The row as the rules take it."""
        row = self.cleaned_data
        return SectorFacts(
            row.get("joint_committee", ""),
            row.get("rsz_category", "").strip(),
            row.get("valid_from"),
            row.get("valid_to"),
        )


SectorFormSet = forms.formset_factory(SectorForm, extra=SECTOR_ROWS, max_num=10, absolute_max=10)


class EndingForm(forms.Form):
    """The last day of something."""

    ends_on = DateField(label=_("Laatste dag"), error_messages={"required": _("Kies de laatste dag.")})


class ClosingOrganisationForm(forms.Form):
    """Why an organisation is closed."""

    reason = forms.ChoiceField(
        label=_("Waarom sluit je deze organisatie af?"), choices=managing.ORGANISATION_CLOSING_REASONS,
        widget=forms.RadioSelect, error_messages={"required": _("Kies een reden.")},
    )  # fmt: skip
