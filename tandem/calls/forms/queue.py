"""The filters of the officer's queue, and the columns of its export. Nonsense in an address is no filter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.queue import COLUMNS, ORDERS, STATES
from tandem.calls.rules.vocabulary import AREAS
from tandem.kernel.form_fields import offer


class QueueFilterForm(forms.Form):
    """Search words, state, area, year, order."""

    is_filter = True
    zoek = forms.CharField(label=_("Zoek"), required=False, max_length=200, help_text=_("Titel, organisatie of nummer"))
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=list(STATES.items()))
    gebied = forms.ChoiceField(label=_("Gebied"), required=False, choices=[("", _("alle")), *AREAS.items()])
    jaar = forms.ChoiceField(label=_("Startjaar"), required=False)
    volgorde = forms.ChoiceField(label=_("Volgorde"), required=False, choices=list(ORDERS.items()))

    def __init__(self, *args: Any, years: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "jaar", [("", _("alle")), *((str(year), str(year)) for year in years)])

    @property
    def wanted(self) -> dict[str, str]:
        """Every filter that makes sense; nothing for the others."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {
            "words": cleaned.get("zoek", ""), "state": cleaned.get("stand", ""), "area": cleaned.get("gebied", ""),
            "year": cleaned.get("jaar", ""), "order": cleaned.get("volgorde") or "nummer",
        }  # fmt: skip

    @property
    def wanted_query(self) -> dict[str, str]:
        """The same filters as an address carries them, for the export."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class ColumnsForm(forms.Form):
    """Which columns the spreadsheet gets; without a choice all of them."""

    is_filter = True
    kolom = forms.MultipleChoiceField(
        label=_("Kolommen"), required=False, choices=list(COLUMNS.items()), widget=forms.CheckboxSelectMultiple
    )

    @property
    def wanted(self) -> list[str]:
        """The chosen columns, in the order of the list."""
        self.is_valid()
        chosen = self.cleaned_data.get("kolom") or list(COLUMNS)
        return [column for column in COLUMNS if column in chosen]
