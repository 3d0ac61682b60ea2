"""No place left: move one other request, or two, to another duo or other dates, so that all fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from tandem.planning.board import Board, Occupied
from tandem.planning.greedy import cheapness, place_one
from tandem.planning.insert import Duo, bookings_for, possible_duos
from tandem.planning.problem.requests import Request

MOST_DUOS = 100  # tried per request
MOST_TRIES = 4_000  # swaps per request; a second move deep is paid from the same purse


def make_room_for_all(
    board: Board, occupied: Occupied, requests: Iterable[Request], should_stop: Callable[[], bool] = lambda: False
) -> list[Request]:
    """Try it for every request without a place; those that still have none. A stop ends it between two tries."""
    placed = {one.request for one in occupied.all}
    left = [one for one in requests if one.id not in placed]
    for moves in (1, 2):
        left = [one for one in left if not make_room(board, occupied, one, moves, _tries(should_stop))]
    return left


def _tries(should_stop: Callable[[], bool]) -> Iterator[int]:
    return takewhile(lambda _: not should_stop(), range(MOST_TRIES))


def make_room(
    board: Board, occupied: Occupied, request: Request, moves: int = 1, tries: Iterator[int] | None = None
) -> bool:
    """Place a request by moving one other, or a row of `moves` others; nothing changes when that cannot be."""
    tries = tries or iter(range(MOST_TRIES))
    duos = sorted(possible_duos(board, occupied, request), key=lambda duo: cheapness(board, request, duo))
    swaps = ((duo, other) for duo in _spread(duos) for other in _in_the_way(occupied, duo))
    return any(
        _swap(board, occupied, request, duo, other, moves, tries) for (duo, other), _ in zip(swaps, tries, strict=False)
    )


def _spread(duos: list[Duo]) -> list[Duo]:
    """First the cheapest duo of each expert, then the second of each: experts are few, and their calendars full."""
    seen: Counter[str] = Counter()
    turns = []
    for number, duo in enumerate(duos):
        seen[duo[1].id] += 1
        turns.append((seen[duo[1].id], number))
    return [duos[number] for _, number in sorted(turns)[:MOST_DUOS]]


def _in_the_way(occupied: Occupied, duo: Duo) -> list[str]:
    """Requests of these two people that may move."""
    kept = {one.request for one in occupied.board.problem.kept}
    return sorted({one.request for person in duo for one in occupied.of.get(person.id, ())} - kept)


def _swap(
    board: Board, occupied: Occupied, request: Request, duo: Duo, other: str, moves: int, tries: Iterator[int]
) -> bool:  # fmt: skip
    before, moved = occupied.remove(other), board.problem.requests[other]
    if rows := bookings_for(board, occupied, request, *duo):
        occupied.add(rows)
        if again := place_one(board, occupied, moved):
            occupied.add(again)
            return True
        if moves > 1 and make_room(board, occupied, moved, moves - 1, tries):
            return True
        occupied.remove(request.id)
    occupied.add(before)
    return False
