"""After a forum day: two recommendations, what became of them, what a group says of that, and a dossier for everybody.

How tables write without network stands in test_forum_day.py.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tandem.dialogue.actions.forum import Company, set_associations
from tandem.dialogue.models import ForumDay
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.dialogue.factories import make_dialogue_group, make_facilitator
from tests.dialogue.forum_factories import make_day, make_statement, table_of
from tests.journeys.browsing import NewWindow
from tests.journeys.steps import dialogue as steps
from tests.journeys.steps.guidance import Walk, is_fine
from tests.journeys.steps.screen import follow, is_told
from tests.journeys.steps.signals import at_desk, stranger
from tests.policy_signals.factories import make_addressee, make_policy_worker

pytestmark = pytest.mark.journey
TABLES, PEOPLE = 8, [3] * 5 + [4] * 10  # 55 people of 15 associations
BUS, CARE = "Laat de bus later rijden", "Hou de opvang langer open"
QUOTE, NOTE, SOURCE = "Ik loop elke avond een uur naar huis.", "Telling aan acht tafels, 2026.", "Dienstregeling 2026"
REASON = "Er is dit jaar geen geld voor langere uren."
FIGURE = {"Titel": "Hoe mensen naar het werk gaan", "Wat zie je, in één zin?": "De helft gaat te voet.", "Eenheid": "procent",
          "Cijfers": "te voet; 50\nmet de bus; 30,5\nmet de fiets; 19,5", "Bron": "Eigen telling",
          "Webadres van de bron": "https://voorbeeld.test/telling", "Van wanneer zijn de cijfers?": "2026"}  # fmt: skip


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_forum_day_becomes_recommendations_and_a_dossier(
    new_window: NewWindow, javascript: bool, tmp_path: Path
) -> None:
    walk = Walk(new_window, javascript=javascript)
    bus, care = (f"{title} ({walk.family})" for title in (BUS, CARE))
    worker, addressee = make_policy_worker(first_name="Hanne", last_name=walk.family), make_addressee()
    day = forum_day(worker, title=f"Forumdag {walk.family}")
    desk = at_desk(walk, worker, "Signalen")
    steps.close_day(desk, day.title)
    for word, title, words in (("bus", bus, "Laat de bus tot elf uur rijden."), ("opvang", care, "Sluit om acht uur.")):
        desk.goto(f"/forumdagen/{day.pk}/")
        steps.bring_together(desk, word, TABLES, title=title, words=words)
        puts(desk, addressee.name, str(worker))
    reviews(desk, tmp_path)
    follows(desk, day, bus)
    group_judges(walk, bus, care)
    dossier = f"Naar het werk en terug ({walk.family})"
    composes(desk, dossier, bus)
    everybody_reads(walk, dossier, bus, tmp_path)


def forum_day(worker: Person, *, title: str) -> ForumDay:
    """Eight tables that wrote down two things each."""
    day = make_day(tables=TABLES, title=title, by=worker)
    companies = [Company(f"Vereniging {number}", people) for number, people in enumerate(PEOPLE, start=1)]
    with access.as_system():
        set_associations(day, companies, by=worker, at=clock.now())
    for number in range(1, TABLES + 1):
        make_statement(table_of(day, number), f"Tafel {number} mist de bus na zes uur.")
        make_statement(table_of(day, number), f"Aan tafel {number} is de opvang te vroeg dicht.")
    return day


def puts(desk: Page, addressee: str, owner: str) -> None:
    """Not before it is known to whom and who follows it up."""
    steps.cannot_put_yet(desk)
    steps.work_out(desk, addressee=addressee, owner=owner)
    steps.add_source(desk, "De laatste bus rijdt om tien voor zes.", SOURCE)
    steps.put(desk)


def reviews(desk: Page, folder: Path) -> None:
    """The second is not followed, and it is said why; the sheet for the group says so at once."""
    steps.review(desk, "niet gevolgd", "De dienst onderzocht de vraag.", REASON)
    sheet = steps.download(desk, "Blad om af te drukken (pdf)", folder)
    assert len(sheet.pages) == 1
    assert REASON in steps.words_of(sheet)


def follows(desk: Page, day: ForumDay, title: str) -> None:
    """The first is taken up, and at the next review carried out."""
    desk.goto(f"/forumdagen/{day.pk}/")
    follow(desk, title)
    steps.review(desk, "opgenomen: er wordt aan gewerkt", "De lijn wordt herbekeken.")
    steps.review(desk, "uitgevoerd", "De bus rijdt nu tot elf uur.")


def group_judges(walk: Walk, bus: str, care: str) -> None:
    """The group of an association says of each answer whether it is good enough."""
    facilitator = make_facilitator()
    facilitator.last_name = f"{walk.family}groep"
    facilitator.save()
    make_dialogue_group(facilitator)
    page = at_desk(walk, facilitator, "Mijn groepen")
    steps.judge(page, bus, "uitgevoerd", "goed genoeg", "We geraken thuis.")
    steps.judge(page, care, "niet gevolgd", "niet goed genoeg", "Dan kunnen we niet gaan werken.")
    is_told(page, "De groep vindt dit niet goed genoeg.")


def composes(desk: Page, title: str, bus: str) -> None:
    """A chapter with a quote, a figure, a footnote and a recommendation; what lacks is said before it is published."""
    steps.begin_dossier(desk, title, "Mensen geraken niet op hun werk. We vragen een bus die later rijdt.")
    steps.add_chapter(desk, "Onderweg")
    steps.add_block(desk, "Tekst", {"Tekst": "Wie laat werkt, heeft geen bus.[^tafels]"})
    said = (clock.today() - timedelta(days=7)).isoformat()
    permission = {"Wanneer zei die persoon ja?": said, "Hoe zei die persoon ja?": "Op papier, na de forumdag."}
    steps.add_block(desk, "Citaat", {"Wat is er gezegd?": QUOTE, "Wie zei dit?": "een deelneemster", **permission})
    steps.add_block(desk, "Cijfer met grafiek", FIGURE, ticked="eigen telling")
    steps.add_block(desk, "Aanbeveling", {}, of_list=bus)
    is_fine(desk)
    follow(desk, title, within=desk.locator("body"))
    is_told(desk, "Er is geen voetnoot voor [^tafels].")
    steps.add_footnote(desk, "tafels", NOTE)
    steps.publish(desk)


def everybody_reads(walk: Walk, title: str, bus: str, folder: Path) -> None:
    """As a page, and as a PDF that a screen reader can read."""
    page = stranger(walk)
    page.goto("/dossiers/")
    follow(page, title)
    for words in (QUOTE, NOTE, FIGURE["Wat zie je, in één zin?"], bus):
        is_told(page, words)
    is_fine(page)
    paper = steps.download(page, re.compile("Het hele dossier"), folder)
    is_tagged(paper, title)
    told = steps.words_of(paper)
    for words in (QUOTE, NOTE, FIGURE["Bron"], bus):
        assert words in told


def is_tagged(paper: PdfReader, title: str) -> None:
    """Structure, language and title, as PDF/UA asks."""
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert str(root["/Lang"]).startswith("nl")
    assert paper.metadata is not None
    assert paper.metadata.title == title
