"""The toy set of `toy_rules` for many households: the same amounts with few passes over memory, on one thread or on several.

What is gained, and by what: households go in blocks that stay in the processor's cache; every step writes into memory that
is already there; the tax of a month is the highest of five straight lines instead of twelve steps; children are counted
by position; small tables replace choices between amounts. NumPy lets other threads run while it works, so blocks spread
over `os.cpu_count()` threads. Run as `python -m tools.bench.toy_fast 1000000`; prints one line of JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.bench import toy_rules as rules
from tools.bench.memory import peak_mb
from tools.bench.toy_population import Population, population

Floats = NDArray[np.float64]
REPEATS, BLOCK = 7, 16_384
CHECKED = 20_000  # households whose every amount is compared with the plain formulas
MOST_CHILDREN = 32  # a household's key counts children, whether there is one adult, and the exemption: under 128
COSTS_RATE, COSTS_MAX = 0.3, 6070.0
SPI = 315.67


def tax_lines() -> list[tuple[float, float]]:
    """Slope and start of each straight line of the monthly tax: costs are a share or their maximum, and four brackets.

    Tax only rises faster, so it is the highest of these lines; where costs are still a share, the lowest bracket holds.
    """
    lines, rate, constant = [], 0.0, -2987.98
    for start, more in rules.LIMITS:
        rate, constant = rate + more, constant - start * more
        lines.append((rate, (constant - rate * COSTS_MAX) / 12))
    return [(rules.LIMITS[0][1] * (1 - COSTS_RATE), -2987.98 / 12), *lines]


class Tables:
    """Amounts by the key of a household: four times its children, two for one adult, one for the exemption."""

    def __init__(self) -> None:
        key = np.arange(4 * MOST_CHILDREN)
        children, is_alone, has_spi = key // 4, key // 2 % 2 == 1, key % 2 == 1
        self.leefloon = rules.leefloon(np.zeros(len(key)), np.where(is_alone, 1, 2), children, has_spi)
        self.with_spi = self.leefloon + SPI * has_spi
        self.limit = np.where(children > 2, 76_560.64, 47_485.19)
        # Child benefit and social supplement for a low, a middle and a higher income.
        self.benefit = np.stack([
            rules.child_benefit(children) + rules.social_supplement(children, np.full(len(key), income))
            for income in (0.0, 45_000.0, 1e9)
        ], axis=1).ravel()  # fmt: skip


LINES, TABLES = tax_lines(), Tables()


class Work:
    """Memory of one thread, used again for every block."""

    def __init__(self, most: int) -> None:
        self.of_people = [np.empty(most) for _ in range(4)]


def disposable(people: Population, *, threads: int = 1) -> Floats:
    """What every household has. Blocks in order on one thread, or shared out over several."""
    found = np.empty(len(people.starts))
    blocks = [slice(begin, min(begin + BLOCK, len(found))) for begin in range(0, len(found), BLOCK)]

    def share(mine: list[slice]) -> None:
        bounds = [_bounds(people, homes) for homes in mine]
        work = Work(max((int(one[-1] - one[0]) for one in bounds), default=0))
        for homes, ends in zip(mine, bounds, strict=True):
            _block(people, homes, ends, work, found[homes])

    if threads == 1:
        share(blocks)
        return found
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(share, [blocks[first::threads] for first in range(threads)]))
    return found


def _bounds(people: Population, homes: slice) -> NDArray[np.int64]:
    """Where each household of a block begins, and where the last one ends."""
    if homes.stop < len(people.starts):
        return people.starts[homes.start : homes.stop + 1]
    return np.append(people.starts[homes], len(people.gross))


def _block(people: Population, homes: slice, ends: NDArray[np.int64], work: Work, found: Floats) -> None:
    members, many = slice(int(ends[0]), int(ends[-1])), len(ends) - 1
    gross = people.gross[members]
    earners = np.flatnonzero(gross != 0)
    home = people.household_of[members].take(earners)
    home -= homes.start
    net = _wages(gross.take(earners, out=work.of_people[0][: len(earners)], mode="clip"), work)
    wages: Floats = np.bincount(home, net, minlength=many).astype(np.float64, copy=False)
    children = _children(people.is_child[members], ends[1:] - (members.start + 1))
    key = children * np.int8(4)
    key += (np.diff(ends) - children == 1).view(np.int8) * np.int8(2)
    key += people.has_spi[homes].view(np.int8)
    _household(people.income_before[homes], wages, key.astype(np.int64), found)


def _children(is_child: NDArray[np.bool_], last: NDArray[np.int64]) -> NDArray[np.int8]:
    """Counted up to the last member of each household; eight bits are enough, since only differences count."""
    counted = np.cumsum(is_child.view(np.int8), dtype=np.int8).take(last)
    counted[1:] -= counted[:-1].copy()
    return counted


def _wages(gross: Floats, work: Work) -> Floats:
    """The nine formulas of a wage that is not zero. `gross` is overwritten with the net wage."""
    a, b, month = (one[: len(gross)] for one in work.of_people[1:])
    for bonus, highest, slope, begin in ((a, 125.04, 0.2738, 2880.32), (b, 168.62, 0.2699, 2255.50)):
        np.multiply(gross, -slope, out=bonus)
        np.add(bonus, highest + slope * begin, out=bonus)
        np.clip(bonus, 0, highest, out=bonus)
    np.add(a, b, out=month)
    due = gross * 0.1307
    np.minimum(month, due, out=month)
    gross -= due
    month += gross
    tax, line = gross, due  # what they held is used up
    np.multiply(month, LINES[0][0], out=tax)
    tax += LINES[0][1]
    for slope, start in LINES[1:]:
        np.multiply(month, slope, out=line)
        line += start
        np.maximum(tax, line, out=tax)
    np.maximum(tax, 0, out=tax)
    a *= 0.3314
    b *= 0.5254
    a += b
    np.minimum(a, tax, out=a)
    a += month
    return np.subtract(a, tax, out=gross)


def _household(income: Floats, wages: Floats, key: NDArray[np.int64], found: Floats) -> None:
    """Leefloon is its full amount, or what the wage leaves of it with the exemption; benefits follow the income."""
    support = TABLES.with_spi.take(key)
    support -= wages
    np.maximum(support, 0, out=support)
    np.minimum(support, TABLES.leefloon.take(key), out=support)
    np.add(wages, support, out=found)
    tier = (income > 40_701.59).view(np.int8)
    tier += (income > TABLES.limit.take(key)).view(np.int8)
    key *= 3
    key += tier
    found += TABLES.benefit.take(key)


def timed(calculate: Callable[[], Any]) -> list[float]:
    """Seconds of some runs after one that warms up."""
    calculate()
    seconds = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        calculate()
        seconds.append(time.perf_counter() - begin)
    return sorted(seconds)


def main() -> None:
    """One fresh process per number of households; every amount of the first ones is compared with the plain formulas."""
    few = population(CHECKED)
    assert np.abs(disposable(few) - rules.disposable(few)).max() < 1e-8, "other amounts than the plain formulas"
    people, threads = population(int(sys.argv[1])), os.cpu_count() or 1
    money = disposable(people, threads=threads)
    assert np.array_equal(money, disposable(people)), "other amounts on several threads"
    found = {
        "calculate": timed(lambda: disposable(people)), "threads": threads,
        "threaded": timed(lambda: disposable(people, threads=threads)), "mean": float(money.mean()), "peak_mb": peak_mb(),
    }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main()
