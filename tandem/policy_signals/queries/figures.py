"""Figures about signals: only from what was released. Every figure is a kept cell or a sum of kept cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from tandem.kernel import access, clock
from tandem.policy_signals.models import FigureCell, FigureRelease, Signal
from tandem.policy_signals.rules.suppression import (
    Cell,
    half_year_after,
    half_year_named,
    half_year_of,
    is_closed,
    margin,
    shown_as,
)
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS, THEMES


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `text` is what people read."""

    label: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The charts of one half-year, or of all together. `choices`: what stands in the address -> words."""

    choices: dict[str, str]
    chosen: str
    themes: list[Bar]
    domains: list[Bar]
    theme_sentence: str
    domain_sentence: str


def figures_page(chosen: str) -> FiguresPage:
    """Two queries. A half-year that has no release counts as all."""
    releases = list(FigureRelease.objects.values_list("pk", "half_year").order_by("-half_year"))
    keys = {half_year.isoformat(): pk for pk, half_year in releases}
    chosen = chosen if chosen in keys else ""
    cells = _cells([keys[chosen]] if chosen else list(keys.values()))
    themes = _bars({label: margin(cells, theme=key) for key, label in THEMES.items()})
    domains = _bars({label: margin(cells, policy_domain=key) for key, label in POLICY_DOMAINS.items()})
    choices = {half_year.isoformat(): half_year_named(half_year) for _pk, half_year in releases}
    return FiguresPage(choices, chosen, themes, domains, _most(themes), _most(domains))


def half_years_to_release(*, on: date) -> list[date]:
    """From the half-year of the first signal to the last that is over, those without a release."""
    with access.as_system():
        first = Signal.objects.aggregate(first=Min("received_at"))["first"]
    if first is None:
        return []
    made = set(FigureRelease.objects.values_list("half_year", flat=True))
    half_year, waiting = half_year_of(clock.local(first).date()), []
    while is_closed(half_year, on):
        if half_year not in made:
            waiting.append(half_year)
        half_year = half_year_after(half_year)
    return waiting


def _cells(releases: list[int]) -> Mapping[Cell, int]:
    """Kept cells, added up over half-years."""
    total: Counter[Cell] = Counter()
    rows = FigureCell.objects.filter(release__in=releases).values_list("theme", "policy_domain", "shown")
    for theme, policy_domain, shown in rows.order_by():
        total[Cell(theme, policy_domain)] += shown
    return total


def _bars(figures: Mapping[str, int]) -> list[Bar]:
    """The highest first; equal ones by name."""
    rows = sorted(figures.items(), key=lambda row: (-row[1], row[0]))
    return [Bar(label, figure, shown_as(figure)) for label, figure in rows]


def _most(bars: list[Bar]) -> str:
    """The chart in one sentence."""
    top = bars[0]
    if not top.value:
        return "Overal gaven weinig of geen mensen een signaal."
    labels = [bar.label for bar in bars if bar.value == top.value]
    listed = ", ".join(labels[:-1]) + f" en {labels[-1]}" if len(labels) > 1 else labels[0]
    return f"Bovenaan: {listed}, met {top.text} mensen."
