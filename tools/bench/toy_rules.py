"""A toy set of fifteen formulas in plain NumPy, rounding left out: nine about a person's wage, six about the household.

The same set stands as OpenFisca variables in `toy_openfisca`. It is for measuring alone: the product's own rules are in
`tandem/income/engine`.
"""

import json
import sys
import time

import numpy as np
from numpy.typing import NDArray

from tools.bench.memory import peak_mb
from tools.bench.toy_population import Population, population

Floats = NDArray[np.floating]
LIMITS = (
    (0.0, 0.2675),
    (16_710.0, 0.1605),
    (29_500.0, 0.0535),
    (51_050.0, 0.0535),
)  # from, and how much is added there
REPEATS, BLOCK = 5, 8192


def contribution(gross: Floats) -> Floats:
    return gross * 0.1307


def bonus_a(gross: Floats) -> Floats:
    return np.clip(125.04 - 0.2738 * (gross - 2880.32), 0, 125.04) * (gross > 0)


def bonus_b(gross: Floats) -> Floats:
    return np.clip(168.62 - 0.2699 * (gross - 2255.50), 0, 168.62) * (gross > 0)


def bonus(a: Floats, b: Floats, due: Floats) -> Floats:
    return np.minimum(a + b, due)


def taxable(gross: Floats, due: Floats, given: Floats) -> Floats:
    return gross - due + given


def yearly_after_costs(month: Floats) -> Floats:
    yearly = month * 12
    return yearly - np.minimum(yearly * 0.3, 6070)


def withholding(yearly: Floats) -> Floats:
    tax = sum(np.maximum(yearly - start, 0) * more for start, more in LIMITS)
    return np.maximum(tax - 2987.98, 0) / 12


def fiscal_bonus(a: Floats, b: Floats, tax: Floats) -> Floats:
    return np.minimum(a * 0.3314 + b * 0.5254, tax)


def net_wage(month: Floats, tax: Floats, fiscal: Floats) -> Floats:
    return month - tax + fiscal


def leefloon(
    wages: Floats, adults: NDArray[np.int64], children: NDArray[np.int64], has_spi: NDArray[np.bool_]
) -> Floats:
    highest = np.where(children > 0, 1811.57, np.where(adults == 1, 1340.47, 893.65))
    return np.maximum(highest - np.maximum(wages - has_spi * 315.67, 0), 0)


def child_benefit(children: NDArray[np.int64]) -> Floats:
    return children * 184.62


def social_supplement(children: NDArray[np.int64], income_before: Floats) -> Floats:
    is_large = children > 2
    low, middle = np.where(is_large, 108.29, 73.68), np.where(is_large, 85.22, 37.31)
    limit = np.where(is_large, 76_560.64, 47_485.19)
    each = np.where(income_before <= 40_701.59, low, np.where(income_before <= limit, middle, 0.0))
    return children * each


def wages_of(gross: Floats) -> Floats:
    """The nine formulas of a wage."""
    due, a, b = contribution(gross), bonus_a(gross), bonus_b(gross)
    month = taxable(gross, due, bonus(a, b, due))
    tax = withholding(yearly_after_costs(month))
    return net_wage(month, tax, fiscal_bonus(a, b, tax))


def disposable(people: Population) -> Floats:
    """All fifteen, the last one for every household, in blocks that fit the processor's cache. Without a wage there is no net."""
    ends = np.append(people.starts, len(people.gross))
    found = np.empty(len(people.starts))
    for begin in range(0, len(found), BLOCK):
        homes = slice(begin, min(begin + BLOCK, len(found)))
        found[homes] = _block(people, homes, ends)
    return found


def _block(people: Population, homes: slice, ends: NDArray[np.int64]) -> Floats:
    members, many = slice(ends[homes.start], ends[homes.stop]), homes.stop - homes.start
    gross = people.gross[members]
    earners = np.flatnonzero(gross)
    home = people.household_of[members] - homes.start
    wages = np.bincount(home[earners], wages_of(gross[earners]), minlength=many)
    children = np.bincount(home[people.is_child[members]], minlength=many)
    adults = np.diff(ends[homes.start : homes.stop + 1]) - children
    support = leefloon(wages, adults, children, people.has_spi[homes])
    return wages + support + child_benefit(children) + social_supplement(children, people.income_before[homes])


def main() -> None:
    """One fresh process per number of households; prints what it took."""
    people = population(int(sys.argv[1]))
    seconds = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        money = disposable(people)
        seconds.append(time.perf_counter() - begin)
    print(json.dumps({"calculate": sorted(seconds), "mean": float(money.mean()), "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
