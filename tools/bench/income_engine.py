"""What the income rules cost, in a fresh process: `python -m tools.bench.income_engine household`. Prints one line of JSON."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from tandem.income.engine import vector
from tandem.income.engine.households import Household
from tandem.income.engine.parameters import shipped
from tandem.income.engine.scenario import Comparison, compare
from tandem.income.engine.spells import Spell
from tandem.income.engine.vector import Values
from tools.bench.memory import peak_mb

BOOK, START, MONTHS, DRAWS, MANY = shipped(), date(2026, 4, 1), 24, 1000, 1_000_000
SEARCHER = Spell("unemployment", facts={"scheme": "new", "month": "5", "monthly_wage": "2600"})
HALF_TIME = Spell("job", facts={"gross": "1350", "hours": "19", "status": "white_collar"})
PARENT = Household("A", (2020, 2022), taxable_income_before=Decimal(24_000))


def household() -> Comparison:
    """One household, 24 months, now against half-time work with IGU, with every line's trace."""
    found = compare(PARENT, (SEARCHER,), (SEARCHER, HALF_TIME), start=START, months=MONTHS, book=BOOK)
    assert found.total_difference.high
    assert found.then[0].lines[0].trace
    return found


def sweep() -> vector.Floats:
    """A household on leefloon at 200 gross wages."""
    values, gross = Values(BOOK, START), np.linspace(200.0, 4200.0, 200)
    hours = np.minimum(gross / 60, 38.0)
    return _month(values, gross, hours, category=np.full(200, vector.WITH_FAMILY), children=np.full(200, 2))


def uncertainty() -> float:
    """1,000 draws of a wage and of hours, 24 months, now against then: 48,000 months."""
    chance = np.random.default_rng(2026)
    hours, before = chance.uniform(12, 30, DRAWS), chance.uniform(2200, 3000, DRAWS)
    gross, home = hours * chance.uniform(65, 80, DRAWS), np.full(DRAWS, vector.WITH_FAMILY)
    children, spread = np.full(DRAWS, 2), np.zeros(DRAWS)
    for number in range(1, MONTHS + 1):
        values = Values(
            BOOK, date(START.year + (START.month + number - 2) // 12, (START.month + number - 2) % 12 + 1, 1)
        )
        now = vector.unemployment(values, category=home, month=np.full(DRAWS, number), monthly_wage=before)
        spread += _month(values, gross, hours, category=home, children=children) - now
    return float(np.quantile(spread, 0.05))


def million() -> vector.Floats:
    """A million households in one month: wage, leefloon with SPI, child benefit."""
    chance = np.random.default_rng(2026)
    gross, hours = np.round(chance.uniform(300, 6500, MANY), 2), chance.integers(4, 39, MANY).astype(float)
    category, children = chance.integers(0, 3, MANY), chance.integers(0, 5, MANY)
    kind, blue = chance.integers(0, 3, MANY), chance.random(MANY) < 0.4
    values = Values(BOOK, START)
    begin = time.perf_counter()
    found = _month(values, gross, hours, category=category, children=children, household=kind, is_blue_collar=blue)
    _timed.append(time.perf_counter() - begin)
    return found


def _month(
    values: Values,
    gross: vector.Floats,
    hours: vector.Floats,
    *,
    category: vector.Ints,
    children: vector.Ints,
    **wage: Any,
) -> vector.Floats:
    net = vector.net_wage(values, gross=gross, hours=hours, children=children, **wage).net
    support = vector.leefloon(values, category=category, net_work=net, has_spi=gross < 2000, other=np.zeros_like(gross))
    benefit = vector.groeipakket(values, children=children, household_income=gross * 12)
    return net + support + benefit


RUNS: dict[str, tuple[Callable[[], object], int]] = {
    "household": (household, 30), "sweep": (sweep, 50), "uncertainty": (uncertainty, 10), "million": (million, 5),
}  # fmt: skip
_timed: list[float] = []  # a run that times itself leaves out the making of its people


def main() -> None:
    """Warm, then some times."""
    run, times = RUNS[sys.argv[1]]
    run()
    _timed.clear()
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    print(json.dumps({"seconds": sorted(_timed or seconds), "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
