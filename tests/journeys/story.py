"""A story: the people of one file at their windows, and the days on which things happen."""

from datetime import date, datetime, timedelta
from functools import cached_property

from tandem.identity.models import Membership
from tandem.kernel import clock
from tests.journeys.browsing import DESK, PHONE, NewWindow
from tests.journeys.cast import Cast, new_cast
from tests.journeys.steps.entrance import become, go_to
from tests.journeys.steps.screen import Actor

TABLET = 800
TUESDAY = 1


class Story:
    """Everybody logs in when they first do something and stays at their window."""

    def __init__(self, new_window: NewWindow, *, javascript: bool = True) -> None:
        self.new_window, self.javascript = new_window, javascript
        self.cast: Cast = new_cast()
        self.begins = clock.today()

    def actor(self, membership: Membership, *, width: int = DESK) -> Actor:
        """Somebody at a window of their own, not logged in."""
        window = self.new_window(width=width, javascript=self.javascript)
        return Actor(membership, window.page, is_scripted=self.javascript)

    def _working(self, membership: Membership, *, width: int = DESK) -> Actor:
        actor = self.actor(membership, width=width)
        become(actor)
        return actor

    @cached_property
    def contact(self) -> Actor:
        """The contact person of the organisation."""
        return self._working(self.cast.contact)

    @cached_property
    def colleague(self) -> Actor:
        """A second contact person of the organisation."""
        return self._working(self.cast.colleague)

    @cached_property
    def officer(self) -> Actor:
        """Somebody of the fund."""
        return self._working(self.cast.officer)

    @cached_property
    def second_officer(self) -> Actor:
        """Somebody else of the same fund."""
        return self._working(self.cast.second_officer)

    @cached_property
    def planner(self) -> Actor:
        """The planner of the provider."""
        return self._working(self.cast.planner)

    @cached_property
    def trainer(self) -> Actor:
        """The trainer, with a tablet."""
        return self._working(self.cast.trainer, width=TABLET)

    @cached_property
    def expert(self) -> Actor:
        """The trained experiential expert, with a phone."""
        return self._working(self.cast.expert, width=PHONE)

    def tuesday(self, weeks: int) -> date:
        """The Tuesday this many weeks after the story begins."""
        later = self.begins + timedelta(weeks=weeks)
        return later + timedelta(days=(TUESDAY - later.weekday()) % 7)

    def now_is(self, day: date, hour: int, minute: int = 0) -> None:
        """It is this day and hour from now on, for everybody."""
        go_to(self.contact, moment_on(day, hour, minute))


def moment_on(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour on a Brussels clock."""
    return clock.moment_on(day, hour, minute)
