"""No place left: move one other request to another duo or other dates, so that both fit."""

from __future__ import annotations

from collections.abc import Iterable

from tandem.planning.board import Board, Occupied
from tandem.planning.greedy import cheapness, place_one
from tandem.planning.insert import Duo, bookings_for, possible_duos
from tandem.planning.problem.requests import Request

MOST_DUOS = 80  # the cheapest ones are tried


def make_room_for_all(board: Board, occupied: Occupied, requests: Iterable[Request]) -> list[Request]:
    """Try it for every request without a place; those that still have none."""
    placed = {one.request for one in occupied.all}
    return [one for one in requests if one.id not in placed and not make_room(board, occupied, one)]


def make_room(board: Board, occupied: Occupied, request: Request) -> bool:
    """Place a request by moving one other; nothing changes when that cannot be."""
    duos = sorted(possible_duos(board, occupied, request), key=lambda duo: cheapness(board, request, duo))
    return any(
        _swap(board, occupied, request, duo, other) for duo in duos[:MOST_DUOS] for other in _in_the_way(occupied, duo)
    )


def _in_the_way(occupied: Occupied, duo: Duo) -> list[str]:
    """Requests of these two people that may move."""
    kept = {one.request for one in occupied.board.problem.kept}
    return sorted({one.request for person in duo for one in occupied.of.get(person.id, ())} - kept)


def _swap(board: Board, occupied: Occupied, request: Request, duo: Duo, other: str) -> bool:
    before = occupied.remove(other)
    if rows := bookings_for(board, occupied, request, *duo):
        occupied.add(rows)
        if again := place_one(board, occupied, board.problem.requests[other]):
            occupied.add(again)
            return True
        occupied.remove(request.id)
    occupied.add(before)
    return False
