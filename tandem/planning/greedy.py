"""The baseline: requests in order of arrival, each the cheapest duo that has dates, on the earliest of them."""

from __future__ import annotations

from collections.abc import Iterable

from tandem.planning.board import Board, Occupied
from tandem.planning.costs import lacks_theme, person_travel
from tandem.planning.insert import Duo, bookings_for, possible_duos
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.requests import Request


def place_all(board: Board, requests: Iterable[Request], occupied: Occupied) -> tuple[list[Booking], list[Request]]:
    """Bookings, and the requests that found no place."""
    placed, left = list[Booking](), list[Request]()
    for request in requests:
        rows = place_one(board, occupied, request)
        placed += rows
        occupied.add(rows)
        if not rows:
            left.append(request)
    return placed, left


def place_one(board: Board, occupied: Occupied, request: Request) -> tuple[Booking, ...]:
    """The cheapest duo with dates; empty when nobody has any."""
    duos = sorted(possible_duos(board, occupied, request), key=lambda duo: cheapness(board, request, duo))
    return next(filter(None, (bookings_for(board, occupied, request, *duo) for duo in duos)), ())


def cheapness(board: Board, request: Request, duo: Duo) -> tuple[int, str, str]:
    """Travel and theme of a duo, then its ids, so that equal costs fall the same way each time."""
    weights = board.problem.weights
    cost = weights.travel * sum(person_travel(request, one) for one in duo) + weights.theme * lacks_theme(
        request, duo[1]
    )
    return cost, duo[0].id, duo[1].id
