"""Everything one planning needs, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tandem.planning.problem.half_days import HalfDay, Span, WorkingDays, working_days
from tandem.planning.problem.people import EXPERT, TRAINER, Person
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.requests import Request


@dataclass(frozen=True, slots=True)
class Weights:
    """How heavy each soft goal weighs; shown beside every plan."""

    travel: int = 1  # per minute, both ways, both people
    theme: int = 400  # per trajectory whose expert lacks the theme
    fairness: int = 25  # per tenth of a session away from a fair share
    hard_jobs: int = 10  # per tenth of a hard session away from a fair share
    nice_jobs: int = 10
    learning: int = 200  # per duo of two newcomers
    change_duo: int = 600  # per person replaced in an existing plan
    continuity: int = 500  # per change of duo inside a trajectory
    wishes: int = 60  # per broken wish
    earliest: int = 1  # per working day a trajectory ends later
    change_date: int = 120  # per session moved in an existing plan


@dataclass(frozen=True, slots=True)
class Pin:
    """What is fixed: a person of the duo, or the half-day of one session."""

    request: str
    trainer: str | None = None
    expert: str | None = None
    session: int | None = None
    at: HalfDay | None = None


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What a planner rules out: somebody at a request, or two people together."""

    request: str | None = None
    person: str | None = None
    trainer: str | None = None
    expert: str | None = None


@dataclass(frozen=True)
class Problem:
    """People, requests and what is already settled. `existing` may move at a cost, `kept` may not and takes up room."""

    people: Mapping[str, Person]
    requests: Mapping[str, Request]
    today: date
    weights: Weights = Weights()
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    closed_days: frozenset[date] = frozenset()
    existing: tuple[Booking, ...] = ()
    kept: tuple[Booking, ...] = ()
    pause_minutes: int = 60  # between a morning and an afternoon session
    shares: Mapping[str, float] = field(default_factory=dict)  # sessions that are fair, where a larger plan says so

    @cached_property
    def trainers(self) -> tuple[Person, ...]:
        """In order of id."""
        return self._in_role(TRAINER)

    @cached_property
    def experts(self) -> tuple[Person, ...]:
        """In order of id."""
        return self._in_role(EXPERT)

    @cached_property
    def days(self) -> WorkingDays:
        """From today or the first window to the end of the last window."""
        first = min([window.first for window in self._windows], default=self.today)
        last = max([window.last for window in self._windows], default=self.today)
        return working_days(Span(max(first, self.today), max(last, self.today)), self.closed_days)

    def _in_role(self, role: str) -> tuple[Person, ...]:
        return tuple(person for _, person in sorted(self.people.items()) if person.role == role)

    @property
    def _windows(self) -> list[Span]:
        return [request.window for request in self.requests.values()]
