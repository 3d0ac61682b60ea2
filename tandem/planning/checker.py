"""Finds every hard rule that a plan breaks. Written apart from the search: it knows only people, requests, days and travel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tandem.planning import travel
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.people import EXPERT, TRAINED, TRAINER, Person
from tandem.planning.problem.plan import Booking, by_person, by_request
from tandem.planning.problem.problem import Pin, Problem
from tandem.planning.problem.requests import SAME, TWO_ORGANISATIONS, Request


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken rule: its name, where, and a sentence."""

    rule: str
    where: str
    text: str


def broken_rules(problem: Problem, bookings: Iterable[Booking]) -> list[Broken]:
    """Every broken hard rule of a plan; what was kept counts along."""
    rows = [*problem.kept, *bookings]
    if unknown := list(_unknown(problem, rows)):
        return unknown
    return [
        *_of_requests(problem, rows),
        *_of_sessions(problem, rows),
        *_of_people(problem, rows),
        *_of_pins(problem, rows),
    ]


def _unknown(problem: Problem, rows: list[Booking]) -> Iterator[Broken]:
    for row in rows:
        if row.request not in problem.requests or not {*row.duo} <= problem.people.keys():
            yield Broken("unknown", row.request, "De aanvraag of een van beide mensen is niet gekend.")


def _of_requests(problem: Problem, rows: list[Booking]) -> Iterator[Broken]:
    for key, own in by_request(rows).items():
        request = problem.requests[key]
        for rule, (is_broken, text) in REQUEST_RULES.items():
            if is_broken(problem, request, own):
                yield Broken(rule, key, f"{request.name}: {text}")


def _is_incomplete(_: Problem, request: Request, own: list[Booking]) -> bool:
    return [one.number for one in own] != list(range(1, request.rhythm.sessions + 1))


def _has_wrong_gaps(problem: Problem, request: Request, own: list[Booking]) -> bool:
    rhythm = request.rhythm
    gaps = [_working_days_between(problem, one.at.on, other.at.on) for one, other in pairwise(own)]
    return any(not rhythm.min_gap <= gap <= rhythm.max_gap for gap in gaps)


def _starts_late(problem: Problem, request: Request, own: list[Booking]) -> bool:
    within = request.rhythm.start_within
    if within is None:
        return False
    start = max(request.window.first, problem.today)
    waited = sum(
        _is_working_day(problem, date.fromordinal(n)) for n in range(start.toordinal(), own[0].at.on.toordinal())
    )
    return waited > within


def _changes_duo(_: Problem, request: Request, own: list[Booking]) -> bool:
    return request.continuity == SAME and len({one.duo for one in own}) > 1


REQUEST_RULES: dict[str, tuple[Callable[[Problem, Request, list[Booking]], bool], str]] = {
    "complete": (_is_incomplete, "niet elke sessie staat er precies één keer."),
    "gaps": (_has_wrong_gaps, "er zit te weinig of te veel tijd tussen twee sessies."),
    "start": (_starts_late, "de eerste sessie valt te laat."),
    "same_duo": (_changes_duo, "het duo wisselt."),
}


def _of_sessions(problem: Problem, rows: list[Booking]) -> Iterator[Broken]:
    for row in rows:
        session = _Session(
            problem, problem.requests[row.request], row.at, problem.people[row.trainer], problem.people[row.expert]
        )
        for rule, (is_broken, text) in SESSION_RULES.items():
            if is_broken(session):
                yield Broken(
                    rule, f"{row.request} {row.number}", f"{session.request.name}, sessie {row.number}: {text}"
                )


@dataclass(frozen=True, slots=True)
class _Session:
    """One session with everything that a rule may look at."""

    problem: Problem
    request: Request
    at: HalfDay
    trainer: Person
    expert: Person

    @property
    def duo(self) -> tuple[Person, Person]:
        return self.trainer, self.expert

    def travels_too_far(self, person: Person) -> bool:
        most = person.limits.max_travel
        return most is not None and travel.minutes(person.home, self.request.place, person.transport) > most

    def is_excluded(self) -> bool:
        ids = {self.trainer.id, self.expert.id}
        return any(
            (one.person in ids and one.request in {self.request.id, None})
            or (one.trainer, one.expert) == (self.trainer.id, self.expert.id)
            for one in self.problem.forbidden
        )


def _holds(person: Person, name: str, on: date) -> bool:
    return any(
        one.name == name and (one.valid_from or on) <= on <= (one.valid_until or on) for one in person.qualifications
    )


