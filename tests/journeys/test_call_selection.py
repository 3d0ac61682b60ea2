"""The jury compares rules, tries a floor and stores one; names appear; it is finished and announced; a refused one reads why."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tandem.calls.models import Call, Decision
from tandem.identity.models import Person
from tandem.kernel import access
from tests.calls.call_factories import make_officer, make_submitter
from tests.calls.selection_factories import judged_call
from tests.journeys.browsing import DESK, HEIGHTS, PHONE, NewWindow
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import follow, is_not_told, is_told, press, sees_title

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_jury_chooses_a_rule_and_everybody_gets_an_answer(new_window: NewWindow, javascript: bool) -> None:
    family = "Zonnestraal" if javascript else "Maanlicht"
    writer = make_submitter(first_name="Roos", last_name=family)
    call = judged_call(8, by=writer, title=f"Oproep {family}")
    page = new_window(width=DESK, javascript=javascript).page
    comes_in(page, make_officer(call.administration, first_name="Hilde", last_name=f"{family}veld"))
    compares(page, call, javascript=javascript)
    tries_a_floor(page, javascript=javascript)
    is_not_told(page, str(writer.memberships.get().organisation))
    stores(page)
    is_told(page, str(writer.memberships.get().organisation))
    moves(page, call)
    finishes(page, javascript=javascript)
    phone = new_window(width=PHONE, javascript=javascript).page
    comes_in(phone, writer)
    reads_why(phone, call)


def comes_in(page: Page, person: Person) -> None:
    """Somebody with one role, through the example."""
    page.goto(f"/voorbeeld/?zoek={person.last_name}")
    press(page, label_of(person.memberships.get()))
    expect(page.get_by_role("heading", level=1).first).to_be_visible()


def compares(page: Page, call: Call, *, javascript: bool) -> None:
    """All four rules; the slow one comes by itself, or by a link."""
    page.goto(reverse("selection", args=[call.pk]))
    sees_title(page, "Wie past binnen het geld?")
    if not javascript:
        follow(page, "Reken deze regel uit")
    is_told(page, "bewezen: geen keuze heeft een hoger totaal")


def tries_a_floor(page: Page, *, javascript: bool) -> None:
    """Two from Limburg: one comes in, one is pushed out."""
    page.get_by_text("Wat als? Probeer andere grenzen of bedragen").click()
    page.get_by_label("Limburg: minstens").fill("2")
    press(page, "Reken opnieuw")
    is_told(page, "Rangschikking met spreiding: 1 erbij, 1 eruit")
    is_told(page, "Het geld is nodig voor de ondergrens van Limburg.")
    if javascript:
        is_told(page, "bewezen: geen keuze heeft een hoger totaal")
        is_fine(page)


def stores(page: Page) -> None:
    """The rule with a floor, and why."""
    page.get_by_label("Rangschikking met spreiding", exact=False).check()
    page.get_by_label("Waarom deze regel?").fill("Elke provincie telt mee.")
    press(page, "Bewaar de regel")
    sees_title(page, "Bord van de beslissing")


def moves(page: Page, call: Call) -> None:
    """What is other than the rule needs a reason; the columns count again."""
    number = str(first_chosen(call).submission.number)
    page.get_by_label("Welk project?").select_option(number)
    page.get_by_label("Waarheen?").select_option("waiting")
    press(page, "Verplaats")
    is_told(page, "Dit is anders dan de regel zegt. Schrijf op waarom.")
    page.get_by_label("Waarom?").fill("De organisatie vroeg uitstel.")
    press(page, "Verplaats")
    is_told(page, "anders dan de regel")
    is_told(page, "4 projecten gekozen, 1 op de wachtlijst, 3 niet gekozen.")


def finishes(page: Page, *, javascript: bool) -> None:
    """Finish, release the answers, announce."""
    if javascript:
        page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
        is_fine(page)
    press(page, "Rond de beslissing af")
    sees_title(page, "Antwoorden versturen")
    press(page, "Verstuur wat aangekruist is")
    is_told(page, "8 antwoorden zijn verstuurd.")
    follow(page, "Maak bekend")
    press(page, "Maak bekend")
    follow(page, "Openbare pagina")
    sees_title(page, "Gekozen projecten")
    if javascript:
        is_fine(page)


def reads_why(page: Page, call: Call) -> None:
    """On a phone, the organisation reads what weighed most."""
    with access.as_system():
        rows = Decision.objects.filter(submission__call=call, outcome="refused").select_related("submission")
        refused = rows.earliest("submission__number")
    page.goto(reverse("submission_list"))
    follow(page, f"Lees het antwoord over {refused.submission.title}")
    is_told(page, "is niet gekozen.")
    is_told(page, "Dit woog het meest")
    is_fine(page)


def first_chosen(call: Call) -> Decision:
    """The best ranked one that the rule chose."""
    with access.as_system():
        rows = Decision.objects.filter(submission__call=call, outcome="chosen").select_related("submission")
        return rows.earliest("submission__number")
