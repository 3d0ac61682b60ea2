"""The board with a column per wave."""

from dataclasses import replace

import pytest

from tandem.calls.selection.call import AreaLimit, CannotPlace
from tandem.calls.selection.ranking import rank
from tandem.calls.selection.waves import board, move
from tests.calls.factories import make_call, make_envelope, make_submission, two_years

ENVELOPES = [*two_years(200, 200), make_envelope(50, "investering", 2024)]
CALL = make_call(
    ENVELOPES,
    [
        make_submission("A", 9, 100, year=2023, is_ready=True),
        make_submission("B", 8, 100, year=2023, is_ready=False, area="Genk"),
        make_submission("C", 7, {"werking": 120, "investering": 40}, year=2024),
    ],
    [AreaLimit("Genk", 1, 2)],
)
CHOSEN = rank(CALL).chosen


def test_board_counts_money_readiness_and_areas_per_wave() -> None:
    found = board(CALL, CHOSEN)
    early, late = found.column(2023), found.column(2024)
    assert (early.keys, early.cents, early.left) == (("A", "B"), {"werking 2023": 200}, {"werking 2023": 0})
    assert (early.ready, early.not_ready, early.ready_unknown) == (1, 1, 0)
    assert early.areas == {"Gent": 1, "Genk": 1}
    assert late.cents == {"werking 2024": 120, "investering": 40}
    assert late.left == {"werking 2024": 80, "investering": 10}
    assert (late.ready_unknown, found.areas, found.problems) == (1, {"Gent": 2, "Genk": 1}, ())


def test_moving_recounts_both_waves_at_once() -> None:
    moved = move(CALL, CHOSEN, "B", 2024)
    assert moved.after.column(2023).left == {"werking 2023": 100}
    assert (moved.after.column(2024).keys, moved.after.column(2024).not_ready) == (("B", "C"), 1)
    assert moved.after.areas == moved.before.areas
    assert moved.new_problems == [
        "werking 2024 gaat €\N{NO-BREAK SPACE}0,20 over het plafond van €\N{NO-BREAK SPACE}2."
    ]  # fmt: skip
    back = move(CALL, moved.chosen, "B", 2023)
    assert back.after == board(CALL, CHOSEN)
    assert back.solved == moved.new_problems


def test_moving_keeps_what_was_left_out() -> None:
    willing = replace(CALL.submission("C"), optional=frozenset({"investering"}), year=None)
    call = make_call([*two_years(200, 200), make_envelope(5, "investering")], [willing])
    chosen = rank(call).chosen
    assert chosen["C"].without == ("investering",)
    assert move(call, chosen, "C", 2024).chosen["C"].without == ("investering",)


@pytest.mark.parametrize(("key", "year", "words"), [
    ("Z", 2024, "niet gekozen"), ("A", 2026, "bestaat niet in 2026"), ("D", 2024, "van één jaar"),
])  # fmt: skip
def test_move_that_cannot_be_is_refused(key: str, year: int, words: str) -> None:
    only = make_submission("D", 5, {"investering": 10})
    call = make_call(ENVELOPES, [*CALL.submissions, only])
    with pytest.raises(CannotPlace, match=words):
        move(call, rank(call).chosen, key, year)
