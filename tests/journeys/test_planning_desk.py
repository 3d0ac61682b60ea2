"""A trainer falls ill for three weeks: the planner repairs all that is hit on one page, and everybody's calendar follows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.models import NotPossible
from tandem.sessions.models import SentInvitation, Series
from tests.journeys.browsing import DESK, PHONE, NewWindow
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import Actor, follow, is_not_told, is_told, keep_picture, press, sees_title
from tests.planning.page_factories import make_asking_series, make_house, make_planned_trainer, next_monday
from tests.sessions.factories import confirm, contact_of, make_duo

pytestmark = pytest.mark.journey


class House:
    """A provider with a trainer who falls ill, another one, an expert, and two series with confirmed days."""

    def __init__(self, name: str) -> None:
        with access.as_system():
            self.provider, self.planner = make_house(trainers=1, experts=1)
            self.ill, self.expert = (self._first(role) for role in ("trainer", "experiential_expert"))
            self.helper = make_planned_trainer(self.provider)
            self.planner = self._named(self.planner, "Planner", name)
            self.ill = self._named(self.ill, "Zieke", name)
            self.helper = self._named(self.helper, "Invaller", name)
            self.kept = self._series(weekday=0)
            self.moved = self._series(weekday=2)
            NotPossible.objects.create(
                person=self.helper, organisation=self.moved.organisation, added_at=self.kept.made_at
            )

        self.before = clock.now()

    def _first(self, role: str) -> Person:
        return self.provider.memberships.filter(role=role).first().person

    def _named(self, person: Person, first: str, last: str) -> Person:
        person.first_name, person.last_name = first, last
        person.save(update_fields=["first_name", "last_name"])
        return person

    def _series(self, *, weekday: int) -> Series:
        series = make_asking_series(self.provider, sessions=2)
        make_duo(series, trainer=self.ill, expert=self.expert)
        for session, week in zip(series.sessions.order_by("position"), (1, 5), strict=True):
            session.series = series
            confirm(session, on=next_monday() + timedelta(weeks=week, days=weekday))
        return series


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_trainer_falls_ill_and_the_planner_repairs(new_window: NewWindow, javascript: bool) -> None:
    house = House("Meidoornveld" if javascript else "Sleedoornveld")
    page = new_window(width=DESK if javascript else PHONE, javascript=javascript).page
    page.goto(f"/voorbeeld/?zoek={house.planner.last_name}")
    press(page, label_of(house.planner.memberships.get()))
    planner = Actor(house.planner.memberships.get(), page)
    page.goto(reverse("planning_queue"))
    is_fine(page)
    keep_picture(planner, "planning-queue")
    follow(page, "Iemand kan niet")
    sees_title(page, "Iemand kan niet")
    page.get_by_label("Wie?").select_option(str(house.ill.pk))
    page.get_by_label("Eerste dag").fill(next_monday().isoformat())
    page.get_by_label("Laatste dag").fill((next_monday() + timedelta(days=20)).isoformat())
    press(page, "Zoek oplossingen")
    is_told(page, f"1 keer dezelfde dag met {house.helper}")
    is_told(page, "1 keer een andere dag met hetzelfde duo")
    is_not_told(page, "niet mogelijk")
    is_fine(page)
    keep_picture(planner, "planning-repair")
    page.locator(f"#ja-{house.kept.pk}").check()
    page.locator(f"#ja-{house.moved.pk}").check()
    press(page, "Vraag het")
    is_told(page, "2 oplossingen zijn geregeld.")
    is_fine(page)
    everybody_knows(house)


def everybody_knows(house: House) -> None:
    """The stand-in is invited, the ill one is let off with a higher number, the organisation reads both changes."""
    with access.as_system():
        kept, moved = (one.sessions.get(position=1) for one in (house.kept, house.moved))
        assert (kept.trainer_id, kept.status, moved.trainer_id, moved.status) == (
            house.helper.pk, "confirmed", house.ill.pk, "proposed",
        )  # fmt: skip
        sent = SentInvitation.objects.filter(session=kept)
        assert {house.helper.email, house.ill.email} <= set(sent.values_list("email", flat=True))
        assert min(SentInvitation.objects.filter(session__in=[kept, moved]).values_list("sequence", flat=True)) >= 2
        for series in (house.kept, house.moved):
            assert OutgoingMail.objects.filter(to_email=contact_of(series).email, made_at__gte=house.before).exists()
