"""One search from begin to end, beside a watcher in another thread: the best plan so far is never lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tandem.planning import greedy
from tandem.planning.board import Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.matching.search import Progress, Search
from tandem.planning.outcome import outcome_of, wanted
from tandem.planning.problem.plan import Booking, Plan
from tandem.planning.problem.problem import Problem
from tandem.planning.replanning import LARGE, better, search_plan, whole_of


@dataclass
class Watch:
    """What a search tells, in memory: the search writes, the watcher reads and may ask to stop."""

    latest: Progress | None = None
    best: tuple[Booking, ...] = ()
    must_stop: bool = False
    placed: int = field(default=0)

    def hear(self, progress: Progress) -> None:
        """Keep the newest numbers, and the fullest plan; first come never replaces what is as full."""
        is_fuller = progress.placed > self.placed or (progress.placed == self.placed and progress.step != "start")
        if progress.bookings and is_fuller:
            self.best, self.placed = progress.bookings, progress.placed
        self.latest = progress


@dataclass(frozen=True, slots=True)
class Found:
    """The plan, what pages show of it, and the hard rules it breaks: none, or the search has a fault."""

    plan: Plan
    facts: dict[str, Any]
    broken: tuple[str, ...]


def work_out(problem: Problem, search: Search, watch: Watch, before: Iterable[Booking] = ()) -> Found:
    """Search, compare with the best that was told meanwhile, and check."""
    first_come = _first_come(problem) if len(wanted(problem)) <= LARGE else None
    search.tell("start", first_come or ())
    plan = search_plan(problem, search, tuple(before))
    if watch.placed > len({row.request for row in plan.bookings}):
        plan = better(problem, whole_of(problem, watch.best), plan)
    return finished(problem, plan, first_come)


def best_so_far(problem: Problem, rows: Iterable[Booking]) -> Found:
    """The plan of bookings that were kept aside, where the search itself did not come back."""
    return finished(problem, whole_of(problem, rows), None)


def finished(problem: Problem, plan: Plan, first_come: tuple[Booking, ...] | None) -> Found:
    """With its numbers, and checked by the checker that knows nothing of the search."""
    already = set(broken_rules(problem, ()))
    broken = tuple(one.text for one in broken_rules(problem, plan.bookings) if one not in already)
    return Found(plan, outcome_of(problem, plan, first_come), broken)


def _first_come(problem: Problem) -> tuple[Booking, ...]:
    board = lay_out(problem)
    rows, _ = greedy.place_all(board, wanted(problem).values(), Occupied(board, problem.kept))
    return tuple(rows)
