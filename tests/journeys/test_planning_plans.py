"""A planner plans a month: searches, fixes one, rules one out, searches the rest again, compares, and asks the duos."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tandem.identity.models import Person
from tandem.kernel import access
from tandem.planning.models import Asking, Plan
from tests.journeys.browsing import DESK, PHONE, NewWindow
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import Actor, follow, is_told, keep_picture, opened, press, sees_title
from tests.planning.page_factories import make_asking_series, make_house

pytestmark = pytest.mark.journey
SERIES = 8


def planner_of(name: str) -> Person:
    """Of a house with eight series that wait."""
    with access.as_system():
        house, planner = make_house(trainers=3, experts=4)
        planner.last_name = name
        planner.save(update_fields=["last_name"])
        for _ in range(SERIES):
            make_asking_series(house, sessions=3)
    return planner


def comes_in(page: Page, person: Person) -> Actor:
    """Through the example."""
    page.goto(f"/voorbeeld/?zoek={person.last_name}")
    press(page, label_of(person.memberships.get()))
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    return Actor(person.memberships.get(), page)


def searches(page: Page, title: str) -> None:
    """Everything is ticked; the page renews itself until the plan is there."""
    page.goto(reverse("duo_plan_new"))
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(SERIES)
    is_fine(page)
    page.get_by_label("Naam van het plan").fill(title)
    press(page, "Zoek duo's en dagen")
    sees_title(page, title)
    sees_numbers(page)


def sees_numbers(page: Page) -> None:
    """The search is done."""
    expect(page.get_by_role("heading", name="De cijfers")).to_be_visible()
    is_told(page, f"{SERIES} van {SERIES}")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_planner_plans_a_month_and_changes_it(new_window: NewWindow, javascript: bool) -> None:
    planner = planner_of("Kastanjelaar" if javascript else "Notelaar")
    page = new_window(width=DESK if javascript else PHONE, javascript=javascript).page
    actor = comes_in(page, planner)
    searches(page, "Voorjaar")
    keep_picture(actor, "plan-ready")
    is_fine(page)
    first, other = page.locator("#aanvragen ~ div tbody tr th a").all()[:2]
    second = other.get_attribute("href")
    first.click()
    is_fine(page)
    keep_picture(actor, "plan-request")
    press(page, "Leg dit duo vast")
    is_told(page, "duo ligt vast")
    page.goto(second or "")
    if javascript:
        opened(page, "Iemand hier niet vragen")
    else:
        page.locator("summary", has_text="Iemand hier niet vragen").click()
    press(page, "Sluit uit voor deze aanvraag")
    is_told(page, "Wijzigingen die je verzamelde")
    press(page, "Zoek de rest opnieuw")
    sees_numbers(page)
    is_told(page, "duo ligt vast")
    is_fine(page)
    keep_picture(actor, "plan-follower")
    follow(page, "Vraag de duo's")
    is_fine(page)
    keep_picture(actor, "plan-ask")
    press(page, "Vraag wie aangekruist is")
    is_told(page, f"{SERIES} duo's zijn gevraagd.")
    is_told(page, f"{SERIES} wacht op antwoord")
    compares(page)
    keep_picture(actor, "plan-compare")
    with access.as_system():
        assert Asking.objects.filter(plan__made_by=planner, state="open").count() == SERIES
        assert Plan.objects.filter(made_by=planner, state="asked").count() == 1


def compares(page: Page) -> None:
    """The plan before, beside this one."""
    page.get_by_role("heading", name="Leg naast elkaar").locator("+ ul a").first.click()
    sees_title(page, "Twee plannen naast elkaar")
    is_fine(page)
