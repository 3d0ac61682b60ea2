"""What one call costs, many times, with a baseline in between: medians, spread, ratios."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from django.db import connections
from django.test.utils import CaptureQueriesContext

WARM_UPS = 4
NOT_COUNTED = ("BEGIN", "COMMIT")


@dataclass(frozen=True)
class Cost:
    """Milliseconds: processor time of Python, of the database process behind it, and the clock on the wall."""

    python_ms: float
    database_ms: float
    wall_ms: float

    @property
    def cpu_ms(self) -> float:
        return self.python_ms + self.database_ms


@dataclass
class Samples:
    """Costs of the same call."""

    costs: list[Cost] = field(default_factory=list)

    def middle(self, what: str = "cpu_ms") -> float:
        return median(getattr(cost, what) for cost in self.costs)

    def spread(self, what: str = "cpu_ms") -> tuple[float, float]:
        """Between which costs the middle half lies."""
        low, _middle, high = quantiles((getattr(cost, what) for cost in self.costs), n=4)
        return low, high


def cost_of(call: Callable[[], object], database: str) -> Cost:
    """One call. The database's share is that of the one process that serves this connection."""
    pid = _backend(database)
    before = (time.process_time_ns(), _on_processor(pid), time.perf_counter_ns())
    call()
    after = (time.process_time_ns(), _on_processor(pid), time.perf_counter_ns())
    return Cost(*((late - early) / 1e6 for early, late in zip(before, after, strict=True)))


def compare(
    ours: Callable[[], object], bare: Callable[[], object], *, bare_database: str, times: int
) -> tuple[Samples, Samples]:
    """Both warm, then one after the other, so that what else the machine does falls on both."""
    for _ in range(WARM_UPS):
        ours()
        bare()
    pair = (Samples(), Samples())
    for _ in range(times):
        pair[0].costs.append(cost_of(ours, "default"))
        pair[1].costs.append(cost_of(bare, bare_database))
    return pair


def queries_of(call: Callable[[], object]) -> list[str]:
    """Statements of one warm call; the beginning and end of the transaction travel along and are not counted."""
    call()
    with CaptureQueriesContext(connections["default"]) as captured:
        call()
    return [query["sql"] for query in captured.captured_queries if query["sql"] not in NOT_COUNTED]


def _backend(database: str) -> int:
    connections[database].ensure_connection()
    return connections[database].connection.info.backend_pid


def _on_processor(pid: int) -> int:
    """Nanoseconds a process has run; 0 where the system does not tell (only Linux does)."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def load() -> float:
    """How busy the machine was in the last minute."""
    return os.getloadavg()[0]
