"""Everything one planning needs, read once: people, what is asked, and what takes up room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.kernel import access, clock
from tandem.planning.models import Asking, RequestSheet
from tandem.planning.problem.half_days import Availability, Span
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Forbidden, Pin, Problem, Weights
from tandem.planning.problem.requests import Request, Rhythm
from tandem.planning.queries.facts.people import people_of, stub
from tandem.planning.queries.facts.requests import (
    Asked,
    lacks_of,
    place_of,
    request_of,
    sheets_of,
    split,
    usual_sheet,
)
from tandem.planning.queries.half_days import asked_half_days, half_days_of
from tandem.sessions import rules, timetable
from tandem.sessions.queries.facts import planned_series, sessions_that_take_time, who_led_at

if TYPE_CHECKING:
    from tandem.sessions.models import Series, Session

TO_PLAN = frozenset({rules.TO_PLAN})
DATED = frozenset({rules.PROPOSED, rules.CONFIRMED})  # for a repair: what has a day may get another


@dataclass(frozen=True, slots=True)
class Choices:
    """What a planner adds to the facts. Ids of people and series are text, as in `Problem`."""

    weights: Weights = field(default_factory=Weights)
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    existing: tuple[Booking, ...] = ()
    away: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    extra_people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A series that cannot be planned yet, with what to do."""

    series: Series
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """The problem, and the way back from it: request -> series, sessions in order, sheet."""

    problem: Problem
    series: Mapping[str, Series]
    sessions: Mapping[str, tuple[Session, ...]]
    sheets: Mapping[str, RequestSheet]
    incomplete: tuple[Incomplete, ...]
    silent: tuple[str, ...]  # names of people who told nothing yet, so nobody plans them
    bookings: tuple[Booking, ...] = ()  # present half-days of the sessions that may move (with DATED)


def situation(
    provider_id: int, wanted: Collection[UUID], *, on: date, choices: Choices | None = None,
    movable: frozenset[str] = TO_PLAN,
) -> Situation:  # fmt: skip
    """People of a provider, the wanted series, and everything that is booked or asked from `on` on. About fifteen queries.

    Reads as the system: a planner gets the outcome, never somebody's own "niet mogelijk". Open the door before.
    """
    choices = choices or Choices()
    with access.as_system():
        asked = [split(series, rows, movable=movable) for series, rows in planned_series(wanted)]
        return _Reading(provider_id, asked, choices, on, movable).situation()


