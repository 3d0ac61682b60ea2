"""A juror with a tie says so and never finds the project again; another reads it on a phone; the meeting sees the difference."""

import re

import pytest
from playwright.sync_api import Page

from tandem.calls.models import Juror, Submission
from tandem.identity.models import Person
from tandem.kernel import access
from tests.calls.call_factories import make_juror
from tests.calls.jury_factories import make_jury, reading_of, score
from tests.journeys.browsing import DESK, PHONE, NewWindow
from tests.journeys.steps.entrance import label_of
from tests.journeys.steps.guidance import NOT_THERE, is_fine
from tests.journeys.steps.screen import follow, is_not_told, is_told, opened, press, sees_title

pytestmark = pytest.mark.journey
TITLE = "Project nummer 0"
WHY = "Ouders beslissen mee, ook over het geld."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_jury_with_a_tie_reads_scores_and_meets(new_window: NewWindow, javascript: bool) -> None:
    mark = "Eerst" if javascript else "Daarna"
    call, officer, (other,) = make_jury(seats=("official",), projects=1, title=f"Oproep {mark} de jury", is_blind=True)
    tied, expert = (make_juror(call, seat=seat, has_declared=False) for seat in ("field", "experiential_expert"))
    for person, name in ((tied.person, "Kastanjehof"), (expert.person, "Esdoornlaan"), (officer, "Populierstraat")):
        Person.objects.filter(pk=person.pk).update(last_name=f"{name} {mark}")
    with access.as_system():
        project = Submission.objects.select_related("organisation").get(call=call)

    def at(person: Person, width: int) -> Page:
        page = new_window(width=width, javascript=javascript).page
        person.refresh_from_db()
        page.goto(f"/voorbeeld/?zoek={person.last_name}")
        press(page, label_of(person.memberships.get()))
        return page

    away, phone, desk = at(tied.person, DESK), at(expert.person, PHONE), at(officer, DESK)
    declares_a_tie(away, project)
    declares_none(phone)
    gives_out(desk, call.title, call.pk)
    never_finds_it(away, project, call.pk)
    reads_and_scores(phone, project, javascript=javascript)
    score(reading_of(Juror.objects.get(pk=other.pk), project), 5)
    tied.person.refresh_from_db()
    meets(desk, tied)


def declares_a_tie(page: Page, project: Submission) -> None:
    sees_title(page, "Lezen voor de jury")
    follow(page, "Kijk de lijst na")
    is_not_told(page, project.title)
    page.get_by_label(project.organisation.name).check()
    press(page, "Ga verder")
    sees_title(page, "Wat voor band is het?")
    page.get_by_label("ik werk er of zit in het bestuur").check()
    press(page, "Bewaar")
    is_told(page, "Projecten die verborgen blijven voor jou: 1.")


def declares_none(page: Page) -> None:
    sees_title(page, "Lezen voor de jury")
    follow(page, "Kijk de lijst na")
    is_fine(page)
    page.get_by_label("Ik heb met geen enkele van deze organisaties een band.").check()
    press(page, "Ga verder")
    is_told(page, "Bewaard. Je mag alles lezen.")


def gives_out(page: Page, title: str, pk: object) -> None:
    page.goto(f"/jury/{pk}/")
    is_told(page, title)
    press(page, "Verdeel de projecten")
    is_told(page, "Er kwamen 2 lezingen bij.")
    is_fine(page)


def never_finds_it(page: Page, project: Submission, pk: object) -> None:
    for place in ("/jury/", f"/jury/{pk}/gesprek/", f"/jury/{pk}/rangschikking/"):
        page.goto(place)
        is_not_told(page, project.title)
    answer = page.goto(f"/jury/project/{project.pk}/")
    assert answer is not None
    assert answer.status == NOT_THERE


def reads_and_scores(page: Page, project: Submission, *, javascript: bool) -> None:
    page.goto("/jury/")
    follow(page, f"Lees project {project.number}")
    sees_title(page, TITLE)
    is_told(page, "Elke week samen aan tafel.")
    is_not_told(page, project.organisation.name)
    is_fine(page)
    for number, criterion in enumerate(("Samenwerking", "Stem van mensen in armoede")):
        fields = page.get_by_role("group", name=criterion)
        fields.get_by_label("Hoeveel punten geef je").fill(("8,5", "9")[number])
        fields.get_by_label("Waarom?").fill(WHY)
    if javascript:
        is_told(page, "Bewaard om")
    press(page, "Kijk na en geef af")
    is_told(page, WHY)
    is_fine(page)
    press(page, "Geef af")
    is_told(page, "Je score is afgegeven. Dank je.")
    is_told(page, "Nog niemand anders gaf een score af.")


def meets(page: Page, tied: Juror) -> None:
    follow(page, "Gesprek van de jury")
    is_told(page, "Bij 1 project ligt het oordeel meer dan 10 punten op 100 uit elkaar.")
    is_told(page, "anders gezien")
    is_fine(page)
    follow(page, re.compile(TITLE))
    is_told(page, f"Niet aanwezig bij dit project: {tied.person}")
    opened(page, "Wat schreven ze erbij?")
    is_told(page, WHY)
    is_fine(page)
