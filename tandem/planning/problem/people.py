"""Who can be in a duo, and what that person can carry. Why somebody cannot is never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.planning.problem.half_days import Availability

TRAINER, EXPERT = "trainer", "expert"
ROLE_WORDS = {TRAINER: "lesgever", EXPERT: "ervaringsdeskundige"}
CAR, PUBLIC = "car", "public"
TRAINED = "trained_expert"  # the qualification every expert needs on the day itself (seed 000)


@dataclass(frozen=True, slots=True)
class Qualification:
    """What somebody may do, from and until when; None is open."""

    name: str
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody would like: kept where possible, counted where not."""

    never_on: frozenset[tuple[int, str]] = frozenset()
    max_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What somebody can carry. Hard: a planner cannot set it aside without that person's yes."""

    max_per_week: int
    max_total: int | None = None
    max_per_day: int = 1
    rest_days: int = 0  # free working days between two days with a session
    max_travel: int | None = None  # minutes, one way
    max_group: int | None = None
    never_at: frozenset[str] = frozenset()  # organisations; shown to planners as "niet mogelijk"
    never_about: frozenset[str] = frozenset()  # themes; shown likewise


@dataclass(frozen=True, slots=True)
class Person:
    """A trainer or a trained experiential expert."""

    id: str
    name: str
    role: str
    organisation: str
    home: str  # NIS code
    transport: str
    languages: frozenset[str]
    themes: frozenset[str]
    qualifications: tuple[Qualification, ...]
    availability: Availability
    limits: Limits
    wishes: Wishes = Wishes()
    is_newcomer: bool = False
    left_on: date | None = None  # last day
