"""Half-days of the coming weeks on which a duo is free. Tells that somebody is free, never what somebody does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from tandem.identity.queries import members_with_role
from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock, dutch
from tandem.sessions.models import Booking, Duo, Series
from tandem.sessions.timetable import AFTERNOON, HALF_DAY_HOURS, MORNING, WEEKS_AHEAD, is_working_day, monday_of

WINDOWS = {MORNING: (8, 13), AFTERNOON: (13, 19)}


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half-day: `key` is day and part, as in 2027-03-29vm."""

    key: str
    part: str
    is_free: bool
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    label: str
    halves: tuple[HalfDay, ...]


@dataclass(frozen=True, slots=True)
class Week:
    label: str
    free_count: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who could lead: the duo that was chosen, or everybody of the provider."""

    trainers: frozenset[int]
    experts: frozenset[int]
    is_chosen: bool


def free_half_days(series: Series, *, on: date) -> tuple[Week, ...]:
    """Working half-days of the coming eight weeks with how many duos are free: four queries."""
    people = _people(series, on)
    first = on + timedelta(days=1)
    last = monday_of(first) + timedelta(weeks=WEEKS_AHEAD)
    taken = _taken(people, first, last)
    return tuple(
        _week(monday, [day for day in _days(monday) if first <= day < last and is_working_day(day)], people, taken)
        for monday in _mondays(first)
    )


def _people(series: Series, on: date) -> People:
    duo = Duo.objects.filter(series=series, ended_at__isnull=True).first()
    if duo is not None:
        return People(frozenset({duo.trainer_id}), frozenset({duo.experiential_expert_id}), is_chosen=True)
    trainers = members_with_role(series.provider_id, TRAINER, on=on).values_list("person_id", flat=True)
    experts = members_with_role(series.provider_id, EXPERIENTIAL_EXPERT, on=on).filter(trained_on__lte=on)
    return People(frozenset(trainers), frozenset(experts.values_list("person_id", flat=True)), is_chosen=False)


def _taken(people: People, first: date, last: date) -> set[tuple[int, date, str]]:
    """(person, day, part) of everything that is booked."""
    rows = Booking.objects.filter(
        person_id__in=people.trainers | people.experts, is_active=True,
        period__overlap=DateTimeTZRange(clock.moment_on(first, 0), clock.moment_on(last, 0)),
    ).values_list("person_id", "period")  # fmt: skip
    return {(person, *half) for person, period in rows for half in _halves_of(period.lower, period.upper)}


def _halves_of(begin: datetime, end: datetime) -> Iterator[tuple[date, str]]:
    day = dutch.wall_clock(begin).date()
    for part, (from_hour, to_hour) in WINDOWS.items():
        if begin < clock.moment_on(day, to_hour) and end > clock.moment_on(day, from_hour):
            yield day, part


def _mondays(first: date) -> Iterator[date]:
    return (monday_of(first) + timedelta(weeks=week) for week in range(WEEKS_AHEAD))


def _days(monday: date) -> Iterator[date]:
    return (monday + timedelta(days=number) for number in range(5))


def _week(monday: date, days: list[date], people: People, taken: set[tuple[int, date, str]]) -> Week:
    rows = tuple(
        Day(day, dutch.date_nl(day).rsplit(" ", 1)[0], tuple(_half(day, part, people, taken) for part in WINDOWS))
        for day in days
    )
    free = sum(half.is_free for day in rows for half in day.halves)
    label = _("Week van %(day)s") % {"day": dutch.date_nl(monday)}
    return Week(label=label, free_count=free, days=rows)


def _half(day: date, part: str, people: People, taken: set[tuple[int, date, str]]) -> HalfDay:
    trainers = {person for person in people.trainers if (person, day, part) not in taken}
    experts = {person for person in people.experts if (person, day, part) not in taken}
    duos = len(trainers) * len(experts) - len(trainers & experts)
    return HalfDay(key=f"{day.isoformat()}{part}", part=part, is_free=duos > 0, text=_text(duos, people))


def _text(duos: int, people: People) -> str:
    if people.is_chosen:
        return _("het duo kan") if duos else _("het duo kan niet")
    if duos == 1:
        return _("1 duo mogelijk")
    return _("%(count)s duo's mogelijk") % {"count": duos} if duos else _("geen duo vrij")


def chosen_half_day(key: str) -> tuple[datetime, datetime] | None:
    """Begin and end of a half-day by its key; None for anything else."""
    try:
        day, hours = date.fromisoformat(key[:10]), HALF_DAY_HOURS[key[10:]]
    except (ValueError, KeyError):
        return None
    begin, end = (clock.moment_on(day, hour.hour, hour.minute) for hour in hours)
    return begin, end
