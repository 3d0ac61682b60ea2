"""Sessions that already have a day: what stands is where a repair begins, also where it was arranged by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from tandem.planning.problem.half_days import Span, WorkingDays, working_days
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Booking, by_request
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import PREFERRED, Request, Rhythm
from tandem.planning.queries.facts.situation import Incomplete, Situation

NO_LIMIT = 400  # working days: longer than any planning


def as_arranged(known: Situation) -> Situation:
    """Windows and rhythm hold the days that stand now. What a search cannot repair is left out, with why."""
    calendar, rows = _calendar(known), by_request(known.bookings)
    lacks = {key: _lacks(known, key, rows.get(key, []), calendar) for key in known.series}
    ready = {key: one for key, one in known.series.items() if not lacks[key]}
    requests = {
        key: _arranged(one, rows[key], calendar) if key in ready else one
        for key, one in known.problem.requests.items()
        if key in ready or key not in known.series
    }
    people = {key: _standing(one, [row for row in known.bookings if key in row.duo])
              for key, one in known.problem.people.items()}  # fmt: skip
    first = min([known.problem.today, *(one.at.on for key in ready for one in rows[key])])
    incomplete = (Incomplete(known.series[key], tuple(found)) for key, found in lacks.items() if found)
    return replace(
        known, problem=replace(known.problem, people=people, requests=requests, today=first), series=ready,
        incomplete=(*known.incomplete, *incomplete), bookings=tuple(one for key in ready for one in rows[key]),
    )  # fmt: skip


def freely(problem: Problem, keys: Iterable[str]) -> Problem:
    """What a planner may give up in a repair, knowing it: the same duo throughout, and the time between two sessions."""
    wanted = set(keys)
    return replace(problem, requests={
        key: replace(one, continuity=PREFERRED, rhythm=Rhythm(one.rhythm.sessions, one.rhythm.min_gap, NO_LIMIT))
        if key in wanted else one
        for key, one in problem.requests.items()
    })  # fmt: skip


def _calendar(known: Situation) -> WorkingDays:
    days = [one.at.on for one in known.bookings] or [known.problem.today]
    return working_days(Span(min(days), max(days)), known.problem.closed_days)


def _lacks(known: Situation, key: str, rows: list[Booking], calendar: WorkingDays) -> list[str]:
    checks = (
        (len(rows) < len(known.sessions[key]), _("Niet elke sessie heeft al een duo. Kies eerst het duo.")),
        (any(one.at.on not in calendar.numbers for one in rows),
         _("Een sessie valt in een weekend of op een feestdag. Herstel die op haar eigen pagina.")),
    )  # fmt: skip
    return [text for is_so, text in checks if is_so]


def _standing(person: Person, rows: list[Booking]) -> Person:
    """On the days that stand somebody can, also who told nothing yet; days off go before."""
    own = person.availability
    return replace(person, availability=replace(own, dates=own.dates | {row.at for row in rows})) if rows else person


def _arranged(request: Request, rows: list[Booking], calendar: WorkingDays) -> Request:
    numbers = [calendar.numbers[one.at.on] for one in rows]
    gaps = [other - one for one, other in pairwise(numbers)]
    rhythm, window = request.rhythm, request.window
    days = [one.at.on for one in rows]
    availability = replace(request.availability, dates=request.availability.dates | {one.at for one in rows})
    return replace(
        request, availability=availability, window=Span(min(window.first, *days), max(window.last, *days)),
        rhythm=replace(
            rhythm, min_gap=min([rhythm.min_gap, *gaps]), max_gap=max([rhythm.max_gap, *gaps]), start_within=None
        ),
    )  # fmt: skip
