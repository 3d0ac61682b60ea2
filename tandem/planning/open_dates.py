"""Dates that exist: only half-days that leave at least one duo able to finish all sessions, and how many duos each leaves.

Six dates fixed by an organisation first left a duo for 13 of 105 trajectories; here the duo stays possible at every click.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.planning import sequences, weekly
from tandem.planning.board import Board, Free, Occupied, gaps_of
from tandem.planning.insert import Duo, free_for, is_week_apart, possible_duos
from tandem.planning.problem.half_days import HALVES, HalfDay
from tandem.planning.problem.requests import Request


@dataclass(frozen=True, slots=True)
class OpenDates:
    """What an organisation can still choose: half-day -> duos that remain after that click."""

    open: dict[HalfDay, int]
    duos: int  # that can still do all chosen half-days and finish


def open_dates(board: Board, occupied: Occupied, request: Request, chosen: Sequence[HalfDay] = ()) -> OpenDates:
    """The half-days that are open beside those chosen so far, in date order."""
    left, duos = Counter[HalfDay](), 0
    for duo in possible_duos(board, occupied, request):
        free = free_for(board, occupied, request, *duo)
        days = _days(board, occupied, request, duo, free, chosen)
        duos += days is not None
        left.update(_half_days(board, days or 0, free))
    return OpenDates(dict(sorted(left.items())), duos)


def duos_for(board: Board, occupied: Occupied, request: Request, chosen: Sequence[HalfDay]) -> list[Duo]:
    """The duos that can do all chosen half-days and finish."""
    return [
        duo
        for duo in possible_duos(board, occupied, request)
        if _days(board, occupied, request, duo, free_for(board, occupied, request, *duo), chosen) is not None
    ]


def _days(
    board: Board, occupied: Occupied, request: Request, duo: Duo, free: Free, chosen: Sequence[HalfDay]
) -> int | None:  # fmt: skip
    """The days one duo leaves open; None when it cannot finish with what is chosen, empty when all is chosen."""
    masks = [(free.am if at.half == HALVES[0] else free.pm) & board.bit(at) for at in chosen]
    if not all(masks):
        return None
    numbers = sorted(mask.bit_length() - 1 for mask in masks)
    gaps, allowed = gaps_of(request, *duo), board.allowed(request, free)
    if is_week_apart(gaps, request):
        days = sequences.through(allowed, gaps, numbers)
    else:
        days = weekly.Rows(allowed, gaps, numbers, _weeks(board, occupied, duo)).days
    return days & ~sum(1 << number for number in set(numbers)) if days else None


def _weeks(board: Board, occupied: Occupied, duo: Duo) -> weekly.Weeks:
    """What both still have room for, where sessions may fall in one week."""
    days = len(board.problem.days.days)
    rooms = (weekly.room_left(one.limits.max_per_week, occupied.numbers(one), days) for one in duo)
    return weekly.Weeks([min(pair) for pair in zip(*rooms, strict=True)])


def _half_days(board: Board, days: int, free: Free) -> Iterable[HalfDay]:
    for half, mask in zip(HALVES, (free.am, free.pm), strict=True):
        yield from (board.at(day, half) for day in sequences.bits(days & mask))
