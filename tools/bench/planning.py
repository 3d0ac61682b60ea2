"""Planning: five invented instances beside first-come planning, then insertion, open dates, repair; ten times the size in parts.

Every plan passes the independent checker before it is compared.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import median

from tandem.planning import costs, greedy
from tandem.planning.board import Board, Occupied, lay_out
from tandem.planning.checker import broken_rules
from tandem.planning.decompose import parts_of, solve_in_parts
from tandem.planning.insert import rank
from tandem.planning.matching.search import Progress, Search
from tandem.planning.matching.solving import solve
from tandem.planning.open_dates import open_dates
from tandem.planning.problem.half_days import Span
from tandem.planning.problem.plan import Booking, Plan
from tandem.planning.problem.problem import Problem
from tandem.planning.repair import Repair, repair
from tools.bench.measuring import load
from tools.bench.planning_instances import START, Size, instance
from tools.bench.report import table

SEEDS = (7, 8, 9, 10, 11)
SECONDS, CORES = 60, 2
LARGE_SECONDS, TIMES = 520, 10
ABSENCE = Span(START + timedelta(days=60), START + timedelta(days=94))  # five weeks
HEADER = (
    "what",
    "requests placed",
    "duo cost (bound)",
    "travel h",
    "fairness",
    "theme missed",
    "wishes broken",
    "seconds",
)


def report() -> str:
    """All tables."""
    wholes = {seed: _Whole(instance(seed)) for seed in SEEDS}
    lines = [line for seed, one in wholes.items() for line in one.lines(seed)]
    first = wholes[SEEDS[0]]
    return "\n\n".join((table(HEADER, lines), _daily(first), _large()))


class _Whole:
    """One instance: our plan and the first-come plan."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.board, self.steps = problem, lay_out(problem), list[Progress]()
        began = time.perf_counter()
        self.first_come, _ = greedy.place_all(self.board, problem.requests.values(), Occupied(self.board, ()))
        self.greedy_seconds = time.perf_counter() - began
        began = time.perf_counter()
        self.plan = solve(problem, Search(SECONDS, seed=1, workers=CORES, on_progress=self.steps.append))
        self.seconds = time.perf_counter() - began
        assert broken_rules(problem, self.plan.bookings) == []
        assert broken_rules(problem, self.first_come) == []

    def lines(self, seed: int) -> Iterable[Sequence[object]]:
        return [_line(f"{seed}: ours", self.problem, self.plan.bookings, _bound(self.plan), self._seconds()),
                _line(f"{seed}: first come", self.problem, self.first_come, "none", f"{self.greedy_seconds:.2f}")]  # fmt: skip

    def _seconds(self) -> str:
        """Until the duos were proven, until all dates were found, and in all with the time spent on earlier dates."""
        dates = next((step.seconds for step in self.steps if step.step == "dates" and step.bookings), None)
        proven = f"{self.plan.duos.seconds:.1f}" if self.plan.duos and self.plan.duos.is_optimal else "not proven"
        return f"{proven}; dates {'none' if dates is None else f'{dates:.1f}'}; all {self.seconds:.1f}"


def _line(what: str, problem: Problem, rows: Sequence[Booking], bound: str, seconds: str) -> Sequence[object]:
    parts = {part.name: part for part in costs.objective(problem, rows)}
    placed = len({one.request for one in rows})
    hours = f"{parts['travel'].amount / 60:,.0f}"
    cost = f"{costs.duo_cost(parts.values()):,} ({bound})"
    return (what, f"{placed} of {len(problem.requests)}", cost, hours, parts["fairness"].amount, parts["theme"].amount,
            parts["wishes"].amount, seconds)  # fmt: skip


def _bound(plan: Plan) -> str:
    if plan.duos is None:
        return "none"
    return "optimal" if plan.duos.is_optimal else f"{plan.duos.bound:,}, gap {plan.duos.gap:.1%}"


def _daily(whole: _Whole) -> str:
    """What a planner does every day, on the full plan."""
    ranked, opened = _insertions(whole), _clicks(whole)
    repairs = [_repair(whole, person) for person in sorted(whole.problem.people)]
    told = [(repaired, hit) for _, repaired, hit in repairs]
    sessions, lost = sum(hit for _, hit in told), sum(one.lost for one, _ in told)
    moved = sum(option.moved for one, _ in told for option in one.taken)
    stood = sum(option.replaced for one, _ in told for option in one.taken)
    hit = f"five weeks' illness of each of the {len(repairs)} people: {sessions} sessions hit"
    hit = f"{hit}, {stood} the same day with a stand-in, {moved} moved, {lost} lost"
    lines = [
        ("take one request out and rank all its duos again, each of the 105", _ms(ranked), "50 ms"),
        ("open half-days after each of six clicks, empty calendars", _ms(opened), "none"),
        (hit, _ms([seconds for seconds, _, _ in repairs]), "1000 ms"),
    ]  # fmt: skip
    return table(("what", "median ms (fastest-slowest)", "limit"), lines)


def _insertions(whole: _Whole) -> list[float]:
    problem, board, shares = whole.problem, whole.board, costs.fair_shares(whole.problem, "")
    seconds = []
    for key, request in problem.requests.items():
        occupied = Occupied(board, [row for row in whole.plan.bookings if row.request != key])
        began = time.perf_counter()
        ranking = rank(board, occupied, request, shares)
        seconds.append(time.perf_counter() - began)
        assert len(ranking.proposals) + len(ranking.excluded) == len(problem.trainers) * len(problem.experts)
    return seconds


def _clicks(whole: _Whole) -> list[float]:
    board, seconds = whole.board, list[float]()
    for request in list(whole.problem.requests.values())[:10]:
        occupied, chosen = Occupied(board, ()), []
        for _ in range(request.rhythm.sessions):
            began = time.perf_counter()
            found = open_dates(board, occupied, request, chosen)
            seconds.append(time.perf_counter() - began)
            chosen.append(max(found.open, key=lambda at: found.open[at]))
    return seconds


def _repair(whole: _Whole, person: str) -> tuple[float, Repair, int]:
    began = time.perf_counter()
    done = repair(whole.board, whole.plan.bookings, whole.problem.people[person], ABSENCE)
    seconds = time.perf_counter() - began
    return seconds, done, sum(person in row.duo and ABSENCE.holds(row.at.on) for row in whole.plan.bookings)


def _large() -> str:
    problem = instance(SEEDS[0], Size().times(TIMES))
    board: Board = lay_out(problem)
    began = time.perf_counter()
    first_come, _ = greedy.place_all(board, problem.requests.values(), Occupied(board, ()))
    greedy_seconds = time.perf_counter() - began
    began = time.perf_counter()
    plan = solve_in_parts(problem, Search(LARGE_SECONDS, seed=1, workers=CORES))
    seconds = time.perf_counter() - began
    assert broken_rules(problem, plan.bookings) == []
    what = f"{len(problem.requests)} requests in {len(parts_of(problem))} parts"
    lines = [_line(what, problem, plan.bookings, _bound(plan), f"{seconds:.0f}"),
             _line("the same, first come", problem, first_come, "none", f"{greedy_seconds:.1f}")]  # fmt: skip
    return f"{table(HEADER, lines)}\n\nload {load():.2f}"


def _ms(seconds: list[float]) -> str:
    low, middle, high = (f"{1000 * one:.1f}" for one in (min(seconds), median(seconds), max(seconds)))
    return f"{middle} ({low}-{high})"