SESSION_RULES: dict[str, tuple[Callable[[_Session], bool], str]] = {
    "roles": (
        lambda s: (s.trainer.role, s.expert.role) != (TRAINER, EXPERT),
        "het duo is geen lesgever met een ervaringsdeskundige.",
    ),
    "trained": (
        lambda s: not _holds(s.expert, TRAINED, s.at.on),
        "de ervaringsdeskundige heeft die dag geen geldige opleiding.",
    ),
    "window": (
        lambda s: not s.request.window.holds(s.at.on) or s.at.on < s.problem.today,
        "de dag valt buiten het venster.",
    ),
    "working_day": (lambda s: not _is_working_day(s.problem, s.at.on), "de dag is geen werkdag."),
    "organisation": (lambda s: not s.request.availability.holds(s.at), "de organisatie kan dan niet."),
    "available": (lambda s: not all(one.availability.holds(s.at) for one in s.duo), "een van beiden kan dan niet."),
    "left": (
        lambda s: any(one.left_on is not None and s.at.on > one.left_on for one in s.duo),
        "een van beiden is dan weg.",
    ),
    "language": (
        lambda s: not all(s.request.language in one.languages for one in s.duo),
        "een van beiden spreekt de taal niet.",
    ),
    "theme": (
        lambda s: s.request.theme is not None and not any(s.request.theme in one.themes for one in s.duo),
        "geen van beiden kent het thema.",
    ),
    "needs": (
        lambda s: any(not any(_holds(one, need, s.at.on) for one in s.duo) for need in s.request.needs),
        "geen van beiden heeft die dag de gevraagde kwalificatie.",
    ),
    "not_possible": (
        lambda s: any(
            s.request.organisation in one.limits.never_at or s.request.theme in one.limits.never_about for one in s.duo
        ),
        "niet mogelijk.",
    ),
    "travel": (lambda s: any(s.travels_too_far(one) for one in s.duo), "een van beiden is te lang onderweg."),
    "group": (
        lambda s: any(
            one.limits.max_group is not None and s.request.group_size > one.limits.max_group for one in s.duo
        ),
        "de groep is te groot.",
    ),
    "organisations": (
        lambda s: s.request.composition == TWO_ORGANISATIONS and s.trainer.organisation == s.expert.organisation,
        "het duo komt niet uit twee organisaties.",
    ),
    "forbidden": (_Session.is_excluded, "de planner heeft dit uitgesloten."),
}


def _of_people(problem: Problem, rows: list[Booking]) -> Iterator[Broken]:
    for key, own in by_person(rows).items():
        person = problem.people[key]
        for rule, (is_broken, text) in PERSON_RULES.items():
            if is_broken(problem, person, own):
                yield Broken(rule, key, f"{person.name}: {text}")


def _is_double(_: Problem, __: Person, own: list[Booking]) -> bool:
    return len({one.at for one in own}) < len(own)


def _has_full_day(_: Problem, person: Person, own: list[Booking]) -> bool:
    return max(Counter(one.at.on for one in own).values()) > person.limits.max_per_day


def _cannot_get_there(problem: Problem, person: Person, own: list[Booking]) -> bool:
    """From the morning to the afternoon of one day; a remote session is done at home."""
    for one, other in pairwise(own):
        if one.at.on == other.at.on and one.at.half != other.at.half:
            places = [problem.requests[row.request].place for row in (one, other)]
            if any(places) and _way(person, places) > problem.pause_minutes:
                return True
    return False


def _way(person: Person, places: list[str | None]) -> int:
    return travel.minutes(places[0] or person.home, places[1] or person.home, person.transport)


def _has_no_rest(problem: Problem, person: Person, own: list[Booking]) -> bool:
    days = sorted({one.at.on for one in own})
    return any(_working_days_between(problem, one, other) <= person.limits.rest_days for one, other in pairwise(days))


def _has_full_week(problem: Problem, person: Person, own: list[Booking]) -> bool:
    """Any five working days, wherever they begin."""
    days = [one.at.on for one in own]
    return any(
        sum((day - first).days >= 0 and _working_days_between(problem, first, day) < 5 for day in days)
        > person.limits.max_per_week
        for first in days
    )


def _has_too_many(_: Problem, person: Person, own: list[Booking]) -> bool:
    return person.limits.max_total is not None and len(own) > person.limits.max_total


PERSON_RULES: dict[str, tuple[Callable[[Problem, Person, list[Booking]], bool], str]] = {
    "double": (_is_double, "twee sessies op dezelfde halve dag."),
    "per_day": (_has_full_day, "te veel sessies op één dag."),
    "way": (_cannot_get_there, "geen tijd om van de ene naar de andere sessie te gaan."),
    "rest": (_has_no_rest, "te weinig rust tussen twee sessies."),
    "per_week": (_has_full_week, "te veel sessies in vijf werkdagen."),
    "in_all": (_has_too_many, "te veel sessies in het hele plan."),
}


def _of_pins(problem: Problem, rows: list[Booking]) -> Iterator[Broken]:
    own = by_request(rows)
    for pin in problem.pins:
        placed = own.get(pin.request, [])
        wrong = [row for row in placed if not _is_kept(pin, row)]
        if wrong:
            yield Broken("pinned", pin.request, f"{problem.requests[pin.request].name}: wat vastligt, is veranderd.")


def _is_kept(pin: Pin, row: Booking) -> bool:
    session = pin.session
    people = pin.trainer in {None, row.trainer} and pin.expert in {None, row.expert}
    return people and (session != row.number or pin.at in {None, row.at})


def _is_working_day(problem: Problem, day: date) -> bool:
    return day.weekday() < 5 and day not in problem.closed_days


def _working_days_between(problem: Problem, first: date, last: date) -> int:
    """How many working days later `last` is; negative when it comes before."""
    if last < first:
        return -_working_days_between(problem, last, first)
    return sum(
        _is_working_day(problem, date.fromordinal(n)) for n in range(first.toordinal() + 1, last.toordinal() + 1)
    )
