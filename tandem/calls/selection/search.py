"""The projects in doubt as a question for the solver; what is decided beforehand only counts along."""

from __future__ import annotations

from collections.abc import Collection

from ortools.sat.python import cp_model

from tandem.calls.selection.prices import Core, Program
from tandem.calls.selection.solver import Effort, Found, Sums, first_in_order, maximise


class CoreModel:
    """Choices within a core that are worth the target or more."""

    def __init__(self, program: Program, core: Core, target: int) -> None:
        self.program, self.core = program, core
        self.model = cp_model.CpModel()
        self.sums = Sums(self.model)
        self.ways: dict[int, list[cp_model.IntVar]] = {}
        self.inside_if = {number: self._decide(number) for number in sorted(core.open_ways)}
        self.base = sum(program.items[number].score for number in core.taken)
        self.score = cp_model.LinearExpr.sum(
            [program.items[number].score * literal for number, literal in self.inside_if.items()]
        )
        self._hold_rows()
        self._put_twins_in_order()
        self.model.add(self.score >= target - self.base)

    def _decide(self, number: int) -> cp_model.IntVar:
        """A variable that says whether the project is in; one more per way when there are several."""
        item, places = self.program.items[number], self.core.open_ways[number]
        inside = self.model.new_bool_var("")
        ways = [inside] if len(places) == 1 else [self.model.new_bool_var("") for _ in places]
        if len(ways) > 1:
            self.model.add(cp_model.LinearExpr.sum(ways) == inside)
        if number not in self.core.may_stay_out:
            self.model.add(inside == 1)
        for way, place in zip(ways, places, strict=True):
            for row, amount in item.ways[place].items():
                self.sums.add(row, amount, way)
        self.ways[number] = ways
        return inside

    def _hold_rows(self) -> None:
        taken = [0] * len(self.program.rows)
        for number, place in self.core.taken.items():
            for row, amount in self.program.items[number].ways[place].items():
                taken[row] += amount
        for number, bounds in enumerate(self.program.rows):
            self.sums.between(number, bounds.low - taken[number], bounds.high - taken[number])

    def _put_twins_in_order(self) -> None:
        """Of projects that are the same to every row the best ranked goes first: nothing is lost, much is not tried."""
        last: dict[tuple[object, ...], int] = {}
        for number in self.inside_if:
            item = self.program.items[number]
            same = (item.score, *(tuple(sorted(way.items())) for way in item.ways))
            if same in last:
                self.model.add_implication(self.inside_if[number], self.inside_if[last[same]])
            last[same] = number

    def best(self, effort: Effort) -> Found:
        """The highest total."""
        return maximise(self.model, self.score, list(self.inside_if.values()), effort)

    def first_ranked(self, known: Collection[int], effort: Effort) -> Found:
        """Of all choices of this worth the one with the best ranked projects; `known` is one of them."""
        read = list(self.inside_if.values())
        start = {literal.index: int(number in known) for number, literal in self.inside_if.items()}
        return first_in_order(self.model, [[literal] for literal in read], read, start, effort)

    def inside(self, found: Found) -> list[int]:
        """The items of a choice, in the order of the program; none when nothing was found."""
        if len(found.values) < len(self.inside_if):
            return []
        chosen = [number for number, value in zip(self.inside_if, found.values, strict=True) if value]
        return sorted([*chosen, *self.core.taken])

    def bound(self, found: Found) -> int:
        """No choice is worth more, as far as this search knows."""
        return self.base + found.bound
