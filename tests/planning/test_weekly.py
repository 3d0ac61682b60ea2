"""Rows under a weekly maximum, found as sets, are those that trying every row finds."""

from itertools import combinations, pairwise
from random import Random

import pytest

from tandem.planning.weekly import Rows, Weeks, room_left

DAYS = 14


def tried(allowed: list[int], gaps: range, chosen: list[int], most: int, booked: list[int]) -> int:
    """Every row of days, one by one; a stretch of five counts also past the end."""
    found = 0
    for row in combinations(range(DAYS), len(allowed)):
        fits = all(
            sum(start <= day < start + 5 for day in (*row, *booked)) <= most
            for start in {day - n for day in row for n in range(5)}
        )
        steps = all(after - before in gaps for before, after in pairwise(row))
        if (
            fits
            and steps
            and set(chosen) <= set(row)
            and all(days >> day & 1 for days, day in zip(allowed, row, strict=True))
        ):
            found |= sum(1 << day for day in row)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_days_of_rows_are_those_that_trying_finds(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    sessions, most = chance.randint(1, 4), chance.randint(1, 4)
    gaps = range(chance.randint(1, 3), chance.randint(4, 8))
    free = chance.getrandbits(DAYS) | chance.getrandbits(DAYS)
    allowed = [free] * sessions
    booked = chance.sample(range(DAYS), chance.randint(0, 3))
    chosen = chance.sample(range(DAYS), chance.randint(0, min(2, sessions)))
    weeks = Weeks(room_left(most, booked, DAYS))
    assert Rows(allowed, gaps, chosen, weeks).days == tried(allowed, gaps, chosen, most, booked)
