"""What a plan would break. The checker is independent of every search."""

from __future__ import annotations

from collections.abc import Iterable

from tandem.planning.checker import broken_rules
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Problem


def broken_by(problem: Problem, rows: Iterable[Booking]) -> list[str]:
    """Hard rules that these bookings break, as sentences; what was already broken before them does not count."""
    before = set(broken_rules(problem, ()))
    return list(dict.fromkeys(one.text for one in broken_rules(problem, rows) if one not in before))
