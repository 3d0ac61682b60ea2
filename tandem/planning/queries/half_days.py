"""Between half-days of a planning and moments of a session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from tandem.kernel import clock, dutch
from tandem.planning.models import Asking
from tandem.planning.problem.half_days import HALF_WORDS, HalfDay
from tandem.sessions import timetable

PARTS = {"am": timetable.MORNING, "pm": timetable.AFTERNOON}
HALVES_OF_PARTS = {part: half for half, part in PARTS.items()}


def key_of(at: HalfDay) -> str:
    """As it stands in forms and rows: 2027-01-12am."""
    return f"{at.on.isoformat()}{at.half}"


def half_day_from(key: str) -> HalfDay | None:
    """The half-day of a key; None for anything else."""
    try:
        return HalfDay(date.fromisoformat(key[:10]), key[10:]) if key[10:] in PARTS else None
    except ValueError:
        return None


def words_of(at: HalfDay) -> str:
    """12 januari 2027, voormiddag."""
    return f"{dutch.date_nl(at.on)}, {HALF_WORDS[at.half]}"


def moments_of(at: HalfDay) -> tuple[datetime, datetime]:
    """Begin and end of a half-day, at the usual hours."""
    begin, end = timetable.HALF_DAY_HOURS[PARTS[at.half]]
    return clock.moment_on(at.on, begin.hour, begin.minute), clock.moment_on(at.on, end.hour, end.minute)


def half_days_of(starts_at: datetime, ends_at: datetime) -> Iterator[HalfDay]:
    """The half-days that a session takes: both when it goes on after noon."""
    day = clock.local(starts_at).date()
    halves = dict.fromkeys(
        HALVES_OF_PARTS[timetable.half_day_of(moment)] for moment in (starts_at, ends_at - timedelta(minutes=1))
    )
    yield from (HalfDay(day, half) for half in halves)


def asked_half_days(asking: Asking) -> dict[UUID, HalfDay]:
    """Session -> half-day, in order."""
    return {UUID(one["session"]): HalfDay(date.fromisoformat(one["on"]), one["half"]) for one in asking.dates}
