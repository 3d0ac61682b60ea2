"""Asking for a trajectory: the offer, the condition check, the steps of the application, and the fund's decision."""

from datetime import date

from playwright.sync_api import Page, expect

from tandem.identity.models import Organisation
from tests.journeys.steps.screen import (
    Actor,
    choose_in_menu,
    follow,
    is_not_told,
    is_told,
    opened,
    press,
    sees_title,
)


def check_condition(page: Page, programme: str, *, committee: str, category: str = "") -> None:
    """Without login: may an organisation of this joint committee ask for the programme?"""
    page.goto("/aanbod/")
    follow(page, programme)
    sees_title(page, programme)
    page.get_by_label("In welk paritair comité werken jullie?").select_option(committee)
    page.get_by_label("RSZ-categorie").fill(category)
    press(page, "Kijk na")


def begin(actor: Actor, programme: str) -> None:
    """From the offer to a draft."""
    page = actor.page
    choose_in_menu(page, "Aanbod")
    follow(page, programme)
    follow(page, "Vraag dit traject aan")
    sees_title(page, programme)
    press(page, "Begin de aanvraag")
    sees_title(page, "Je organisatie")


def save_and_go_on(page: Page, title: str) -> None:
    """To the next step."""
    press(page, "Bewaar en ga verder")
    sees_title(page, title)


def give_reason(page: Page) -> None:
    """Step 2: why this trajectory."""
    page.get_by_label("We helpen of ontvangen mensen in kansarmoede").check()
    page.get_by_label("Het is moeilijk om kwetsbare groepen te bereiken.").check()
    page.get_by_label("Wat hoop je te bereiken?").fill("Dat mensen na een eerste gesprek ook terugkomen.")


def describe_group(page: Page, *, expected: int) -> None:
    """Step 3: who takes part."""
    page.get_by_label("Wie doet mee?").fill("Het onthaalteam en twee vrijwilligers.")
    page.get_by_label("Hoeveel mensen ongeveer?").fill(str(expected))


def choose_period(page: Page, *, since: date) -> None:
    """Step 4: where and when."""
    page.get_by_label("bij ons ter plaatse").check()
    page.get_by_label("Adres").fill("Zavelweg 12, 9000 Gent")
    page.get_by_label("Starten vanaf").fill(since.isoformat())


def save_and_stop(page: Page) -> None:
    """Leave the draft for later."""
    press(page, "Bewaar en stop")
    sees_title(page, "Aanvragen")


def resume(actor: Actor) -> None:
    """Take the draft up again, from the start page."""
    page = actor.page
    page.goto("/start/")
    expect(page.get_by_role("heading", name="Nog niet ingediend")).to_be_visible()
    page.get_by_role("listitem").filter(has_text="laatst gewijzigd op").get_by_role("link").first.click()
    is_told(page, "Je aanvraag is nog een klad")


def submit(page: Page) -> str:
    """Look it through and send it; the number it gets."""
    is_told(page, "Alles is ingevuld. Kijk het na en dien in.")
    press(page, "Dien de aanvraag in")
    sees_title(page, "Je aanvraag is ingediend")
    text = page.get_by_role("main").get_by_text("Je nummer is").inner_text()
    return text.rsplit(" ", 1)[-1].rstrip(".")


def open_in_queue(actor: Actor, number: str) -> None:
    """The fund opens an application that waits."""
    page = actor.page
    choose_in_menu(page, "Aanvragen")
    page.get_by_label("Zoek", exact=True).fill(number)
    press(page, "Toon")
    page.get_by_role("row").filter(has_text=number).get_by_role("link").click()
    is_told(page, number)


def ask_for_more(page: Page, question: str) -> None:
    """The fund asks something; the term pauses."""
    follow(page, "Bekijk en beslis")
    follow(page, "Meer vragen")
    page.get_by_label("Je vraag aan de organisatie").fill(question)
    press(page, "Stel de vraag")
    is_told(page, "De organisatie moet nog antwoorden. De termijn staat stil.")


def answer(actor: Actor, question: str, text: str) -> None:
    """The organisation answers, from its start page."""
    page = actor.page
    page.goto("/start/")
    page.get_by_role("link", name="De vraag van het fonds beantwoorden").first.click()
    is_told(page, question)
    if page.get_by_role("link", name="Beantwoord de vraag").count():
        follow(page, "Beantwoord de vraag")
    page.get_by_label("Je antwoord").fill(text)
    press(page, "Stuur je antwoord")
    is_told(page, "in behandeling")


def approve(page: Page, provider: str) -> None:
    """The fund approves and chooses the provider; the letter waits in the outbox."""
    follow(page, "Bekijk en beslis")
    follow(page, "Goedkeuren")
    page.get_by_role("radio", name=provider).check()
    press(page, "Keur goed")
    is_told(page, "De aanvraag is goedgekeurd. De brief wacht op verzending.")


def release(actor: Actor, number: str, provider: Organisation) -> None:
    """A person reads the letter and lets it go."""
    page = actor.page
    choose_in_menu(page, "Te versturen")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    opened(page, f"Lees de mail over {number}")
    is_told(page, provider.email)
    page.get_by_label(f"Verstuur de beslissing over {number}").check()
    press(page, "Verstuur wat aangekruist is")


def sees_no_contact_data(actor: Actor, provider: Organisation) -> None:
    """Before the letter is released the organisation knows nothing of the provider."""
    page = actor.page
    page.reload()
    is_told(page, "in behandeling")
    for secret in (provider.name, provider.email, provider.phone):
        is_not_told(page, secret)
    is_not_told(page, "Zo bereik je")


def sees_contact_data(actor: Actor, provider: Organisation) -> None:
    """After it the organisation reads how to reach the provider."""
    page = actor.page
    page.reload()
    is_told(page, "goedgekeurd")
    is_told(page, provider.email)
    is_told(page, provider.phone)
