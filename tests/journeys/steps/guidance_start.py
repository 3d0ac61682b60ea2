"""A first contact somewhere outside, the moment that it becomes somebody's own file, and the card to come in."""

from playwright.sync_api import Page

from tandem.guidance.models import ClientFile
from tests.journeys.steps.guidance import choose, come_in, scanned, tab
from tests.journeys.steps.screen import follow, is_told, press, sees_title


def meet(page: Page, called: str, *, note: str) -> None:
    """A conversation with somebody who gave a first name and nothing else."""
    follow(page, "Nieuw gesprek")
    page.get_by_label("Hoe wil deze persoon genoemd worden?").fill(called)
    page.get_by_label("Waar kwam je deze persoon tegen?").fill("op het plein")
    page.get_by_label("Waar ging het over?").fill(note)
    press(page, "Bewaar")
    sees_title(page, f"Gesprek met {called}")
    is_told(page, note)


def become_theirs(page: Page) -> None:
    """Read together what it means; it counts after the person's own yes."""
    follow(page, "Dit wordt van mij")
    is_told(page, "Jij kiest wie wat mag lezen.")
    choose(page, "Hoe hoort deze persoon het liefst iets?", "sms")
    press(page, "Dit wordt van mij")
    is_told(page, "Lees het samen.")
    page.get_by_role("checkbox", name="We lazen dit samen.").check()
    press(page, "Dit wordt van mij")


def give_card(page: Page) -> tuple[str, str]:
    """Two taps; what the QR code says, and the PIN. Afterwards nobody sees them again."""
    tab(page, "Meer")
    follow(page, "Een kaart geven")
    press(page, "Geef een kaart")
    sees_title(page, "De nieuwe kaart")
    address = scanned(page, "QR-code van de kaart")
    pin = page.locator(".kaart-nummer").last.inner_text()
    press(page, "Ik gaf de kaart en de pincode")
    is_told(page, "De kaart is overhandigd.")
    return address, pin


def card_for(page: Page, phone: Page, file: ClientFile | None = None) -> Page:
    """The guide hands over a card; the person scans it on another phone and types the PIN."""
    if file is not None:
        page.goto(f"/dossier/{file.pk}/plan/")
    address, pin = give_card(page)
    return come_in(phone, address, pin)
