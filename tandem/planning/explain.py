"""Why a request has no place: the smallest set of reasons that, were they gone, would give it a duo."""

from __future__ import annotations

from collections.abc import Iterator

from tandem.planning.admission import Reason, pair_reasons, person_reasons
from tandem.planning.board import Board, Occupied
from tandem.planning.insert import bookings_for, dates_reason, full_reason, has_room
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Unplaced
from tandem.planning.problem.requests import Request

CALENDAR = ("taken", "full", "dates")
NOBODY = "Niet mogelijk met de mensen die er nu zijn."


def unplaced(board: Board, occupied: Occupied, request: Request) -> Unplaced:
    """The reasons of the duo that comes nearest. What somebody does not want is never offered as something to change."""
    nearest = min(_sets(board, occupied, request), key=_distance, default=())
    if not nearest:
        return Unplaced(request.id, (NOBODY,))
    return Unplaced(request.id, tuple(reason.text for reason in nearest))


def _distance(reasons: tuple[Reason, ...]) -> tuple[int, bool]:
    """Few reasons come nearest; of equals a calendar comes nearer than a rule."""
    return len(reasons), reasons[0].code not in CALENDAR


def _sets(board: Board, occupied: Occupied, request: Request) -> Iterator[tuple[Reason, ...]]:
    problem = board.problem
    own = {one.id: _own_reasons(board, occupied, request, one) for one in problem.people.values()}
    for trainer in problem.trainers:
        for expert in problem.experts:
            reasons = (*own[trainer.id], *own[expert.id], *pair_reasons(problem, request, trainer, expert))
            if not any(reason.is_private for reason in reasons):
                yield reasons or (_no_dates(board, occupied, request, trainer, expert),)


def _own_reasons(board: Board, occupied: Occupied, request: Request, person: Person) -> tuple[Reason, ...]:
    reasons = tuple(person_reasons(board.problem, request, person))
    if reasons or has_room(occupied, person, request):
        return reasons
    return (Reason("full", full_reason(person)),)


def _no_dates(board: Board, occupied: Occupied, request: Request, trainer: Person, expert: Person) -> Reason:
    """No dates at all, or none any more beside what is planned."""
    if bookings_for(board, Occupied(board, ()), request, trainer, expert):
        return Reason(
            "taken", f"{trainer.name} en {expert.name} kunnen wel, maar hun dagen zijn bezet door andere sessies."
        )
    return Reason("dates", dates_reason(request, trainer, expert))
