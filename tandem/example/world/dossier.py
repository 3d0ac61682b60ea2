"""One file as it moves through time: who acts in it, and how late it is in the story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from tandem.example.world.cast import Colleague, Home, World, at_hour
from tandem.kernel import clock
from tandem.programmes.models import Application, Trajectory
from tandem.sessions.models import Session
from tandem.sessions.timetable import working_days

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.sessions.models import Series

OFFICE_HOURS = range(9, 17)


class StoryTooLate(Exception):
    """A story reaches into the future: shorten it."""


@dataclass(slots=True)
class Dossier:
    """`at` is the moment of the last act; it only moves ahead, and never past this morning."""

    world: World
    home: Home
    fund: Home
    application: Application
    random: Random
    at: datetime
    duo: tuple[Colleague, Colleague] | None = None
    _series: Series | None = None

    @property
    def contact(self) -> Person:
        """Who speaks for the organisation."""
        return self.home.people[0]

    @property
    def officer(self) -> Person:
        """Who handles this file at the fund: always the same one."""
        return self.fund.people[self.home.number % len(self.fund.people)]

    @property
    def planner(self) -> Person:
        """Who plans it at the provider."""
        assert self.world.provider is not None  # noqa: S101
        return self.world.provider.people[self.home.number % len(self.world.provider.people)]

    @property
    def trainer(self) -> Person:
        """The trainer of the duo."""
        assert self.duo is not None  # noqa: S101
        return self.duo[0].person

    @property
    def expert(self) -> Person:
        """The experiential expert of the duo."""
        assert self.duo is not None  # noqa: S101
        return self.duo[1].person

    @property
    def trajectory(self) -> Trajectory:
        """As it stands now."""
        rows = Trajectory.objects.select_related(
            "series", "template", "organisation", "provider", "fund", "application"
        )
        return rows.get(application=self.application)

    @property
    def series(self) -> Series:
        """The sessions of the trajectory belong to this; it never changes."""
        self._series = self._series or self.trajectory.series
        return self._series

    def sessions(self, **chosen: object) -> list[Session]:
        """Sessions in the order of the programme; `chosen` filters, for instance status="to_plan"."""
        rows = Session.objects.filter(series=self.series, **chosen).select_related(
            "series", "trainer", "experiential_expert"
        )
        return list(rows.in_order())

    def later(self, days: int = 0) -> datetime:
        """The next moment somebody acts: after so many days, on a working day, in office hours."""
        after = self.at + timedelta(days=days, minutes=self.random.randint(7, 50))
        if clock.local(after).hour not in OFFICE_HOURS or days:
            first = clock.local(after).date() + timedelta(days=0 if days else 1)
            after = max(
                after, at_hour(next(working_days(first)), self.random.choice(OFFICE_HOURS), self.random.randrange(60))
            )
        return self.go_to(after)

    def go_to(self, moment: datetime) -> datetime:
        """The story goes on at this moment; when it was later already, it stays."""
        self.at = max(self.at, moment)
        if self.at >= at_hour(self.world.today, 0):
            raise StoryTooLate(f"{self.application}: {self.at}")
        return self.at

    def day(self, days: int) -> date:
        """So many days from today: negative is past."""
        return self.world.today + timedelta(days=days)
