"""The checker accepts a good plan, and each hard rule is found when it is broken on purpose."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tandem.planning import checker
from tandem.planning.problem.half_days import Availability, Span
from tandem.planning.problem.people import CAR, Limits, Person, Qualification
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Forbidden, Pin, Problem
from tandem.planning.problem.requests import TWO_ORGANISATIONS, Request, Rhythm
from tests.planning.factories import ALWAYS, GENK, IEPER, day, make_booking, make_person, make_problem, make_request

GOOD = (make_booking(1, day(0)), make_booking(2, day(5)))
NEVER = Availability()
Case = tuple[Problem, tuple[Booking, ...]]


def with_expert(**changes: object) -> Case:
    return make_problem([make_person("t1"), make_person("e1", **changes)]), GOOD


def with_limits(**limits: object) -> Case:
    return with_expert(limits=Limits(**{"max_per_week": 3, **limits}))


def with_request(**changes: object) -> Case:
    return make_problem(requests=[make_request(**changes)]), GOOD


def with_two(expert: Person, second: Request, *bookings: Booking) -> Case:
    """The good plan, and a second request of one session by the same duo."""
    return make_problem([make_person("t1"), expert], [make_request(), second]), (*GOOD, *bookings)


def second(at: object, **changes: object) -> tuple[Request, Booking]:
    request = make_request("r2", sessions=1, **changes)
    return request, make_booking(1, at, "r2")  # type: ignore[arg-type]


def same_half() -> Case:
    return with_two(make_person("e1", limits=Limits(3, max_per_day=2)), *second(day(0)))


def same_day() -> Case:
    return with_two(make_person("e1"), *second(day(0, "pm")))


def far_in_the_afternoon() -> Case:
    expert = make_person("e1", transport=CAR, limits=Limits(3, max_per_day=2))
    return with_two(expert, *second(day(0, "pm"), place=IEPER))


def next_day() -> Case:
    return with_two(make_person("e1", limits=Limits(3, rest_days=1)), *second(day(1)))


def in_one_week() -> Case:
    return with_two(make_person("e1", limits=Limits(1)), *second(day(2)))


def other_duo() -> Case:
    people = [make_person("t1"), make_person("e1"), make_person("e2")]
    return make_problem(people), (GOOD[0], replace(GOOD[1], expert="e2"))


def two_trainers() -> Case:
    return make_problem([make_person("t1"), make_person("t2")]), tuple(replace(one, expert="t2") for one in GOOD)


def starts_late() -> Case:
    problem = make_problem(requests=[make_request(rhythm=Rhythm(2, 5, 10, start_within=4))])
    return problem, (make_booking(1, day(5)), make_booking(2, day(10)))


BROKEN: dict[str, Callable[[], Case]] = {
    "unknown": lambda: (make_problem(), (make_booking(duo="t1 e9"),)),
    "complete": lambda: (make_problem(), GOOD[:1]),
    "gaps": lambda: (make_problem(), (GOOD[0], make_booking(2, day(11)))),
    "start": starts_late,
    "same_duo": other_duo,
    "roles": two_trainers,
    "trained": lambda: with_expert(qualifications=(Qualification("trained_expert", None, day(4).on),)),
    "window": lambda: with_request(window=Span(day(1).on, day(20).on)),
    "working_day": lambda: (make_problem(closed_days=frozenset({day(5).on})), GOOD),
    "organisation": lambda: with_request(availability=NEVER),
    "available": lambda: with_expert(availability=replace(ALWAYS, away=(Span(day(5).on, day(5).on),))),
    "left": lambda: with_expert(left_on=day(3).on),
    "language": lambda: with_request(language="fr"),
    "theme": lambda: with_request(theme="jeugd"),
    "needs": lambda: with_request(needs=frozenset({"gebarentaal"})),
    "not_possible": lambda: with_limits(never_at=frozenset({"Organisatie 1"})),
    "travel": lambda: (
        make_problem([make_person("t1"), make_person("e1", home=GENK, limits=Limits(3, max_travel=120))]),
        GOOD,
    ),
    "group": lambda: with_limits(max_group=5),
    "organisations": lambda: with_request(composition=TWO_ORGANISATIONS),
    "forbidden": lambda: (make_problem(forbidden=(Forbidden("r1", "e1"),)), GOOD),
    "double": same_half,
    "per_day": same_day,
    "way": far_in_the_afternoon,
    "rest": next_day,
    "per_week": in_one_week,
    "in_all": lambda: with_limits(max_total=1),
    "pinned": lambda: (make_problem(pins=(Pin("r1", session=2, at=day(6)),)), GOOD),
}


def test_good_plan_breaks_nothing() -> None:
    assert checker.broken_rules(make_problem(), GOOD) == []


@pytest.mark.parametrize("rule", BROKEN)
def test_broken_rule_is_found(rule: str) -> None:
    found = checker.broken_rules(*BROKEN[rule]())
    assert rule in {one.rule for one in found}
    assert all(one.text.endswith(".") for one in found)


def test_every_rule_is_tried() -> None:
    known = {*checker.REQUEST_RULES, *checker.SESSION_RULES, *checker.PERSON_RULES, "unknown", "pinned"}
    assert set(BROKEN) == known


def test_theme_that_is_not_wanted_breaks_the_same_rule() -> None:
    problem, rows = with_limits(never_about=frozenset({"werk"}))
    problem = replace(problem, requests={"r1": make_request(theme="werk")})
    assert {one.rule for one in checker.broken_rules(problem, rows)} == {"not_possible"}


def test_pair_that_is_ruled_out_is_found() -> None:
    problem = make_problem(forbidden=(Forbidden(trainer="t1", expert="e1"),))
    assert {one.rule for one in checker.broken_rules(problem, GOOD)} == {"forbidden"}
