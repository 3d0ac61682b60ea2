"""Nothing possible: which one change of what is asked would leave a duo, in words that name nobody and nobody's reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from tandem.kernel.dutch import date_nl
from tandem.planning.board import Occupied, lay_out
from tandem.planning.insert import bookings_for, possible_duos
from tandem.planning.problem.half_days import HALVES, Availability, Span
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import Request
from tandem.planning.rules.words import HALF_DAYS

LONGER = timedelta(days=61)
SMALLER_GROUPS = (15, 12, 10, 8)
WHOLE_WEEK = frozenset((day, half) for day in range(5) for half in HALVES)


@dataclass(frozen=True, slots=True)
class Wider:
    """A change and how many duos it leaves. `by_planner`: only a planner can make it."""

    change: str
    duos: int
    by_planner: bool = False


def wider(problem: Problem, key: str) -> list[Wider]:
    """Every single change that leaves a duo, easiest first."""
    return [
        Wider(change, duos, by_planner)
        for change, request, by_planner in _changes(problem.requests[key])
        if (duos := _duos(problem, request))
    ]


def _duos(problem: Problem, request: Request) -> int:
    changed = replace(problem, requests={**problem.requests, request.id: request})
    board = lay_out(changed, {request.id})
    occupied = Occupied(board, changed.kept)
    return sum(bool(bookings_for(board, occupied, request, *duo)) for duo in possible_duos(board, occupied, request))


def _changes(request: Request) -> Iterator[tuple[str, Request, bool]]:
    yield from ((change, one, False) for change, one in _of_calendar(request))
    yield from ((change, one, False) for change, one in _of_subject(request))
    yield from ((change, one, True) for change, one in _of_planner(request))


def _of_calendar(request: Request) -> Iterator[tuple[str, Request]]:
    """More half-days of the week, one by one and all; no days off; a longer period."""
    own = request.availability
    for day, half in sorted(WHOLE_WEEK - own.weekly):
        yield f"ook op {HALF_DAYS[f'{day}{half}']}", _when(request, replace(own, weekly=own.weekly | {(day, half)}))
    if len(WHOLE_WEEK - own.weekly) > 1:
        yield "op elke halve dag van de week", _when(request, replace(own, weekly=WHOLE_WEEK))
    if own.away or own.taken:
        yield "ook op de dagen die jullie uitsloten", _when(request, replace(own, away=(), taken=frozenset()))
    last = request.window.last + LONGER
    yield f"tot en met {date_nl(last)}", replace(request, window=Span(request.window.first, last))


def _when(request: Request, availability: Availability) -> Request:
    return replace(request, availability=availability)


def _of_subject(request: Request) -> Iterator[tuple[str, Request]]:
    """Another size, place, theme or language."""
    smaller = [size for size in SMALLER_GROUPS if size < request.group_size]
    yield from ((f"met een groep van {size}", replace(request, group_size=size)) for size in smaller[:2])
    if request.place is not None:
        yield "online", replace(request, place=None)
    if request.theme is not None:
        yield "zonder vast thema", replace(request, theme=None)
    if request.language != "nl":
        yield "in het Nederlands", replace(request, language="nl")


def _of_planner(request: Request) -> Iterator[tuple[str, Request]]:
    """What a planner fills in: time between sessions, how soon the first one is, what a duo must be able to."""
    rhythm = request.rhythm
    if rhythm.sessions > 1:
        yield (
            "met meer of minder tijd tussen twee sessies",
            replace(request, rhythm=replace(rhythm, min_gap=1, max_gap=2 * rhythm.max_gap)),
        )
    if rhythm.start_within is not None:
        yield "met een latere start", replace(request, rhythm=replace(rhythm, start_within=None))
    if request.needs:
        yield "zonder bijzondere kwalificatie", replace(request, needs=frozenset())
