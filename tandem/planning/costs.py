"""What a plan costs, part by part: the visible weights of the soft goals, for every plan whoever made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from tandem.planning import travel
from tandem.planning.problem.half_days import HALVES, HalfDay
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Booking, Part, by_person, by_request
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import HARD, NICE, Request

TENTHS = 10
WORDS = {
    "travel": "minuten onderweg, heen en terug, beide mensen",
    "theme": "trajecten waarvan de ervaringsdeskundige het thema niet kent",
    "fairness": "tienden van een sessie verschil met een eerlijk deel",
    "hard_jobs": "tienden van een moeilijke sessie verschil met een eerlijk deel",
    "nice_jobs": "tienden van een fijne sessie verschil met een eerlijk deel",
    "learning": "duo's van twee nieuwkomers",
    "change_duo": "mensen vervangen tegenover het vorige plan",
    "continuity": "wissels van duo binnen een traject",
    "wishes": "wensen die niet lukken",
    "earliest": "werkdagen tot het einde van de trajecten, samen",
    "change_date": "sessies verplaatst tegenover het vorige plan",
}
DUO_PARTS = ("travel", "theme", "fairness", "hard_jobs", "nice_jobs", "learning", "change_duo", "continuity")


def objective(problem: Problem, bookings: Iterable[Booking]) -> tuple[Part, ...]:
    """Every part of the objective of a plan."""
    placed = by_request(bookings)
    load = loads(problem, placed)
    amounts = {
        "travel": sum(2 * travel_minutes(problem, one) for rows in placed.values() for one in rows),
        "theme": sum(lacks_theme(problem.requests[key], problem.people[rows[0].expert]) for key, rows in placed.items()),
        "fairness": deviation(load[""], fair_shares(problem, "")),
        "hard_jobs": deviation(load[HARD], fair_shares(problem, HARD)),
        "nice_jobs": deviation(load[NICE], fair_shares(problem, NICE)),
        "learning": sum(_is_new(problem, rows[0]) for rows in placed.values()),
        "change_duo": sum(_replaced(problem, key, rows) for key, rows in placed.items()),
        "continuity": sum(one.duo != other.duo for rows in placed.values() for one, other in pairwise(rows)),
        "wishes": broken_wishes(problem, placed),
        "earliest": sum(_length(problem, problem.requests[key], rows) for key, rows in placed.items()),
        "change_date": _moved(problem, placed),
    }  # fmt: skip
    return tuple(Part(name, WORDS[name], amount, getattr(problem.weights, name)) for name, amount in amounts.items())


def duo_cost(parts: Iterable[Part]) -> int:
    """The cost that depends on who goes where, not on when."""
    return sum(part.cost for part in parts if part.name in DUO_PARTS)


def lacks_theme(request: Request, expert: Person) -> bool:
    """Whether the expert does not know the theme asked for."""
    return request.theme is not None and request.theme not in expert.themes


def person_travel(request: Request, person: Person) -> int:
    """Minutes of all sessions of a request, both ways."""
    return 2 * request.rhythm.sessions * travel.minutes(person.home, request.place, person.transport)


def travel_minutes(problem: Problem, booking: Booking) -> int:
    """Minutes one way of both people together."""
    place = problem.requests[booking.request].place
    people = (problem.people[one] for one in booking.duo)
    return sum(travel.minutes(person.home, place, person.transport) for person in people)


def fair_shares(problem: Problem, appeal: str) -> dict[str, int]:
    """Tenths of sessions that are fair for each person: by the half-days somebody offers. `appeal` "" counts all sessions."""
    if problem.shares and not appeal:
        return {key: round(TENTHS * share) for key, share in problem.shares.items()}
    asked = sum(one.rhythm.sessions for one in problem.requests.values() if appeal in {"", one.appeal})
    shares: dict[str, int] = {}
    for people in (problem.trainers, problem.experts):
        offered = {person.id: offered_half_days(problem, person) for person in people}
        total = sum(offered.values()) or 1
        shares |= {key: round(TENTHS * asked * half_days / total) for key, half_days in offered.items()}
    return shares


def offered_half_days(problem: Problem, person: Person) -> int:
    """Half-days of the planning on which somebody can."""
    days = [day for day in problem.days.days if person.left_on is None or day <= person.left_on]
    return sum(person.availability.holds(HalfDay(day, half)) for day in days for half in HALVES)


def loads(problem: Problem, placed: Mapping[str, list[Booking]]) -> dict[str, Counter[str]]:
    """Sessions per person: all, and those of hard and nice requests."""
    load: dict[str, Counter[str]] = {"": Counter(), HARD: Counter(), NICE: Counter()}
    rows = [*(one for own in placed.values() for one in own), *problem.kept]
    for booking in rows:
        for kind in {"", problem.requests[booking.request].appeal} & load.keys():
            load[kind].update(booking.duo)
    return load


def deviation(load: Mapping[str, int], shares: Mapping[str, int]) -> int:
    """Tenths of sessions away from the fair shares, summed over people."""
    return sum(abs(TENTHS * load.get(person, 0) - share) for person, share in shares.items())


def broken_wishes(problem: Problem, placed: Mapping[str, list[Booking]]) -> int:
    """Sessions on a day somebody would rather not, and sessions above the wished number in a calendar week."""
    of = by_person(one for rows in placed.values() for one in rows)
    return sum(_broken(problem.people[person], rows) for person, rows in of.items())


def existing_duos(problem: Problem) -> dict[str, tuple[str, str]]:
    """The duo each request had in the plan before."""
    return {key: rows[0].duo for key, rows in by_request(problem.existing).items()}


def existing_dates(problem: Problem) -> dict[tuple[str, int], HalfDay]:
    """When each session was in the plan before."""
    return {(one.request, one.number): one.at for one in problem.existing}


def _broken(person: Person, rows: list[Booking]) -> int:
    never = sum((one.at.on.weekday(), one.at.half) in person.wishes.never_on for one in rows)
    most = person.wishes.max_per_week
    weeks = Counter(one.at.on.isocalendar()[:2] for one in rows)
    return never + (sum(max(0, number - most) for number in weeks.values()) if most is not None else 0)


def _is_new(problem: Problem, booking: Booking) -> bool:
    return all(problem.people[one].is_newcomer for one in booking.duo)


def _replaced(problem: Problem, request: str, rows: list[Booking]) -> int:
    before = existing_duos(problem).get(request)
    return 0 if before is None else sum(old != new for old, new in zip(before, rows[0].duo, strict=True))


def _length(problem: Problem, request: Request, rows: list[Booking]) -> int:
    start = problem.days.first_from(max(request.window.first, problem.today))
    return max(problem.days.numbers[one.at.on] for one in rows) - start


def _moved(problem: Problem, placed: Mapping[str, list[Booking]]) -> int:
    before = existing_dates(problem)
    return sum(before.get((one.request, one.number), one.at) != one.at for rows in placed.values() for one in rows)
