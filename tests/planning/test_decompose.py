"""A large plan in parts: whole, within the rules, with a bound that holds."""

from tandem.planning.board import Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.decompose import MOST_IN_PART, parts_of, solve_in_parts
from tandem.planning.making_room import make_room_for_all
from tandem.planning.matching.bounds import relaxed
from tandem.planning.matching.search import Search
from tandem.planning.matching.solving import solve
from tandem.planning.problem.half_days import Availability
from tests.planning.factories import AALST, day, make_booking, make_person, make_problem, make_request
from tools.bench.planning_instances import Size, instance

SMALL = Size(networks=6, organisations=10, trainers=6, experts=8, weeks=16, sessions=3, release_days=20)


def test_parts_follow_quarter_and_region_and_are_not_too_large() -> None:
    problem = instance(3, Size(networks=150, organisations=150, trainers=4, experts=4, weeks=40, release_days=150))
    parts = parts_of(problem)
    assert max(len(part) for part in parts) <= MOST_IN_PART
    assert sorted(one.id for part in parts for one in part) == sorted(problem.requests)


def test_plan_in_parts_is_whole_and_no_better_than_the_proven_one() -> None:
    problem = instance(5, SMALL)
    plan, whole = solve_in_parts(problem, Search(seconds=25, seed=1)), solve(problem, Search(seconds=12, seed=1))
    assert broken_rules(problem, plan.bookings) == []
    assert plan.unplaced == whole.unplaced == ()
    assert plan.duos is not None
    assert whole.duos is not None
    assert whole.duos.is_optimal
    assert 0 < plan.duos.bound <= whole.duos.cost <= plan.duos.cost


def test_request_nobody_can_serve_takes_the_bound_and_not_the_picks() -> None:
    problem = make_problem(requests=[make_request(), make_request("r2", language="fr")])
    whole = relaxed(lay_out(problem), 5)
    assert (whole.bound, set(whole.picks)) == (0, {("r1", "t1"), ("r1", "e1")})
    plan = solve_in_parts(problem, Search(seconds=5))
    assert [one.request for one in plan.unplaced] == ["r2"]
    assert plan.duos is None


def test_one_request_moves_to_make_room_for_another() -> None:
    monday = Availability(dates=frozenset({day(0)}))
    people = [make_person("t1"), make_person("e1"), make_person("e2", home=AALST, languages=frozenset({"nl", "fr"}))]
    people[0] = make_person("t1", languages=frozenset({"nl", "fr"}))
    requests = [make_request("r1", sessions=1), make_request("r2", sessions=1, language="fr", availability=monday)]
    problem = make_problem(people, requests)
    board = lay_out(problem)
    occupied = Occupied(board, [make_booking(1, day(0), duo="t1 e2")])
    assert make_room_for_all(board, occupied, requests) == []
    assert broken_rules(problem, occupied.all) == []
    assert {one.request: one.at for one in occupied.all}["r2"] == day(0)
