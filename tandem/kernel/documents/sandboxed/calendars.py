"""Reads when somebody is busy from a stranger's calendar file (RFC 5545). Titles, places and people never leave the child."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar, Event

from tandem.kernel.documents.sandboxed.answers import Answer, Refused

BRUSSELS = ZoneInfo("Europe/Brussels")
MOST_STEPS = 20_000  # of one repetition: half a century of days
MOST_DAYS = 20_000  # that one file marks
ODD = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError, RecursionError)  # what parsers raise
FREE = {"FREE", "WORKINGELSEWHERE"}


@dataclass(frozen=True, slots=True)
class _Window:
    first: datetime
    last: datetime


def read(content: bytes, *, first: int, last: int, events: int) -> Answer:
    """Busy moments between two days (ordinals), on a Brussels wall clock: hash of the event, begin, end."""
    calendar = _calendar(content)
    found = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
    if len(found) > events:
        raise Refused("too_many_events")
    window = _Window(_midnight(date.fromordinal(first)), _midnight(date.fromordinal(last + 1)))
    rows, unread = _busy(found, window)
    if sum((end - begin).days + 1 for _, begin, end in rows) > MOST_DAYS:
        raise Refused("too_many_events")
    busy = [[uid, begin.isoformat(), end.isoformat()] for uid, begin, end in rows]
    return Answer({"calendar": _hash(_name_of(calendar)), "busy": busy, "events": len(found), "unread": unread})


def _calendar(content: bytes) -> Calendar:
    if b"BEGIN:VCALENDAR" not in content[:4096].upper():
        raise Refused("no_calendar")
    try:
        return Calendar.from_ical(content)
    except ODD as error:
        raise Refused("damaged_calendar") from error


def _name_of(calendar: Calendar) -> str:
    """What tells one calendar of a person from another."""
    return str(calendar.get("X-WR-RELCALID") or calendar.get("X-WR-CALNAME") or calendar.get("PRODID") or "")


def _busy(events: list[Any], window: _Window) -> tuple[list[tuple[str, datetime, datetime]], int]:
    """Busy moments within the window, and how many events could not be read."""
    moved, rows, unread = _moved(events), [], 0
    for number, one in enumerate(events):
        uid = str(one.get("UID", "")) or f"number {number}"
        skipped = set() if "RECURRENCE-ID" in one else moved[uid]
        try:
            moments = [] if _is_free(one) else list(_moments(one, window, skipped))
        except ODD:
            unread += 1
        else:
            rows += [(_hash(uid), max(begin, window.first), min(end, window.last)) for begin, end in moments]
    return rows, unread


def _moved(events: list[Any]) -> defaultdict[str, set[datetime]]:
    """Of repeated events the beginnings that have an event of their own."""
    found: defaultdict[str, set[datetime]] = defaultdict(set)
    for one in events:
        with suppress(*ODD):
            if "RECURRENCE-ID" in one:
                found[str(one.get("UID", ""))].add(_wall(one["RECURRENCE-ID"].dt))
    return found


def _is_free(event: Any) -> bool:
    states = {str(event.get(name, "")).upper() for name in ("STATUS", "TRANSP")}
    office = {str(event.get(f"X-MICROSOFT-CDO-{name}", "")).upper() for name in ("BUSYSTATUS", "INTENDEDSTATUS")}
    return bool(states & {"CANCELLED", "TRANSPARENT"} or office & FREE)


def _moments(event: Any, window: _Window, skipped: set[datetime]) -> Iterator[tuple[datetime, datetime]]:
    start = event["DTSTART"].dt
    length = _length(event, start)
    if length <= timedelta(0):
        return
    for begin in _begins(event, start, window, skipped):
        shown = _shown(begin, start)
        if shown < window.last and shown + length > window.first:
            yield shown, shown + length


def _length(event: Any, start: date | datetime) -> timedelta:
    if "DTEND" in event:
        return _wall(event["DTEND"].dt) - _wall(start)
    if "DURATION" in event:
        given: timedelta = event["DURATION"].dt
        return given
    return timedelta(0) if isinstance(start, datetime) else timedelta(days=1)


def _begins(event: Any, start: date | datetime, window: _Window, skipped: set[datetime]) -> Iterator[datetime]:
    """Every beginning, naive on the clock of the event itself: nine o'clock stays nine o'clock in summer and winter."""
    if "RRULE" not in event and "RDATE" not in event:
        yield _naive(start)
        return
    dates = rruleset()
    dates.rdate(_naive(start))
    for rule in _all(event.get("RRULE")):
        dates.rrule(rrulestr(_plain(rule, start), dtstart=_naive(start)))
    for listed in _all(event.get("RDATE")):
        for one in listed.dts:
            dates.rdate(_on_clock_of(one.dt[0] if isinstance(one.dt, tuple) else one.dt, start))
    for listed in _all(event.get("EXDATE")):
        for one in listed.dts:
            dates.exdate(_on_clock_of(one.dt, start))
    yield from _within(dates, start, window, skipped)


def _within(dates: rruleset, start: date | datetime, window: _Window, skipped: set[datetime]) -> Iterator[datetime]:
    for number, begin in enumerate(islice(dates, MOST_STEPS + 1)):
        if number == MOST_STEPS:
            raise Refused("too_many_events")
        shown = _shown(begin, start)
        if shown >= window.last:
            return
        if shown not in skipped:
            yield begin


def _plain(rule: Any, start: date | datetime) -> str:
    """The rule with its end on the clock of the event, as the library wants it."""
    if any(step < 1 for step in _all(rule.get("INTERVAL"))):
        raise ValueError(rule)  # it would stand still for ever
    until = rule.get("UNTIL")
    if until:
        end = until[0] if isinstance(until, list) else until
        naive = _on_clock_of(end, start) if isinstance(end, datetime) else datetime.combine(end, time.max)
        rule = rule.copy()
        rule["UNTIL"] = [naive.replace(microsecond=0)]
    return str(rule.to_ical().decode())


def _all(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _naive(value: date | datetime) -> datetime:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else _midnight(value)


def _on_clock_of(value: date | datetime, start: date | datetime) -> datetime:
    """A moment as the clock of the event shows it."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    if isinstance(value, datetime) and value.tzinfo and zone:
        return value.astimezone(zone).replace(tzinfo=None)
    if isinstance(value, datetime) and value.tzinfo:
        return _wall(value)
    if not isinstance(value, datetime) and isinstance(start, datetime):
        return datetime.combine(value, start.time())
    return _naive(value)


def _shown(begin: datetime, start: date | datetime) -> datetime:
    """A naive beginning on the clock of the event, as Brussels shows it."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    return _wall(begin.replace(tzinfo=zone)) if zone else begin


def _wall(value: date | datetime) -> datetime:
    """Naive, as a clock in Brussels shows it; a time without zone is taken as local."""
    if not isinstance(value, datetime):
        return _midnight(value)
    return value.astimezone(BRUSSELS).replace(tzinfo=None) if value.tzinfo else value


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
