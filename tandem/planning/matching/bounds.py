"""A lower bound for the duo costs of a problem that is too large to solve at once: step 1 with parts of people allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, inf
from typing import Any

from ortools.linear_solver import pywraplp

from tandem.planning.board import Board, Occupied
from tandem.planning.matching.who import Who

Row = tuple[list[tuple[int, int]], float, float]  # (variable, factor) terms between two numbers
LEAST_PICK = 0.01
MOST = 2**50  # beyond this the model means: no limit


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The whole of step 1 with parts of people allowed: nothing is cheaper than `bound`, and the picks show where to look."""

    bound: int = 0
    picks: Mapping[tuple[str, str], float] = field(default_factory=dict)  # (request, person) -> how much of that person


def relaxed(board: Board, seconds: float) -> Relaxed:
    """Bound and picks for duos that place everything; only picks when not everything can be; nothing without time."""
    for may_leave_out in (False, True):
        who = _whole(board, may_leave_out=may_leave_out)
        bound, values = linear_optimum(who.model.proto, seconds)
        picks = {key: values[variable.index] for key, variable in who.chosen.items()} if values else {}
        found = {key: value for key, value in picks.items() if value > LEAST_PICK}
        if found:
            return Relaxed(0 if may_leave_out else bound, found)
    return Relaxed()


def _whole(board: Board, *, may_leave_out: bool) -> Who:
    requests = list(board.problem.requests.values())
    return Who(board, Occupied(board, board.problem.kept), requests, may_leave_out=may_leave_out, checks_dates=False)


def linear_optimum(proto: Any, seconds: float) -> tuple[int, list[float]]:
    """The optimum of a model without whole numbers, rounded up, and its values."""
    solver, variables = _linear(proto)
    objective = solver.Objective()
    for number, factor in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        objective.SetCoefficient(variables[number], factor)
    objective.SetOffset(proto.objective.offset)
    solver.SetTimeLimit(max(1, round(1000 * seconds)))
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return 0, []
    return max(0, ceil(objective.Value() - 1e-4)), [one.solution_value() for one in variables]


def is_linearly_impossible(proto: Any, seconds: float) -> bool:
    """Whether a model has no solution, even with parts of a yes."""
    solver, _ = _linear(proto)
    solver.SetTimeLimit(max(1, round(1000 * seconds)))
    return bool(solver.Solve() == pywraplp.Solver.INFEASIBLE)


def _linear(proto: Any) -> tuple[Any, list[Any]]:
    solver = pywraplp.Solver.CreateSolver("GLOP")
    variables = [solver.NumVar(min(one.domain), max(one.domain), "") for one in proto.variables]
    for terms, low, high in _rows(proto):
        row = solver.Constraint(low, high)
        for number, factor in terms:
            row.SetCoefficient(variables[number], factor)
    return solver, variables


def _rows(proto: Any) -> Iterator[Row]:
    """Each rule of step 1 as a line; a negated yes is one minus it. The objective of the model is its own list of terms."""
    for one in proto.constraints:
        if one.has_exactly_one():
            yield [(literal, 1) for literal in one.exactly_one.literals], 1, 1
        elif one.has_at_most_one():
            yield [(literal, 1) for literal in one.at_most_one.literals], -inf, 1
        elif one.has_bool_or():
            negated = [literal for literal in one.bool_or.literals if literal < 0]
            terms = [(literal, 1) if literal >= 0 else (-literal - 1, -1) for literal in one.bool_or.literals]
            yield terms, 1 - len(negated), inf
        elif one.has_linear():
            low, *_, high = one.linear.domain
            terms = list(zip(one.linear.vars, one.linear.coeffs, strict=True))
            yield terms, (low if low > -MOST else -inf), (high if high < MOST else inf)
