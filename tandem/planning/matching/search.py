"""Running the solver: seed, workers, time, progress and a stop flag."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from tandem.planning.problem.plan import Booking, Proof

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
POLL_SECONDS = 0.1
WORK_PER_SECOND = 0.7  # the solver's own measure of work: with one worker it, not the clock, ends a search


@dataclass(frozen=True, slots=True)
class Progress:
    """Told while a search runs."""

    step: str  # "start", "duos", "dates", "wishes" or "better"
    seconds: float
    cost: int = 0
    bound: int = 0
    placed: int = 0
    bookings: tuple[Booking, ...] = ()  # the best whole plan, where this step has a new one


@dataclass(frozen=True, slots=True)
class Search:
    """How to search. With one worker and one seed the outcome is the same each time the clock does not end it."""

    seconds: float = 60
    seed: int = 0
    workers: int = 1
    on_progress: Callable[[Progress], None] = lambda _: None
    should_stop: Callable[[], bool] = lambda: False
    began: float = field(default_factory=time.monotonic)

    def tell(self, step: str, bookings: Sequence[Booking]) -> None:
        """Hand over the best plan so far."""
        placed = len({one.request for one in bookings})
        self.on_progress(Progress(step, time.monotonic() - self.began, placed=placed, bookings=tuple(bookings)))

    @property
    def left(self) -> float:
        """Seconds that remain."""
        return max(0.0, self.seconds - (time.monotonic() - self.began))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run of the solver gave."""

    status: cp_model.CpSolverStatus
    solver: cp_model.CpSolver
    seconds: float

    @property
    def is_found(self) -> bool:
        """Whether there is a plan to read."""
        return self.status in FOUND

    @property
    def is_impossible(self) -> bool:
        """Whether it is proven that there is none."""
        return self.status == cp_model.INFEASIBLE

    def proof(self) -> Proof:
        """Cost and bound of what was found."""
        cost, bound = round(self.solver.objective_value), round(self.solver.best_objective_bound)
        return Proof(cost, bound, self.status == cp_model.OPTIMAL, self.seconds)


def run(model: cp_model.CpModel, search: Search, *, step: str, placed: int, seconds: float, linear: int = 1) -> Answer:
    """Solve within the time that is left; the callback hears every better plan, the stop flag ends the search."""
    solver = cp_model.CpSolver()
    limit = max(0.05, min(seconds, search.left))
    solver.parameters.max_time_in_seconds = limit
    if search.workers == 1:
        solver.parameters.max_deterministic_time = limit * WORK_PER_SECOND
    solver.parameters.num_workers = search.workers
    solver.parameters.random_seed = search.seed
    solver.parameters.linearization_level = linear
    began = time.monotonic()
    with _stoppable(solver, search):
        status = solver.solve(model, _Teller(search, step, placed))
    return Answer(status, solver, time.monotonic() - began)


@contextmanager
def _stoppable(solver: cp_model.CpSolver, search: Search) -> Iterator[None]:
    """Look at the stop flag from aside, also when no better plan comes."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_SECONDS):
            if search.should_stop():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


class _Teller(cp_model.CpSolverSolutionCallback):
    """Tells progress."""

    def __init__(self, search: Search, step: str, placed: int) -> None:
        super().__init__()
        self.search, self.step, self.placed = search, step, placed

    def on_solution_callback(self) -> None:
        """One better plan."""
        cost, bound = round(self.objective_value), round(self.best_objective_bound)
        elapsed = time.monotonic() - self.search.began
        self.search.on_progress(Progress(self.step, elapsed, cost, bound, self.placed))
        if self.search.should_stop():
            self.stop_search()
