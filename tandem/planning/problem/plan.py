"""What comes back: bookings, what they cost by part, and for what has no place the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tandem.planning.problem.half_days import HalfDay

OPTIMAL, FEASIBLE, PARTIAL, EMPTY = "optimal", "feasible", "partial", "empty"


@dataclass(frozen=True, slots=True)
class Booking:
    """Session `number` (from 1) of a request: who and when."""

    request: str
    number: int
    trainer: str
    expert: str
    at: HalfDay

    @property
    def duo(self) -> tuple[str, str]:
        """Trainer and expert."""
        return self.trainer, self.expert


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the objective: what is counted, how much of it, how heavy it weighs."""

    name: str
    words: str
    amount: int
    weight: int

    @property
    def cost(self) -> int:
        """Amount times weight."""
        return self.amount * self.weight


@dataclass(frozen=True, slots=True)
class Proof:
    """How good a step of the search is: nothing below `bound` exists."""

    cost: int
    bound: int
    is_optimal: bool
    seconds: float

    @property
    def gap(self) -> float:
        """Share of the cost that may still be too much."""
        return 0.0 if self.cost <= self.bound else (self.cost - self.bound) / max(1, abs(self.cost))


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request without a place, and the smallest set of reasons in words."""

    request: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The outcome of a search. `duos` proves who, `dates` proves when; findings are sentences for the planner."""

    bookings: tuple[Booking, ...]
    unplaced: tuple[Unplaced, ...] = ()
    status: str = FEASIBLE
    duos: Proof | None = None
    dates: Proof | None = None
    findings: tuple[str, ...] = ()


def by_request(bookings: Iterable[Booking]) -> dict[str, list[Booking]]:
    """The bookings of each request, by number."""
    found: dict[str, list[Booking]] = defaultdict(list)
    for booking in sorted(bookings, key=lambda one: one.number):
        found[booking.request].append(booking)
    return dict(found)


def by_person(bookings: Iterable[Booking]) -> dict[str, list[Booking]]:
    """The bookings of each person, by date."""
    found: dict[str, list[Booking]] = defaultdict(list)
    for booking in sorted(bookings, key=lambda one: one.at):
        for person in booking.duo:
            found[person].append(booking)
    return dict(found)
