"""Two people of two organisations write one project: a clash is solved, a moment without network loses nothing; it is handed in."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, Route, expect

from tandem.calls.models import Submission
from tandem.calls.queries.writing import answers_of
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.calls.call_factories import make_call, make_submission, make_submitter
from tests.factories import client_for
from tests.journeys.browsing import PHONE, NewWindow, Window
from tests.journeys.site import Site
from tests.journeys.steps.dialogue import download, words_of
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import is_told, press, sees_title

pytestmark = pytest.mark.journey
THEIRS, MINE, ALONE = "We koken elke week samen.", "We wandelen elke week samen.", "Ook zonder internet getypt."


@pytest.fixture
def writers(site: Site) -> tuple[Person, Person, Submission]:
    """Somebody who submits, somebody of a partner, and their project."""
    by, other = (
        make_submitter(first_name="Imke", last_name="Zomerklok"),
        make_submitter(first_name="Bavo", last_name="Winterhard"),
    )
    row = make_submission(make_call(), by, state="draft")
    with access.as_system():
        row.editors.create(person=other, added_at=clock.now())
    return by, other, row


def open_section(
    new_window: NewWindow, site: Site, person: Person, row: Submission, section: str, **choices: object
) -> Window:
    window = window_of(new_window, site, person, **choices)
    window.page.goto(f"/projecten/{row.pk}/deel/{section}/")
    return window


def window_of(new_window: NewWindow, site: Site, person: Person, **choices: object) -> Window:
    window = new_window(**choices)
    key = client_for(person).cookies[settings.SESSION_COOKIE_NAME].value
    window.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])
    return window


def question(page: Page, key: str) -> Locator:
    return page.locator(f"#vraag-{key}")


def says(page: Page, key: str, words: str) -> None:
    expect(question(page, key).locator("[data-part=said]")).to_contain_text(words)


def answer(row: Submission, key: str) -> object:
    with access.as_system():
        return answers_of(row).get(key)


def test_two_people_write_one_project_lose_nothing_and_hand_it_in(
    writers: tuple[Person, Person, Submission], new_window: NewWindow, site: Site, tmp_path: Path
) -> None:
    by, other, row = writers
    mine = open_section(new_window, site, by, row, "aanpak")
    theirs = open_section(new_window, site, other, row, "aanpak", width=PHONE)
    plan = "Wat gaan jullie doen?"
    theirs.page.get_by_label(plan).fill(THEIRS)
    says(theirs.page, "plan", "Bewaard om")

    mine.page.get_by_label(plan).fill(MINE)
    clash = question(mine.page, "plan").get_by_role("group")
    expect(clash).to_contain_text(THEIRS)
    expect(clash).to_contain_text("Bavo Winterhard")
    is_fine(mine.page)
    press(mine.page, "Zet beide onder elkaar")
    says(mine.page, "plan", "Bewaard om")
    assert answer(row, "plan") == f"{THEIRS}\n\n{MINE}"

    theirs.context.set_offline(True)
    theirs.page.get_by_label(plan).fill(ALONE)
    says(theirs.page, "plan", "Nog niet bewaard")
    theirs.context.set_offline(False)
    clash = question(theirs.page, "plan").get_by_role("group")
    expect(clash).to_contain_text(MINE)
    expect(theirs.page.get_by_label(plan)).to_have_value(ALONE)
    press(theirs.page, "Neem die van Imke Zomerklok")
    expect(theirs.page.get_by_label(plan)).to_have_value(f"{THEIRS}\n\n{MINE}")
    theirs.complaints[:] = [said for said in theirs.complaints if "net::ERR_INTERNET_DISCONNECTED" not in said]

    theirs.page.get_by_label("nee").check()
    expect(question(theirs.page, "hoe")).to_be_hidden()
    is_fine(theirs.page)
    press(theirs.page, "Bewaar en ga verder")
    sees_title(theirs.page, "Begroting")
    assert answer(row, "stem") == "no"
    adds_up(theirs.page, row)
    hands_in(mine.page, row, tmp_path)


def test_what_is_typed_before_the_script_arrives_is_saved_too(
    writers: tuple[Person, Person, Submission], new_window: NewWindow, site: Site
) -> None:
    """On a slow line somebody writes before the page can save by itself."""
    by, _, row = writers
    window = window_of(new_window, site, by)
    held: list[Route] = []
    window.page.route("**/answer-autosave*.js", lambda route: held.append(route))  # noqa: PLW0108 (it refuses a built-in)
    window.page.goto(f"/projecten/{row.pk}/deel/aanpak/", wait_until="commit")
    window.page.get_by_label("Wat gaan jullie doen?").fill(MINE)
    window.page.get_by_label("nee").check()
    expect(question(window.page, "hoe")).to_be_hidden()
    held[0].continue_()
    says(window.page, "plan", "Bewaard om")
    says(window.page, "stem", "Bewaard om")
    assert (answer(row, "plan"), answer(row, "stem")) == (MINE, "no")


def adds_up(page: Page, row: Submission) -> None:
    press(page, "Voeg een regel toe")
    line = page.locator("tbody tr").last
    line.get_by_label("Waarvoor?").fill("Tafels")
    line.get_by_label("Werkingssubsidie").fill("40.000,50")
    expect(page.locator("[data-total=werking]")).to_contain_text("160.000,50")
    expect(page.locator("[data-part=over]")).to_contain_text("10.000,50 euro te veel")
    is_fine(page)
    press(page, "Bewaar en kijk na")
    sees_title(page, "Samen sterk in Zonnedorp")
    rows = answer(row, "budget")
    assert isinstance(rows, list)
    assert rows[-1] == {"label": "Tafels", "parts": {"werking": "40000.50"}}


def hands_in(page: Page, row: Submission, folder: Path) -> None:
    """Over the most one project gets it is not taken; one amount lower it is, with a receipt."""
    page.goto(f"/projecten/{row.pk}/indienen/")
    is_told(page, "Nog 1 punt te doen")
    expect(page.get_by_role("button", name="Dien in", exact=True)).to_have_count(0)
    page.goto(f"/projecten/{row.pk}/deel/budget/")
    page.locator("tbody tr").nth(1).get_by_label("Werkingssubsidie").fill("30.000")  # the line of the tables
    press(page, "Bewaar en kijk na")
    sees_title(page, "Samen sterk in Zonnedorp")
    page.goto(f"/projecten/{row.pk}/indienen/")
    is_told(page, "Alles is ingevuld.")
    press(page, "Dien in")
    sees_title(page, "Ontvangstbewijs van project")
    is_fine(page)
    paper = words_of(download(page, "Download het bewijs (PDF)", folder))
    with access.as_system():
        row.refresh_from_db()
        assert (row.state, row.ask) == ("submitted", {"werking": "150000.00"})
        assert row.handed_in is not None
        assert row.handed_in.answers["plan"] == f"{THEIRS}\n\n{MINE}"
    assert str(row.number) in paper


def test_two_people_write_without_scripts(
    writers: tuple[Person, Person, Submission], new_window: NewWindow, site: Site
) -> None:
    by, other, row = writers
    pages = [open_section(new_window, site, one, row, "aanpak", javascript=False).page for one in (by, other)]
    for page, words in zip(pages, (MINE, THEIRS), strict=True):
        page.get_by_label("Wat gaan jullie doen?").fill(words)
        press(page, "Bewaar en ga verder")
    expect(pages[1].get_by_role("group", name="Imke Zomerklok schreef hier ook")).to_contain_text(MINE)
    pages[1].get_by_label("Zet beide onder elkaar").check()
    press(pages[1], "Bewaar en ga verder")
    sees_title(pages[1], "Begroting")
    assert answer(row, "plan") == f"{MINE}\n\n{THEIRS}"
    pages[0].goto(f"/projecten/{row.pk}/indienen/")
    press(pages[0], "Dien in")
    sees_title(pages[0], "Ontvangstbewijs van project")
