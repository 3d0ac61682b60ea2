"""Months in sentences: the loss first, months that are alike in one sentence, never one yearly total. Pure.

For every room that tells months: a comparison here, the figures that a file keeps. Amounts are euro per month beside today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from tandem.kernel.dutch import MONTHS, euros
from tandem.kernel.sentences import Said, say

EVERY = "Elke maand"
MOVED = {
    ("less", False): "{when} heb je {amount} minder dan nu.",
    ("less", True): "{when} heb je elke maand {amount} minder dan nu.",
    ("more", False): "{when} heb je {amount} meer dan nu.",
    ("more", True): "{when} heb je elke maand {amount} meer dan nu.",
}
KINDS = ("less", "maybe_less", "unknown", "same", "more")  # in the order in which sentences tell them


@dataclass(frozen=True, slots=True)
class Told:
    """One month: its name, how it stands against today (one of KINDS), and the difference between two bounds."""

    name: str
    kind: str
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)


def sentences(months: Sequence[Told], *, amount: Callable[[Decimal], str] = euros, grain: int = 0) -> Iterable[Said]:
    """A sentence per run of months; those that differ less than `grain` euro from each other are one run."""

    def alike(month: Told) -> tuple[str, Decimal | int]:
        return month.kind, round(month.low / grain) if grain else month.low

    runs = [tuple(run) for _, run in groupby(months, key=alike)]
    for run in sorted(runs, key=lambda run: KINDS.index(run[0].kind)):
        yield _sentence(run, _when(run, len(months)), amount)


def month_name(day: date) -> Said:
    """`april 2026`."""
    return say("{month} {year}", month=Said(MONTHS[day.month - 1]), year=day.year)


def span(first: str, last: str) -> Said:
    """`april 2026 tot en met juni 2026`, and one month by its name."""
    return say("{first}", first=first) if first == last else say("{first} tot en met {last}", first=first, last=last)


def _when(run: Sequence[Told], months: int) -> Said:
    if len(run) == months and months > 1:
        return Said(EVERY)
    if len(run) == 1:
        return say("In {month}", month=run[0].name)
    if len(run) == 2:
        return say("In {month} en {other}", month=run[0].name, other=run[1].name)
    return say("Van {first} tot en met {last}", first=run[0].name, last=run[-1].name)


def _sentence(run: Sequence[Told], when: Said, amount: Callable[[Decimal], str]) -> Said:
    low, high = min(month.low for month in run), max(month.high for month in run)
    kind = run[0].kind
    if kind == "unknown":
        return say("{when} weten we het nog niet.", when=when)
    if kind == "same":
        return say("{when} blijft het gelijk.", when=when)
    if kind == "maybe_less":
        return say("{when} heb je tot {less} minder of tot {more} meer dan nu. Dat is niet zeker.", when=when,
                   less=amount(-low), more=amount(high))  # fmt: skip
    between = _between(amount(-high), amount(-low)) if kind == "less" else _between(amount(low), amount(high))
    each = len(run) > 2 and when != EVERY
    return say(MOVED[kind, each], when=when, amount=between)


def _between(low: str, high: str) -> Said:
    return say("{amount}", amount=low) if low == high else say("{low} tot {high}", low=low, high=high)
