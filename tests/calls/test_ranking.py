"""The budget line, what it does to people, and the numbers of the seed."""

from collections import Counter
from dataclasses import replace

import pytest

from tandem.calls.selection.best import best_total
from tandem.calls.selection.call import AreaLimit
from tandem.calls.selection.displacement import displacement
from tandem.calls.selection.outcome import OPTIMAL, areas, broken_limits, costs, ties
from tandem.calls.selection.ranking import rank, rank_skip
from tandem.calls.selection.rules import PLAIN, RULES, select
from tandem.calls.selection.spread import spread
from tests.calls.factories import SEED_SPREAD, make_call, make_envelope, make_submission, seed_call, two_years

FULL = 15_000_000  # 150,000 euro


def test_line_stops_where_the_first_no_longer_fits() -> None:
    call = make_call(
        [make_envelope(300)], [make_submission("A", 9, 200), make_submission("B", 8, 150), make_submission("C", 7, 100)]
    )
    assert list(rank(call).chosen) == ["A"]
    assert list(rank_skip(call).chosen) == ["A", "C"]
    assert rank(call).reasons == {
        "B": "Vraagt €\N{NO-BREAK SPACE}1,50 uit werking; daar is nog €\N{NO-BREAK SPACE}1.",
        "C": "Onder de streep: de streep staat bij B, dat niet meer paste.",
    }  # fmt: skip


def test_line_of_one_wave_leaves_the_other_open() -> None:
    early = [make_submission(key, score, 100, year=2023) for key, score in (("A", 9), ("B", 8), ("C", 7))]
    late = [make_submission(key, score, 60, year=2024) for key, score in (("D", 6), ("E", 5))]
    outcome = rank(make_call(two_years(150, 150), [*early, *late]))
    assert list(outcome.chosen) == ["A", "D", "E"]


def test_project_that_may_start_in_both_years_takes_the_first_with_room() -> None:
    call = make_call(two_years(100, 200), [make_submission(key, 9, 100) for key in "ABCD"])
    assert {key: way.wave for key, way in rank(call).chosen.items()} == {"A": 2023, "B": 2024, "C": 2024}


def test_optional_part_is_left_out_only_where_the_submission_says_so() -> None:
    envelopes = [make_envelope(1000), make_envelope(50, "investering")]
    ask = {"werking": 100, "investering": 40}
    firm = make_submission("C", 7, ask)
    willing = [
        make_submission(key, score, ask, optional=frozenset({"investering"})) for key, score in (("A", 9), ("B", 8))
    ]
    call = make_call(envelopes, [*willing, firm])
    for name in RULES:
        outcome = select(call, name)
        if name == "best-total":
            assert {key: way.without for key, way in outcome.chosen.items()} == {
                "A": ("investering",), "B": ("investering",), "C": ()
            }  # fmt: skip
        else:
            assert {key: way.without for key, way in outcome.chosen.items()} == {"A": (), "B": ("investering",)}
            assert "uit investering" in outcome.reasons["C"]


def test_tie_on_the_line_is_explained() -> None:
    call = make_call([make_envelope(200)], [make_submission(key, 9, 100) for key in ("P10", "P9", "P2")])
    outcome = rank(call)
    assert list(outcome.chosen) == ["P2", "P9"]
    (sentence,) = ties(call, outcome.chosen)
    assert sentence.startswith("Gelijke score 9: P2, P9 gekozen, P10 niet.")
    by_jury = make_call(
        call.envelopes, [make_submission(key, 9, 100, rank=place) for place, key in enumerate(("P10", "P9", "P2"))]
    )
    assert list(rank(by_jury).chosen) == ["P10", "P9"]
    assert "de plaats die de jury gaf" in ties(by_jury, rank(by_jury).chosen)[0]


