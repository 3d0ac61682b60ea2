"""The crowd: what it adds is as sound as what people make, and only what misses is added."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connections
from django.db.models import Count, F, Q
from pytest_django.plugin import DjangoDbBlocker
from stdnum.be import vat

from tandem.example.crowd.layout import COURSES_PER_BLOCK, TALK_FORTNIGHT, VISIT_FORTNIGHT, courses_of
from tandem.example.crowd.loading import add_blocks, make_shared_documents, missing_blocks
from tandem.example.crowd.people import FIRST_NUMBER, ORGANISATIONS_PER_BLOCK, blocks_there
from tandem.example.world.loading import load_world
from tandem.example.world.names import enterprise_number
from tandem.identity.models import Organisation
from tandem.kernel import access, audit, clock
from tandem.programmes.models import Application, Report, Settlement, SettlementLine, Trajectory
from tandem.programmes.queries.progress import trajectory_facts
from tandem.programmes.rules import rails, states
from tandem.sessions.models import AttendanceList, Booking, EvaluationResponse, Session
from tests.databases import OwnDatabase

pytestmark = pytest.mark.slow
BLOCKS = 2


@pytest.fixture(scope="module")
def crowd(django_db_setup: None, own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """People and prices without stories, and two blocks behind them; gives the lines that were said."""
    said: list[str] = []
    with django_db_blocker.unblock():
        load_world(seed=2026, today=clock.today(), say=said.append, chosen=())
        make_shared_documents(today=clock.today())
        add_blocks(missing_blocks(until=BLOCKS), seed=2026, today=clock.today(), say=said.append)
    yield said
    with django_db_blocker.unblock():
        connections.close_all()
        own_database.renew()


@pytest.fixture
def every_row(crowd: list[str], db: None) -> Iterator[None]:
    """The rows of every organisation, in the crowd."""
    with access.as_system():
        yield


def test_layout_books_nobody_twice() -> None:
    taken = [
        (course.duo, *course.period(fortnight))
        for course in courses_of(0, today=date(2027, 3, 10))
        for fortnight in (TALK_FORTNIGHT, *range(6), VISIT_FORTNIGHT)
    ]
    assert len(taken) == COURSES_PER_BLOCK * 8
    by_duo = sorted(taken)
    assert [late for early, late in itertools.pairwise(by_duo) if early[0] == late[0] and late[1] < early[2]] == []


def test_blocks_bring_hundreds_of_trajectories_and_tens_of_thousands_of_signatures(every_row: None) -> None:
    assert Trajectory.objects.count() == BLOCKS * COURSES_PER_BLOCK
    signed = AttendanceList.objects.aggregate(most=Count("session__attendances"))["most"]
    assert signed > BLOCKS * 10_000


def test_turns_of_the_crowd_are_what_the_rule_says(every_row: None) -> None:
    wrong = []
    for trajectory in Trajectory.objects.select_related("template").order_by("number")[::3]:
        turn = trajectory.turns.filter(ended_at__isnull=True).first()
        expected = rails.whose_turn(trajectory_facts(trajectory, at=clock.now()))
        if (turn and (turn.step, turn.side)) != (expected and (expected.step, expected.side)):
            wrong.append((trajectory.number, turn and turn.step, expected))
    assert wrong == []


def test_crowd_stands_in_many_states(every_row: None) -> None:
    assert set(Trajectory.objects.order_by("pk").values_list("status", flat=True)) == set(states.TRAJECTORY_STATE_NAMES)
    assert {"open", "claimed", "accepted", "paid"} == set(
        Settlement.objects.order_by("pk").values_list("status", flat=True)
    )
    assert {"to_plan", "proposed", "confirmed", "held", "cancelled"} == set(
        Session.objects.order_by("pk").values_list("status", flat=True)
    )
    assert set(Application.objects.order_by("pk").values_list("status", flat=True)) == set(
        states.APPLICATION_STATE_NAMES
    )


def test_closed_lists_count_their_signatures_and_have_a_document(every_row: None) -> None:
    closed = AttendanceList.objects.filter(closed_at__isnull=False)
    counted = closed.annotate(signatures=Count("session__attendances"))
    assert closed.count() > BLOCKS * 1_500
    assert not counted.exclude(signatures=F("present_count")).exists()
    assert closed.values("document").distinct().count() == 1


def test_both_members_of_the_duo_are_booked_for_every_agreed_session(every_row: None) -> None:
    agreed = Session.objects.filter(status__in=["confirmed", "held"])
    assert Booking.objects.count() == 2 * agreed.count()


def test_settlements_add_up(every_row: None) -> None:
    for settlement in Settlement.objects.prefetch_related("lines").order_by("pk")[:100]:
        assert settlement.total_eur == sum(line.amount_eur for line in settlement.lines.all())
        assert settlement.accepted_eur == (settlement.total_eur if settlement.decided_at else None)
    assert not SettlementLine.objects.filter(session__attendance_list__closed_at__isnull=True).exists()


def test_every_file_has_lines_in_an_unbroken_audit_trail(every_row: None) -> None:
    assert audit.first_broken_position() is None
    first = Trajectory.objects.select_related("application").order_by("number")[0]
    assert [entry.action for entry in audit.history_of(first.application)] == [
        "application.submitted",
        "application.approved",
    ]
    assert [entry.action for entry in audit.history_of(first)] == ["trajectory.started"]


def test_finished_trajectories_have_their_papers(every_row: None) -> None:
    finished = Trajectory.objects.filter(status="finished").count()
    assert Report.objects.filter(kind="follow_up_note", finalised_at__isnull=False).count() == finished
    assert EvaluationResponse.objects.count() > 5 * finished


def test_enterprise_numbers_of_the_crowd_are_valid_and_tell_the_block(every_row: None) -> None:
    numbers = [enterprise_number(FIRST_NUMBER + n) for n in range(BLOCKS * ORGANISATIONS_PER_BLOCK)]
    assert Organisation.objects.filter(enterprise_number__in=numbers).count() == len(numbers)
    assert [number for number in numbers if not vat.is_valid(number)] == []
    assert blocks_there() == set(range(BLOCKS))


def test_only_missing_blocks_are_added(every_row: None) -> None:
    assert missing_blocks(until=BLOCKS) == []
    assert missing_blocks(until=BLOCKS + 2) == [BLOCKS, BLOCKS + 1]


def test_progress_is_told_in_dutch(crowd: list[str], db: None) -> None:
    assert [line.split(":")[0].strip() for line in crowd[1:]] == ["Deel 1", "Deel 2"]


def test_agreed_sessions_lie_on_the_right_side_of_now(every_row: None) -> None:
    now = clock.now()
    assert not Session.objects.filter(status="held", starts_at__gt=now).exists()
    assert not Session.objects.filter(
        Q(status="proposed") | Q(status="confirmed"), ends_at__lt=now - timedelta(days=1)
    ).exists()
