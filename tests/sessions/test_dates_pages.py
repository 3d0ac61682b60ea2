"""Pages on dates: what each role sees and does, in plain forms."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.rules import FUND_OFFICER
from tandem.kernel import access, clock
from tandem.sessions import rules
from tandem.sessions.models import Series, Session
from tests.factories import client_for, make_membership, make_viewer
from tests.sessions.factories import contact_of, make_duo, make_series, make_session, planner_of, propose, workshops

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> Series:
    with access.as_system():
        series = make_series()
        make_duo(series)
        return series


def rows_of(series: Series) -> list[Session]:
    with access.as_system():
        return list(series.sessions.select_related("series").in_order())


def row_fields(session: Session, **fields: str) -> dict[str, str]:
    """One row of the form with several sessions."""
    facts = {"version": str(session.version), "day": "", "starts": "", "ends": "", **fields}
    return {f"{session.pk}-{name}": value for name, value in facts.items()}


def organisation_client(series: Series) -> Client:
    with access.as_system():
        return client_for(contact_of(series))


def planner_client(series: Series) -> Client:
    with access.as_system():
        return client_for(planner_of(series))


def test_dates_page_shows_every_session_to_the_organisation(series: Series) -> None:
    page = organisation_client(series).get(reverse("series_dates", args=[series.pk]))
    assert page.status_code == 200
    assert all(f"Sessie {number}" in page.content.decode() for number in range(1, 7))
    assert "het duo kan" in page.content.decode()
