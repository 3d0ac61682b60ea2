"""Barriers in own words, what makes what harder, the map and the same in words."""

import re
from collections.abc import Sequence
from itertools import pairwise

from playwright.sync_api import Page, expect

from tests.journeys.steps.screen import follow, is_told, press, sees_title


def write_down(page: Page, words: str, domain: str) -> None:
    """One thing that stands in the way."""
    follow(page, "Voeg een drempel toe")
    page.get_by_label("Wat staat in de weg?").fill(words)
    page.get_by_role("checkbox", name=domain, exact=True).check()
    press(page, "Bewaar")
    is_told(page, words)


def tell_a_loop(page: Page, chain: Sequence[str]) -> None:
    """Each makes the next harder, and the last the first again. Begins on the list, where the first stands."""
    follow(page, chain[0])
    for here, there in pairwise(chain):
        sees_title(page, here)
        follow(page, "Voeg iets toe dat hierdoor moeilijker wordt")
        page.get_by_label("Of schrijf iets nieuws").fill(there)
        press(page, "Bewaar")
        follow(page, there)
    sees_title(page, chain[-1])
    follow(page, "Voeg iets toe dat hierdoor moeilijker wordt")
    page.get_by_label("Kies uit de lijst").select_option(label=chain[0])
    press(page, "Bewaar")
    is_told(page, "Het verband staat op de kaart.")


def sees_map(page: Page, words: Sequence[str]) -> None:
    """The picture, and every barrier in words with a link."""
    picture = page.get_by_role("img", name=re.compile("Wat maakt wat moeilijker"))
    expect(picture).to_be_visible()
    assert picture.locator("rect").count() == len(words)
    for text in words:
        expect(page.get_by_role("main").get_by_role("link", name=text, exact=True).first).to_be_visible()


def sees_loop(page: Page, chain: Sequence[str]) -> None:
    """One ring that holds them all, and the choice where to begin."""
    ring = page.locator(".govuk-inset-text").filter(has_text="Dit gaat in een kring")
    expect(ring).to_have_count(1)
    for words in chain:
        expect(ring).to_contain_text(words)
