"""The same household at every number of hours: where more work leaves less money, and why. And a contract that stops."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tandem.income.engine.figures import WEEKS, Figure
from tandem.income.engine.households import Household
from tandem.income.engine.parameters import Book
from tandem.income.engine.scenario import Month, months_of
from tandem.income.engine.spells import WORK, Spell

FULL_TIME = 38


@dataclass(frozen=True, slots=True)
class Point:
    """One number of hours a week and what the month brings."""

    hours: int
    month: Month


@dataclass(frozen=True, slots=True)
class Drop:
    """From fewer to more hours the month brings less; `cause` is the line that fell most, `words` how it came about."""

    from_hours: int
    to_hours: int
    loss: Decimal
    cause: str
    words: str


def sweep(
    household: Household, beside: Sequence[Spell], *, hourly_wage: Decimal, start: date, book: Book,
    status: str = "white_collar", hours: Sequence[int] = range(FULL_TIME + 1),
) -> list[Point]:  # fmt: skip
    """One month at each number of hours; zero hours is the month without the job, to the cent."""
    points = []
    for number in hours:
        gross = (hourly_wage * number * WEEKS).quantize(Decimal("0.01"))
        job = Spell("job", facts={"gross": str(gross), "hours": str(number), "status": status})
        spells = [*beside, *([job] if number else [])]
        points.append(Point(number, months_of(household, spells, start=start, months=1, book=book)[0]))
    return points


def drops(points: Sequence[Point]) -> list[Drop]:
    """Every step at which the careful total falls by a cent or more, with its named cause."""
    found = []
    for fewer, more in pairwise(points):
        loss = fewer.month.total.low - more.month.total.low
        if loss > 0:
            found.append(Drop(fewer.hours, more.hours, loss, *_cause(fewer.month, more.month)))
    return found


def _cause(before: Month, after: Month) -> tuple[str, str]:
    fallen = {line.label: line for line in before.lines}
    falls = []
    for label, line in fallen.items():
        later = next((other for other in after.lines if other.label == label), None)
        amount_before = line.figure.low if line.figure else Decimal(0)
        amount_after = later.figure.low if later and later.figure else Decimal(0)
        trace = later.trace if later and later.trace else line.trace
        falls.append((amount_before - amount_after, label, trace[-1].words if trace else ""))
    _, label, words = max(falls, key=lambda fall: fall[0])
    return label, words


def stopping_after(spells: Sequence[Spell], months: int, *, back_to: Sequence[Spell] = ()) -> list[Spell]:
    """The same scenario when the work stops after some months, and what stands there from then on."""
    ended = [
        dataclasses.replace(spell, end=min(spell.end or months, months))
        if spell.kind in WORK and spell.begin <= months
        else spell
        for spell in spells
        if not (spell.kind in WORK and spell.begin > months)
    ]
    kinds = {spell.kind for spell in ended if spell.end is None}
    later = [dataclasses.replace(spell, begin=months + 1) for spell in back_to if spell.kind not in kinds]
    return [*ended, *later]


def lowest(points: Sequence[Point]) -> Figure:
    """The smallest month of a sweep."""
    return min((point.month.total for point in points), key=lambda figure: figure.low)
