"""Half-days of the coming weeks on which a duo is free. Tells that somebody is free, never what somebody does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock, dutch
from tandem.sessions.models import Booking, Duo, Series
from tandem.sessions.queries.people import members_to_lead
from tandem.sessions.timetable import (
    AFTERNOON,
    HALF_DAY_HOURS,
    HALF_DAY_NAMES,
    MORNING,
    WEEKS_AHEAD,
    is_working_day,
    monday_of,
)

WINDOWS = {MORNING: (8, 13), AFTERNOON: (13, 19)}


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half-day: `key` is day and part, as in 2027-03-29vm."""

    key: str
    name: str
    is_free: bool
    is_chosen: bool
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
class FreeHalfDays:
    """Eight weeks, and a sentence on who could still lead everything that was chosen."""

    weeks: tuple[Week, ...]
    text: str


@dataclass(frozen=True, slots=True)
class People:
    """Who could lead: the duo that was chosen, or everybody of the provider."""

    trainers: frozenset[int]
    experts: frozenset[int]
    is_chosen: bool

    def free_on(self, taken: set[tuple[int, date, str]], *halves: tuple[date, str]) -> People:
        """Those of them who are free on all these half-days."""
        busy = {person for person, *half in taken if tuple(half) in set(halves)}
        return People(self.trainers - busy, self.experts - busy, self.is_chosen)

    @property
    def duos(self) -> int:
        """How many pairs of two different people there are."""
        return len(self.trainers) * len(self.experts) - len(self.trainers & self.experts)


def free_half_days(series: Series, *, on: date, chosen: frozenset[str] = frozenset()) -> FreeHalfDays:
    """Working half-days of the coming eight weeks with how many duos are free for them and for all chosen ones."""
    people = _people(series, on)
    first = on + timedelta(days=1)
    last = monday_of(first) + timedelta(weeks=WEEKS_AHEAD)
    taken = _taken(people, first, last)
    left = people.free_on(taken, *(half for half in map(_half_of_key, chosen) if half))
    weeks = tuple(
        _week(
            monday, [day for day in _days(monday) if first <= day < last and is_working_day(day)], left, taken, chosen
        )
        for monday in _mondays(first)
    )
    return FreeHalfDays(weeks, _sentence(left, bool(chosen)))


def _sentence(left: People, has_chosen: bool) -> str:
    if left.is_chosen:
        return _("Hier zie je wanneer het duo nog vrij is.")
    if not left.duos:
        return _("Geen enkel duo kan op al deze halve dagen. Kies er een andere.")
    text = ngettext(
        "%(count)s duo kan op al deze halve dagen.", "%(count)s duo's kunnen op al deze halve dagen.", left.duos
    )
    return text % {"count": left.duos} if has_chosen else _("Er is nog geen duo. Je ziet hoeveel duo's vrij zijn.")


def _half_of_key(key: str) -> tuple[date, str] | None:
    try:
        return (date.fromisoformat(key[:10]), key[10:]) if key[10:] in WINDOWS else None
    except ValueError:
        return None


def _people(series: Series, on: date) -> People:
    duo = Duo.objects.filter(series=series, ended_at__isnull=True).first()
    if duo is not None:
        return People(frozenset({duo.trainer_id}), frozenset({duo.experiential_expert_id}), is_chosen=True)
    trainers = members_to_lead(series, TRAINER, on=on).values_list("person_id", flat=True)
    experts = members_to_lead(series, EXPERIENTIAL_EXPERT, on=on).filter(trained_on__lte=on)
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


def _week(
    monday: date, days: list[date], people: People, taken: set[tuple[int, date, str]], chosen: frozenset[str]
) -> Week:
    rows = tuple(
        Day(
            day, dutch.date_nl(day).rsplit(" ", 1)[0],
            tuple(_half(day, part, people.free_on(taken, (day, part)), chosen) for part in WINDOWS),
        )
        for day in days
    )  # fmt: skip
    free = sum(half.is_free for day in rows for half in day.halves)
    return Week(label=_("Week van %(day)s") % {"day": dutch.date_nl(monday)}, free_count=free, days=rows)


def _half(day: date, part: str, free: People, chosen: frozenset[str]) -> HalfDay:
    key = f"{day.isoformat()}{part}"
    return HalfDay(
        key=key, name=HALF_DAY_NAMES[part], is_free=free.duos > 0, is_chosen=key in chosen, text=_text(free.duos, free)
    )


def _text(duos: int, people: People) -> str:
    if people.is_chosen:
        return _("het duo kan") if duos else _("het duo kan niet")
    if duos == 1:
        return _("1 duo mogelijk")
    return _("%(count)s duo's mogelijk") % {"count": duos} if duos else _("geen duo vrij")


def hours_of(key: str) -> tuple[datetime, datetime] | None:
    """Begin and end of a half-day by its key; None for anything else."""
    half = _half_of_key(key)
    if half is None:
        return None
    begin, end = (clock.moment_on(half[0], hour.hour, hour.minute) for hour in HALF_DAY_HOURS[half[1]])
    return begin, end
