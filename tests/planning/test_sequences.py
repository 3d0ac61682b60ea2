"""Rows of dates against trying everything."""

from itertools import combinations, pairwise
from random import Random

import pytest

from tandem.planning import sequences


def every_row(allowed: list[int], gaps: range) -> list[tuple[int, ...]]:
    days = range(max(mask.bit_length() for mask in allowed) + 1)
    rows = combinations(days, len(allowed))
    return [
        row for row in rows
        if all(mask >> day & 1 for mask, day in zip(allowed, row, strict=True))
        and all(other - one in gaps for one, other in pairwise(row))
    ]  # fmt: skip


def drawn(seed: int) -> tuple[Random, list[int], range]:
    chance = Random(seed)  # noqa: S311 - no secret
    allowed = [chance.getrandbits(14) for _ in range(chance.randint(1, 4))]
    low = chance.randint(1, 4)
    return chance, allowed, range(low, low + chance.randint(1, 5))


@pytest.mark.parametrize("seed", range(30))
def test_rows_are_all_rows_earliest_first(seed: int) -> None:
    _, allowed, gaps = drawn(seed)
    rows = every_row(allowed, gaps)
    assert list(sequences.rows(allowed, gaps)) == sorted(rows)
    assert sequences.exists(allowed, gaps) == bool(rows)


@pytest.mark.parametrize("seed", range(30))
def test_days_through_chosen_days_are_those_of_some_row(seed: int) -> None:
    chance, allowed, gaps = drawn(seed)
    chosen = sorted(chance.sample(range(14), chance.randint(0, 2)))
    rows = [row for row in every_row(allowed, gaps) if set(chosen) <= set(row)]
    assert set(sequences.bits(sequences.through(allowed, gaps, chosen))) == {day for row in rows for day in row}


@pytest.mark.parametrize("seed", range(30))
def test_cheapest_row_moves_as_few_as_possible(seed: int) -> None:
    chance, free, gaps = drawn(seed)
    kept = [chance.choice([0, 1 << chance.randrange(14)]) for _ in free]
    rows = every_row([keep | mask for keep, mask in zip(kept, free, strict=True)], gaps)
    moves = [sum(not keep >> day & 1 for keep, day in zip(kept, row, strict=True)) for row in rows]
    found = sequences.cheapest(kept, free, gaps)
    assert (found is None) == (not rows)
    if found:
        assert found in rows
        assert sum(not keep >> day & 1 for keep, day in zip(kept, found, strict=True)) == min(moves)


def test_search_that_keeps_failing_gives_up() -> None:
    everything = [(1 << 60) - 1] * 6
    assert sequences.earliest(everything, range(1, 20), lambda row: len(row) < 6) is None
