"""A signal on its way: lifted out of a file, laid together at the desk, sent, answered, and read by who gave it."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect

from tandem.identity.models import Person
from tandem.kernel.models import OutgoingMail
from tests.journeys.browsing import DESK
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.guidance import Walk, more, tab
from tests.journeys.steps.screen import about, choose_in_menu, follow, is_not_told, is_told, press, sees_title

FLAGGED = "Kan iemand hier herkend worden?"
TOO_FEW = "Dit kan nog niet weg"


def at_desk(walk: Walk, worker: Person, title: str) -> Page:
    """A desk at which this person works; `title` is what they see first."""
    page = stranger(walk)
    page.goto(f"/voorbeeld/?zoek={worker.last_name}")
    press(page, label_of(worker.memberships.get()))
    sees_title(page, title)
    return page


def stranger(walk: Walk) -> Page:
    """A window at a desk in which nobody is logged in."""
    return walk.new_window(width=DESK, javascript=walk.javascript).page


def draft(guide: Page, barrier: str, words: str, name: str) -> None:
    """From a barrier in the file. A name that was typed along is pointed out before anything is kept."""
    tab(guide, "Drempels")
    follow(guide, barrier)
    follow(guide, "Maak er een signaal van")
    write_words(guide, f"{words} Dat is bij {name}.")
    is_told(guide, "Kijk deze woorden na. Ze kunnen je herkenbaar maken:")
    expect(guide.get_by_role("strong").filter(has_text=name).last).to_be_visible()
    write_words(guide, words)
    sees_title(guide, "Mag dit zo vertrekken?")


def write_words(page: Page, words: str) -> None:
    """The exact words that would leave."""
    page.get_by_label("In welke woorden mag het vertrekken?").fill(words)
    press(page, "Bewaar de woorden")


def open_own(person: Page, words: str, link: str) -> None:
    """One of the person's own signals, by its link on the list."""
    more(person, "Mijn signalen")
    follow(person, about(link, words))


def say_otherwise(person: Page, words: str) -> None:
    """In other words, by the person."""
    follow(person, "Andere woorden")
    write_words(person, words)
    sees_title(person, "Mag dit zo vertrekken?")
    is_told(person, words)


def approve(person: Page) -> None:
    """These words may leave."""
    press(person, "Ja, dit mag vertrekken")
    is_told(person, "Je signaal is vertrokken, zonder naam.")


def choose_waiting(desk: Page, about_what: str, chosen: Sequence[str]) -> None:
    """Search the queue and tick what belongs together."""
    follow(desk, re.compile("wachten$"))
    desk.get_by_label("Zoek", exact=True).fill(about_what)
    press(desk, "Toon")
    for words in chosen:
        desk.get_by_role("checkbox", name=words).check()
    press(desk, "Leg samen")
    sees_title(desk, "Een nieuw structureel signaal")


def begin_bundle(desk: Page, title: str, words: str, asks: str) -> None:
    """Theme and policy domain stand ready: they are those of the signals."""
    desk.get_by_label("Titel").fill(title)
    desk.get_by_label("Wat gaat er mis?").fill(words)
    desk.get_by_label("Wat vragen we?").fill(asks)
    press(desk, "Begin")
    is_told(desk, "Het signaal is begonnen.")


def look_before_sending(desk: Page, addressee: str) -> None:
    """To whom, and what everybody will read; the day stands ready."""
    follow(desk, "Verstuur")
    desk.get_by_label("Naar wie?").select_option(label=addressee)
    press(desk, "Kijk alles na")
    sees_title(desk, "Kijk na en verstuur")


def take_name_out(desk: Page, name: str, words: str) -> None:
    """A name is pointed out; it does not go along by accident."""
    is_told(desk, FLAGGED)
    expect(desk.locator("mark").filter(has_text=name)).to_be_visible()
    press(desk, "Verstuur")
    is_told(desk, "Kijk deze woorden na.")
    follow(desk, "Pas de tekst aan")
    desk.get_by_label("Wat gaat er mis?").fill(words)
    press(desk, "Bewaar")
    is_told(desk, "De tekst is bewaard.")


def cannot_send(desk: Page) -> None:
    """Too few are left: it is said, and there is nothing to send with."""
    press(desk, "Verstuur")
    is_told(desk, TOO_FEW)
    follow(desk, "Kies een andere bestemmeling of dag", within=desk.locator("body"))
    is_told(desk, TOO_FEW)
    expect(desk.get_by_role("button", name="Kijk alles na")).to_have_count(0)


def lay_one_more(desk: Page, title: str, words: str) -> None:
    """What looks like it is offered on the page of the bundle."""
    follow(desk, title, within=desk.locator("body"))
    is_told(desk, "Nog niet:")
    desk.get_by_role("group", name="Kies wat erbij hoort").get_by_role("checkbox", name=words).check()
    press(desk, "Leg erbij")
    is_told(desk, "De signalen liggen erbij.")


def send(desk: Page) -> None:
    """Nothing is pointed out any more."""
    is_not_told(desk, FLAGGED)
    press(desk, "Verstuur")
    is_told(desk, "Het signaal is verstuurd.")


def link_in_mail(page: Page, email: str) -> str:
    """The secret link, read in the outbox of the example."""
    newest = OutgoingMail.objects.filter(to_email=email).latest("made_at")
    page.goto(f"/voorbeeld/post/{newest.pk}/")
    found = re.search(r"https?://\S+/signalen/antwoord/\S+", page.get_by_role("main").inner_text())
    assert found
    return found.group()


def answer(page: Page, words: str, attachment: Path) -> None:
    """The addressee says that it came, and answers with a file."""
    press(page, "Ja, ik kreeg dit")
    is_told(page, "Genoteerd: het signaal kwam aan.")
    page.get_by_label("Je antwoord").fill(words)
    page.get_by_label("Bijlage").set_input_files(attachment)
    press(page, "Verstuur je antwoord")
    is_told(page, "Je antwoord staat erbij. Iedereen kan het lezen.")


def read_in_public(page: Page, title: str) -> None:
    """Anybody finds it on the list."""
    page.goto("/signalen/")
    page.get_by_role("main").get_by_role("link", name=title).first.click()
    sees_title(page, title)


def open_attachment(page: Page, name: str, folder: Path) -> Path:
    """The file that came with the answer, as it arrives."""
    with page.expect_download() as started:
        follow(page, re.compile(re.escape(name)))
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def mark(person: Page, answer: str) -> None:
    """Only who gave the signal says whether it is an answer."""
    person.get_by_role("group", name="Is dit een antwoord op wat je zei?").get_by_role(
        "radio", name=answer, exact=True
    ).check()
    press(person, "Zeg het terug")
    is_told(person, "Zonder je naam gaat dat terug naar wie antwoordde.")


def desk_reads(desk: Page, title: str, said: str) -> None:
    """What the givers think of the answer, on the start page of the desk."""
    choose_in_menu(desk, "Signalen")
    expect(desk.get_by_role("row").filter(has_text=title)).to_contain_text(said)
