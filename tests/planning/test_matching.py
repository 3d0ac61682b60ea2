"""The search: every plan passes the independent checker, is proven, and beats or equals the first-come plan."""

from dataclasses import replace
from itertools import permutations, product

import pytest

from tandem.planning import costs, greedy
from tandem.planning.board import Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.insert import Duo, bookings_for, possible_duos
from tandem.planning.matching.search import Progress, Search
from tandem.planning.matching.solving import solve
from tandem.planning.problem.half_days import Availability, Span
from tandem.planning.problem.people import CAR, Limits, Wishes
from tandem.planning.problem.plan import EMPTY, FEASIBLE, OPTIMAL, PARTIAL, Plan
from tandem.planning.problem.problem import Forbidden, Pin, Problem, Weights
from tandem.planning.problem.requests import HARD, ORDINARY, PREFERRED, SAME, Rhythm
from tests.planning.factories import (
    AALST,
    ALWAYS,
    IEPER,
    MONDAY,
    day,
    make_booking,
    make_person,
    make_problem,
    make_request,
    random_problem,
)  # fmt: skip

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


def solved(problem: Problem, **search: object) -> Plan:
    plan = solve(problem, Search(**{**SEARCH, **search}))  # type: ignore[arg-type]
    assert broken_rules(problem, plan.bookings) == []
    return plan


@pytest.mark.parametrize("seed", range(4))
def test_duos_of_a_small_problem_are_the_cheapest_there_are(seed: int) -> None:
    problem = random_problem(seed)
    keys = list(problem.requests)[:3]
    problem = replace(problem, requests={key: replace(problem.requests[key], continuity=SAME) for key in keys})
    plan = solved(problem)
    board = lay_out(problem)
    placed = [key for key in keys if key not in {one.request for one in plan.unplaced}]
    choices = [list(possible_duos(board, Occupied(board, ()), problem.requests[key])) for key in placed]
    costs_of_all = [cost for duos in product(*choices) if (cost := cost_of(problem, placed, duos)) is not None]
    assert plan.duos is not None
    assert plan.duos.is_optimal
    assert plan.duos.cost == costs.duo_cost(costs.objective(problem, plan.bookings)) == min(costs_of_all)


def cost_of(problem: Problem, keys: list[str], duos: tuple[Duo, ...]) -> int | None:
    """What these duos cost, when dates can be found for them by trying every order."""
    board = lay_out(problem)
    for order in permutations(range(len(keys))):
        occupied = Occupied(board, ())
        for number in order:
            occupied.add(bookings_for(board, occupied, problem.requests[keys[number]], *duos[number]))
        if len({one.request for one in occupied.all}) == len(keys):
            return costs.duo_cost(costs.objective(problem, occupied.all))
    return None


def test_same_seed_and_one_worker_give_the_same_plan() -> None:
    problem = random_problem(0)
    assert solved(problem, seconds=20).bookings == solved(problem, seconds=20).bookings


def test_expert_who_lacks_the_theme_comes_second() -> None:
    lacks = make_person("e1", themes=frozenset())
    problem = make_problem([make_person("t1"), lacks, make_person("e2")], [make_request(theme="werk")])
    assert solved(problem).bookings[0].expert == "e2"


def test_load_is_shared_although_somebody_lives_nearer() -> None:
    people = [make_person("t1"), make_person("e1"), make_person("e2", home=AALST)]
    problem = make_problem(people, [make_request("r1"), make_request("r2")])
    experts = {one.expert for one in solved(problem).bookings}
    nearest = {
        one.expert for one in solved(replace(problem, weights=Weights(fairness=0, hard_jobs=0, nice_jobs=0))).bookings
    }
    assert (experts, nearest) == ({"e1", "e2"}, {"e1"})


def test_hard_jobs_are_shared_too() -> None:
    people = [make_person("t1"), make_person("e1"), make_person("e2")]
    requests = [make_request(f"r{n}", appeal=HARD if n < 3 else ORDINARY) for n in range(1, 5)]
    rows = solved(make_problem(people, requests)).bookings
    assert len({one.expert for one in rows if one.request in {"r1", "r2"}}) == 2


def test_newcomer_goes_beside_experience() -> None:
    people = [make_person("t1", is_newcomer=True), make_person("e1", is_newcomer=True), make_person("e2")]
    assert solved(make_problem(people, [make_request()])).bookings[0].expert == "e2"


def test_plan_that_stands_changes_as_little_as_possible() -> None:
    people = [make_person("t1"), make_person("e1"), make_person("e2", home=AALST)]
    before = (make_booking(1, day(2), duo="t1 e2"), make_booking(2, day(9), duo="t1 e2"))
    problem = make_problem(people, [make_request()], existing=before)
    assert solved(problem).bookings == before


def test_wish_is_kept_when_it_can_and_counted_when_it_cannot() -> None:
    mondays = make_person("e1", wishes=Wishes(frozenset({(0, "am"), (0, "pm")})))
    problem = make_problem([make_person("t1"), mondays], [make_request()])
    assert {one.at.on.weekday() == 0 for one in solved(problem).bookings} == {False}
    only = replace(problem, requests={"r1": make_request(availability=Availability(weekly=frozenset({(0, "am")})))})
    rows = solved(only).bookings
    assert next(part.amount for part in costs.objective(only, rows) if part.name == "wishes") == 2


