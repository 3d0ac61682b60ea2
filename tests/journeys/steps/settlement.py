"""The settlement: a draft that writes itself, a refused cost, a claim, a question, a disputed line, a payment."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.steps.screen import Actor, choose_in_menu, is_told, opened, press, sees_title


def open_settlement(actor: Actor, organisation: str, *, state: str = "") -> None:
    """From the list of settlements, the one in this state."""
    page = actor.page
    choose_in_menu(page, "Afrekeningen")
    page.get_by_label("Nummer of organisatie").fill(organisation)
    press(page, "Zoek")
    page.get_by_role("row").filter(has_text=organisation).filter(has_text=state).first.get_by_role("link").first.click()
    sees_title(page, "Afrekening AF-")


def sees_lines(page: Page, count: int, *, total: str) -> None:
    """One line per held session, each with its signed list."""
    rows = page.get_by_role("table", name="Gehouden bijeenkomsten").get_by_role("row")
    expect(rows.filter(has=page.get_by_role("link", name="getekende lijst"))).to_have_count(count)
    is_told(page, total)


def is_refused_catering(page: Page) -> None:
    """Another cost than guidance is refused by rule, with the reason."""
    opened(page, "Ik wil nog een andere kost toevoegen")
    page.get_by_label("catering").check()
    press(page, "Kan dit?")
    is_told(page, "Het vormingsfonds betaalt geen catering.")


def claim(page: Page) -> None:
    """To the fund."""
    press(page, "Dien in bij het fonds")
    is_told(page, "De afrekening is bij het fonds.")


def ask(page: Page, question: str) -> None:
    """The fund asks first."""
    opened(page, "Ik heb eerst een vraag")
    page.get_by_label("Je vraag aan de aanbieder").fill(question)
    press(page, "Stel de vraag")
    is_told(page, "Jullie termijn staat stil tot het antwoord.")


def answer(page: Page, text: str) -> None:
    """The provider answers."""
    page.get_by_label("Je antwoord aan het fonds").fill(text)
    press(page, "Stuur het antwoord")
    is_told(page, "Je antwoord is bij het fonds.")


def accept(page: Page, *, disputed: str = "", reason: str = "") -> None:
    """Every line is accepted, but for the one that is disputed with a reason."""
    if disputed:
        row = page.get_by_role("row").filter(has_text=disputed)
        row.get_by_label("Oordeel").select_option(label="betwist")
        row.get_by_label("Waarom betwist?").fill(reason)
    press(page, "Aanvaard de afrekening")
    is_told(page, "De afrekening is aanvaard. De aanbieder krijgt bericht.")


def note_payment(page: Page, on: date) -> None:
    """The fund writes down when it paid."""
    page.get_by_label("Dag van de betaling").fill(on.isoformat())
    press(page, "Noteer als betaald")
    is_told(page, "De betaling staat genoteerd.")
