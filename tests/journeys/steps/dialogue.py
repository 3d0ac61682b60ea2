"""From what tables said to a recommendation, what became of it, and a dossier that everybody reads."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.steps.guidance import choose, within
from tests.journeys.steps.screen import about, choose_in_menu, follow, is_told, press, sees_title

DRAFT = "Maak een aanbeveling van uitspraken"


def close_day(page: Page, title: str) -> None:
    """The day is over: 55 people, eight tables."""
    choose_in_menu(page, "Forumdagen")
    follow(page, title)
    is_told(page, re.compile(r"mensen van 15 verenigingen"))
    press(page, "Sluit de dag af")
    expect(page.get_by_role("button", name="Open de dag opnieuw")).to_be_visible()


def bring_together(page: Page, word: str, statements: int, *, title: str, words: str) -> None:
    """Every statement with a word, from all tables, becomes one draft; from the page of the day."""
    follow(page, DRAFT)
    page.get_by_label("Woorden").fill(word)
    press(page, "Zoek en hou mijn keuze")
    found = page.get_by_role("group", name="Gevonden").get_by_role("checkbox")
    expect(found).to_have_count(statements)
    for box in found.all():
        box.check()
    press(page, "Neem mijn keuze over")
    is_told(page, f"Uit {statements} uitspraken van {statements} tafels.")
    page.get_by_label("Titel van de aanbeveling").fill(title)
    page.get_by_label("Wat moet er veranderen, en door wie?").fill(words)
    press(page, "Maak het ontwerp")
    is_told(page, "staat klaar als ontwerp")


def cannot_put_yet(page: Page) -> None:
    """It is said what lacks."""
    press(page, "Leg voor")
    is_told(page, "Kies aan wie de aanbeveling gericht is.")


def work_out(page: Page, *, addressee: str, owner: str) -> None:
    """To whom, and who follows it up; the day to look again stands ready."""
    follow(page, "Werk uit")
    page.get_by_label("Aan wie?").select_option(label=addressee)
    page.get_by_label("Wie volgt het op?").select_option(label=owner)
    press(page, "Bewaar")
    is_told(page, "De aanbeveling is bewaard.")


def add_source(page: Page, words: str, source: str) -> None:
    """Evidence beside what was said at tables."""
    follow(page, "Voeg een bewijs toe")
    within(page, "Wat voor bewijs?").get_by_role("radio", name="bron", exact=True).check()
    page.get_by_label("Wat zegt het?").fill(words)
    page.get_by_label(beginning("Bron")).fill(source)
    press(page, "Voeg toe")
    is_told(page, "Het bewijs staat erbij.")


def put(page: Page) -> None:
    """To its addressee; everybody reads it from now on."""
    press(page, "Leg voor")
    is_told(page, "De aanbeveling is voorgelegd.")


def review(page: Page, verb: str, words: str, reason: str = "") -> None:
    """What became of it. Who does not follow says why."""
    follow(page, "Noteer wat ervan werd")
    choose(page, "Wat werd ervan?", verb)
    page.get_by_label("Wat gebeurde er?").fill(words)
    if verb == "niet gevolgd":
        press(page, "Bewaar")
        is_told(page, "Schrijf waarom de aanbeveling niet gevolgd wordt.")
        page.get_by_label("Niet gevolgd: waarom?").fill(reason)
    press(page, "Bewaar")
    is_told(page, "De stap staat erbij.")


def open_public(page: Page, title: str) -> None:
    """As everybody reads it."""
    page.goto("/aanbevelingen/")
    follow(page, title)
    sees_title(page, title)


def judge(page: Page, title: str, state: str, verdict: str, words: str) -> None:
    """What a group says of a step."""
    open_public(page, title)
    follow(page, about("Geef het oordeel van je groep", state))
    page.get_by_role("radio", name=verdict, exact=True).check()
    page.get_by_label("In welke woorden?").fill(words)
    press(page, "Bewaar")
    is_told(page, "Het oordeel van de groep staat erbij.")


def download(page: Page, link: str | re.Pattern[str], folder: Path) -> PdfReader:
    """A PDF, as it arrives."""
    with page.expect_download() as started:
        follow(page, link)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return PdfReader(path)


def words_of(paper: PdfReader) -> str:
    """Everything that is read in it, without where a line broke."""
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def begin_dossier(page: Page, title: str, summary: str) -> None:
    """The first page."""
    choose_in_menu(page, "Dossiers")
    follow(page, "Nieuw dossier")
    page.get_by_label("Titel", exact=True).fill(title)
    page.get_by_label("Samenvatting").fill(summary)
    press(page, "Maak het dossier")
    is_told(page, "Het dossier is gemaakt.")


def add_chapter(page: Page, title: str) -> None:
    """An empty chapter."""
    follow(page, "Voeg een hoofdstuk toe")
    page.get_by_label("Titel", exact=True).fill(title)
    press(page, "Voeg toe")
    sees_title(page, title)


def add_block(page: Page, kind: str, facts: Mapping[str, str], *, ticked: str = "", of_list: str = "") -> None:
    """One block of a chapter: fields by their label, something to tick, something of the list that has these words."""
    follow(page, kind)
    for label, words in facts.items():
        page.get_by_label(beginning(label)).fill(words)
    if ticked:
        page.get_by_label(ticked).check()
    if of_list:
        choice = page.get_by_role("option").filter(has_text=of_list).inner_text()
        page.get_by_label("Aanbeveling", exact=True).select_option(label=choice)
    press(page, "Bewaar")
    is_told(page, "Het blok staat onderaan in het hoofdstuk.")


def add_footnote(page: Page, mark: str, words: str) -> None:
    """What a mark in the text points at."""
    follow(page, "Voeg een voetnoot toe")
    page.get_by_label("Teken").fill(mark)
    page.get_by_label("Wat staat in de voetnoot?").fill(words)
    press(page, "Voeg toe")
    is_told(page, "De voetnoot staat erbij.")


def publish(page: Page) -> None:
    """Nothing lacks any more."""
    is_told(page, "Niets. Lees het voorbeeld na en publiceer.")
    press(page, "Publiceer")
    is_told(page, "Het dossier staat online, als pagina en als pdf.")


def beginning(label: str) -> re.Pattern[str]:
    """A field whose label begins so; behind it may stand that it need not be filled in."""
    return re.compile(rf"^{re.escape(label)}")
