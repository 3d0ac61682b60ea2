"""The solver: one worker, a fixed seed and a limit of work instead of seconds, so that one question has one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from tandem.calls.selection.call import Submission

EFFORT = 60.0  # units of work of the solver, each about a second on a quiet machine
TOGETHER = 1 << 20  # how many combinations one step of the search in order weighs at once


@dataclass
class Effort:
    """How much work is left; what runs out is told, never hidden."""

    left: float = EFFORT

    def spend(self, work: float) -> None:
        self.left = max(0.0, self.left - work)


class Sums:
    """Terms per row, made into constraints at the end."""

    def __init__(self, model: cp_model.CpModel) -> None:
        self.model = model
        self.terms: dict[int, list[cp_model.LinearExpr]] = {}

    def add(self, row: int, amount: int, variable: cp_model.IntVar) -> None:
        self.terms.setdefault(row, []).append(amount * variable)

    def between(self, row: int, low: int, high: int) -> None:
        """A row nobody is in sums to zero."""
        self.model.add_linear_constraint(cp_model.LinearExpr.sum(self.terms.get(row, [])), low, high)


def can_place(groups: Sequence[tuple[int, Sequence[Submission]]], left: Sequence[int]) -> bool:
    """Can so many of each group get their money? Exact, however long it takes: there is no answer in between."""
    model = cp_model.CpModel()
    sums = Sums(model)
    for number, submissions in groups:
        literals = [literal for one in submissions for literal in _ways(model, sums, one)]
        model.add(cp_model.LinearExpr.sum(literals) == number)
    for index, cents in enumerate(left):
        sums.between(index, 0, cents)
    return _solved(model, None)[1] == cp_model.OPTIMAL


def _ways(model: cp_model.CpModel, sums: Sums, submission: Submission) -> list[cp_model.IntVar]:
    literals = []
    for way in submission.bare_ways:
        literals.append(model.new_bool_var(""))
        for index, cents in way.costs:
            sums.add(index, cents, literals[-1])
    model.add_at_most_one(literals)
    return literals


@dataclass(frozen=True)
class Found:
    """What a search came to. `values` is empty when nothing was found."""

    is_proven: bool
    is_impossible: bool
    values: tuple[int, ...] = ()
    bound: int = 0


def maximise(
    model: cp_model.CpModel, objective: cp_model.LinearExpr, read: Sequence[cp_model.IntVar], effort: Effort
) -> Found:
    """The highest value of the objective within what effort is left."""
    model.maximize(objective)
    solver, status = _solved(model, effort)
    is_found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return Found(
        is_proven=status == cp_model.OPTIMAL,
        is_impossible=status == cp_model.INFEASIBLE,
        values=tuple(solver.value(variable) for variable in read) if is_found else (),
        bound=round(solver.best_objective_bound) if is_found else 0,
    )


def first_in_order(
    model: cp_model.CpModel, choices: Sequence[Sequence[cp_model.IntVar]], read: Sequence[cp_model.IntVar],
    start: Mapping[int, int], effort: Effort,
) -> Found:  # fmt: skip
    """Per choice the first option that can be had, the first choice weighing more than all after it together.

    `choices`: options from most to least wanted, at most one of them; none of them is least wanted of all.
    `start`: a known solution, by index of the variable.
    """
    values = dict(start)
    parts = _parts(choices)
    for place, part in enumerate(parts):
        if not all(values[options[0].index] for options in part):  # else it is as good as can be
            model.clear_hints()
            for variable in read:
                model.add_hint(variable, values[variable.index])
            rest = [options for later in parts[place:] for options in later]
            found = _any_of(model, rest, read, values, effort) or maximise(model, _weighed(part), read, effort)
            if not found.is_proven:
                return Found(is_proven=False, is_impossible=False, values=_of(read, values))
            if not found.values:
                break
            values = dict(zip((one.index for one in read), found.values, strict=True))
        for options in part:
            for variable in options:
                model.add(variable == values[variable.index])
    return Found(is_proven=True, is_impossible=False, values=_of(read, values))


def _any_of(
    model: cp_model.CpModel, rest: Sequence[Sequence[cp_model.IntVar]], read: Sequence[cp_model.IntVar],
    values: Mapping[int, int], effort: Effort,
) -> Found | None:  # fmt: skip
    """When nothing of all that remains is in: one question whether anything can be. Nothing to read means no."""
    literals = [variable for options in rest for variable in options]
    if any(values[variable.index] for variable in literals):
        return None
    found = maximise(model, cp_model.LinearExpr.sum(literals), read, effort)
    if found.is_proven and found.bound == 0:
        return Found(is_proven=True, is_impossible=False)
    return None if found.is_proven else found


def _of(read: Sequence[cp_model.IntVar], values: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(values[variable.index] for variable in read)


def _parts(choices: Sequence[Sequence[cp_model.IntVar]]) -> list[list[Sequence[cp_model.IntVar]]]:
    parts: list[list[Sequence[cp_model.IntVar]]] = [[]]
    combinations = 1
    for options in choices:
        combinations *= len(options) + 1
        if combinations > TOGETHER and parts[-1]:
            parts.append([])
            combinations = len(options) + 1
        parts[-1].append(options)
    return [part for part in parts if part]


def _weighed(part: Sequence[Sequence[cp_model.IntVar]]) -> cp_model.LinearExpr:
    weight, terms = 1, []
    for options in reversed(part):
        terms += [(len(options) - place) * weight * variable for place, variable in enumerate(options)]
        weight *= len(options) + 1
    return cp_model.LinearExpr.sum(terms)


def _solved(model: cp_model.CpModel, effort: Effort | None) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    if effort:
        solver.parameters.max_deterministic_time = effort.left
    status = solver.solve(model)
    if effort:
        effort.spend(solver.deterministic_time)
    return solver, status
