"""Somebody tells on a phone when they can; the planner reads that, and of what is not possible only that it is not."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tandem.kernel import access, clock
from tandem.sessions.models import Series
from tests.journeys.browsing import NewWindow
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import (
    Actor,
    about,
    follow,
    is_not_told,
    is_told,
    keep_picture,
    opened,
    press,
    sees_title,
)
from tests.journeys.story import Story
from tests.planning.page_factories import make_profile, make_sheet
from tests.planning.test_agenda import event, ics
from tests.sessions.factories import make_series, workshops

pytestmark = pytest.mark.journey
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_availability_is_told_on_a_phone_and_no_reason_is_read(
    new_window: NewWindow, javascript: bool, tmp_path: Path
) -> None:
    story = Story(new_window, javascript=javascript)
    series = waiting_series(story)
    tells_when(story.expert)
    tells_where(story.expert)
    imports_a_calendar(story.expert, tmp_path)
    says_what_is_not_possible(story.expert, series)
    looks_at_the_crew(story.planner, story.expert)
    reads_not_possible_alone(story.planner, story.expert, series)


def waiting_series(story: Story) -> Series:
    """A series without a duo, and a trainer who can."""
    with access.as_system():
        make_profile(story.cast.trainer.person, transport="car")
        series = make_series(
            provider=story.cast.provider, organisation=story.cast.organisation, sessions=workshops(2)
        )  # fmt: skip
        make_sheet(series)
    return series


def tells_when(expert: Actor) -> None:
    page = expert.page
    page.goto(reverse("availability"))
    is_told(page, "We weten nog niet wanneer je kan, waar je woont.")
    for day in DAYS:
        for half in ("voormiddag", "namiddag"):
            page.get_by_label(f"{day} {half}").check()
    press(page, "Bewaar mijn week")
    is_told(page, "Bewaard. De planner ziet nu wanneer je kan.")
    sees_title(page, "Over jou")


def tells_where(expert: Actor) -> None:
    page = expert.page
    page.get_by_label("In welke gemeente woon je?").fill("Nergenshuizen")
    page.get_by_label("met het openbaar vervoer").check()
    press(page, "Bewaar")
    is_told(page, "We kennen deze gemeente niet.")
    is_fine(page)
    keep_picture(expert, "availability-about")
    page.get_by_label("In welke gemeente woon je?").fill("9000")
    press(page, "Bewaar")
    is_told(page, "Gent, met het openbaar vervoer, Nederlands")
    is_fine(page)
    keep_picture(expert, "availability-week")
    follow(page, "Mijn wensen")
    page.get_by_label("maandag voormiddag").check()
    is_fine(page)
    keep_picture(expert, "availability-wishes")
    press(page, "Bewaar")
    is_told(page, "liever niet op maandagvoormiddag")


def imports_a_calendar(expert: Actor, folder: Path) -> None:
    page, today = expert.page, clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    file = folder / "agenda.ics"
    holiday = event(f";VALUE=DATE:{monday:%Y%m%d}", f";VALUE=DATE:{monday + timedelta(days=3):%Y%m%d}", uid="verlof")
    file.write_bytes(ics(holiday))
    follow(page, "Uit mijn agenda")
    is_fine(page)
    keep_picture(expert, "availability-import")
    page.get_by_label("Bestand van je agenda").set_input_files(file)
    press(page, "Bekijk de dagen")
    sees_title(page, "Klopt dit?")
    is_told(page, "Nieuw: 1. Blijft staan: 0. Gaat weg: 0.")
    is_fine(page)
    keep_picture(expert, "availability-preview")
    press(page, "Ja, bewaar")
    is_told(page, "Uit deze agenda staan nu 1 keer vrij.")
    follow(page, "Dagen die anders zijn")
    page.get_by_label("Eerste dag").fill((monday + timedelta(days=8)).isoformat())
    page.get_by_label("namiddag").check()
    press(page, "Zet erbij")
    press(page, about("Haal weg", ""))
    press(page, "Zet terug")
    is_told(page, "Bewaard. De planner houdt hier rekening mee.")
    is_fine(page)
    keep_picture(expert, "availability-days")


def says_what_is_not_possible(expert: Actor, series: Series) -> None:
    page, name = expert.page, series.organisation.name
    page.goto(reverse("availability_limits"))
    page.get_by_label("Hoogstens hoeveel minuten onderweg").fill("90")
    press(page, "Bewaar mijn grenzen")
    is_told(page, "Meer dan dit plant niemand zonder jouw ja.")
    is_fine(page)
    keep_picture(expert, "availability-limits")
    page.goto(reverse("availability"))
    follow(page, "Niet mogelijk")
    page.get_by_label("Naam van de organisatie").fill(name.split()[1][:6])
    press(page, "Zoek")
    is_fine(page)
    press(page, about("Niet mogelijk", name))
    is_told(page, "Niemand anders kan dit lezen.")
    expect(page.get_by_role("listitem").filter(has_text=name)).to_be_visible()
    assert name.split()[1] not in page.url
    is_fine(page)
    keep_picture(expert, "availability-not-possible")


def looks_at_the_crew(planner: Actor, expert: Actor) -> None:
    page = planner.page
    page.goto(reverse("crew"))
    is_fine(page)
    keep_picture(planner, "availability-crew")
    follow(page, expert.name)
    sees_title(page, expert.name)
    is_told(page, "hoogstens 90 minuten onderweg, enkele reis")
    opened(page, "Vraag om meer")
    page.get_by_label("hoogstens 2 halve dagen per week").check()
    page.get_by_label("Welk getal vraag je?").fill("3")
    is_fine(page)
    press(page, "Vraag het")
    is_told(page, "hoogstens 3 halve dagen per week: wacht op antwoord")
    keep_picture(planner, "availability-colleague")
    expert.page.goto(reverse("availability_limits"))
    follow(expert.page, about("Zeg ja of neen", "hoogstens 3 halve dagen per week"))
    page.goto(reverse("pay_rates"))
    is_fine(page)
    keep_picture(planner, "availability-pay")


def reads_not_possible_alone(planner: Actor, expert: Actor, series: Series) -> None:
    page = planner.page
    page.goto(reverse("duo_options", args=[series.pk]))
    opened(page, "waarom?")
    is_told(page, f"{expert.name}: niet mogelijk")
    page.goto(reverse("colleague", args=[expert.membership.person_id]))
    is_not_told(page, series.organisation.name)
