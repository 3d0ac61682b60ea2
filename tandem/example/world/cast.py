"""Who plays in the world, and who is taken when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING

from tandem.kernel import clock
from tandem.sessions import timetable

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person
    from tandem.programmes.models import ProgrammeTemplate

HALF_DAYS = (timetable.MORNING, timetable.AFTERNOON)


@dataclass(frozen=True, slots=True)
class Home:
    """An organisation with the people who speak for it: contacts, or officers of a fund. `number` is its own."""

    number: int
    organisation: Organisation
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """A trainer or experiential expert and the province they start from."""

    person: Person
    province: str


@dataclass(slots=True)
class World:
    """Everything that stories share."""

    seed: int
    today: date
    administrator: Person
    homes: dict[str, Home] = field(default_factory=dict)
    funds: dict[str, Home] = field(default_factory=dict)
    provider: Home | None = None
    trainers: list[Colleague] = field(default_factory=list)
    experts: list[Colleague] = field(default_factory=list)
    templates: dict[str, ProgrammeTemplate] = field(default_factory=dict)
    taken: set[tuple[int, date, str]] = field(default_factory=set)
    asked: Counter[int] = field(default_factory=Counter)

    def random(self, *about: object) -> Random:
        """Chance of its own for one thing, so that a new story never changes the others."""
        return Random(f"{self.seed}/{'/'.join(map(str, about))}")  # noqa: S311 -- a story, not a secret

    def take_half_day(self, people: tuple[Person, ...], on: date, half: str) -> tuple[date, str]:
        """The first half-day from `on` that suits everybody, and it is theirs."""
        for day in timetable.working_days(on):
            for choice in (half, *HALF_DAYS):
                if not any((person.pk, day, choice) in self.taken for person in people):
                    self.taken |= {(person.pk, day, choice) for person in people}
                    return day, choice
        raise AssertionError("working days never end")


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on a Brussels clock."""
    return clock.moment_on(day, hour, minute)


def hours_of(day: date, half: str) -> tuple[datetime, datetime]:
    """Begin and end of a half-day."""
    starts, ends = timetable.HALF_DAY_HOURS[half]
    return at_hour(day, starts.hour, starts.minute), at_hour(day, ends.hour, ends.minute)
