"""Erase everything: when, and that it is meant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.rules.erasure import WHEN


class ErasureForm(forms.Form):
    """Asked once more before anything goes."""

    when = forms.ChoiceField(
        label=_("Wanneer wissen we alles?"), choices=WHEN, widget=forms.RadioSelect, initial="later",
        error_messages={"required": _("Kies wanneer.")},
    )  # fmt: skip
    is_sure = forms.BooleanField(
        label=_("Ja, wis alles wat hier staat."),
        error_messages={"required": _("Zet een vinkje als je dit echt wil. Zonder vinkje blijft alles staan.")},
    )
