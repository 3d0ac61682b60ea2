"""Why chosen duos have no dates: for one person at a time the smallest set of requests that does not fit that calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tandem.planning.board import Board, Occupied
from tandem.planning.matching.search import Search
from tandem.planning.matching.when import When
from tandem.planning.matching.who import Who
from tandem.planning.problem.people import Person
from tandem.planning.problem.problem import Problem

CHECK_SECONDS = 4
Chosen = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """These requests together have no dates in somebody's calendar; `alone` means whoever the partners are."""

    person: Person
    requests: tuple[str, ...]
    alone: bool

    def cut(self, who: Who, duos: Chosen) -> None:
        """Tell step 1."""
        if self.alone:
            who.at_most(self.person, self.requests, len(self.requests) - 1)
        else:
            who.never_together(frozenset((key, one) for key in self.requests for one in duos[key]))

    def sentence(self, problem: Problem) -> str:
        """For the planner."""
        names = ", ".join(problem.requests[key].name for key in self.requests)
        partners = "" if self.alone else " met de gekozen partners"
        return f"Samen passen deze aanvragen niet in de agenda van {self.person.name}{partners}: {names}."


def conflicts(board: Board, occupied: Occupied, duos: Chosen, search: Search) -> Iterator[Conflict]:
    """One conflict per person whose own calendar makes the dates impossible."""
    for person in board.problem.people.values():
        own = {key: duo for key, duo in duos.items() if person.id in duo}
        check = _Check(board, occupied, person, search)
        if own and check.is_impossible(own):
            yield check.smallest(own)


@dataclass(frozen=True, slots=True)
class _Check:
    board: Board
    occupied: Occupied
    person: Person
    search: Search

    def is_impossible(self, duos: Chosen, *, alone: bool = False) -> bool:
        when = When(self.board, self.occupied, duos, only=self.person, ignores_partner=alone)
        return when.solve(self.search, CHECK_SECONDS)[0].is_impossible

    def smallest(self, duos: Chosen) -> Conflict:
        """Leave out one request at a time for as long as it stays impossible."""
        alone, kept = self.is_impossible(duos, alone=True), dict(duos)
        for key in sorted(duos):
            less = {one: duo for one, duo in kept.items() if one != key}
            if less and self.is_impossible(less, alone=alone):
                kept = less
        return Conflict(self.person, tuple(kept), alone)
