"""Where one duo cannot do a whole trajectory and the same duo was only preferred: two duos, one after the other."""

from __future__ import annotations

from tandem.planning import sequences
from tandem.planning.board import Board, Occupied, gaps_of
from tandem.planning.greedy import cheapness
from tandem.planning.insert import Duo, booked, free_for, is_week_apart, possible_duos
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.requests import Request

MOST_DUOS = 40  # the cheapest ones; their square is tried


def place_with_two_duos(board: Board, occupied: Occupied, request: Request) -> tuple[Booking, ...]:
    """The sessions of a request by two duos; the change as late as possible, empty when it cannot."""
    duos = sorted(possible_duos(board, occupied, request), key=lambda duo: cheapness(board, request, duo))[:MOST_DUOS]
    for change in range(request.rhythm.sessions - 1, 0, -1):
        for first in duos:
            for second in duos:
                if first != second and (rows := _halves(board, occupied, request, (first, second), change)):
                    return rows
    return ()


def _halves(
    board: Board, occupied: Occupied, request: Request, duos: tuple[Duo, Duo], change: int
) -> tuple[Booking, ...]:
    free = [free_for(board, occupied, request, *duo) for duo in duos]
    allowed = [*board.allowed(request, free[0])[:change], *board.allowed(request, free[1])[change:]]
    gaps = gaps_of(request, *duos[0], *duos[1])
    people = [*duos[0], *duos[1]]
    fits = None if is_week_apart(gaps, request) else lambda days: all(occupied.fits(one, days) for one in people)
    days = sequences.earliest(allowed, gaps, fits)
    if not days:
        return ()
    first, second = (booked(board, request, duo, days, one) for duo, one in zip(duos, free, strict=True))
    return (*first[:change], *second[change:])
