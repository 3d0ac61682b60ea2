"""Filters of the queue, and where a selection goes. Nonsense in an address is shown as no filter."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import offer
from tandem.policy_signals.forms.selection import SignalsField
from tandem.policy_signals.rules.states import STATES
from tandem.policy_signals.rules.suppression import half_year_after, half_year_named, half_year_of
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES

HALF_YEARS_BACK = 8
NEW = "nieuw"
_ALL = [("", _("Alle"))]


def last_half_years(today: date) -> list[date]:
    """The first days of the present half-year and those before, newest first."""
    days, half_year = [], half_year_of(date(today.year - HALF_YEARS_BACK // 2, today.month, 1))
    while half_year <= today:
        days.append(half_year)
        half_year = half_year_after(half_year)
    return days[: -HALF_YEARS_BACK - 1 : -1]


class QueueFilterForm(forms.Form):
    """Search words, theme, policy domain, area, half-year; `lijkt_op` is a signal to look alike to."""

    is_filter = True
    zoek = forms.CharField(label=_("Zoek"), required=False, max_length=200)
    thema = forms.ChoiceField(label=_("Thema"), required=False, choices=[*_ALL, *THEMES.items()])
    domein = forms.ChoiceField(label=_("Beleidsdomein"), required=False, choices=[*_ALL, *POLICY_DOMAINS.items()])
    gebied = forms.ChoiceField(label=_("Gebied"), required=False, choices=[*_ALL, *AREAS.items()])
    halfjaar = forms.TypedChoiceField(label=_("Periode"), required=False, coerce=date.fromisoformat, empty_value=None)
    lijkt_op = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "halfjaar", [*_ALL, *((str(day), half_year_named(day)) for day in last_half_years(today))])

    @property
    def wanted(self) -> dict[str, Any]:
        """Every filter that makes sense."""
        self.is_valid()
        named = {"search": "zoek", "theme": "thema", "policy_domain": "domein", "area": "gebied", "half_year": "halfjaar",
                 "like": "lijkt_op"}  # fmt: skip
        return {name: self.cleaned_data[field] for name, field in named.items() if self.cleaned_data.get(field)}


class SelectionForm(forms.Form):
    """Chosen signals, and the bundle they go to."""

    signals = SignalsField()
    bundle = forms.ChoiceField(
        label=_("Waar leg je ze bij?"), initial=NEW,
        error_messages={"invalid_choice": _("Dit signaal is niet meer in de maak. Kies een ander.")},
    )  # fmt: skip

    def __init__(self, *args: Any, bundles: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "bundle", [(NEW, _("Een nieuw structureel signaal")), *bundles])


class BundleFilterForm(forms.Form):
    """Search words, state and policy domain."""

    is_filter = True
    zoek = forms.CharField(label=_("Zoek"), required=False, max_length=200)
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=[*_ALL, *STATES.items()])
    domein = forms.ChoiceField(label=_("Beleidsdomein"), required=False, choices=[*_ALL, *POLICY_DOMAINS.items()])

    @property
    def wanted(self) -> dict[str, str]:
        """Every filter that makes sense."""
        self.is_valid()
        named = {"search": "zoek", "state": "stand", "policy_domain": "domein"}
        return {name: self.cleaned_data[field] for name, field in named.items() if self.cleaned_data.get(field)}
