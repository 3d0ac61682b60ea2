"""Something went differently: what came between, what was going on, the talks about it, and a lighter way on."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.steps.guidance import choose, more, within
from tests.journeys.steps.screen import follow, is_told, press, sees_title


def open_promises(page: Page) -> None:
    """Who does what, on the person's phone."""
    more(page, "Onze gesprekken")
    follow(page, "Wie doet wat?")
    sees_title(page, "Wie doet wat?")


def say_what_came_between(page: Page, promise: str, words: str) -> None:
    """The one question about something of one's own that was not done; it stays open."""
    follow(page, re.compile(rf"Wat kwam er tussen\?\s*{re.escape(promise)}"))
    page.get_by_label("Wat kwam er tussen?").fill(words)
    press(page, "Bewaar")
    is_told(page, words)


def look_longer(page: Page, promise: str, contexts: list[str], words: str) -> None:
    """First what was going on: without it there is nothing to look at."""
    follow(page, re.compile(rf"Wat kwam er tussen\?\s*{re.escape(promise)}"))
    follow(page, "Hier wil ik langer bij stilstaan")
    sees_title(page, "Er ging iets anders")
    is_told(page, promise)
    page.get_by_label("Hoe ging het?").fill(words)
    press(page, "Ga verder")
    is_told(page, "Kies eerst wat er meespeelde.")
    for context in contexts:
        within(page, "Wat speelde er mee?").get_by_role("checkbox", name=context).check()
    press(page, "Ga verder")
    is_told(page, words)


def came_back_in(page: Page, talk: str) -> None:
    """One more talk that was about this."""
    choose(page, "In welk gesprek ging het hierover?", talk)
    press(page, "Zet erbij")
    is_told(page, "Dit gesprek hoort erbij.")


def go_on(page: Page, way: str, words: str) -> None:
    """How we go on, chosen by the person."""
    choose(page, "Hoe gaan jullie verder?", way)
    page.get_by_label("In eigen woorden").fill(words)
    press(page, "Zo gaan we verder")
    is_told(page, "Bewaard. Jullie kunnen verder.")


def counts_nothing(page: Page, *words: str) -> None:
    """No number of times, and nothing that sounds like a fault of the person."""
    main = page.get_by_role("main")
    for said in (
        *words,
        re.compile(r"\b\d+ (keer|maal)\b"),
        re.compile("aantal|opnieuw niet|gemist|vergeten", re.IGNORECASE),
    ):
        expect(main).not_to_contain_text(said)
