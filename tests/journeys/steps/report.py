"""Documents of a trajectory: written together, compared when two people wrote the same part, made final."""

from collections.abc import Mapping, Sequence

from playwright.sync_api import Page, expect

from tests.journeys.steps.screen import Actor, is_told, press, sees_title
from tests.journeys.steps.trajectory import open_trajectory, rails


def open_report(actor: Actor, organisation: str, title: str) -> None:
    """From the line of boxes."""
    open_trajectory(actor, organisation)
    rails(actor.page).get_by_role("link", name=title, exact=True).click()
    sees_title(actor.page, title)


def write(page: Page, parts: Mapping[str, str]) -> None:
    """Type in some parts."""
    for label, text in parts.items():
        page.get_by_role("textbox", name=label).fill(text)


def save(page: Page) -> None:
    """Keep what was typed."""
    press(page, "Bewaar")
    is_told(page, "Bewaard")


def sees_both_versions(page: Page, *, who: str, theirs: str, mine: str) -> None:
    """Somebody else wrote in the same part: both texts stand beside each other."""
    expect(page.get_by_role("alert")).to_contain_text(f"{who} schreef intussen ook")
    is_told(page, theirs)
    is_told(page, mine)


def keep_both(page: Page) -> None:
    """Nothing is lost: both texts stay, under each other."""
    page.get_by_label("allebei, onder elkaar").check()
    save(page)


def recommend(page: Page, recommendations: Sequence[str]) -> None:
    """One recommendation per box; the next box comes after saving."""
    for number, text in enumerate(recommendations, start=1):
        page.get_by_label(f"Aanbeveling {number}").fill(text)
        press(page, "Bewaar en voeg een aanbeveling toe")
        expect(page.get_by_label(f"Aanbeveling {number + 1}")).to_be_visible()


def finalise(page: Page) -> None:
    """Read it once more and make it final: there is a PDF from now on."""
    press(page, "Bewaar en maak definitief")
    sees_title(page, "Maak het verslag definitief")
    press(page, "Maak definitief")
    expect(page.get_by_role("heading", name="Definitief verslag")).to_be_visible()


def tick_recommendation(actor: Actor, organisation: str, text: str, *, state: str) -> None:
    """At the visit two months later: what became of it?"""
    page = actor.page
    open_report(actor, organisation, "Eindverslag met aanbevelingen")
    page.get_by_role("link", name="Wat werd er van de aanbevelingen?").click()
    page.get_by_role("group", name=text).get_by_label(state, exact=True).check()
    press(page, "Bewaar")
    is_told(page, "bewaard")
