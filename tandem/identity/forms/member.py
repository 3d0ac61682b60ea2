"""What people fill in about members, invitations and registrations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.identity import rules
from tandem.identity.forms.login import code_field, email_field
from tandem.identity.forms.organisation import checked_number, enterprise_number_field
from tandem.identity.forms.person import name_fields
from tandem.identity.managing import ROLES_OF_KIND
from tandem.kernel.form_fields import DateField, offer

PROVINCES = ("Antwerpen", "Brussel", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen")


def secrecy_field() -> forms.ChoiceField:
    """The secrecy regime attaches to the function (art. 458 Criminal Code)."""
    return forms.ChoiceField(
        label=_("Welke zwijgplicht hoort bij deze functie?"), choices=rules.SECRECY_REGIMES, initial="none",
        widget=forms.RadioSelect, error_messages={"required": _("Kies een zwijgplicht.")},
    )  # fmt: skip


class InviteForm(forms.Form):
    """Who becomes a member."""

    email = email_field()
    name = forms.CharField(
        label=_("Naam"), required=False, max_length=150, help_text=_("Zo staat de naam in de e-mail.")
    )
    role = forms.ChoiceField(label=_("Rol"), widget=forms.RadioSelect, error_messages={"required": _("Kies een rol.")})
    secrecy_regime = secrecy_field()

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, rules.ROLES[role]) for role in ROLES_OF_KIND[kind]]
        offer(self, "role", roles)
        if len(roles) == 1:
            self.fields["role"].initial = roles[0][0]


class MembershipForm(forms.Form):
    """What may change about a role."""

    secrecy_regime = secrecy_field()
    province = forms.ChoiceField(
        label=_("Provincie waar deze persoon vooral werkt"), required=False,
        choices=[("", _("Geen vaste provincie")), *((name, name) for name in PROVINCES)],
    )  # fmt: skip


class TrainingForm(forms.Form):
    """When an experiential expert finished the training."""

    trained_on = DateField(
        label=_("Diploma van opgeleide ervaringsdeskundige behaald op"), required=False,
        help_text=_("Leeg betekent: nog in opleiding. Alleen wie opgeleid is, kan een duo vormen."),
    )  # fmt: skip


class AcceptForm(forms.Form):
    """The name of somebody who is new here."""

    first_name, last_name = name_fields()


class RegistrationForm(forms.Form):
    """A newcomer and the organisation."""

    enterprise_number = enterprise_number_field()
    organisation_name = forms.CharField(
        label=_("Naam van de organisatie"), max_length=200, widget=forms.TextInput({"autocomplete": "organization"}),
        error_messages={"required": _("Vul de naam van je organisatie in.")},
    )  # fmt: skip
    first_name, last_name = name_fields()
    email = email_field()

    def clean_enterprise_number(self) -> str:
        """Checked against its own check digits."""
        return checked_number(self.cleaned_data["enterprise_number"])


class RegistrationCodeForm(forms.Form):
    """The code that proves the address."""

    code = code_field(_("Code uit de e-mail"), _("Vul de code in die in de e-mail staat."))
