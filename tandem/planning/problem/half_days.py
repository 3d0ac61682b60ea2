"""Half-days and working days: the unit in which a contact moment is counted (seed 000)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

HALVES = ("am", "pm")
HALF_WORDS = {"am": "voormiddag", "pm": "namiddag"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    """One morning or one afternoon."""

    on: date
    half: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Availability:
    """Every week these half-days, also these dates, never during these spans or half-days. No reasons: nobody asks for them."""

    weekly: frozenset[tuple[int, str]] = frozenset()
    dates: frozenset[HalfDay] = frozenset()
    away: tuple[Span, ...] = ()
    taken: frozenset[HalfDay] = frozenset()

    def holds(self, half_day: HalfDay) -> bool:
        """Whether somebody can on this half-day."""
        if half_day in self.taken or any(span.holds(half_day.on) for span in self.away):
            return False
        return half_day in self.dates or (half_day.on.weekday(), half_day.half) in self.weekly


@dataclass(frozen=True)
class WorkingDays:
    """The working days of a planning, numbered from zero; weekends and closed days do not count."""

    days: tuple[date, ...]
    numbers: dict[date, int] = field(compare=False, repr=False)

    def first_from(self, day: date) -> int:
        """Number of the first working day on or after this day."""
        return bisect_left(self.days, day)

    def last_until(self, day: date) -> int:
        """Number of the last working day on or before this day; -1 when there is none."""
        return bisect_right(self.days, day) - 1

    def mask(self, span: Span) -> int:
        """One bit per working day inside a span."""
        low, high = self.first_from(span.first), self.last_until(span.last)
        return ((1 << (high + 1)) - 1) & ~((1 << low) - 1) if high >= low else 0


def working_days(span: Span, closed: Iterable[date] = ()) -> WorkingDays:
    """Monday to Friday within the span, closed days left out."""
    shut = set(closed)
    every = (span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1))
    days = tuple(day for day in every if day.weekday() < len(WEEKDAYS) and day not in shut)
    return WorkingDays(days, {day: number for number, day in enumerate(days)})
