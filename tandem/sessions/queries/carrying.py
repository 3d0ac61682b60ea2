"""What people told a room above they cannot carry: asked before a planner chooses somebody on the pages of sessions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem.sessions.models import Series, Session

    Teller = Callable[[Series, Collection[int], Sequence[Session], date], Mapping[int, str]]
_tellers: list[Teller] = []


def register_refusals(teller: Teller) -> None:
    """A room tells who cannot lead these sessions, one sentence each; once, when the apps are ready."""
    if teller not in _tellers:
        _tellers.append(teller)


def refusals(series: Series, person_ids: Collection[int], sessions: Sequence[Session], *, on: date) -> dict[int, str]:
    """Person -> the one sentence why not, beside what this room knows itself. Only a yes of that person goes past it."""
    found: dict[int, str] = {}
    for teller in _tellers:
        found = {**teller(series, person_ids, sessions, on), **found}
    return found