def test_equal_totals_go_to_the_best_ranked() -> None:
    call = make_call(
        [make_envelope(100)], [make_submission("A", 4, 100), make_submission("B", 2, 50), make_submission("C", 2, 50)]
    )
    assert list(best_total(call).chosen) == ["A"]


def test_displacement_names_who_comes_in_and_who_is_pushed_out() -> None:
    dear = make_submission("A", 90, 200)
    cheap = [make_submission("B", 60, 100), make_submission("C", 50, 100, area="Genk")]
    call = make_call([make_envelope(200)], [dear, *cheap])
    moved = displacement(call, best_total(call), rank(call))
    assert [(one.key, one.score, one.place) for one in moved.came_in] == [("B", 60, 2), ("C", 50, 3)]
    assert [(one.key, one.score, one.place) for one in moved.pushed_out] == [("A", 90, 1)]
    assert "samen meer punten" in moved.pushed_out[0].why
    assert (moved.rule.number, moved.rule.score, moved.rule.mean) == (2, 110, 55)
    assert (moved.ranking.number, moved.ranking.score, moved.ranking.mean) == (1, 90, 90)
    assert displacement(call, rank(call), rank(call)).came_in == ()


def test_ceiling_and_floor_say_why_somebody_stays_out() -> None:
    submissions = [make_submission(key, score, 100) for key, score in (("A", 9), ("B", 8), ("C", 7))]
    call = make_call(
        [make_envelope(300)], [*submissions, make_submission("D", 1, 200, area="Genk")],
        [AreaLimit("Gent", most=2), AreaLimit("Genk", least=1)],
    )  # fmt: skip
    outcome = spread(call)
    assert list(outcome.chosen) == ["A", "D"]
    assert outcome.reasons == {
        "B": "Het geld is nodig voor de ondergrens van Genk.",
        "C": "Het geld is nodig voor de ondergrens van Genk.",
    }
    roomy = spread(replace(call, envelopes=(make_envelope(900),)))
    assert roomy.reasons == {"C": "Gent zit aan de bovengrens van 2."}
    assert broken_limits(call, areas(call, rank(call).chosen)) == [
        "Gent: 3 gekozen, de bovengrens is 2.", "Genk: 0 gekozen, de ondergrens is 1."
    ]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_waves_of_the_seed_fit_their_year(rule: str) -> None:
    early = [make_submission(f"P{place}", 500, FULL, year=2023) for place in range(19)]
    late = [make_submission(f"Q{place}", 500, FULL, year=2024) for place in range(26)]
    call = make_call(two_years(300_000_000, 400_000_000), [*early, *late])
    outcome = select(call, rule)
    assert len(outcome.chosen) == 45
    assert costs(call, outcome.chosen) == {"werking 2023": 285_000_000, "werking 2024": 390_000_000}


@pytest.mark.parametrize("is_free", [False, True])
def test_spread_of_the_seed_over_151_is_proven(is_free: bool) -> None:
    exactly = tuple(AreaLimit(area, number, number) for area, number in SEED_SPREAD.items())
    call = replace(seed_call(is_free=is_free), limits=exactly)
    outcome = best_total(call)
    assert (outcome.status, outcome.is_unique) == (OPTIMAL, True)
    assert areas(call, outcome.chosen) == Counter(SEED_SPREAD)
    assert len(outcome.chosen) == 45
    assert broken_limits(call, areas(call, spread(call).chosen)) == []


def test_plain_ranking_is_a_rule_and_every_rule_has_words() -> None:
    assert PLAIN in RULES
    assert all(rule.title and rule.text.endswith(".") for rule in RULES.values())


def test_years_that_leave_a_rest_are_proven_too() -> None:
    """Together the years hold 46, apart only 19 and 26: adding them up says too much."""
    call = make_call(two_years(299_000_000, 391_000_000), [make_submission(f"P{n}", 500 + n, FULL) for n in range(80)])
    outcome = best_total(call)
    assert (outcome.status, len(outcome.chosen)) == (OPTIMAL, 45)
