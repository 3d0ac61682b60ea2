"""The timeline of a trajectory: every act is told or kept inside on purpose, and sessions are told by their title."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity.history import SENTENCES as IDENTITY_SENTENCES
from tandem.identity.models import Membership
from tandem.identity.rules import FUND_OFFICER, PLANNER, TRAINER
from tandem.kernel import access, audit, clock
from tandem.programmes.models import Trajectory
from tandem.programmes.queries import doors
from tandem.programmes.queries.history import history_of
from tandem.programmes.rules.application_history import FUND_SENTENCES
from tandem.programmes.rules.history import INTERNAL, line_of, told_acts
from tandem.sessions.models import AttendanceList
from tests.architecture.acts import written_acts
from tests.factories import client_for, make_membership
from tests.programmes.factories import make_trajectory
from tests.programmes.pages import text_in
from tests.sessions.factories import confirm, make_duo


@pytest.fixture
def trajectory(db: None) -> Trajectory:
    return _with_planner()


def _with_planner() -> Trajectory:
    with access.as_system():
        made = make_trajectory()
        make_membership(PLANNER, organisation=made.provider)
        return made


def texts_of(trajectory: Trajectory, *parts: str) -> list[str]:
    with access.as_system():
        return [row.text for row in history_of(trajectory, parts=parts)]


def test_every_act_has_a_sentence_or_stays_inside() -> None:
    # Files of guidance and signals have a timeline of their own; amounts of law a page; dialogue and calls show versions;
    # of planning the timeline tells what it leads to in the sessions.
    others = ("guidance/", "income/", "policy_signals/", "dialogue/", "calls/", "planning/")
    written = set().union(*(acts for file, acts in written_acts().items() if not file.startswith(others)))
    told = set(told_acts(with_settlements=True)) | set(IDENTITY_SENTENCES)
    assert sorted(written - told - INTERNAL) == []
    assert sorted((told | INTERNAL) - written) == []
    assert sorted(INTERNAL & told) == []
    assert sorted(set(FUND_SENTENCES) - told - INTERNAL) == []


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("", "het begint."),
        ("Feedbackmoment", "Feedbackmoment: het begint."),
        ("Sessie 2: missing links en je eigen bril", "Sessie 2: het begint."),
    ],
)
def test_title_of_the_session_stands_in_front(title: str, line: str) -> None:
    assert line_of("het begint.", title) == line


def test_timeline_tells_duo_dates_and_lists(trajectory: Trajectory) -> None:
    with access.as_system():
        make_duo(trajectory.series)
        session = trajectory.series.sessions.in_order()[1]
        confirm(session, on=clock.today() + timedelta(days=30))
        at = clock.now()
        opened = AttendanceList.objects.create(session=session, code="LIJST-1", door_secret="geheim", opened_at=at)
        audit.record("sessions.open_list", opened, by=None, at=at, session=session.pk)
    assert texts_of(trajectory)[:4] == [
        "Sessie 2: de aanwezigheidslijst is geopend.",
        "Sessie 2: de datum is bevestigd.",
        "Sessie 2: er is een datum voorgesteld.",
        "De aanbieder koos een duo.",
    ]


def test_acts_of_another_series_stay_away(trajectory: Trajectory) -> None:
    other = _with_planner()
    with access.as_system():
        make_duo(other.series)
        confirm(other.series.sessions.in_order()[0], on=clock.today() + timedelta(days=30))
    assert "Sessie 1: de datum is bevestigd." not in texts_of(trajectory)
    assert "Sessie 1: de datum is bevestigd." in texts_of(other)


def test_settlements_are_between_provider_and_fund(trajectory: Trajectory) -> None:
    with access.as_system():
        audit.record("settlement.claimed", trajectory, by=None, at=clock.now())
    told = "De aanbieder diende een afrekening in."
    assert told in texts_of(trajectory, doors.PLANNING)
    assert told in texts_of(trajectory, doors.FUND)
    assert told not in texts_of(trajectory, doors.ORGANISATION)


def test_timeline_asks_three_questions(trajectory: Trajectory) -> None:
    with access.as_system(), CaptureQueriesContext(connection) as asked:
        history_of(trajectory)
    assert len([query for query in asked if "set_config" not in query["sql"]]) == 3


FUND_ACTS = ("application.asked", "settlement.questioned", "report.finalised", "sessions.report_dates")


@pytest.fixture
def officer(trajectory: Trajectory) -> Membership:
    """Somebody of the fund who did things in this file, of those a fund does and others, and works elsewhere now."""
    with access.as_system():
        officer = make_membership(FUND_OFFICER, organisation=trajectory.fund)
        for act in FUND_ACTS:
            subject = trajectory.application if act.startswith("application") else trajectory
            audit.record(act, subject, by=officer.person, at=clock.now())
        Membership.objects.filter(pk=officer.pk).update(valid_to=F("valid_from") + timedelta(days=1))
        make_membership(TRAINER, person=officer.person)
    return officer


def timeline_page(trajectory: Trajectory, reader: Membership) -> str:
    return text_in(client_for(reader.person).get(reverse("trajectory", args=[trajectory.pk])))


@pytest.mark.parametrize("side", ["organisation", "provider"])
def test_only_the_fund_reads_the_names_of_its_staff(trajectory: Trajectory, officer: Membership, side: str) -> None:
    with access.as_system():
        decider = trajectory.application.released_by
        others = {"organisation": trajectory.organisation, "provider": trajectory.provider}
        reader = others[side].memberships.filter(role__in=["organisation_contact", PLANNER]).select_related("person")[0]
        colleague = make_membership(FUND_OFFICER, organisation=trajectory.fund)
    page = timeline_page(trajectory, reader)
    assert [str(person) for person in (officer.person, decider) if str(person) in page] == []
    assert trajectory.fund.name in page
    own_page = timeline_page(trajectory, colleague)
    assert [str(person) for person in (officer.person, decider) if str(person) not in own_page] == []


def test_application_hides_every_act_of_fund_staff(trajectory: Trajectory, officer: Membership) -> None:
    with access.as_system():
        for act in FUND_SENTENCES:
            audit.record(act, trajectory.application, by=officer.person, at=clock.now())
    page = client_for(trajectory.application.made_by).get(reverse("application", args=[trajectory.application_id]))
    assert str(officer.person) not in text_in(page)
