"""What somebody sees and presses. Everything is found by its role and its words, as a person finds it."""

import os
import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tandem.identity.models import Membership
from tests.journeys.browsing import DESK, HEIGHTS, PHONE, SCREENSHOTS


@dataclass
class Actor:
    """Somebody at a window of their own, in one role."""

    membership: Membership
    page: Page
    is_scripted: bool = True

    @property
    def name(self) -> str:
        """As pages show it."""
        return str(self.membership.person)


def press(page: Page, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
    """Press a button: the one with exactly this name, or the one whose name fits the pattern."""
    (within or page.get_by_role("main")).get_by_role("button", name=name, exact=isinstance(name, str)).click()


def about(words: str, whom: str) -> re.Pattern[str]:
    """The name of a button or link that says, for who cannot see the row, whom it is about."""
    return re.compile(rf"{re.escape(words)}\s*:\s*{re.escape(whom)}")


def follow(page: Page, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
    """Follow a link, or a link that looks like a button: the first with exactly this name, or that fits the pattern."""
    (within or page.get_by_role("main")).get_by_role("link", name=name, exact=isinstance(name, str)).first.click()


def choose_in_menu(page: Page, name: str) -> None:
    """Go somewhere by the menu at the top."""
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=name, exact=True).click()


def sees_title(page: Page, title: str) -> None:
    """The page has this title."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def is_told(page: Page, text: str | re.Pattern[str]) -> None:
    """A message or a paragraph on the page says this."""
    expect(page.get_by_role("main").get_by_text(text).first).to_be_visible()


def is_not_told(page: Page, text: str) -> None:
    """Nowhere on the page, the frame included."""
    expect(page.get_by_text(text)).to_have_count(0)


def card(page: Page, title: str) -> Locator:
    """The block with this heading."""
    heading = page.get_by_role("heading", name=title)
    return page.locator("article, section, .kaart, li").filter(has=heading).last


def opened(page: Page, summary: str) -> None:
    """Open a piece that is folded in."""
    page.get_by_role("main").get_by_role("group").filter(has_text=summary).locator("summary").first.click()


def keep_picture(actor: Actor, name: str) -> None:
    """A picture of the page on a phone and on a desk, to look at; only with `TANDEM_JOURNEYS_PICTURES=1`: it takes long."""
    if not os.environ.get("TANDEM_JOURNEYS_PICTURES"):
        return
    page = actor.page
    before = page.viewport_size
    SCREENSHOTS.mkdir(exist_ok=True)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(before)
