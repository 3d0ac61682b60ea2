"""What a planner chooses for a plan: which requests, how long to search, what weighs heavy, and what to look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.kernel.form_fields import DateField, offer
from tandem.planning.queries.plans.plan_page import DATE, LATEST, NAME, WAY, RowFilter
from tandem.planning.queries.plans.waiting import KINDS, WaitingFilter
from tandem.planning.rules import plans as rules
from tandem.planning.rules import words

SECONDS = {20: "20 seconden", 60: "1 minuut", 180: "3 minuten", rules.LONGEST: "10 minuten"}
SHOWN_STATES = {"": "alles behalve weggelegd", **words.PLAN_STATES}


class _Sought(forms.Form):
    """A filter: every field may be empty, and nonsense counts as empty."""

    is_filter = True

    def chosen(self) -> dict[str, Any]:
        """Every field that makes sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class PlanListForm(_Sought):
    """Which plans."""

    zoek = forms.CharField(label=gettext_lazy("Naam van het plan"), required=False, max_length=100)
    toon = forms.ChoiceField(label=gettext_lazy("Toon"), required=False, choices=list(SHOWN_STATES.items()))


class WaitingForm(_Sought):
    """Which of the requests that wait."""

    zoek = forms.CharField(label=gettext_lazy("Organisatie, titel of gemeente"), required=False, max_length=100)
    provincie = forms.ChoiceField(label=gettext_lazy("Provincie"), required=False)
    soort = forms.ChoiceField(
        label=gettext_lazy("Soort"), required=False, choices=[("", gettext_lazy("alles")), *KINDS.items()]
    )
    tot = DateField(label=gettext_lazy("Begint ten laatste op"), required=False)

    def __init__(self, data: QueryDict, *, provinces: Iterable[str] = ()) -> None:
        super().__init__(data)
        offer(self, "provincie", [("", _("alle provincies")), *((name, name) for name in provinces)])

    def wanted(self) -> WaitingFilter:
        """The filter; a province is only known afterwards, so any text may stand there."""
        self.is_valid()
        facts = self.cleaned_data
        until = facts.get("tot")
        return WaitingFilter(
            facts.get("zoek") or "", str(self.data.get("provincie") or ""), facts.get("soort") or "",
            until if isinstance(until, date) else None,
        )  # fmt: skip


class NewPlanForm(forms.Form):
    """The requests themselves are ticked in the table; here what holds for all of them."""

    title = forms.CharField(label=gettext_lazy("Naam van het plan"), max_length=120)
    series = forms.TypedMultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    seconds = forms.ChoiceField(
        label=gettext_lazy("Hoelang zoeken, hoogstens?"), choices=list(SECONDS.items()), required=False,
        help_text=gettext_lazy("Stoppen kan altijd. Het beste plan tot dan blijft bewaard."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, series: Iterable[str], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "series", [(key, key) for key in series])
        for name, label in rules.WEIGHTS.items():
            self.fields[f"weegt_{name}"] = forms.ChoiceField(
                label=label[:1].upper() + label[1:], choices=list(rules.FACTORS.items()), required=False, initial="1"
            )
        for name in set(self.fields) - {"title", "series"}:
            self.fields[name].is_filter = True  # type: ignore[attr-defined]  # not chosen: the usual

    @property
    def weight_fields(self) -> list[forms.BoundField]:
        """For the closed part of the page."""
        return [self[f"weegt_{name}"] for name in rules.WEIGHTS]

    @property
    def chosen_seconds(self) -> int:
        """How long to search at most."""
        return int(self.cleaned_data["seconds"] or rules.USUAL)

    def weights(self) -> dict[str, int]:
        """Weights that differ from the usual ones."""
        return rules.chosen_weights({name: self.cleaned_data.get(f"weegt_{name}") or "1" for name in rules.WEIGHTS})

    def ticked(self) -> frozenset[str]:
        """What was ticked, also when the form has a fault elsewhere."""
        return frozenset(self.data.getlist("series")) if isinstance(self.data, QueryDict) else frozenset()


class RowFilterForm(_Sought):
    """Which requests of a plan, in which order."""

    zoek = forms.CharField(label=gettext_lazy("Organisatie, gemeente of naam"), required=False, max_length=100)
    wie = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False)
    toon = forms.ChoiceField(label=gettext_lazy("Toon"), required=False)
    volgorde = forms.ChoiceField(label=gettext_lazy("Volgorde"), required=False, choices=[
        (NAME, gettext_lazy("naam")), (DATE, gettext_lazy("eerste dag")), (LATEST, gettext_lazy("laatste dag")),
        (WAY, gettext_lazy("langst onderweg")),
    ])  # fmt: skip

    def __init__(self, data: QueryDict, *, people: Iterable[tuple[str, str]], has_before: bool) -> None:
        super().__init__(data)
        offer(self, "wie", [("", _("iedereen")), *people])
        changed = [("anders", _("anders dan het vorige plan"))] if has_before else []
        offer(self, "toon", [("", _("alles")), *changed, ("wens", _("een wens lukt niet"))])

    def wanted(self) -> RowFilter:
        """The filter."""
        facts = self.chosen()
        return RowFilter(facts["zoek"], facts["toon"], facts["wie"], facts["volgorde"] or NAME)
