"""A talk: what stood before, the note, agreements, promises, the next contact; and how it was, on another phone."""

import re
from collections.abc import Sequence
from datetime import date

from playwright.sync_api import Page, expect

from tandem.kernel import clock, dutch
from tests.journeys.steps.guidance import choose, scanned, tab, within
from tests.journeys.steps.screen import follow, is_told, press, sees_title

TOGETHER = "samen gezegd, nu, in dit gesprek"
FACES = {
    "Er is naar mij geluisterd.": "ja", "We kwamen terug op wat we vorige keer afspraken.": "ja",
    "Ik heb zelf beslist wat er nu gebeurt.": "een beetje", "Ik weet wanneer ik weer iets hoor.": "ja",
}  # fmt: skip


def begin(page: Page, where: str) -> None:
    """A new talk, today."""
    tab(page, "Gesprekken")
    follow(page, "Begin een gesprek")
    choose(page, "Waar spreken jullie elkaar?", where)
    press(page, "Begin")
    is_told(page, "Eerst: wat stond er al?")


def note(page: Page, content: str, relation: str) -> None:
    """What it was about, and how it was to talk."""
    page.get_by_label("Waarover ging het?").fill(content)
    page.get_by_label("Hoe was het om te praten?").fill(relation)


def put_aside_and_open_again(page: Page, content: str) -> None:
    """Half finished is kept: the talk opens again from the list as it was typed."""
    press(page, "Bewaar voor straks")
    is_told(page, "Je vindt dit gesprek hier terug.")
    tab(page, "Gesprekken")
    is_told(page, "nog niet afgerond")
    follow(page, dutch.date_nl(clock.now()))
    expect(page.get_by_label("Waarover ging het?")).to_have_value(content)


def agree(page: Page, words: str) -> None:
    """An agreement said together."""
    page.get_by_label("Wat spreken jullie af?").fill(words)
    choose(page, "Hoe kwam dit er?", TOGETHER)
    press(page, "Voeg de afspraak toe")
    expect(page.get_by_role("listitem").filter(has_text=words)).to_be_visible()


def promise(page: Page, who: str, words: str, by_day: date | None = None) -> None:
    """Who does what by when. The service always says a day."""
    choose(page, "Wie doet iets?", who)
    page.get_by_label("Wat doet die?").fill(words)
    page.get_by_label("Tegen wanneer?", exact=True).fill(by_day.isoformat() if by_day else "")
    press(page, "Voeg de belofte toe")
    expect(page.get_by_role("listitem").filter(has_text=words)).to_be_visible()


def close(page: Page, next_day: date) -> None:
    """It does not close before it is said when they hear from each other again."""
    press(page, "Rond het gesprek af")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Welke dag?").fill(next_day.isoformat())
    choose(page, "Hoe?", "sms")
    press(page, "Rond het gesprek af")
    is_told(page, "Het gesprek is afgerond.")


def answers(page: Page, words: str, answer: str) -> None:
    """Of an agreement of before: still so, or otherwise."""
    choose(page, words, answer)


def keep_answers(page: Page) -> None:
    """What was answered on what stood before is kept before anything new."""
    press(page, "Bewaar deze antwoorden")
    is_told(page, "Nu is er plaats voor nieuwe afspraken.")


def heard_code(page: Page) -> str:
    """What another phone reads from the screen of the guide."""
    return scanned(page, "QR-code van de vragen")


def say_how_it_was(phone: Page, address: str, words: str) -> None:
    """Four faces and a word, on a phone without login."""
    phone.goto(address)
    sees_title(phone, "Hoe was het gesprek?")
    for sentence, face in FACES.items():
        within(phone, sentence).get_by_text(face, exact=True).click()
    phone.get_by_label("Wil je er iets bij zeggen?").fill(words)
    press(phone, "Verstuur")
    sees_title(phone, "Dank je")


def sees_open_rows(page: Page, rows: Sequence[str]) -> None:
    """What stood before comes first, in the words of then."""
    for words in rows:
        expect(page.get_by_role("group", name=re.compile(re.escape(words)))).to_be_visible()
