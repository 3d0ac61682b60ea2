"""Who reads what: each project enough readers, somebody with experience of poverty among them, work spread evenly. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Key = Any  # what tells seats apart, and papers: rows have a UUID
EXPERT = "experiential_expert"
CHAIR = "chair"
# With one of a kind everybody knows whose score it is; one expert alone among others is easily outvoted.
LEAST_EXPERTS = 2


@dataclass(frozen=True, slots=True)
class Seat:
    """A juror. `may_get`: still in the jury, with ties declared; `load`: what the juror reads or has read."""

    key: Key
    is_expert: bool
    may_get: bool = True
    load: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A project with the jurors whose reading stands, handed in or not."""

    key: Key
    readers: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion as a juror gets it."""

    key: int
    title: str
    hint: str
    weight: int
    most: int


@dataclass(frozen=True, slots=True)
class Lack:
    """What a project still misses: readers, or one of them with experience of poverty."""

    number: int
    title: str
    readers: int
    is_without_expert: bool
    pk: UUID | None = None


@dataclass(slots=True)
class _Table:
    """Who reads what while it is being given out."""

    seats: dict[Key, Seat]
    readers: dict[Key, set[Key]]
    ties: Collection[tuple[Key, Key]]
    load: dict[Key, int]
    given: list[tuple[Key, Key]] = field(default_factory=list)

    def eligible(self, paper: Key, *, expert: bool = False) -> list[Key]:
        """Who may still get it, who has least to do in front."""
        found = [
            key for key, seat in self.seats.items()
            if seat.may_get and (seat.is_expert or not expert) and key not in self.readers[paper]
            and (key, paper) not in self.ties
        ]  # fmt: skip
        return sorted(found, key=lambda key: self.load[key])

    def experts(self, paper: Key) -> int:
        """How many of its readers know poverty from experience."""
        return sum(self.seats[key].is_expert for key in self.readers[paper] if key in self.seats)

    def give(self, seat: Key, paper: Key) -> None:
        """One reading more."""
        self.readers[paper].add(seat)
        self.load[seat] += 1
        self.given.append((seat, paper))

    def fill(self, papers: Iterable[Key], *, expert: bool) -> None:
        """One reader more for each of these, as far as there are; where the choice is smallest first."""
        for paper in sorted(papers, key=lambda key: len(self.eligible(key, expert=expert))):
            if free := self.eligible(paper, expert=expert):
                self.give(free[0], paper)


def distribute(
    seats: Sequence[Seat], papers: Sequence[Paper], ties: Collection[tuple[Key, Key]], *, each: int
) -> list[tuple[Key, Key]]:
    """Pairs (seat, paper) that are missing; what somebody reads already stays. Same input, same answer.

    Each paper gets `each` readers, and one with experience of poverty even when that is one more than `each`.
    """
    table = _Table(
        {seat.key: seat for seat in seats}, {paper.key: set(paper.readers) for paper in papers}, ties,
        {seat.key: seat.load for seat in seats},
    )  # fmt: skip
    table.fill([paper.key for paper in papers if not table.experts(paper.key)], expert=True)
    for number in range(each):
        table.fill([paper.key for paper in papers if len(table.readers[paper.key]) <= number], expert=False)
    while _even_out(table):
        pass
    return table.given


def shows_seat(kind: str, kinds: Iterable[str]) -> bool:
    """Whether the kind of seat may stand beside a score: only when it could be somebody else's as well."""
    return sum(one == kind for one in kinds) >= LEAST_EXPERTS


def _even_out(table: _Table) -> bool:
    """Hand new readings on to who has clearly less to do; True as long as that helped."""
    moved = False
    for index, (seat, paper) in enumerate(table.given):
        is_only_expert = table.seats[seat].is_expert and table.experts(paper) == 1
        free = table.eligible(paper, expert=is_only_expert)
        if free and table.load[free[0]] + 1 < table.load[seat]:
            table.readers[paper] = (table.readers[paper] - {seat}) | {free[0]}
            table.load[seat] -= 1
            table.load[free[0]] += 1
            table.given[index] = (free[0], paper)
            moved = True
    return moved
