"""The condition check: which joint committee, which RSZ category."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import offer

UNKNOWN = "onbekend"


class CheckForm(forms.Form):
    """Sent as a plain GET: an answer has an address that one can pass on."""

    pc = forms.ChoiceField(
        label=_("In welk paritair comité werken jullie?"),
        error_messages={"required": _("Kies je paritair comité, of kies «Ik weet het niet»."),
                        "invalid_choice": _("Kies een paritair comité uit de lijst, of kies «Ik weet het niet».")},
    )  # fmt: skip
    rsz = forms.CharField(
        label=_("RSZ-categorie"), required=False, help_text=_("Drie cijfers op de RSZ-aangifte (DmfA), bijvoorbeeld 122."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "5", "autocomplete": "off"}),
        validators=[RegexValidator(r"^\d{3}$", _("Een RSZ-categorie heeft drie cijfers, bijvoorbeeld 122."))],
    )  # fmt: skip
    programma = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, committees: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "pc",
            [
                ("", _("Kies uit de lijst")),
                *((code, f"{code} · {name}") for code, name in committees),
                (UNKNOWN, _("Ik weet het niet")),
            ],
        )
