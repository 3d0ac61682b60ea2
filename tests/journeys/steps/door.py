"""The door: the duo shows a code that changes, participants scan it with their own phone, without login."""

import re

import zxingcpp
from playwright.sync_api import Page, expect

from tests.journeys.steps.attendance import draw
from tests.journeys.steps.paper import picture_of
from tests.journeys.steps.screen import Actor, about, follow, press, sees_title

LOOKS = 40  # four a second


def show_code(actor: Actor, list_url: str) -> None:
    """The screen at the door."""
    actor.page.goto(list_url)
    follow(actor.page, "Toon de code")
    sees_title(actor.page, "Scan en teken")


def scanned(page: Page) -> str:
    """What a phone reads from the code on the screen. It looks on while the screen shows the next code."""
    code = page.get_by_role("img", name="QR-code om te tekenen")
    for _look in range(LOOKS):
        expect(code).to_be_visible()
        if found := zxingcpp.read_barcodes(picture_of(code.screenshot())):
            return found[0].text
        page.wait_for_timeout(250)
    raise AssertionError("no code on the screen")


def sign_with_phone(page: Page, address: str, name: str, *, draws: bool) -> None:
    """Scan, tap your name, sign."""
    page.goto(address)
    sees_title(page, "Wie ben jij?")
    page.get_by_role("button", name=re.compile(f"^{re.escape(name.split(' ', maxsplit=1)[0])}")).click()
    sees_title(page, "Dag")
    if draws:
        draw(page)
    else:
        page.get_by_label("Of typ je naam").fill(name)
    press(page, "Ik ben er")


def close_door(actor: Actor, list_url: str) -> None:
    """From now on late comers wait for the duo."""
    actor.page.goto(list_url)
    press(actor.page, "Doe de deur nu dicht")
    expect(actor.page.get_by_role("button", name="Doe de deur weer open")).to_be_visible()


def let_in(actor: Actor, list_url: str, name: str) -> None:
    """The duo lets a late comer in."""
    actor.page.goto(list_url)
    press(actor.page, about("Zet op de lijst", name))
    expect(actor.page.get_by_role("row").filter(has_text=name)).to_be_visible()
