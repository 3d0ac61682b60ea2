"""Front page, start page per role, menu, search and audit trail."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity import rules
from tandem.kernel import access, audit, clock
from tandem.lobby.navigation import MENUS, menu_for
from tandem.planning.models import Hindrance
from tests.factories import client_for, make_fund, make_membership, make_organisation, make_platform, make_viewer
from tests.planning.page_factories import make_asking_series, make_house
from tests.programmes.factories import make_applicant, make_application, make_officer, make_trajectory


@pytest.mark.parametrize("role", sorted(MENUS))
def test_menu_leads_somewhere_for_every_role(db: None, role: str) -> None:
    menu = menu_for(make_viewer(role), reverse(MENUS[role][0][0]))
    assert len(menu) == len(MENUS[role])
    assert [entry.label for entry in menu if entry.is_current] == [menu[0].label]


@pytest.mark.parametrize(
    ("role", "path", "label"),
    [
        (rules.FUND_OFFICER, "/aanvragen/1b/", "Aanvragen"),
        (rules.FUND_OFFICER, "/aanvragen/wachtrij/", "Aanvragen"),
        (rules.FUND_OFFICER, "/aanvragen/te-versturen/", "Te versturen"),
        (rules.FUND_OFFICER, "/reeksen/1b/evaluatie/resultaten/", "Trajecten"),
        (rules.ORGANISATION_CONTACT, "/aanvragen/1b/", "Aanvragen"),
        (rules.ORGANISATION_CONTACT, "/bijeenkomsten/1b/", "Ons traject"),
        (rules.PLANNER, "/reeksen/1b/data/", "Planning"),
        (rules.PLANNER, "/trajecten/1b/", "Trajecten"),
        (rules.TRAINER, "/bijeenkomsten/1b/aanwezigheid/", "Trajecten"),
        (rules.ADMINISTRATOR, "/organisatie/1b/", "Organisaties"),
        (rules.PLANNER, "/mijn-account/", ""),
    ],
)
def test_menu_marks_where_you_are(db: None, role: str, path: str, label: str) -> None:
    assert "".join(entry.label for entry in menu_for(make_viewer(role), path) if entry.is_current) == label


def test_every_role_has_a_menu() -> None:
    assert set(MENUS) == set(rules.ROLES)


def test_stranger_reads_the_front_page_and_is_asked_to_log_in_further_on(db: None) -> None:
    assert Client().get("/").status_code == 200
    assert Client().get("/start/")["Location"] == f"{reverse('account_login')}?next=/start/"


@pytest.mark.parametrize("page", ["help_page", "accessibility", "privacy"])
def test_public_page_opens_without_login(db: None, page: str) -> None:
    assert Client().get(reverse(page)).status_code == 200


def test_start_page_says_what_the_fund_must_do(db: None) -> None:
    application = make_application("submitted")
    page = client_for(make_officer()).get("/start/").content.decode()
    assert "Over de aanvraag beslissen" in page
    assert application.organisation.name in page


def test_start_page_says_what_the_organisation_must_do(db: None) -> None:
    organisation, person = make_applicant()
    make_application("asked", organisation=organisation, by=person)
    assert "De vraag van het fonds beantwoorden" in client_for(person).get("/start/").content.decode()


def test_start_page_of_another_fund_stays_empty(db: None) -> None:
    make_application("submitted")
    page = client_for(make_officer("329")).get("/start/").content.decode()
    assert "Je bent helemaal bij" in page


def test_start_page_says_what_the_planner_must_do(db: None) -> None:
    with access.as_system():
        house, planner = make_house(trainers=1, experts=1)
        assert "Je bent helemaal bij" in client_for(planner).get("/start/").content.decode()
        series = [make_asking_series(house) for _ in range(2)]
        series[0].sessions.update(status="proposed", proposed_by_side="provider", starts_at=clock.now() + timedelta(days=9),
                                  ends_at=clock.now() + timedelta(days=9, hours=3))  # fmt: skip
        expert = house.memberships.get(role=rules.EXPERIENTIAL_EXPERT).person
        Hindrance.objects.create(session=series[0].sessions.first(), provider=house, person=expert, said_at=clock.now(),
                                 said_by=expert)  # fmt: skip
    page = client_for(planner).get("/start/").content.decode()
    assert "1 keer kan iemand niet: zoek een oplossing" in page
    assert "1 reeks wacht op een duo of op dagen" in page
    assert "Je bent helemaal bij" not in page


def test_start_page_shows_drafts(db: None) -> None:
    organisation, person = make_applicant()
    make_application("draft", organisation=organisation, by=person)
    assert "Nog niet ingediend" in client_for(person).get("/start/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_asks_no_more_for_more_rows(db: None, count: int) -> None:
    officer = make_officer()
    for _ in range(count):
        make_application("submitted")
    client = client_for(officer)
    client.get("/start/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/start/")
    assert len(asked) <= 14


def test_search_finds_by_number_and_organisation(db: None) -> None:
    trajectory = make_trajectory()
    with access.as_system():
        client = client_for(make_officer(trajectory.fund.fund_code))
    for words in (trajectory.number, trajectory.organisation.name[:6]):
        assert reverse("trajectory", args=[trajectory.pk]) in client.get("/zoeken/", {"zoek": words}).content.decode()


def test_search_finds_nothing_of_others(db: None) -> None:
    trajectory = make_trajectory()
    page = client_for(make_officer("329")).get("/zoeken/", {"zoek": trajectory.number}).content.decode()
    assert "Niets gevonden" in page


def test_audit_trail_is_for_administrators(db: None) -> None:
    administrator = make_membership(rules.ADMINISTRATOR, organisation=make_platform()).person
    audit.record("test.act_done", make_organisation(), by=administrator, at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")
    page = client_for(administrator).get("/logboek/", {"controle": "1"}).content.decode()
    assert "De ketting is heel" in page
    assert "test.act_done" in page
    officer = make_membership(rules.FUND_OFFICER, organisation=make_fund()).person
    assert client_for(officer).get("/logboek/").status_code == 403
