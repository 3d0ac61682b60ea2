"""The board: one column per wave with its own ceiling. Moving a project recounts money, readiness and spread at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tandem.calls.selection.call import Call, CannotPlace, Way, euro, ways_of
from tandem.calls.selection.outcome import broken_limits


@dataclass(frozen=True)
class Column:
    """One wave. Money per envelope that its projects draw on, and of what its ceiling still leaves (below 0: over it)."""

    wave: int | None
    keys: tuple[str, ...]
    cents: Mapping[str, int]
    left: Mapping[str, int]
    ready: int
    not_ready: int
    ready_unknown: int
    areas: Mapping[str, int]


@dataclass(frozen=True)
class Board:
    """All waves, the spread over them together, and what is wrong, each in one sentence."""

    columns: tuple[Column, ...]
    areas: Mapping[str, int]
    problems: tuple[str, ...]

    def column(self, wave: int | None) -> Column:
        return next(column for column in self.columns if column.wave == wave)


@dataclass(frozen=True)
class Move:
    """The board before and after; `new_problems` come from the move, `solved` went away by it."""

    before: Board
    after: Board
    chosen: Mapping[str, Way]

    @property
    def new_problems(self) -> list[str]:
        return [problem for problem in self.after.problems if problem not in self.before.problems]

    @property
    def solved(self) -> list[str]:
        return [problem for problem in self.before.problems if problem not in self.after.problems]


def board(call: Call, chosen: Mapping[str, Way]) -> Board:
    """Count what stands on the board, also when it does not fit."""
    left = call.money_left()
    for way in chosen.values():
        for index, cents in way.costs:
            left[index] -= cents
    waves = {one.year for one in call.envelopes} | {way.wave for way in chosen.values()}
    order = sorted(waves, key=lambda wave: (wave is None, wave))
    counted = Counter(call.submission(key).area for key in chosen)
    over = [
        f"{envelope} gaat {euro(-money)} over het plafond van {euro(envelope.cents)}."
        for envelope, money in zip(call.envelopes, left, strict=True)
        if money < 0
    ]
    columns = tuple(_column(call, chosen, left, wave) for wave in order)
    return Board(columns, counted, (*over, *broken_limits(call, counted)))


def move(call: Call, chosen: Mapping[str, Way], key: str, to_year: int) -> Move:
    """One project to another wave. It may end up over a ceiling: the board says so, people decide."""
    if key not in chosen:
        raise CannotPlace(f"{key} is niet gekozen en kan dus niet van golf veranderen.")
    way = way_in(call, key, to_year, without=chosen[key].without)
    after = {**chosen, key: way}
    return Move(board(call, chosen), board(call, after), after)


def way_in(call: Call, key: str, year: int, *, without: tuple[str, ...] = ()) -> Way:
    """The same money in another year; refuses when no envelope of what it asks has that year."""
    submission = call.submission(key)
    names = Counter(envelope.name for envelope in call.envelopes)
    if submission.ask and not any(names[name] > 1 for name in submission.ask):
        raise CannotPlace(f"{key} vraagt geld uit een envelop van één jaar en kan dus niet naar {year}.")
    ways = ways_of(replace(submission, year=year), call.envelopes)
    return next(way for way in ways if way.without == without)


def _column(call: Call, chosen: Mapping[str, Way], left: list[int], wave: int | None) -> Column:
    keys = tuple(key for key, way in chosen.items() if way.wave == wave)
    used = Counter[int]()
    for key in keys:
        for index, cents in chosen[key].costs:
            used[index] += cents
    shown = [index for index, one in enumerate(call.envelopes) if one.year == wave or used[index]]
    readiness = Counter(call.submission(key).is_ready for key in keys)
    return Column(
        wave, keys,
        {str(call.envelopes[index]): used[index] for index in shown},
        {str(call.envelopes[index]): left[index] for index in shown},
        readiness[True], readiness[False], readiness[None],
        Counter(call.submission(key).area for key in keys),
    )  # fmt: skip
