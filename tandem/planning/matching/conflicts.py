"""Why chosen duos have no dates: for one person at a time a small set of requests that does not fit that calendar."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tandem.planning.board import Board, Occupied
from tandem.planning.matching.calendar import has_no_room
from tandem.planning.matching.search import Search
from tandem.planning.matching.when import When
from tandem.planning.matching.who import Who
from tandem.planning.problem.people import Person
from tandem.planning.problem.problem import Problem

LIGHT_SECONDS, HEAVY_SECONDS, SHRINK_SECONDS = 1, 5, 5
Chosen = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """These requests together have no dates in somebody's calendar; `alone` means whoever the partners are.

    `is_guess`: with other partners it was the same before, so this person gets fewer requests. That is no proof any more.
    """

    person: Person
    requests: tuple[str, ...]
    alone: bool = False
    is_guess: bool = False

    def cut(self, who: Who, duos: Chosen) -> None:
        """Tell step 1."""
        if self.alone or self.is_guess:
            among = [one.id for one in who.requests] if self.is_guess else self.requests
            who.at_most(self.person, among, len(self.requests) - 1)
        else:
            who.never_together(frozenset((key, one) for key in self.requests for one in duos[key]))

    def sentence(self, problem: Problem) -> str:
        """For the planner."""
        names = ", ".join(problem.requests[key].name for key in self.requests)
        partners = "" if self.alone else " met de gekozen partners"
        return f"Samen passen deze aanvragen niet in de agenda van {self.person.name}{partners}: {names}."


def conflicts(
    board: Board, occupied: Occupied, duos: Chosen, search: Search, again: Collection[str] = ()
) -> Iterator[Conflict]:
    """One conflict per person whose own calendar makes the dates impossible; of people it was `again`, a guess and only theirs."""
    for person in board.problem.people.values():
        if search.should_stop():
            return
        own = {key: duo for key, duo in duos.items() if person.id in duo}
        check = _Check(board, occupied, person, search)
        if own and (not again or person.id in again) and check.is_impossible(own):
            yield Conflict(person, tuple(own), is_guess=True) if again else check.smallest(own)


@dataclass(frozen=True, slots=True)
class _Check:
    board: Board
    occupied: Occupied
    person: Person
    search: Search

    def is_impossible(self, duos: Chosen, *, alone: bool = False) -> bool:
        """The light model first; where it neither finds nor proves, the heavy one."""
        when = When(self.board, self.occupied, duos, only=self.person, ignores_partner=alone)
        answer, _ = when.solve(self.search, LIGHT_SECONDS)
        if answer.is_found or answer.is_impossible:
            return answer.is_impossible
        return has_no_room(self.person, when.rows.values(), self.occupied.numbers(self.person), HEAVY_SECONDS)

    def smallest(self, duos: Chosen) -> Conflict:
        """Leave out one request at a time for as long as it stays impossible and there is time for it."""
        alone, kept, began = self.is_impossible(duos, alone=True), dict(duos), time.monotonic()
        for key in sorted(duos):
            less = {one: duo for one, duo in kept.items() if one != key}
            has_time = time.monotonic() - began < SHRINK_SECONDS and not self.search.should_stop()
            if less and has_time and self.is_impossible(less, alone=alone):
                kept = less
        return Conflict(self.person, tuple(kept), alone)
