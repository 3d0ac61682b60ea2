"""One request beside a plan: all duos ranked with why, all other ones with one reason; every proposal passes the checker."""

from dataclasses import replace

import pytest

from tandem.planning import costs, greedy, insert
from tandem.planning.board import Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.problem.people import CAR
from tandem.planning.problem.problem import Problem
from tests.planning.factories import AALST, make_person, make_problem, make_request, random_problem


def ranked(problem: Problem, key: str, bookings: list | tuple = ()) -> insert.Ranking:  # type: ignore[type-arg]
    board = lay_out(problem)
    return insert.rank(board, Occupied(board, bookings), problem.requests[key], costs.fair_shares(problem, ""))


def test_duos_are_ranked_with_their_why() -> None:
    near, far = make_person("e1", transport=CAR), make_person("e2", home=AALST, themes=frozenset())
    other = make_person("e3", languages=frozenset({"fr"}))
    request = make_request(theme="werk", met_before=frozenset({"e1"}))
    found = ranked(make_problem([make_person("t1"), near, far, other], [request]), "r1")
    assert [one.expert.id for one in found.proposals] == ["e1", "e2"]
    assert insert.sentences(request, found.proposals[0]) == (
        "Lesgever 1: ongeveer 10 minuten enkel (schatting).",
        "Ervaring 1: ongeveer 10 minuten enkel (schatting).",
        "Lesgever 1 heeft 0 sessies in dit plan; een eerlijk deel is 2,0.",
        "Ervaring 1 heeft 0 sessies in dit plan; een eerlijk deel is 0,7.",
        "Het thema werk kent Lesgever 1 en Ervaring 1.",
        "Ervaring 1 kent Organisatie 1 al.",
    )
    assert [(one.expert.id, one.reason) for one in found.excluded] == [("e3", "Ervaring 3 spreekt geen Nederlands.")]


@pytest.mark.parametrize("seed", range(8))
def test_every_proposal_fits_the_plan_and_every_duo_is_told(seed: int) -> None:
    problem = random_problem(seed)
    board = lay_out(problem)
    rows, _ = greedy.place_all(board, problem.requests.values(), Occupied(board, ()))
    for key in problem.requests:
        others = [one for one in rows if one.request != key]
        found = ranked(problem, key, others)
        told = len(found.proposals) + len(found.excluded)
        assert told == len(problem.trainers) * len(problem.experts)
        assert [broken_rules(problem, [*others, *one.bookings]) for one in found.proposals] == [[]] * len(
            found.proposals
        )


def test_cost_of_a_proposal_is_what_the_plan_costs_more() -> None:
    people = [make_person("t1"), make_person("e1", is_newcomer=True), make_person("e2", home=AALST)]
    problem = make_problem(people, [make_request(), make_request("r2", place=AALST)])
    problem = replace(problem, weights=replace(problem.weights, hard_jobs=0, nice_jobs=0))
    first = ranked(problem, "r1").proposals[0].bookings
    before = costs.duo_cost(costs.objective(problem, first))
    for proposal in ranked(problem, "r2", first).proposals:
        after = costs.duo_cost(costs.objective(problem, (*first, *proposal.bookings)))
        assert after - before == proposal.cost
