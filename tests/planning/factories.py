"""Small plannings: one trainer, one expert, one request on Monday mornings in the spring of 2027, changed where a test says so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tandem.planning.problem.half_days import HALVES, Availability, HalfDay, Span
from tandem.planning.problem.people import CAR, EXPERT, PUBLIC, TRAINED, TRAINER, Limits, Person, Qualification, Wishes
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import (
    HARD,
    NETWORK,
    NICE,
    ORDINARY,
    PREFERRED,
    SAME,
    TRAINER_EXPERT,
    TRAJECTORY,
    TWO_ORGANISATIONS,
    Request,
    Rhythm,
)  # fmt: skip

MONDAY = date(2027, 3, 1)
GENT, AALST, ANTWERPEN, BRUGGE, GENK, IEPER = "44021", "41002", "11002", "31005", "71016", "33011"
PLACES = (GENT, AALST, ANTWERPEN, BRUGGE)
ALWAYS = Availability(weekly=frozenset((day, half) for day in range(5) for half in HALVES))
LIMITS = {TRAINER: Limits(4), EXPERT: Limits(3)}
NAMES = {TRAINER: "Lesgever", EXPERT: "Ervaring"}


def day(number: int, half: str = "am") -> HalfDay:
    """The half-day of a working day, counted from the first Monday."""
    return HalfDay(MONDAY + timedelta(days=number // 5 * 7 + number % 5), half)


def make_person(key: str, **changes: object) -> Person:
    """Ids begin with t for a trainer, e for an expert."""
    role = TRAINER if key.startswith("t") else EXPERT
    person = Person(
        id=key, name=f"{NAMES[role]} {key[1:]}", role=role, organisation="Huis Wilg", home=GENT,
        transport=CAR if role == TRAINER else PUBLIC, languages=frozenset({"nl"}), themes=frozenset({"werk"}),
        qualifications=(Qualification(TRAINED),) if role == EXPERT else (), availability=ALWAYS, limits=LIMITS[role],
    )  # fmt: skip
    return replace(person, **changes)  # type: ignore[arg-type]


def make_request(key: str = "r1", *, sessions: int = 2, **changes: object) -> Request:
    """Two sessions, one to two weeks apart, in eight weeks."""
    request = Request(
        id=key, name=f"Aanvraag {key[1:]}", kind=TRAJECTORY, organisation=f"Organisatie {key[1:]}", place=GENT,
        window=Span(MONDAY, MONDAY + timedelta(days=53)), rhythm=Rhythm(sessions, 5, 10), availability=ALWAYS,
    )  # fmt: skip
    return replace(request, **changes)  # type: ignore[arg-type]


def make_problem(people: Iterable[Person] = (), requests: Iterable[Request] = (), **changes: object) -> Problem:
    """One duo and one request, unless others are given."""
    people = tuple(people) or (make_person("t1"), make_person("e1"))
    requests = tuple(requests) or (make_request(),)
    problem = Problem({one.id: one for one in people}, {one.id: one for one in requests}, today=MONDAY)
    return replace(problem, **changes)  # type: ignore[arg-type]


def make_booking(number: int = 1, at: HalfDay | None = None, request: str = "r1", duo: str = "t1 e1") -> Booking:
    """Session 1 of r1 by t1 and e1 on the first Monday morning."""
    trainer, expert = duo.split()
    return Booking(request, number, trainer, expert, at or day(0))


def random_problem(seed: int) -> Problem:
    """Three trainers, four experts and six requests with every kind of rule."""
    chance = Random(seed)  # noqa: S311 - no secret
    requests = [_random_request(chance, number) for number in range(1, 7)]
    people = [_random_person(chance, f"t{n}", requests) for n in range(1, 4)]
    people += [_random_person(chance, f"e{n}", requests) for n in range(1, 5)]
    return make_problem(people, requests, closed_days=frozenset({MONDAY + timedelta(days=chance.randrange(30))}))


def _random_person(chance: Random, key: str, requests: list[Request]) -> Person:
    limits = Limits(
        chance.randint(1, 4), max_total=chance.choice([None, 8]), max_per_day=chance.choice([1, 1, 2]),
        rest_days=chance.choice([0, 0, 1]), max_travel=chance.choice([None, 120]), max_group=chance.choice([None, 15]),
        never_at=frozenset(one.organisation for one in requests if chance.random() < 0.1),
        never_about=frozenset({"jeugd"}) if chance.random() < 0.2 else frozenset(),
    )  # fmt: skip
    return make_person(
        key, home=chance.choice(PLACES), organisation=chance.choice(["Huis Wilg", "Huis Berk"]),
        languages=frozenset({"nl", "fr"} if chance.random() < 0.5 else {"nl"}),
        themes=frozenset({"werk", "jeugd"} if chance.random() < 0.5 else {"werk"}), limits=limits,
        availability=_random_availability(chance), is_newcomer=chance.random() < 0.3,
        left_on=MONDAY + timedelta(days=40) if chance.random() < 0.1 else None,
        wishes=Wishes(frozenset({(chance.randrange(5), "am")}), chance.choice([None, 1, 2])),
    )  # fmt: skip


def _random_request(chance: Random, number: int) -> Request:
    sessions = chance.choice([1, 2, 4])
    return make_request(
        f"r{number}", kind=NETWORK if chance.random() < 0.3 else TRAJECTORY,
        place=chance.choice([None, *PLACES]), availability=_random_availability(chance),
        rhythm=Rhythm(sessions, chance.choice([1, 2, 5]), 12, chance.choice([None, 15])),
        language=chance.choice(["nl", "nl", "fr"]), theme=chance.choice([None, "werk", "jeugd"]),
        composition=chance.choice([TRAINER_EXPERT, TWO_ORGANISATIONS]), group_size=chance.randint(5, 20),
        continuity=chance.choice([SAME, PREFERRED]), appeal=chance.choice([NICE, ORDINARY, HARD]),
    )  # fmt: skip


def _random_availability(chance: Random) -> Availability:
    weekly = frozenset((weekday, half) for weekday in range(5) for half in HALVES if chance.random() < 0.6)
    away = MONDAY + timedelta(days=chance.randrange(40))
    return Availability(weekly, away=(Span(away, away + timedelta(days=3)),))
