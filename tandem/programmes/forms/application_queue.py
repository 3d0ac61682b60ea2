"""The filters of the fund's queue. Nonsense in an address is shown as no filter."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import offer
from tandem.programmes.rules.application_queue import LONGEST, ORDERS, PROVINCES, STATES, WAITING


class QueueFilterForm(forms.Form):
    """Search words, state, programme, province, order."""

    is_filter = True
    zoek = forms.CharField(label=_("Zoek"), required=False, help_text=_("Organisatie, nummer of plaats"))
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=list(STATES.items()))
    programma = forms.ChoiceField(label=_("Programma"), required=False)
    provincie = forms.ChoiceField(
        label=_("Provincie"), required=False, choices=[("", _("Alle")), *((name, name) for name in PROVINCES)]
    )
    volgorde = forms.ChoiceField(label=_("Volgorde"), required=False, choices=list(ORDERS.items()))

    def __init__(self, *args: Any, programmes: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "programma", [("", _("Alle")), *programmes.items()])

    @property
    def wanted(self) -> dict[str, str]:
        """Every filter that makes sense; defaults for the others."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {
            "search": cleaned.get("zoek", ""), "state": cleaned.get("stand") or WAITING,
            "programme": cleaned.get("programma", ""), "province": cleaned.get("provincie", ""),
            "order": cleaned.get("volgorde") or LONGEST,
        }  # fmt: skip
