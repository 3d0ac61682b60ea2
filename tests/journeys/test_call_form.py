"""An officer builds the form of a call: a section, a yes or no, a question that depends on it, a stop; tries it and publishes."""

import json
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tandem.calls.models import Call
from tandem.calls.rules.definition import definition_from
from tandem.kernel import clock
from tests.calls.call_factories import make_administration, make_officer
from tests.journeys.browsing import DESK, HEIGHTS, PHONE, NewWindow
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import about, follow, is_told, press, sees_title

pytestmark = pytest.mark.journey
CASES = Path(__file__).parents[1] / "calls" / "condition_cases.json"
VOICE, HOW = "Werken mensen in armoede mee?", "Hoe werken zij mee?"
TOO_SOON = "Deze oproep is er voor projecten waaraan mensen in armoede meewerken."
BOTH_READ = """async (cases) => {
  const { holds } = await import("/static/built/conditions.js");
  return cases.filter((one) => holds(one.when, one.answers) !== one.holds).map((one) => one.name);
}"""


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_officer_builds_tries_and_publishes_a_form(new_window: NewWindow, javascript: bool) -> None:
    administration = make_administration()
    call = Call.objects.create(administration=administration, title="Oproep brugfiguren", made_at=clock.now())
    page = at_form(new_window(width=DESK, javascript=javascript).page, call)
    builds(page)
    if javascript:
        is_advised(page)
    sets_condition(page)
    adds_stop(page)
    if javascript:
        page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
        is_fine(page)
    tries(page, javascript=javascript)
    press_link_to_publish(page)
    form = definition_from(call.revisions.get(published_at__isnull=False).definition)
    assert [question.label for question in form.by_id.values()] == [VOICE, HOW]
    assert form.stops[0].sentence == TOO_SOON
    if javascript:
        cases = json.loads(CASES.read_text("utf-8"))
        assert len(cases) > 20
        assert page.evaluate(BOTH_READ, cases) == []


def at_form(page: Page, call: Call) -> Page:
    """An officer of this administration, at the form of the call."""
    officer = make_officer(call.administration, first_name="Hilde", last_name=f"Zonneveld{call.pk.hex[-6:]}")
    page.goto(f"/voorbeeld/?zoek={officer.last_name}")
    press(page, label_of(officer.memberships.get()))
    expect(page.get_by_role("button", name="Afmelden").or_(page.get_by_role("heading", level=1)).first).to_be_visible()
    page.goto(reverse("form_builder", args=[call.pk]))
    sees_title(page, "Formulier")
    return page


def builds(page: Page) -> None:
    """A section with two questions; the last step is undone and done again."""
    follow(page, "Voeg een deel toe")
    page.get_by_label("Titel van dit deel").fill("Samen met mensen")
    press(page, "Bewaar")
    for label, kind in ((HOW, "text"), (VOICE, "yes")):
        follow(page, "Voeg een vraag toe (Samen met mensen)")
        page.get_by_label("De vraag", exact=True).fill(label)
        page.get_by_label("Hoe antwoordt men?").select_option(kind)
        press(page, "Bewaar")
        is_told(page, "De vraag is bewaard.")
    press(page, "Maak de laatste stap ongedaan")
    expect(page.get_by_role("main").get_by_text(VOICE, exact=True)).to_have_count(0)
    follow(page, "Voeg een vraag toe (Samen met mensen)")
    page.get_by_label("De vraag", exact=True).fill(VOICE)
    page.get_by_label("Hoe antwoordt men?").select_option("yes")
    press(page, "Bewaar")
    press(page, about("Hoger", VOICE))
    is_told(page, "Verplaatst.")


def is_advised(page: Page) -> None:
    """While typing, words of an office are pointed out."""
    follow(page, about("Wijzig", HOW))
    page.get_by_label("Uitleg bij de vraag").fill("Gelieve dit kort te houden.")
    page.get_by_label("De vraag", exact=True).focus()
    is_told(page, "zeg gewoon wat iemand moet doen")
    press(page, "Bewaar")
    is_told(page, "De vraag is bewaard.")


def sets_condition(page: Page) -> None:
    """How is asked only after a yes; a wrong line is told first."""
    follow(page, about("Voorwaarde", HOW))
    line = page.get_by_role("group", name="Regels, regel 1", exact=True)
    line.get_by_label("Vraag").select_option(label=VOICE)
    line.get_by_label("Wat?").fill("misschien")
    press(page, "Bewaar")
    is_told(page, "Kies ja of nee.")
    page.get_by_role("group", name="Regels, regel 1", exact=True).get_by_label("Wat?").fill("ja")
    press(page, "Bewaar")
    is_told(page, f"Alleen als “{VOICE}” ja is.")


def adds_stop(page: Page) -> None:
    """Who says no reads at once that it does not fit here."""
    follow(page, "Voeg een stop toe")
    page.get_by_label("Wat zeg je dan?").fill(TOO_SOON)
    page.get_by_label("Waar kunnen ze dan wel terecht?").fill("Bel ons op 02 555 01 99.")
    line = page.get_by_role("group", name="Regels, regel 1", exact=True)
    line.get_by_label("Vraag").select_option(label=VOICE)
    line.get_by_label("Wat?").fill("nee")
    press(page, "Bewaar")
    is_told(page, f"Als “{VOICE}” nee is.")


def tries(page: Page, *, javascript: bool) -> None:
    """On a phone: what is asked follows the answers, with or without script."""
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    follow(page, "Probeer het formulier")
    how, stop = page.get_by_label(HOW), page.get_by_text(TOO_SOON)
    expect(how).to_be_hidden()
    answers(page, "ja", javascript=javascript)
    how.fill("In de stuurgroep.")
    expect(stop).to_be_hidden()
    answers(page, "nee", javascript=javascript)
    expect(how).to_be_hidden()
    expect(stop).to_be_visible()
    answers(page, "ja", javascript=javascript)
    expect(how).to_have_value("In de stuurgroep.")
    is_fine(page)
    follow_back(page)


def answers(page: Page, words: str, *, javascript: bool) -> None:
    """One of two answers; without script a button shows what is asked now."""
    page.get_by_role("group", name=VOICE).get_by_label(words, exact=True).check()
    if not javascript:
        press(page, "Toon wat nu gevraagd wordt")


def follow_back(page: Page) -> None:
    """Back to the form."""
    page.get_by_role("link", name="Formulier", exact=True).first.click()
    sees_title(page, "Formulier")


def press_link_to_publish(page: Page) -> None:
    """Publish, after reading what that means."""
    follow(page, "Naar publiceren")
    press(page, "Publiceer")
    is_told(page, "Het formulier is gepubliceerd.")
