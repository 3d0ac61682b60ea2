"""A plan that follows another: what still holds stays, no rule is broken, and nothing loses a place that it could keep."""

from dataclasses import replace

import pytest

from tandem.planning.board import Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.costs import objective
from tandem.planning.making_room import make_room_for_all
from tandem.planning.matching.search import Progress, Search
from tandem.planning.problem.plan import Booking, by_request
from tandem.planning.problem.problem import Forbidden, Pin, Problem
from tandem.planning.replanning import held_rows, plan_near, search_plan
from tandem.planning.searching import Watch
from tests.planning.factories import make_booking, make_person, make_problem, make_request, random_problem

SEARCH = {"seconds": 3, "seed": 1}


def followed(seed: int) -> tuple[Problem, tuple[Booking, ...]]:
    """A random plan, and the problem after one person was ruled out at one of its requests."""
    problem = random_problem(seed)
    rows = search_plan(problem, Search(**SEARCH)).bookings
    ban = Forbidden(request=rows[0].request, person=rows[0].expert)
    return replace(problem, existing=rows, forbidden=(ban,)), rows


@pytest.mark.parametrize("seed", range(6))
def test_follower_breaks_no_rule_and_is_never_worse_than_the_plan_that_changes_least(seed: int) -> None:
    problem, rows = followed(seed)
    near = plan_near(problem, Search(**SEARCH), by_request(rows))
    plan = search_plan(problem, Search(**SEARCH), rows)
    assert broken_rules(problem, plan.bookings) == []
    assert broken_rules(problem, near.bookings) == []
    costs = [
        (-len({row.request for row in one.bookings}), sum(part.cost for part in objective(problem, one.bookings)))
        for one in (plan, near)
    ]
    assert costs[0] <= costs[1]


def test_only_what_is_ruled_out_moves() -> None:
    people = [make_person(key) for key in ("t1", "e1", "e2")]
    problem = make_problem(people, [make_request("r1"), make_request("r2")])
    rows = search_plan(problem, Search(**SEARCH)).bookings
    out = rows[0]
    after = replace(problem, forbidden=(Forbidden(request=out.request, person=out.expert),))
    held = held_rows(lay_out(after), by_request(rows))
    assert held == [row for row in rows if row.request != out.request]


def test_row_off_its_pinned_day_is_not_held() -> None:
    problem = make_problem(requests=[make_request(sessions=1)])
    row = search_plan(problem, Search(**SEARCH)).bookings[0]
    pinned = [replace(row, at=replace(row.at, half=half)).at for half in ("am", "pm")]
    held = [held_rows(lay_out(replace(problem, pins=(Pin("r1", session=1, at=at),))), {"r1": [row]}) for at in pinned]
    assert sorted(len(one) for one in held) == [0, 1]


def test_fuller_plan_is_kept_and_first_come_replaces_nothing_as_full() -> None:
    watch, one, other = Watch(), (make_booking(1),), (make_booking(2),)
    watch.hear(Progress("dates", 1.0, placed=1, bookings=one))
    watch.hear(Progress("start", 2.0, placed=1, bookings=other))
    assert watch.best == one
    watch.hear(Progress("better", 3.0, placed=1, bookings=other))
    assert watch.best == other


def test_stop_ends_making_room() -> None:
    problem = make_problem(requests=[make_request("r1"), make_request("r2")])
    occupied = Occupied(lay_out(problem), ())
    left = make_room_for_all(lay_out(problem), occupied, problem.requests.values(), lambda: True)
    assert [one.id for one in left] == ["r1", "r2"]
