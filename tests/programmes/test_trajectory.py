"""The list of trajectories and the page of one: what each role sees, and whose turn it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity import rules as roles
from tandem.kernel import access, clock
from tandem.programmes.jobs import refresh_turns_hourly
from tandem.programmes.models import Trajectory, Turn
from tandem.sessions.actions.dates import report_dates
from tandem.sessions.actions.evaluation import complete_evaluation, open_evaluation
from tests.factories import client_for, make_membership, make_provider
from tests.programmes.factories import make_applicant, make_officer, make_trajectory
from tests.sessions.factories import confirm, make_duo


def planner_client(trajectory: Trajectory) -> Client:
    with access.as_system():
        return client_for(make_membership(roles.PLANNER, organisation=trajectory.provider).person)


def test_page_says_whose_turn_it_is_and_where_to_act(db: None) -> None:
    trajectory = make_trajectory()
    page = planner_client(trajectory).get(reverse("trajectory", args=[trajectory.pk])).content.decode()
    assert "De aanbieder: een duo kiezen." in page
    assert reverse("duo_choose", args=[trajectory.series_id]) in page


def test_page_offers_nothing_to_do_to_the_other_side(db: None) -> None:
    trajectory = make_trajectory()
    with access.as_system():
        client = client_for(trajectory.application.made_by)
    page = client.get(reverse("trajectory", args=[trajectory.pk])).content.decode()
    assert "De aanbieder: een duo kiezen." in page
    assert "Doe dit nu" not in page


def test_stranger_finds_no_trajectory(db: None) -> None:
    trajectory = make_trajectory()
    other_planner = make_membership(roles.PLANNER, organisation=make_provider()).person
    for person in (make_applicant()[1], make_officer("329"), other_planner):
        assert client_for(person).get(reverse("trajectory", args=[trajectory.pk])).status_code == 404


def test_fund_sees_no_messages(db: None) -> None:
    trajectory = make_trajectory()
    with access.as_system():
        client = client_for(make_officer(trajectory.fund.fund_code))
    page = client.get(reverse("trajectory", args=[trajectory.pk])).content.decode()
    assert reverse("trajectory_messages", args=[trajectory.pk]) not in page


def test_open_evaluation_is_shared_by_who_organises_the_trajectory(db: None) -> None:
    trajectory = make_trajectory()
    with access.as_system():
        make_membership(roles.PLANNER, organisation=trajectory.provider)
        duo = make_duo(trajectory.series)
        people = {"organisation": trajectory.application.made_by, "trainer": duo.trainer,
                  "expert": duo.experiential_expert, "fund": make_officer(trajectory.fund.fund_code)}  # fmt: skip
    clients = {name: client_for(person) for name, person in people.items()} | {"planner": planner_client(trajectory)}
    share = reverse("evaluation_share", args=[trajectory.series_id])

    def offered_to() -> set[str]:
        pages = {name: client.get(reverse("trajectory", args=[trajectory.pk])) for name, client in clients.items()}
        return {name for name, page in pages.items() if f'href="{share}"' in page.content.decode()}

    assert offered_to() == set()
    with access.as_system():
        open_evaluation(trajectory.series, by=people["organisation"], at=clock.now())
    assert offered_to() == {"organisation", "planner", "trainer", "expert"}
    assert {clients[name].get(share).status_code for name in offered_to()} == {200}
    with access.as_system():
        complete_evaluation(trajectory.series, by=people["organisation"], at=clock.now())
    assert offered_to() == set()


@pytest.mark.parametrize("query", [{"zoek": "bestaat niet"}, {"stand": "finished"}, {"beurt": "fund"}])
def test_list_filters(db: None, query: dict[str, str]) -> None:
    trajectory = make_trajectory()
    client = planner_client(trajectory)
    assert trajectory.number in client.get("/trajecten/").content.decode()
    assert "Niets gevonden" in client.get("/trajecten/", query).content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "999999999999", "x", ""])
def test_list_takes_any_page_number(db: None, number: str) -> None:
    trajectory = make_trajectory()
    assert trajectory.number in planner_client(trajectory).get("/trajecten/", {"pagina": number}).content.decode()


def test_list_asks_the_same_for_one_and_three_rows(db: None) -> None:
    client, counts = planner_client(make_trajectory()), []
    for extra in (0, 2):
        for _ in range(extra):
            make_trajectory()
        client.get("/trajecten/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/trajecten/")
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_one_trajectory_stays_within_its_questions(db: None) -> None:
    trajectory = make_trajectory()
    client = planner_client(trajectory)
    url = reverse("trajectory", args=[trajectory.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) <= 22  # a page of one file: 20 aimed at, two more for the transaction itself


def test_session_of_yesterday_asks_the_duo_for_the_list(db: None) -> None:
    trajectory = make_trajectory()
    long_ago = clock.now() - timedelta(days=40)
    with access.as_system():
        make_membership(roles.PLANNER, organisation=trajectory.provider)
        make_duo(trajectory.series, at=long_ago)
        for number, session in enumerate(trajectory.series.sessions.financed().in_order()):
            confirm(session, on=clock.today() + timedelta(days=7 * number - 3), at=long_ago)
        report_dates(trajectory.series, by=trajectory.application.made_by, at=long_ago)
        assert Turn.objects.get(trajectory=trajectory, ended_at=None).step == "hold_session"
    refresh_turns_hourly(timestamp=0)
    refresh_turns_hourly(timestamp=0)
    steps = Turn.objects.filter(trajectory=trajectory).order_by("pk").values_list("step", flat=True)
    assert list(steps)[-2:] == ["hold_session", "close_list"]
