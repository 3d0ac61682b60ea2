"""From a page about a series back to the trajectory it belongs to, although its room knows no trajectories."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity.rules import PLANNER
from tandem.kernel import access, pages
from tandem.programmes.models import Trajectory
from tests.factories import client_for, make_membership
from tests.programmes.factories import make_trajectory
from tests.sessions.factories import make_series

OF_SERIES = (
    "series_dates", "duo_choose", "participants", "series_presence", "evaluation_share", "evaluation_results",
)  # fmt: skip


@pytest.fixture
def trajectory(db: None) -> Trajectory:
    with access.as_system():
        return make_trajectory()


@pytest.fixture
def planner(trajectory: Trajectory) -> Client:
    with access.as_system():
        return client_for(make_membership(PLANNER, organisation=trajectory.provider).person)


@pytest.mark.parametrize("name", OF_SERIES)
def test_page_of_a_series_leads_back_to_its_trajectory(planner: Client, trajectory: Trajectory, name: str) -> None:
    page = planner.get(reverse(name, args=[trajectory.series_id]))
    assert page.status_code == 200
    assert f'href="{reverse("trajectory", args=[trajectory.pk])}">Terug naar het traject' in page.content.decode()


def test_page_of_a_session_leads_back_too(planner: Client, trajectory: Trajectory) -> None:
    with access.as_system():
        session = trajectory.series.sessions.in_order()[0]
    page = planner.get(reverse("session", args=[session.pk])).content.decode()
    assert f'href="{reverse("trajectory", args=[trajectory.pk])}">Terug naar het traject' in page
    assert reverse("series_dates", args=[trajectory.series_id]) in page


def test_series_without_a_trajectory_has_no_way_back(db: None) -> None:
    with access.as_system():
        series = make_series()
        page = Template("{% include 'sessions/home_link.html' %}").render(Context({"series_id": series.pk}))
    assert page.strip() == ""


def test_way_back_asks_one_question(trajectory: Trajectory) -> None:
    with access.as_system(), CaptureQueriesContext(connection) as asked:
        found = pages.home_of("series", trajectory.series_id)
    assert found == reverse("trajectory", args=[trajectory.pk])
    assert len([query for query in asked if "set_config" not in query["sql"]]) == 1


def test_nobody_owns_the_page_of_something_else(trajectory: Trajectory) -> None:
    assert pages.home_of("workshop", trajectory.pk) == ""
