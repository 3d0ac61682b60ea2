"""What a person, or an administrator, says about a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.identity.forms.login import email_field
from tandem.identity.managing import PERSON_CLOSING_REASONS


def name_fields() -> tuple[forms.CharField, forms.CharField]:
    """First and last name."""
    first = forms.CharField(
        label=_("Voornaam"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": _("Vul een voornaam in.")},
    )  # fmt: skip
    last = forms.CharField(
        label=_("Achternaam"), max_length=80, widget=forms.TextInput({"autocomplete": "family-name"}),
        error_messages={"required": _("Vul een achternaam in.")},
    )  # fmt: skip
    return first, last


class OwnFactsForm(forms.Form):
    """My own name and phone number."""

    first_name, last_name = name_fields()
    phone = forms.CharField(
        label=_("Telefoon"), required=False, max_length=30,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "data-width": "20"}),
    )  # fmt: skip

    def __init__(self, *args: Any, needs_last_name: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_name"].required = needs_last_name


class PersonForm(OwnFactsForm):
    """The same and the address, for an administrator."""

    email = email_field()
    field_order = ["first_name", "last_name", "email", "phone"]


class ClosingForm(forms.Form):
    """Why a login is closed."""

    reason = forms.ChoiceField(
        label=_("Waarom sluit je deze login af?"), choices=PERSON_CLOSING_REASONS, widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )  # fmt: skip
