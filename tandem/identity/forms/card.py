"""The PIN of a card, with or without its number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.identity import card_numbers


def pin_field(label: Any, name: str = "one-time-code") -> forms.CharField:
    """Five digits, hidden while typing, with the digits of a phone."""
    return forms.CharField(
        label=label, max_length=20,
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": name, "data-width": "5"}),
        error_messages={"required": _("Typ de vijf cijfers van je pincode.")},
    )  # fmt: skip


class PinForm(forms.Form):
    """The PIN alone."""

    pin = pin_field(_("Pincode"))


class CardForm(PinForm):
    """The PIN, and whose device this is. Another's device unless told: then nothing stays behind."""

    is_shared = forms.BooleanField(
        label=_("Dit is niet mijn toestel"), required=False, initial=True,
        help_text=_("Zo blijft hier niets van je achter."),
    )  # fmt: skip


class CardNumberForm(CardForm):
    """The number on the card too, for a device without a camera."""

    number = forms.CharField(
        label=_("Nummer van je kaart"), max_length=30,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "data-width": "20"}),
        error_messages={"required": _("Typ het nummer dat op je kaart staat.")},
    )  # fmt: skip
    field_order = ["number", "pin", "is_shared"]

    def clean_number(self) -> str:
        """Twelve digits."""
        number = card_numbers.compact_number(self.cleaned_data["number"])
        if len(number) != card_numbers.NUMBER_DIGITS:
            raise forms.ValidationError(_("Het nummer heeft twaalf cijfers. Kijk nog eens op je kaart."))
        return number


class ChangePinForm(forms.Form):
    """The PIN of now, and another one."""

    pin_old = pin_field(_("Je pincode nu"), "current-password")
    pin_new = pin_field(_("Je nieuwe pincode"), "new-password")
