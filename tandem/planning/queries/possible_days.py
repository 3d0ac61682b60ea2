"""Dates that exist for one series: which half-days leave a duo that can finish. An organisation sees counts, never names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tandem.kernel import access
from tandem.planning import open_dates
from tandem.planning.board import Board, Occupied, lay_out
from tandem.planning.models import Asking
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.problem import Pin
from tandem.planning.problem.requests import Request
from tandem.planning.queries.facts import Choices, Situation, situation
from tandem.planning.queries.half_days import half_day_from
from tandem.sessions.queries.facts import open_duo

if TYPE_CHECKING:
    from tandem.planning.models import RequestSheet
    from tandem.sessions.models import Series


def laid_out(known: Situation, key: str) -> tuple[Board, Occupied]:
    """The calendars of a situation as one request sees them, with what already takes up room."""
    board = lay_out(known.problem, {key})
    return board, Occupied(board, known.problem.kept)


def duos_for_days(known: Situation, key: str, half_days: Sequence[HalfDay]) -> tuple[tuple[int, int], ...]:
    """Trainer and expert of every duo that can do exactly these half-days; with fewer than there are sessions, and finish.

    `key` is the id of the series, as in `known.problem.requests`; a series that cannot be planned yet has no duo.
    """
    request = known.problem.requests.get(key)
    if request is None:
        return ()
    board, occupied = laid_out(known, key)
    return tuple((int(one.id), int(two.id)) for one, two in open_dates.duos_for(board, occupied, request, half_days))


def chosen_half_days(sheet: RequestSheet) -> tuple[HalfDay, ...]:
    """The half-days that an organisation chose itself and asked for, in order; none when it did not."""
    return tuple(sorted(filter(None, map(half_day_from, sheet.chosen))))


def situation_of(series: Series, *, on: date) -> Situation:
    """What there is to choose from; a duo that the series already has is the only one that counts."""
    key, duo = str(series.pk), open_duo(series.pk)
    pins = (Pin(key, str(duo[0]), str(duo[1])),) if duo else ()
    return situation(series.provider_id, [series.pk], on=on, choices=Choices(pins=pins))


@dataclass(frozen=True, slots=True)
class Kept:
    """Of what somebody picked: what leaves a duo, and what went meanwhile."""

    kept: tuple[HalfDay, ...]
    gone: tuple[HalfDay, ...]


def keep_possible(board: Board, occupied: Occupied, request: Request, picked: Sequence[HalfDay]) -> Kept:
    """As many of the picked half-days as leave a duo; who picked earlier goes before, and one that went is looked for first."""

    def can(days: Sequence[HalfDay]) -> bool:
        return bool(open_dates.duos_for(board, occupied, request, days))

    picked = list(dict.fromkeys(picked))[: request.rhythm.sessions]
    if can(picked):
        return Kept(tuple(picked), ())
    missed = [at for at in picked if not can([at])] or picked
    for at in missed:
        if can(rest := [one for one in picked if one != at]):
            return Kept(tuple(rest), (at,))
    kept: list[HalfDay] = []
    for at in picked:
        kept += [at] if can([*kept, at]) else []
    return Kept(tuple(kept), tuple(at for at in picked if at not in kept))


def kept_of_choice(series: Series, sheet: RequestSheet, *, on: date) -> Kept | None:
    """What is still possible of the organisation's choice; None without one, or when other sessions are to plan by now."""
    chosen, known = chosen_half_days(sheet), situation_of(series, on=on)
    request = known.problem.requests.get(str(series.pk))
    if request is None or request.rhythm.sessions != len(chosen):
        return None
    return keep_possible(*laid_out(known, request.id), request, chosen)


def is_asked_now(series: Series) -> bool:
    """Whether a duo is being asked; an organisation hears that, never who."""
    with access.as_system():
        return Asking.objects.filter(series=series, state="open").exists()
