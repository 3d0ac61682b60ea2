"""The planner's overview: what waits, search, filters, and a fixed number of questions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity.models import Organisation
from tandem.identity.rules import PLANNER
from tandem.kernel import access, clock
from tandem.sessions import rules, timetable
from tandem.sessions.actions.duo import answer_duo
from tandem.sessions.models import Series
from tandem.sessions.queries import planning
from tandem.sessions.queries.planning import OverviewFilter
from tests.factories import client_for, make_organisation, make_provider, make_viewer
from tests.sessions.factories import (
    confirm,
    make_duo,
    make_series,
    make_session,
    make_trained_expert,
    make_trainer,
    planner_of,
    propose,
    workshops,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_row")]


@pytest.fixture
def provider() -> Organisation:
    return make_provider()


def titles(provider: Organisation, **wanted: str) -> list[str]:
    viewer = make_viewer(PLANNER, organisation=provider)
    found = planning.planning_overview(viewer, OverviewFilter(**wanted), page=1, on=clock.today())
    return [row.title for row in found.rows]


def agreed(series: Series) -> Series:
    """With a duo that said yes."""
    duo = make_duo(series)
    answer_duo(series, agrees=True, by=duo.trainer, at=clock.now())
    answer_duo(series, agrees=True, by=duo.experiential_expert, at=clock.now())
    return series


def test_each_filter_finds_its_own(provider: Organisation) -> None:
    day = next(timetable.working_days(clock.today() + timedelta(days=20)))
    make_series(provider=provider, title="geen duo")
    make_duo(make_series(provider=provider, title="stil duo"))
    ours = agreed(make_series(provider=provider, title="te bevestigen"))
    propose(ours.sessions.get(position=1), on=day)
    theirs = agreed(make_series(provider=provider, title="bij de organisatie"))
    propose(theirs.sessions.get(position=1), on=day, side=rules.PROVIDER_SIDE)
    past = agreed(make_series(provider=provider, title="voorbij", sessions=workshops(1)))
    make_session(past, status=rules.HELD, on=clock.today() - timedelta(days=30))
    agreed(make_series(provider=provider, title="rustig"))
    assert titles(provider, waits_for=planning.NEEDS_DUO) == ["geen duo"]
    assert titles(provider, waits_for=planning.TO_CONFIRM) == ["te bevestigen"]
    assert sorted(titles(provider, waits_for=planning.NO_ANSWER)) == ["bij de organisatie", "stil duo"]
    assert "voorbij" not in titles(provider)
    assert titles(provider)[:2] == ["geen duo", "te bevestigen"]
    assert len(titles(provider, waits_for=planning.ALL)) == 6


def test_this_week_runs_from_monday_to_sunday(provider: Organisation) -> None:
    monday = timetable.monday_of(clock.today())
    before = clock.moment_on(monday - timedelta(days=14), 9)
    for title, days in (("zondag ervoor", -1), ("maandag", 0), ("zondag", 6), ("maandag erna", 7)):
        series = make_series(provider=provider, title=title, sessions=workshops(2))
        make_duo(series)
        confirm(series.sessions.get(position=1), on=monday + timedelta(days=days), at=before)
    assert sorted(titles(provider, waits_for=planning.THIS_WEEK)) == ["maandag", "zondag"]


def test_search_and_province_narrow_down(provider: Organisation) -> None:
    near = make_organisation(name="De Zilverreiger", province="Limburg")
    make_series(provider=provider, title="eerste", organisation=near)
    make_series(provider=provider, title="tweede")
    assert titles(provider, text="zilverreiger") == ["eerste"]
    assert titles(provider, text="zilverreiger tweede") == []
    assert titles(provider, province="Limburg") == ["eerste"]


def test_series_of_another_provider_stay_away(provider: Organisation) -> None:
    make_series(title="van een ander")
    assert titles(provider, waits_for=planning.ALL) == []


def test_row_says_what_waits_and_who_is_silent(provider: Organisation) -> None:
    series = make_series(provider=provider)
    duo = make_duo(series)
    answer_duo(series, agrees=True, by=duo.trainer, at=clock.now())
    propose(series.sessions.get(position=1), on=clock.today() + timedelta(days=20))
    viewer = make_viewer(PLANNER, organisation=provider)
    (row,) = planning.planning_overview(viewer, OverviewFilter(), page=1, on=clock.today()).rows
    assert row.waits == (("yellow", "1 datum te bevestigen"),)
    assert row.duo_note == f"Nog geen antwoord van {duo.experiential_expert}"
    assert row.dates == "0 van 6 datums vast, 0 voorbij"


def test_overview_asks_at_most_twelve_questions_for_one_or_fifty_rows(provider: Organisation) -> None:
    viewer = make_viewer(PLANNER, organisation=provider)
    trainer, expert = make_trainer(provider), make_trained_expert(provider)
    counts = []
    for wanted in (1, 50):
        while Series.objects.count() < wanted:
            make_duo(make_series(provider=provider, sessions=workshops(2)), trainer=trainer, expert=expert)
        with CaptureQueriesContext(connection) as asked:
            overview = planning.planning_overview(viewer, OverviewFilter(), page=1, on=clock.today())
        assert len(overview.rows) == wanted
        counts.append(len(asked))
    assert counts == [counts[0]] * 2
    assert counts[0] <= 12


def test_whole_page_asks_as_much_for_one_or_many_rows(provider: Organisation) -> None:
    client = client_for(planner_of(make_series(provider=provider)))
    counts = []
    for _ in range(3):
        with access.as_system():
            make_duo(make_series(provider=provider, sessions=workshops(2)))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("planning_overview"))
        counts.append(len(asked))
    assert (counts[1], counts[1] <= 15) == (counts[2], True)


def test_empty_overview_says_what_will_come(provider: Organisation) -> None:
    planner = make_viewer(PLANNER, organisation=provider)
    client = client_for(provider.memberships.get(person_id=planner.person_id).person)
    address = reverse("planning_overview")
    assert "Er loopt nog geen reeks" in client.get(address).content.decode()
    page = client.get(address, {"toon": "duo", "zoek": "<b>", "provincie": "Mars", "pagina": "x"})
    assert (page.status_code, "Niets gevonden" in page.content.decode()) == (200, True)


def test_overview_is_for_planners_only() -> None:
    series = make_series()
    duo = make_duo(series)
    assert client_for(duo.trainer).get(reverse("planning_overview")).status_code == 403
