"""The search: every plan passes the independent checker, and beats or equals the first-come plan."""

import pytest

from tandem.planning import greedy
from tandem.planning.board import Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.matching.search import Search
from tandem.planning.matching.solving import solve
from tests.planning.factories import random_problem

SEARCH = {"seconds": 6, "seed": 1}


@pytest.mark.parametrize("seed", range(12))
def test_plan_of_a_random_problem_breaks_no_hard_rule(seed: int) -> None:
    problem = random_problem(seed)
    plan = solve(problem, Search(**SEARCH))
    first_come, _ = greedy.place_all(lay_out(problem), problem.requests.values(), Occupied(lay_out(problem), ()))
    assert broken_rules(problem, plan.bookings) == []
    assert broken_rules(problem, first_come) == []
    placed = {one.request for one in plan.bookings}
    assert placed | {one.request for one in plan.unplaced} == set(problem.requests)
    assert len(placed) >= len({one.request for one in first_come})
