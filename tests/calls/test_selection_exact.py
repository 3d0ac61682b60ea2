"""The rules against trying everything, on hundreds of small invented calls."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from tandem.calls.selection.best import best_total
from tandem.calls.selection.call import AreaLimit, Call, Envelope, Way, in_order
from tandem.calls.selection.outcome import FEASIBLE, INFEASIBLE, OPTIMAL, Outcome, total_score
from tandem.calls.selection.prices import FINE, Prices
from tandem.calls.selection.program import program_of
from tandem.calls.selection.ranking import rank, rank_skip
from tandem.calls.selection.spread import spread
from tests.calls.factories import every_choice, make_call, make_envelope, make_submission, seed_call, small_call

SEEDS = range(400)
CALLS = [small_call(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def tried() -> list[tuple[Call, list[dict[str, Way]]]]:
    """Every call with all its possible choices."""
    return [(call, list(every_choice(call))) for call in CALLS]


def who(call: Call, chosen: dict[str, Way]) -> tuple[bool, ...]:
    return tuple(one.key in chosen for one in call.submissions)


def how(call: Call, chosen: dict[str, Way]) -> tuple[int, ...]:
    """Per project how much it is wanted: the first way most, staying out least."""
    return tuple(-one.ways.index(chosen[one.key]) if one.key in chosen else -99 for one in call.submissions)


def test_best_total_is_the_one_answer_of_trying_everything(tried: list[tuple[Call, list[dict[str, Way]]]]) -> None:
    statuses = set()
    for call, choices in tried:
        outcome = best_total(call)
        statuses.add(outcome.status)
        if not choices:
            assert (outcome.status, outcome.chosen) == (INFEASIBLE, {})
            continue
        best = max(choices, key=lambda one: (total_score(call, one), who(call, one), how(call, one)))
        assert (outcome.status, outcome.is_unique, outcome.chosen) == (OPTIMAL, True, best)
        assert outcome.bound == total_score(call, best)
    assert statuses == {OPTIMAL, INFEASIBLE}


def test_spread_is_the_highest_in_the_ranking_of_trying_everything(
    tried: list[tuple[Call, list[dict[str, Way]]]],
) -> None:
    for call, choices in tried:
        outcome = spread(call)
        if choices:
            assert outcome.chosen == max(choices, key=lambda one: how(call, one))
            assert outcome.reasons.keys() | outcome.chosen.keys() == call.places.keys()
        else:
            assert outcome.status == INFEASIBLE


def test_spread_without_limits_is_the_ranking_that_skips() -> None:
    for call in CALLS:
        free = replace(call, limits=())
        assert spread(free).chosen == rank_skip(free).chosen


def test_clash_is_the_smallest_set_of_rules_that_cannot_hold(tried: list[tuple[Call, list[dict[str, Way]]]]) -> None:
    sizes = set()
    for call, choices in tried:
        if choices:
            continue
        clash = best_total(call).clash
        assert clash
        assert not can_hold(call, {*clash.floors, *clash.envelopes})
        size = len(clash.floors) + len(clash.envelopes)
        sizes.add((len(clash.floors), len(clash.envelopes)))
        rules = {*call.envelopes, *(limit for limit in call.limits if limit.least)}
        assert all(can_hold(call, set(fewer)) for fewer in combinations(rules, size - 1))
    assert {(1, 0), (1, 1), (1, 2), (2, 1), (2, 2)} <= sizes, sizes


def can_hold(call: Call, rules: set[AreaLimit | Envelope]) -> bool:
    wide = [one if one in rules else replace(one, cents=10_000) for one in call.envelopes]
    floors = [replace(one, most=None) for one in call.limits if one in rules]
    return next(every_choice(replace(call, envelopes=tuple(wide)), floors), None) is not None


@pytest.mark.parametrize("rule", [rank, rank_skip, spread, best_total])
def test_order_of_the_input_changes_nothing(rule: Callable[[Call], Outcome]) -> None:
    for seed, call in enumerate([*CALLS[:15], seed_call(number=80)]):
        submissions = list(call.submissions)
        random.Random(seed).shuffle(submissions)  # noqa: S311
        shuffled = replace(call, submissions=in_order(submissions))
        assert list(rule(shuffled).chosen.items()) == list(rule(call).chosen.items())


def test_too_little_effort_gives_a_choice_and_a_bound() -> None:
    call = seed_call(number=80)
    outcome, proven = best_total(call, effort=0.0001), best_total(call)
    assert outcome.status == FEASIBLE
    assert not outcome.is_unique
    assert outcome.bound is not None
    assert total_score(call, outcome.chosen) <= total_score(call, proven.chosen) <= outcome.bound


def test_prices_leave_few_of_a_large_call_in_doubt() -> None:
    chance = random.Random(5)  # noqa: S311
    asked = [(chance.randrange(40, 99), chance.randrange(11_000_000, 15_000_001)) for _ in range(2_000)]
    submissions = [make_submission(f"P{place}", score, cents) for place, (score, cents) in enumerate(asked)]
    call = make_call([make_envelope(8_400_000_000)], submissions)
    outcome = best_total(call)
    prices = Prices(program_of(call).program)
    assert outcome.status == OPTIMAL
    assert outcome.bound is not None
    assert 0 <= prices.bound // FINE - outcome.bound <= 2
    assert len(prices.core(outcome.bound).open_ways) < 200
