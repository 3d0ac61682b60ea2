"""An organisation picks six half-days that exist, on a phone; one goes meanwhile, the rest stays, and the planner reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tandem.identity.models import Membership
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.asking import Ask, ask_duos
from tandem.planning.models import RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import key_of, words_of
from tests.factories import make_membership, make_person
from tests.journeys.browsing import PHONE, NewWindow
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import Actor, follow, is_told, keep_picture, press, sees_title
from tests.planning.page_factories import make_asking_series, make_house, make_planned_expert, next_monday

pytestmark = pytest.mark.journey


class World:
    """One trainer; an expert who always can, and one who can on Monday mornings; an organisation with six sessions."""

    def __init__(self, name: str) -> None:
        with access.as_system():
            self.provider, self.planner = make_house(trainers=1, experts=1)
            make_planned_expert(self.provider, weekly=["0am"])
            self.series = make_asking_series(self.provider, sessions=6)
            self.contact: Membership = make_membership(
                ORGANISATION_CONTACT, person=make_person(last_name=name), organisation=self.series.organisation
            )

    @property
    def address(self) -> str:
        return reverse("possible_days", args=[self.series.pk])

    def take(self, at: HalfDay) -> None:
        """The planner asks the only trainer for another organisation on this half-day."""
        with access.as_system():
            other = make_asking_series(self.provider, sessions=1)
            people = (
                self.provider.memberships.exclude(role="planner").order_by("pk").values_list("person_id", flat=True)
            )
            dates = ((other.sessions.get().pk, at),)
            ask_duos([Ask(other, people[0], people[1], dates)], provider_id=self.provider.pk, by=self.planner,
                     at=clock.now())  # fmt: skip


def fortnight(number: int, half: str = "am") -> HalfDay:
    """A Monday, two weeks after the one before."""
    return HalfDay(next_monday() + timedelta(weeks=2 * number), half)


def half_day(page: Page, at: HalfDay) -> None:
    """Tap a half-day in the list of weeks."""
    page.locator(f"#d-{key_of(at)}").click()


def says(page: Page, text: str) -> None:
    """The line that stays in sight tells how many are chosen and how many duos remain."""
    expect(page.locator(".mogelijk__stand")).to_contain_text(text)
    expect(page.get_by_role("status").and_(page.locator("#stand-gezegd"))).to_contain_text(text)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_organisation_picks_days_that_exist(new_window: NewWindow, javascript: bool) -> None:
    world = World("Hagedoornveld" if javascript else "Wegedoornveld")
    page = new_window(width=PHONE, javascript=javascript).page
    page.goto(f"/voorbeeld/?zoek={world.contact.person.last_name}")
    press(page, label_of(world.contact))
    tells_its_wishes(page, world)
    picks_three(page)
    keep_picture(Actor(world.contact, page), "planning-possible-days")
    page.get_by_role("button", name=words_of(fortnight(2))).click()
    says(page, "2 van 6 gekozen")
    half_day(page, fortnight(2))
    press(page, "Kies deze 3 dagen voor ons")
    says(page, "6 van 6 gekozen")
    is_fine(page)
    world.take(fortnight(2))
    press(page, "Vraag deze dagen aan")
    is_told(page, "Intussen kan geen duo meer op")
    says(page, "5 van 6 gekozen")
    is_fine(page)
    keep_picture(Actor(world.contact, page), "planning-possible-days-gone")
    press(page, "Kies de laatste dag voor ons")
    says(page, "6 van 6 gekozen")
    press(page, "Vraag deze dagen aan")
    is_told(page, "Deze dagen vroegen jullie")
    is_fine(page)
    keep_picture(Actor(world.contact, page), "planning-possible-days-asked")
    with access.as_system():
        chosen = RequestSheet.objects.get(series=world.series).chosen
        assert OutgoingMail.objects.filter(to_person=world.planner, subject__contains="Vraag een duo").count() == 1
    assert {key_of(fortnight(0)), key_of(fortnight(1))} < set(chosen)
    assert key_of(fortnight(2)) not in chosen


def tells_its_wishes(page: Page, world: World) -> None:
    """Eight toggles of the week off, and on to the days."""
    page.goto(world.address)
    follow(page, "Jullie wensen")
    sees_title(page, "Wanneer en waar past het voor jullie?")
    for day in ("maandag", "vrijdag"):
        for label in page.get_by_role("group", name=day).locator("label").all():
            label.click()
    is_fine(page)
    keep_picture(Actor(world.contact, page), "planning-wishes")
    press(page, "Bewaar")
    sees_title(page, "Kies jullie dagen")
    says(page, "0 van 6 gekozen · 2 duo's kunnen nog")


def picks_three(page: Page) -> None:
    """The second tap is an afternoon, which one expert cannot: it is taken out again, and the count comes back."""
    is_fine(page)
    half_day(page, fortnight(0))
    says(page, "1 van 6 gekozen · 2 duo's kunnen nog")
    half_day(page, fortnight(1, "pm"))
    says(page, "2 van 6 gekozen · 1 duo kan nog")
    half_day(page, fortnight(1, "pm"))
    says(page, "1 van 6 gekozen · 2 duo's kunnen nog")
    half_day(page, fortnight(1))
    says(page, "2 van 6 gekozen")
    half_day(page, fortnight(2))
    says(page, "3 van 6 gekozen · 2 duo's kunnen nog")
