"""Random histories of signals, and somebody who sees every figure, knows how they are made and subtracts.

Tables are arrays of shape (cells, histories); a cell here is (half-year, theme, policy domain, area), 72 of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np

from tandem.policy_signals.rules.suppression import PEOPLE_NEEDED, STEP, Cell, half_year_of, is_closed

THEMES, DOMAINS, AREAS = ("basics", "housing", "work"), ("welfare", "housing"), ("antwerp", "brussels", "limburg")
CELLS = [Cell(*parts) for parts in product(THEMES, DOMAINS, AREAS)]
DAYS = [date(2024, 1, 1) + timedelta(days) for days in range(731)]
HALF_YEARS = sorted({half_year_of(day) for day in DAYS})
CLOSED_AFTER = [next(n for n, day in enumerate([*DAYS, date(2026, 1, 1)]) if is_closed(h, day)) for h in HALF_YEARS]
NEVER, UNKNOWN = 10_000, 1_000_000
OWN_PEOPLE = 6
Table = np.ndarray


@dataclass(frozen=True)
class Histories:
    """`counts` of people whose signal stands at the closing of its half-year, and `own`: those of the attacker."""

    counts: Table
    own: Table


@dataclass(frozen=True)
class Answer:
    """One question anybody can ask (a filter, a margin, all half-years together) and what its answer lays down."""

    rows: list[int]
    least: Table
    most: Table


def random_histories(random: np.random.Generator, number: int) -> Histories:
    """People give signals on any day, some twice, some withdraw before or after the closing; the attacker is among them."""
    sizes = random.choice([15, 40, 120, 400, 900], number, p=[0.25, 0.25, 0.25, 0.15, 0.1])
    history = np.repeat(np.arange(number), sizes)
    weights = random.dirichlet(np.full(len(CELLS), 0.7), number).cumsum(axis=1)
    cell = np.minimum((random.random(len(history))[:, None] > weights[history]).sum(axis=1), len(CELLS) - 1)
    person = OWN_PEOPLE + random.integers(0, 2 * sizes[history])
    others = _signals(random, history, cell, person)
    mine = np.repeat(np.arange(number), random.integers(0, 13, number))
    a_few = random.integers(0, len(CELLS), (number, 3))
    places = a_few[mine, random.integers(0, 3, len(mine))]
    own = _signals(random, mine, places, random.integers(0, OWN_PEOPLE, len(mine)))
    everything = np.concatenate([others, own], axis=1)
    return Histories(counts=_people(everything, number), own=_people(own, number))


def _signals(random: np.random.Generator, history: Table, cell: Table, person: Table) -> Table:
    day = random.integers(0, len(DAYS), len(history))
    stays = random.random(len(history)) < 0.8
    return np.stack([history, cell, person, day, np.where(stays, NEVER, day + random.integers(0, 300, len(day)))])


def _people(signals: Table, number: int) -> Table:
    """Each person once per cell, when the signal is not withdrawn before its half-year closes."""
    history, cell, person, day, withdrawn = signals
    half = np.array([HALF_YEARS.index(half_year_of(each)) for each in DAYS])[day]
    stands = withdrawn >= np.array(CLOSED_AFTER)[half]
    row = half * len(CELLS) + cell
    keys = np.unique(((row * number + history) * 4096 + person)[stands]) // 4096
    rows = len(HALF_YEARS) * len(CELLS)
    return np.bincount(keys, minlength=rows * number).reshape(rows, number).astype(np.int32)


def questions() -> Iterator[list[int]]:
    """The rows of every filter: each of theme, policy domain, area and half-year chosen or left open."""
    for half, *parts in product((None, *range(len(HALF_YEARS))), ("", *THEMES), ("", *DOMAINS), ("", *AREAS)):
        yield [
            when * len(CELLS) + where
            for when in range(len(HALF_YEARS)) if half in (None, when)
            for where, cell in enumerate(CELLS) if all(part in ("", own) for part, own in zip(parts, cell, strict=True))
        ]  # fmt: skip


def structural_facts(random: np.random.Generator, of: Histories) -> Iterator[Answer]:
    """Public structural signals: five people who are not the attacker, in a theme and policy domain, some in one area."""
    for start in range(0, len(of.counts), len(AREAS)):
        for rows in ([start], list(range(start, start + len(AREAS)))):
            mine = of.own[rows].sum(axis=0)
            is_told = (of.counts[rows].sum(axis=0) >= PEOPLE_NEEDED + mine) & (random.random(len(mine)) < 0.5)
            yield Answer(rows, np.where(is_told, PEOPLE_NEEDED + mine, 0), np.full(len(mine), UNKNOWN))


def narrowed(answers: list[Answer], *, least: Table, most: Table, rounds: int = 3) -> tuple[Table, Table]:
    """Bounds of every cell by subtracting all answers from each other until little changes. Always true, never a guess."""
    least, most = least.copy(), most.copy()
    for _ in range(rounds):
        for answer in answers:
            low, high = least[answer.rows], most[answer.rows]
            np.minimum(high, answer.most - low.sum(axis=0) + low, out=high)
            np.maximum(low, answer.least - high.sum(axis=0) + high, out=low)
            least[answer.rows], most[answer.rows] = low, high
    return least, most


def narrowed_in_a_chain(sums: Table, facts: list[Answer], *, least: Table) -> tuple[Table, Table]:
    """Exact bounds when one offset rounds the running sums: the shortest paths of `next >= this + least` within windows."""
    low, high = sums * STEP, sums * STEP + STEP - 1
    for row in range(len(least)):  # where each running sum must be at least
        np.maximum(low[row + 1], low[row] + least[row], out=low[row + 1])
        for fact in (fact for fact in facts if fact.rows[-1] == row):
            np.maximum(low[row + 1], low[fact.rows[0]] + fact.least, out=low[row + 1])
    for row in reversed(range(len(least))):  # and at most
        np.minimum(high[row], high[row + 1] - least[row], out=high[row])
        for fact in (fact for fact in facts if fact.rows[0] == row):
            np.minimum(high[row], high[fact.rows[-1] + 1] - fact.least, out=high[row])
    return np.maximum(least, low[1:] - high[:-1]), high[1:] - low[:-1]
