"""Scores are exact, by the weights; places; how far a jury stands apart."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.calls.models import Deliberation
from tandem.calls.queries.ranking import ranking
from tandem.calls.rules import scores
from tandem.calls.rules.scores import Measure
from tandem.kernel import access, clock
from tests.calls.call_factories import make_call, make_juror, make_submission, make_submitter
from tests.guidance.factories import looking

MEASURES = [Measure(1, 2, 10), Measure(2, 3, 5)]
half_points = st.integers(0, 20).map(lambda halves: Decimal(halves) / 2)


def test_score_weighs_each_criterion_on_its_own_scale() -> None:
    assert scores.score_of({1: Decimal(10), 2: Decimal(5)}, MEASURES) == 100
    assert scores.score_of({1: Decimal("7.5"), 2: Decimal(4)}, MEASURES) == 78
    assert scores.score_of({1: Decimal(7)}, MEASURES) is None
    assert scores.score_of({}, []) is None


def test_third_is_rounded_once_and_half_goes_up() -> None:
    thirds = scores.mean_points([{1: Decimal(7)}, {1: Decimal(7)}, {1: Decimal(8)}], MEASURES)
    assert thirds == {1: Fraction(22, 3)}
    assert scores.rounded(Fraction(22, 3)) == Decimal("7.33")
    assert scores.rounded(Fraction(5, 1000)) == Decimal("0.01")


@given(st.lists(st.tuples(half_points, half_points.map(lambda points: points / 2)), min_size=1, max_size=7))
def test_saving_the_rounded_means_changes_no_score(given_points: list[tuple[Decimal, Decimal]]) -> None:
    readings = [dict(enumerate(points, 1)) for points in given_points]
    means = scores.mean_points(readings, MEASURES)
    shown = {key: scores.rounded(value) for key, value in means.items()}
    assert scores.final_score(shown, means, MEASURES) == scores.score_of(means, MEASURES)
    assert scores.score_of(means, MEASURES) == scores.mean(scores.score_of(one, MEASURES) for one in readings)


def test_one_grade_is_not_apart_and_a_bit_more_is() -> None:
    assert not scores.is_apart([Fraction(70)], [Fraction(60), Fraction(60)])
    assert scores.is_apart([Fraction(7001, 100)], [Fraction(60)])
    assert not scores.is_apart([], [Fraction(60)])


def test_strict_and_mild_juror_are_equal_once_calibrated() -> None:
    strict = [Fraction(value) for value in (20, 30, 40, 50, 60)]
    mild = [value + 30 for value in strict]
    few = [Fraction(10), Fraction(90)]
    found = scores.calibrated({"strict": strict, "mild": mild, "few": few})
    assert found["strict"] == found["mild"]
    assert found["few"] == few
    assert scores.calibrated({"flat": [Fraction(50)] * 5})["flat"] == [Fraction(50)] * 5
    assert scores.calibrated({}) == {}


def test_equals_share_a_place_until_the_jury_orders_all_of_them() -> None:
    given_scores = {"a": Decimal(80), "b": Decimal(90), "c": Decimal(80), "d": Decimal(70)}
    assert scores.places(given_scores, {}) == {"a": 2, "b": 1, "c": 2, "d": 4}
    assert scores.places(given_scores, {"a": 1}) == {"a": 2, "b": 1, "c": 2, "d": 4}
    assert scores.places(given_scores, {"a": 2, "c": 1, "d": 1}) == {"a": 3, "b": 1, "c": 2, "d": 4}
    assert scores.places(given_scores, {"a": 1, "c": 1})["a"] == 2


def test_letters_go_on_after_z() -> None:
    assert [scores.letter(n) for n in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


@pytest.mark.django_db
def test_ranking_is_whole_for_everybody_also_with_a_tie() -> None:
    call = make_call(state="judging")
    rows = [make_submission(call, make_submitter()) for _ in range(4)]
    refused = make_submission(call, make_submitter(), state="inadmissible")
    juror = make_juror(call)
    with access.as_system():
        for row, score in zip(rows, ("80.00", "91.50", "80.00", None), strict=True):
            Deliberation.objects.create(submission=row, score=score and Decimal(score), changed_at=clock.now())
        juror.ties.create(submission=rows[1], kind="other", declared_at=clock.now())
    with looking(juror.person):
        whole = ranking(call)
    assert [(one.pk, one.place) for one in whole] == [
        (rows[1].pk, 1), (rows[0].pk, 2), (rows[2].pk, 2), (rows[3].pk, None),
    ]  # fmt: skip
    assert whole[0].ask == {"werking": Decimal("120000.00")}
    assert refused.pk not in {one.pk for one in whole}
