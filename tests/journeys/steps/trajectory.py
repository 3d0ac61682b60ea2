"""The file of a trajectory: its line of boxes, whose move it is, and the way there from the start page."""

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps.screen import Actor, choose_in_menu, is_told, sees_title


def open_trajectory(actor: Actor, organisation: str) -> None:
    """By the search on the start page."""
    page = actor.page
    page.goto("/start/")
    page.get_by_role("searchbox", name="Nummer, organisatie of plaats").fill(organisation)
    page.get_by_role("main").get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name=re.compile(rf"^BT-.*{re.escape(organisation)}")).first.click()
    expect(rails(page)).to_be_visible()


def rails(page: Page) -> Locator:
    """The line of boxes."""
    return page.get_by_role("list", name="Het traject in één lijn")


def sees_rails(page: Page, states: Sequence[str]) -> None:
    """Every box in order, with the word of its state."""
    boxes = rails(page).get_by_role("listitem")
    expect(boxes).to_have_count(len(states))
    for number, state in enumerate(states):
        expect(boxes.nth(number)).to_contain_text(state)


def is_up(actor: Actor, text: str, *, organisation: str) -> None:
    """The start page says: this is for you to do now."""
    page = actor.page
    page.goto("/start/")
    sees_title(page, "Wat moet ik nu doen?")
    expect(todo(page, text, organisation)).to_be_visible()


def is_not_up(actor: Actor, *, organisation: str) -> None:
    """The start page asks nothing for this organisation."""
    page = actor.page
    page.goto("/start/")
    expect(
        page.get_by_role("main").get_by_role("listitem").filter(has_text=organisation).filter(has_text="BT-")
    ).to_have_count(0)


def do_now(actor: Actor, text: str, *, organisation: str) -> None:
    """Follow the line of the start page."""
    is_up(actor, text, organisation=organisation)
    todo(actor.page, text, organisation).click()


def todo(page: Page, text: str, organisation: str) -> Locator:
    """One line of what is to do."""
    line = re.compile(rf"{re.escape(text)}.*{re.escape(organisation)}", re.IGNORECASE | re.DOTALL)
    return page.get_by_role("main").get_by_role("link", name=line).first


def send_message(actor: Actor, organisation: str, text: str) -> None:
    """Ask or give advice in between."""
    page = actor.page
    open_trajectory(actor, organisation)
    page.get_by_role("link", name="Berichten en advies").click()
    page.get_by_label("Je bericht").fill(text)
    page.get_by_role("main").get_by_role("button", name="Verstuur").click()
    is_told(page, text)


def sees_in_list(actor: Actor, organisation: str, state: str) -> None:
    """The list of trajectories names the state."""
    choose_in_menu(actor.page, "Trajecten")
    actor.page.get_by_label("Nummer, organisatie of plaats").fill(organisation)
    actor.page.get_by_role("main").get_by_role("button", name="Zoek").click()
    row = actor.page.get_by_role("row").filter(has_text=organisation)
    expect(row).to_contain_text(state)
