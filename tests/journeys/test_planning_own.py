"""A question comes by mail to a phone: travel, hours and pay in view, then yes or no; later "dit lukt niet" reaches the planner."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.planning.actions.asking import ask_duos
from tandem.planning.models import PayRate
from tests.journeys.browsing import DESK, PHONE, NewWindow
from tests.journeys.steps.entrance import label_of, newest_mail
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import Actor, follow, is_told, keep_picture, press, sees_title
from tests.planning.page_factories import BRUGGE, make_asking_series, make_house
from tests.planning.test_asking import ask_for

pytestmark = pytest.mark.journey
FAMILIES = {"planner": "Sneeuwklokje", "trainer": "Vingerhoed", "experiential_expert": "Wollegras"}


def test_duo_answers_and_says_when_it_does_not_work(new_window: NewWindow) -> None:
    with access.as_system():
        house = make_house(trainers=1, experts=1)
        for row in house[0].memberships.select_related("person"):
            Person.objects.filter(pk=row.person_id).update(last_name=FAMILIES[row.role], phone="0470 00 00 00")
        PayRate.objects.create(provider=house[0], role="experiential_expert", per_half_day_eur=Decimal(90),
                               per_km_eur=Decimal("0.4297"), valid_from=date(2020, 1, 1), made_at=clock.now())  # fmt: skip

    def actor(role: str, width: int, *, javascript: bool = True) -> Actor:
        membership = house[0].memberships.select_related("person").get(role=role)
        page = new_window(width=width, javascript=javascript).page
        page.goto(f"/voorbeeld/?zoek={FAMILIES[role]}")
        press(page, label_of(membership))
        return Actor(membership, page, javascript)

    expert = actor("experiential_expert", PHONE, javascript=False)
    trainer, planner = actor("trainer", PHONE), actor("planner", DESK)
    first = asked(house)
    reads_the_mail_and_says_yes(expert, first)
    says_no_on_the_phone(trainer, first)
    second = asked(house, is_chosen_by_organisation=True)
    for one in (expert, trainer):
        one.page.goto(f"/vragen/{second}/")
        press(one.page, "Ja, ik doe dit")
    says_that_it_does_not_work(expert)
    sees_it_as_planner(planner, expert.name, second)


def asked(house: tuple[object, Person], **facts: object) -> object:
    with access.as_system():
        series = make_asking_series(house[0], place=BRUGGE, group_size=14)
        return ask_duos([ask_for(series, **facts)], provider_id=series.provider_id, by=house[1], at=clock.now())[0].pk


def reads_the_mail_and_says_yes(expert: Actor, pk: object) -> None:
    page = expert.page
    page.goto("/start/")
    follow(page, re.compile("Basistraject"))
    sees_title(page, "Kan en wil jij?")
    assert "Zeg dan ja of neen" in newest_mail(expert, expert.membership.person.email)
    page.goto(f"/vragen/{pk}/")
    for words in ("9 uur", "270,00", "Dit is een schatting.", "Kan je meerijden?"):
        is_told(page, re.compile(re.escape(words)))
    is_fine(page)
    keep_picture(expert, "planning-vraag")
    press(page, "Ja, ik doe dit")
    is_told(page, re.compile("We wachten op het antwoord van"))
    keep_picture(expert, "planning-vraag-ja")


def says_no_on_the_phone(trainer: Actor, pk: object) -> None:
    page = trainer.page
    page.goto(f"/vragen/{pk}/")
    is_told(page, re.compile("Er staat nog geen bedrag"))
    press(page, "Neen")
    is_told(page, "Je zei neen")
    is_fine(page)


def says_that_it_does_not_work(expert: Actor) -> None:
    page = expert.page
    page.goto("/mijn-planning/")
    is_fine(page)
    keep_picture(expert, "planning-eigen")
    page.get_by_role("button", name=re.compile("^Dit lukt niet")).first.click()
    is_told(page, "Je zei: dit lukt niet.")
    press(page, re.compile("^Het lukt toch"))
    page.get_by_role("button", name=re.compile("^Dit lukt niet")).last.click()
    keep_picture(expert, "planning-lukt-niet")
    follow(page, "Zeg welke dagen niet lukken")
    keep_picture(expert, "planning-weg")
    looks_before_it_is_sent(expert)


def looks_before_it_is_sent(expert: Actor) -> None:
    page = expert.page
    page.get_by_label("Eerste dag die niet lukt").fill(clock.today().isoformat())
    page.get_by_label("Laatste dag die niet lukt").fill(
        clock.today().replace(year=clock.today().year + 1, day=1).isoformat()
    )
    press(page, "Kijk wat dit verandert")
    is_told(page, re.compile("Voor deze 3 bijeenkomsten"))
    is_fine(page)
    keep_picture(expert, "planning-weg-kijk")
    follow(page, "Kies andere dagen")


def sees_it_as_planner(planner: Actor, name: str, pk: object) -> None:
    page: Page = planner.page
    body = newest_mail(planner, planner.membership.person.email)
    assert f"Dit lukt niet voor {name}" in body
    page.goto("/wachtrij/")
    is_told(page, re.compile(re.escape(name)))
    page.goto(f"/vragen/{pk}/")
    is_told(page, "beiden zeiden ja")
    keep_picture(planner, "planning-vraag-planner")
