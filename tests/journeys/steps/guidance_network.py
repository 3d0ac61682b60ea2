"""Who stands round the person: invite, share one item, see it as they see it, who looked, stop; and another guide."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps.guidance import choose, more, scanned
from tests.journeys.steps.screen import about, follow, is_told, press, sees_title


def invite(page: Page, called: str, role: str) -> str:
    """The person asks somebody in; what that phone reads from the code."""
    more(page, "Wie is erbij?")
    follow(page, "Nodig iemand uit")
    page.get_by_label("Naam").fill(called)
    choose(page, "Wie is dit voor jou?", role)
    press(page, "Nodig uit")
    sees_title(page, f"Geef dit aan {called}")
    return scanned(page, "QR-code van de uitnodiging")


def join(page: Page, address: str) -> None:
    """Say yes, for the organisation where one works."""
    page.goto(address)
    sees_title(page, "vraagt of je mee wil doen")
    press(page, "Ja, ik doe mee")


def tell(page: Page, topic: str, title: str, words: str) -> None:
    """A block of the story, told once."""
    more(page, "Mijn verhaal")
    follow(page, "Vertel iets")
    page.get_by_label("Waarover gaat het?").select_option(label=topic)
    page.get_by_label("Titel").fill(title)
    page.get_by_label("In eigen woorden").fill(words)
    press(page, "Bewaar dit stuk")
    is_told(page, words)


def share(page: Page, title: str, called: str, purpose: str) -> None:
    """One block with one member, after reading what it means."""
    follow(page, about("Deel", title))
    sees_title(page, "Deel dit stuk")
    choose(page, "Met wie?", called)
    page.get_by_label("Waarvoor?").fill(purpose)
    press(page, "Deel dit")
    is_told(page, "Je deelt dit nu.")


def open_shared(page: Page, called: str) -> None:
    """What this person shares with who works here."""
    page.goto("/gedeeld-met-mij/")
    follow(page, called)
    sees_title(page, f"{called} deelt dit met jou")


def see_as(page: Page, called: str) -> None:
    """With the eyes of somebody else."""
    more(page, "Wie is erbij?")
    follow(page, f"Zo ziet {called} het")
    sees_title(page, f"Zo ziet {called} het")


def stop_sharing(page: Page, called: str, title: str) -> None:
    """At once."""
    more(page, "Wie is erbij?")
    follow(page, "Wat deel ik?")
    press(page, re.compile(rf"Stop hiermee\s*:\s*{re.escape(called)}, {re.escape(title)}"))
    is_told(page, f"{called} ziet dit niet meer.")


def look_of(page: Page, who: str, words: str) -> Locator:
    """The line that says that somebody opened something."""
    line = page.get_by_role("listitem").filter(has_text=who).filter(has_text=words).first
    expect(line).to_be_visible()
    return line


def ask_why(page: Page, line: Locator) -> None:
    """One tap behind a line of who looked."""
    press(page, re.compile(r"^Waarom\?"), within=line)
    is_told(page, "Je vraag is gesteld.")


def answer_why(page: Page, called: str, words: str) -> None:
    """Who looked must answer."""
    page.goto("/begeleiding/")
    is_told(page, "Iemand vraagt waarom je keek")
    follow(page, "Antwoord")
    follow(page, re.compile(rf"^Antwoord\s*:\s*{re.escape(called)}"))
    page.get_by_label("Waarom keek je?").fill(words)
    press(page, "Antwoord")
    is_told(page, "Je antwoord staat bij de persoon.")


def plan_handover(page: Page, new: str) -> str:
    """The guide who stops names the next one; what the phone of that one reads from the code."""
    follow(page, "Draag over aan een andere gids")
    sees_title(page, "Naar een andere gids")
    page.get_by_label("Naam van de nieuwe gids").fill(new)
    page.get_by_label("Wat geven we mee?").fill("We drinken eerst koffie.")
    press(page, "Plan dit")
    sees_title(page, f"Geef dit aan {new}")
    return scanned(page, "QR-code van de uitnodiging")


def change_guide(page: Page) -> None:
    """The page where the person chooses."""
    more(page, "Wie is erbij?")
    follow(page, "Ik wil een andere gids")
    sees_title(page, "Een andere gids")


def confirm_handover(page: Page, new: str) -> None:
    """The three were together, and the person says yes."""
    change_guide(page)
    follow(page, "Bekijk en bevestig")
    choose(page, "Waren jullie er met drie?", "Ja, we zaten samen")
    press(page, "Ja, dit wil ik")
    is_told(page, f"{new} is nu de gids.")