def test_pins_are_kept_and_what_is_forbidden_is_not_used() -> None:
    people = [make_person("t1"), make_person("e1"), make_person("e2"), make_person("e3", home=AALST)]
    pins = (Pin("r1", expert="e2"), Pin("r1", session=2, at=day(9, "pm")))
    problem = make_problem(people, [make_request(), make_request("r2")], pins=pins, forbidden=(Forbidden("r2", "e1"),))
    rows = solved(problem).bookings
    assert {one.expert for one in rows if one.request == "r1"} == {"e2"}
    assert next(one.at for one in rows if (one.request, one.number) == ("r1", 2)) == day(9, "pm")
    assert {one.expert for one in rows if one.request == "r2"} & {"e1"} == set()


def test_two_a_day_only_where_the_way_is_short() -> None:
    mondays = Availability(weekly=frozenset({(0, "am"), (0, "pm")}))
    twice = {"limits": Limits(4, max_per_day=2), "transport": CAR}
    people = [make_person("t1", **twice), make_person("e1", **twice)]
    week = Span(MONDAY, day(4).on)
    near = [make_request(f"r{n}", sessions=1, availability=mondays, window=week) for n in (1, 2)]
    assert {one.at for one in solved(make_problem(people, near)).bookings} == {day(0), day(0, "pm")}
    far = [near[0], replace(near[1], place=IEPER)]
    assert solved(make_problem(people, far)).status == PARTIAL


def test_rest_is_kept_between_two_sessions() -> None:
    people = [make_person("t1"), make_person("e1", limits=Limits(3, rest_days=2))]
    requests = [make_request(f"r{n}", sessions=1, window=Span(MONDAY, day(6).on)) for n in (1, 2, 3)]
    assert len(solved(make_problem(people, requests)).bookings) == 3
    short = [replace(one, window=Span(MONDAY, day(5).on)) for one in requests]
    assert len(solved(make_problem(people, short)).bookings) == 2


def test_too_much_for_a_calendar_is_said_with_the_smallest_set() -> None:
    people = [make_person("t1"), make_person("e1", limits=Limits(1))]
    requests = [make_request(f"r{n}", sessions=1, window=Span(MONDAY, day(4).on)) for n in (1, 2)]
    plan = solved(make_problem(people, requests))
    assert plan.status == PARTIAL
    assert plan.unplaced[0].reasons == (
        "Lesgever 1 en Ervaring 1 kunnen wel, maar hun dagen zijn bezet door andere sessies.",
    )
    assert "Met deze mensen en deze grenzen kan niet alles een plaats krijgen." in plan.findings


def test_conflict_of_dates_leads_to_another_duo() -> None:
    tuesday = Availability(dates=frozenset({day(1)}))
    people = [make_person("t1"), make_person("t2", home=AALST), make_person("e1"), make_person("e2", home=AALST)]
    requests = [make_request(f"r{n}", sessions=1, availability=tuesday) for n in (1, 2)]
    weights = Weights(fairness=0, hard_jobs=0, nice_jobs=0)
    plan = solved(make_problem(people, requests, weights=weights))
    assert plan.status == OPTIMAL
    assert "Samen passen deze aanvragen niet in de agenda van Lesgever 1: Aanvraag 1, Aanvraag 2." in plan.findings


def test_two_duos_follow_each_other_where_one_was_only_preferred() -> None:
    leaves = make_person("e1", left_on=day(6).on)
    starts = make_person("e2", availability=replace(ALWAYS, away=(Span(MONDAY, day(8).on),)))
    window = Span(MONDAY, day(14).on)
    request = make_request(sessions=3, window=window, rhythm=Rhythm(3, 4, 6))
    people = [make_person("t1"), leaves, starts]
    assert solved(make_problem(people, [request])).status == EMPTY
    plan = solved(make_problem(people, [replace(request, continuity=PREFERRED)]))
    assert (plan.status, plan.duos) == (FEASIBLE, None)
    rows = plan.bookings
    assert [one.expert for one in rows] == ["e1", "e1", "e2"]


def test_search_tells_and_stops_with_the_best_plan_so_far() -> None:
    problem, told = random_problem(0), list[Progress]()
    plan = solved(problem, on_progress=told.append, should_stop=lambda: True)
    assert told[0].step == "start"
    assert len({one.request for one in plan.bookings}) >= told[0].placed > 0
    whole = list[Progress]()
    solved(problem, on_progress=whole.append)
    assert [one.step for one in whole if one.bookings] == ["start", "dates", "better"]


def test_what_is_kept_takes_up_room() -> None:
    kept = (make_booking(1, day(0)),)
    requests = [
        make_request(sessions=1),
        make_request("r2", sessions=1, availability=Availability(dates=frozenset({day(0)}))),
    ]
    assert solve(make_problem(requests=requests, kept=kept), Search(**SEARCH)).unplaced[0].request == "r2"
