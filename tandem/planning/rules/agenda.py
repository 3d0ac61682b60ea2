"""From busy moments of a calendar to days off: half-days and spans, nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

HASH_LENGTH = 24  # of a calendar and of an event: enough to know them again
FRIDAY, NEXT_WEEKDAY = 4, {4: 3}

Hours = Mapping[str, tuple[time, time]]  # half -> from, until


@dataclass(frozen=True, slots=True)
class Busy:
    """An event, known by its hash, on a Brussels wall clock."""

    uid: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """Days off as they are kept; `half` empty is the whole day."""

    first: date
    last: date
    half: str
    uid: str


def away_from(busy: Iterable[Busy], *, first: date, last: date, hours: Hours) -> list[Away]:
    """Half-days of working weekdays that are taken, each once; whole days in a row of one event become one span."""
    taken: dict[date, dict[str, str]] = {}
    for one in sorted(busy, key=lambda one: (one.begins, one.ends, one.uid)):
        for day in _weekdays(max(one.begins.date(), first), min(one.ends.date(), last)):
            for half, (begin, end) in hours.items():
                if one.begins < datetime.combine(day, end) and one.ends > datetime.combine(day, begin):
                    taken.setdefault(day, {}).setdefault(half, one.uid)
    return list(_joined(_days(taken, len(hours))))


def key_of_calendar(calendar: str, person: int) -> str:
    """How the days of one calendar are known again."""
    return f"{calendar[:HASH_LENGTH]}-{person}"[:38]


def uid_of(calendar_key: str, event: str) -> str:
    """What is kept of an event: the calendar it stood in and its own hash."""
    return f"{calendar_key}:{event[:HASH_LENGTH]}"


def _weekdays(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() <= FRIDAY:
            yield day


def _days(taken: Mapping[date, Mapping[str, str]], halves: int) -> Iterator[Away]:
    for day, found in sorted(taken.items()):
        if len(found) == halves:
            yield Away(day, day, "", next(iter(found.values())))
        else:
            yield from (Away(day, day, half, uid) for half, uid in found.items())


def _joined(rows: Iterable[Away]) -> Iterator[Away]:
    open_span: Away | None = None
    for row in rows:
        if open_span and not row.half and row.uid == open_span.uid and row.first == _next_weekday(open_span.last):
            open_span = Away(open_span.first, row.last, "", row.uid)
            continue
        if open_span:
            yield open_span
        open_span = None if row.half else row
        if row.half:
            yield row
    if open_span:
        yield open_span


def _next_weekday(day: date) -> date:
    return day + timedelta(days=NEXT_WEEKDAY.get(day.weekday(), 1))
