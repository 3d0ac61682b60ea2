"""Which projects the best total has to think about: a price per row decides the clear cases beforehand.

For any prices, no choice is worth more than `bound`, and choosing otherwise than the prices say about one project costs at
least its distance. Prices come from a linear relaxation in floating point; what follows from them is whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

FINE = 1 << 60  # prices are fractions of this


@dataclass(frozen=True, slots=True)
class Row:
    """A sum that stays between two bounds: an envelope or the number of projects of an area."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Item:
    """A project: its score and, per way, what it adds to which rows."""

    score: int
    ways: tuple[dict[int, int], ...]


@dataclass(frozen=True, slots=True)
class Program:
    """The whole question."""

    rows: tuple[Row, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Core:
    """What is still open for a target: per item the ways that remain and whether it may stay out; the rest is decided."""

    open_ways: dict[int, tuple[int, ...]]
    may_stay_out: frozenset[int]
    taken: dict[int, int]


class Prices:
    """Bounds of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        prices = [round(price * FINE) for price in _relaxed_prices(program)]
        self.worth = [
            [item.score * FINE - sum(prices[row] * amount for row, amount in way.items()) for way in item.ways]
            for item in program.items
        ]
        self.bound = sum(
            price * (row.high if price > 0 else row.low) for price, row in zip(prices, program.rows, strict=True)
        ) + sum(max(0, *worth) for worth in self.worth)

    def width_of(self, number: int) -> int:
        """How far below the bound a target lies when about so many items are open."""
        distances = sorted(abs(max(worth)) for worth in self.worth)
        return max(FINE, distances[min(number, len(distances)) - 1]) if distances else FINE

    def core(self, target: int) -> Core:
        """Every choice worth the target or more lies within this core."""
        width = self.bound - target * FINE
        open_ways, may_stay_out, taken = {}, set(), {}
        for number, worth in enumerate(self.worth):
            best = max(0, *worth)
            ways = tuple(place for place, one in enumerate(worth) if best - one <= width)
            if best <= width and ways:
                may_stay_out.add(number)
            if best > width and len(ways) == 1:
                taken[number] = ways[0]
            elif ways:
                open_ways[number] = ways
        return Core(open_ways, frozenset(may_stay_out), taken)


def _relaxed_prices(program: Program) -> Sequence[float]:
    """Zero prices are valid too, only useless: so nothing is lost when the relaxation cannot be solved."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    scales = _largest_amounts(program)
    rows = [
        solver.Constraint(row.low / scale, row.high / scale) for row, scale in zip(program.rows, scales, strict=True)
    ]
    objective = solver.Objective()
    objective.SetMaximization()
    for item in program.items:
        once = solver.Constraint(-solver.infinity(), 1.0) if len(item.ways) > 1 else None
        for way in item.ways:
            variable = solver.NumVar(0.0, 1.0, "")
            if once is not None:
                once.SetCoefficient(variable, 1.0)
            objective.SetCoefficient(variable, float(item.score))
            for row, amount in way.items():
                rows[row].SetCoefficient(variable, amount / scales[row])
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return [0.0] * len(rows)
    return [row.dual_value() / scale for row, scale in zip(rows, scales, strict=True)]


def _largest_amounts(program: Program) -> list[int]:
    """Amounts around one, for a relaxation that is sensitive to large numbers."""
    largest = [1] * len(program.rows)
    for item in program.items:
        for way in item.ways:
            for row, amount in way.items():
                largest[row] = max(largest[row], amount)
    return largest
