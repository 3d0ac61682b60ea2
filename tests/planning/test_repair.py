"""After illness: a stand-in on the same day, or another day; every way out keeps the rules, and says how many to tell."""

from dataclasses import replace
from itertools import product

import pytest

from tandem.planning import greedy
from tandem.planning.board import Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.problem.half_days import Availability, Span
from tandem.planning.problem.people import Limits, Person
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Problem
from tandem.planning.repair import Repair, repair
from tests.planning.factories import (
    ALWAYS,
    MONDAY,
    day,
    make_booking,
    make_person,
    make_problem,
    random_problem,
)

PLAN = (make_booking(1, day(0)), make_booking(2, day(5)))
SECOND_WEEK = Span(day(5).on, day(9).on)


def repaired(problem: Problem, bookings: tuple[Booking, ...] = PLAN, span: Span = SECOND_WEEK) -> Repair:
    return repair(lay_out(problem), bookings, problem.people["e1"], span)


def others(*people: Person) -> Problem:
    return make_problem([make_person("t1"), make_person("e1"), *people])


def test_stand_in_on_the_same_day_is_told_to_few() -> None:
    done = repaired(others(make_person("e2")))
    (option,) = done.taken
    assert [(one.expert, one.at) for one in done.bookings] == [("e1", day(0)), ("e2", day(5))]
    assert option.sentence() == "Aanvraag 1: 1 keer dezelfde dag met Ervaring 2. Te verwittigen: 3 mensen."
    assert (done.tell, done.lost) == (3, 0)


def test_other_day_with_the_same_duo_tells_the_group_too() -> None:
    done = repaired(others())
    (option,) = done.taken
    assert [(one.expert, one.at) for one in done.bookings] == [("e1", day(0)), ("e1", day(10))]
    assert option.sentence() == "Aanvraag 1: 1 keer een andere dag met hetzelfde duo. Te verwittigen: 15 mensen."


def test_rhythm_stretches_rather_than_lose_a_session() -> None:
    done = repaired(others(), span=Span(day(5).on, day(14).on))
    (option,) = done.taken
    assert (option.moved, option.lost, option.is_stretched) == (1, 0, True)
    assert "De tijd tussen twee sessies wordt langer dan gevraagd." in option.sentence()


def test_stand_in_on_another_day_when_nothing_else_can() -> None:
    later = make_person("e2", availability=Availability(dates=frozenset({day(8)})))
    done = repaired(others(later), span=Span(day(5).on, day(60).on))
    (option,) = done.taken
    assert [(one.expert, one.at) for one in done.bookings] == [("e1", day(0)), ("e2", day(8))]
    assert option.sentence() == "Aanvraag 1: 1 keer een andere dag met Ervaring 2. Te verwittigen: 16 mensen."


def test_session_without_a_way_out_is_said_to_be_lost() -> None:
    done = repaired(others(make_person("e2", languages=frozenset({"fr"}))), span=Span(day(5).on, day(60).on))
    assert done.lost == 1
    assert "voor 1 sessies is er geen oplossing" in done.taken[0].sentence()
    assert [one.number for one in done.bookings] == [1]


def test_stand_in_with_a_full_calendar_or_a_no_is_not_offered() -> None:
    full = make_person("e2", limits=Limits(3, max_total=0))
    refuses = make_person("e3", limits=Limits(3, never_at=frozenset({"Organisatie 1"})))
    (option,) = repaired(others(full, refuses)).taken
    assert option.stand_in is None


@pytest.mark.parametrize("seed", [*range(8), 125, 203, 268, 307, 353])
def test_repair_of_a_random_plan_keeps_the_rules(seed: int) -> None:
    problem = random_problem(seed)
    board = lay_out(problem)
    rows, _ = greedy.place_all(board, problem.requests.values(), Occupied(board, ()))
    spans = Span(MONDAY, day(8).on), Span(day(7).on, day(14).on)
    for span, ill in product(spans, sorted({person for row in rows for person in row.duo})):
        done = repair(board, tuple(rows), problem.people[ill], span)
        assert [one for one in done.bookings if ill in one.duo and span.holds(one.at.on)] == []
        lost = {option.request.id for option in done.taken if option.lost}
        stretched = {option.request.id for option in done.taken if option.is_stretched}
        for one in broken_rules(problem, done.bookings):
            allowed = (
                {"complete", "gaps", "start"}
                if one.where in lost
                else {"gaps", "start"}
                if one.where in stretched
                else set()
            )
            assert one.rule in allowed | {"same_duo"}, one


def test_what_was_before_the_absence_stays() -> None:
    early = make_person("e2", availability=replace(ALWAYS, away=(SECOND_WEEK,)))
    done = repaired(others(early), (*PLAN, *()))
    assert done.bookings[0] == PLAN[0]
