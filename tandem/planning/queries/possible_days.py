"""Dates that exist for one series: which half-days leave a duo that can finish. An organisation sees counts, never names."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.planning import open_dates
from tandem.planning.board import Board, Occupied, lay_out
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.facts import Situation


def laid_out(known: Situation) -> tuple[Board, Occupied]:
    """The calendars of a situation, with what already takes up room."""
    board = lay_out(known.problem)
    return board, Occupied(board, known.problem.kept)


def duos_for_days(known: Situation, key: str, half_days: Sequence[HalfDay]) -> tuple[tuple[int, int], ...]:
    """Trainer and expert of every duo that can do exactly these half-days; with fewer than there are sessions, and finish.

    `key` is the id of the series, as in `known.problem.requests`; a series that cannot be planned yet has no duo.
    """
    request = known.problem.requests.get(key)
    if request is None:
        return ()
    board, occupied = laid_out(known)
    return tuple((int(one.id), int(two.id)) for one, two in open_dates.duos_for(board, occupied, request, half_days))