@dataclass
class _Reading:
    provider_id: int
    asked: list[Asked]
    choices: Choices
    on: date
    movable: frozenset[str]

    def situation(self) -> Situation:
        sheets = sheets_of([one.series.pk for one in self.asked])
        sheet_of = {one.series.pk: sheets.get(one.series.pk) or usual_sheet(one.series) for one in self.asked}
        lacks = {one.series.pk: lacks_of(one, sheet_of[one.series.pk], on=self.on) for one in self.asked}
        ready = [one for one in self.asked if not lacks[one.series.pk]]
        people, silent = self._people()
        kept = self._kept(people, ready)
        requests = {str(one.series.pk): one for one in ready}
        return Situation(
            self._problem(people, kept, self._requests(ready, sheet_of)),
            {key: one.series for key, one in requests.items()}, {key: one.sessions for key, one in requests.items()},
            {key: sheet_of[one.series.pk] for key, one in requests.items()},
            tuple(Incomplete(one.series, tuple(lacks[one.series.pk])) for one in self.asked if lacks[one.series.pk]),
            tuple(silent), tuple(row for one in ready for row in _present(one)),
        )  # fmt: skip

    def _people(self) -> tuple[dict[str, Person], list[str]]:
        holders = {one.series.funder_id for one in self.asked if one.series.funder_id} - {self.provider_id}
        people, silent = people_of(self.provider_id, sorted(holders), on=self.on)
        people |= {one.id: one for one in self.choices.extra_people}
        for key, spans in self.choices.away.items():
            if key in people:
                own = people[key].availability
                people[key] = replace(people[key], availability=replace(own, away=(*own.away, *spans)))
        return people, silent

    def _requests(self, ready: Iterable[Asked], sheets: Mapping[UUID, RequestSheet]) -> dict[str, Request]:
        met = who_led_at({one.series.organisation_id for one in self.asked})
        return {
            str(one.series.pk): request_of(one, sheets[one.series.pk], met=met[one.series.organisation_id], on=self.on)
            for one in ready
        }

    def _kept(self, people: Mapping[str, Person], ready: Iterable[Asked]) -> list[tuple[Booking, str | None]]:
        """What takes up room: sessions with a day and a duo, and half-days that were asked of a duo."""
        ids = [int(key) for key in people if key.isdigit()]
        moved = {row.pk for one in ready for row in one.sessions}
        sessions = [
            row for row in sessions_that_take_time(ids, since=clock.moment_on(self.on, 0)) if row.pk not in moved
        ]
        wanted = {one.series.pk for one in self.asked}
        open_askings = Asking.objects.filter(state="open", provider_id=self.provider_id).exclude(series_id__in=wanted)
        askings = list(open_askings.select_related("series__organisation"))
        places = _places([*(row.series for row in sessions), *(row.series for row in askings)], on=self.on)
        return [*_of_sessions(sessions, places), *_of_askings(askings, places)]

    def _problem(
        self, people: dict[str, Person], kept: list[tuple[Booking, str | None]], requests: dict[str, Request]
    ) -> Problem:
        rows = tuple(booking for booking, _ in kept)
        strangers = {key for row in rows for key in row.duo} - people.keys()
        strangers |= {key for one in self.asked for row in _present(one) for key in row.duo} - people.keys()
        choices, years = self.choices, range(self.on.year, self.on.year + 4)
        return Problem(
            people | {key: stub(int(key)) for key in strangers}, requests | _stands(kept), self.on, weights=choices.weights,
            pins=choices.pins, forbidden=choices.forbidden, existing=choices.existing, kept=rows,
            closed_days=frozenset(day for year in years for day in timetable.public_holidays(year)),
        )  # fmt: skip


def _present(asked: Asked) -> Iterator[Booking]:
    """The half-days that the sessions of a series have now."""
    for number, row in enumerate(asked.sessions, start=1):
        if row.starts_at and row.ends_at and row.trainer_id and row.experiential_expert_id:
            at = next(half_days_of(row.starts_at, row.ends_at))
            yield Booking(str(asked.series.pk), number, str(row.trainer_id), str(row.experiential_expert_id), at)


def _places(series: Iterable[Series], *, on: date) -> dict[UUID, str | None]:
    """Where each series takes place, as far as it is known."""
    found = {one.pk: one for one in series}
    sheets = sheets_of(list(found))
    return {key: place_of(sheets.get(key) or usual_sheet(one), one.organisation, on=on) for key, one in found.items()}


def _of_sessions(rows: Iterable[Session], places: Mapping[UUID, str | None]) -> Iterator[tuple[Booking, str | None]]:
    for row in rows:
        if row.starts_at and row.ends_at and row.trainer_id and row.experiential_expert_id:
            for number, at in enumerate(half_days_of(row.starts_at, row.ends_at), start=1):
                duo = str(row.trainer_id), str(row.experiential_expert_id)
                yield Booking(f"vast:{row.pk}", number, *duo, at), None if row.is_remote else places[row.series_id]


def _of_askings(rows: Iterable[Asking], places: Mapping[UUID, str | None]) -> Iterator[tuple[Booking, str | None]]:
    for row in rows:
        for number, at in enumerate(asked_half_days(row).values(), start=1):
            yield (
                Booking(f"gevraagd:{row.pk}", number, str(row.trainer_id), str(row.expert_id), at),
                places[row.series_id],
            )


def _stands(kept: Iterable[tuple[Booking, str | None]]) -> dict[str, Request]:
    """A request for what is kept: it only says where it is."""
    found: dict[str, Request] = {}
    for row, place in kept:
        before = found.get(row.request)
        first, last = (before.window.first, before.window.last) if before else (row.at.on, row.at.on)
        found[row.request] = Request(
            id=row.request, name="", kind="", organisation="", place=place, rhythm=Rhythm(row.number),
            window=Span(min(first, row.at.on), max(last, row.at.on)), availability=Availability(),
        )  # fmt: skip
    return found
