"""Chosen projects get their money: the best ranked first as much as can be, then as early as can be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from tandem.calls.selection.call import Call, Submission, Way
from tandem.calls.selection.outcome import Ledger
from tandem.calls.selection.solver import Effort, Sums, first_in_order, maximise


@dataclass(frozen=True)
class Granted:
    """The way of each project."""

    ways: Mapping[str, Way]
    is_unique: bool = True


def granted(call: Call, keys: Collection[str], effort: Effort) -> Granted | None:
    """None when these projects do not fit together in the waves (or nobody found how, within the effort)."""
    chosen = [one for one in call.submissions if one.key in set(keys)]
    if all(len(one.bare_ways) == 1 for one in chosen):
        return _one_wave_each(call, chosen)
    return _free_waves(call, chosen, effort)


def _one_wave_each(call: Call, chosen: list[Submission]) -> Granted:
    """What everybody gets at least is set apart first; optional parts then go down the ranking."""
    ledger = Ledger(call)
    for one in chosen:
        ledger.take(one, one.bare_ways[0])
    for one in chosen:
        for index, cents in one.bare_ways[0].costs:
            ledger.left[index] += cents
        ledger.take(one, next(way for way in one.ways if ledger.fits(way)))
    return Granted(ledger.chosen)


def _free_waves(call: Call, chosen: list[Submission], effort: Effort) -> Granted | None:
    model = cp_model.CpModel()
    sums = Sums(model)
    choices = [[model.new_bool_var("") for _ in one.ways] for one in chosen]
    for one, literals in zip(chosen, choices, strict=True):
        model.add_exactly_one(literals)
        for way, literal in zip(one.ways, literals, strict=True):
            for index, cents in way.costs:
                sums.add(index, cents, literal)
    for index, cents in enumerate(call.money_left()):
        sums.between(index, 0, cents)
    read = [literal for literals in choices for literal in literals]
    found = maximise(model, cp_model.LinearExpr.sum([]), read, effort)
    if not found.values:
        return None
    start = {literal.index: value for literal, value in zip(read, found.values, strict=True)}
    first = first_in_order(model, choices, read, start, effort)
    values = iter(first.values)
    ways = {one.key: next(way for way, value in [(way, next(values)) for way in one.ways] if value) for one in chosen}
    return Granted(ways, first.is_proven)
