"""What the database itself refuses, tried with plain SQL as the application's own role."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tandem.kernel import access, clock
from tandem.kernel.ids import new_id
from tandem.sessions import rules
from tandem.sessions.models import (
    Attendance,
    AttendanceCorrection,
    AttendanceList,
    Booking,
    Duo,
    EvaluationForm,
    EvaluationResponse,
    PaperScan,
    Participant,
    Series,
    Session,
)
from tests.factories import make_organisation
from tests.sessions.factories import (
    confirm,
    make_duo,
    make_series,
    make_trained_expert,
    make_trainer,
    planner_of,
    propose,
    workshops,
)

pytestmark = pytest.mark.django_db
DAY = date(2031, 5, 6)
PROTECTED = (
    "tandem_sessions_series", "tandem_sessions_session", "tandem_sessions_participant", "tandem_sessions_attendance",
    "tandem_sessions_evaluationresponse", "tandem_sessions_attendancelist", "tandem_sessions_attendancecorrection",
    "tandem_sessions_paperscan",
)  # fmt: skip


def run(sql: str, *params: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, list(params))


@pytest.fixture
def session(every_row: None) -> Session:
    """A confirmed session."""
    series = make_series(sessions=workshops(2))
    make_duo(series)
    return confirm(series.sessions.get(position=1), on=DAY)


@pytest.fixture
def closed_list(session: Session) -> AttendanceList:
    """A closed list with one signature."""
    person = Participant.objects.create(series=session.series, name="Imke Dijkgraaf", added_at=clock.now())
    Attendance.objects.create(session=session, participant=person, method="phone", signed_at=clock.now())
    row = AttendanceList.objects.create(session=session, code="AB12", door_secret="x", opened_at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into kernel_storedfile (id, kind, name, content_type, size, sha256, is_sealed, made_at)
            values (gen_random_uuid(), 'list', 'lijst.pdf', 'application/pdf', 1, 'x', true, now()) returning id"""
        )
        document = cursor.fetchone()[0]
    AttendanceList.objects.filter(pk=row.pk).update(
        trainer_signed_at=clock.now(), expert_signed_at=clock.now(), document_id=document, closed_at=clock.now()
    )
    return AttendanceList.objects.get(pk=row.pk)


def test_session_ends_after_it_starts(session: Session) -> None:
    with pytest.raises(IntegrityError, match="session_ends_after_start"):
        run("update tandem_sessions_session set ends_at = starts_at where id = %s", session.pk)


@pytest.mark.parametrize("column", ["trainer_id", "experiential_expert_id", "starts_at, ends_at"])
def test_confirmed_session_keeps_date_and_duo(session: Session, column: str) -> None:
    nothing = ", ".join(f"{name.strip()} = null" for name in column.split(","))
    with pytest.raises(IntegrityError, match=r"confirmed_session_has_date_and_duo|has a trained experiential expert"):
        run(f"update tandem_sessions_session set {nothing} where id = %s", session.pk)  # noqa: S608


def test_unplanned_session_is_not_made_confirmed(session: Session) -> None:
    other = session.series.sessions.get(position=2)
    with pytest.raises(IntegrityError):
        run("update tandem_sessions_session set status = 'confirmed' where id = %s", other.pk)


def test_one_person_is_no_duo_of_a_session(session: Session) -> None:
    with pytest.raises(IntegrityError, match="session_duo_is_two_people"):
        run("update tandem_sessions_session set trainer_id = experiential_expert_id where id = %s", session.pk)


def test_proposal_has_a_date_and_a_side(session: Session) -> None:
    other = propose(session.series.sessions.get(position=2), on=DAY + timedelta(days=1))
    with pytest.raises(IntegrityError, match="proposal_has_date_and_side"):
        run("update tandem_sessions_session set proposed_by_side = 'fund' where id = %s", other.pk)


def test_one_person_is_no_duo_of_a_series(session: Session) -> None:
    with pytest.raises(IntegrityError, match="duo_is_two_people"):
        run("update tandem_sessions_duo set trainer_id = experiential_expert_id")


def test_series_has_one_open_duo(session: Session) -> None:
    duo = session.series.duos.get()
    with pytest.raises(IntegrityError, match="one_open_duo_per_series"), transaction.atomic():
        Duo.objects.create(series=session.series, trainer=duo.trainer, experiential_expert=duo.experiential_expert,
                           assigned_at=clock.now(), assigned_by=duo.trainer)  # fmt: skip


@pytest.mark.parametrize("trained_on", [None, DAY + timedelta(days=1)])
def test_untrained_expert_leads_no_confirmed_session(session: Session, trained_on: date | None) -> None:
    expert = make_trained_expert(session.series.provider, trained_on=trained_on)
    with pytest.raises(IntegrityError, match="trained experiential expert"):
        run("update tandem_sessions_session set experiential_expert_id = %s where id = %s", expert.pk, session.pk)


def test_trainer_is_no_experiential_expert(session: Session) -> None:
    trainer = make_trainer(session.series.provider)
    with pytest.raises(IntegrityError, match="trained experiential expert"):
        run("update tandem_sessions_duo set experiential_expert_id = %s", trainer.pk)


@pytest.mark.parametrize(
    ("begin", "end", "is_refused"),
    [
        ("07:00", "09:31", True),
        ("10:00", "11:00", True),
        ("12:29", "13:00", True),
        ("12:30", "13:30", False),
        ("08:00", "09:30", False),
    ],
)
def test_bookings_of_one_person_never_overlap(session: Session, begin: str, end: str, is_refused: bool) -> None:
    other = session.series.sessions.get(position=2)
    period = f"[2031-05-06 {begin}+02, 2031-05-06 {end}+02)"
    sql = "insert into tandem_sessions_booking (session_id, person_id, period, is_active) values (%s, %s, %s, true)"
    if is_refused:
        with pytest.raises(IntegrityError, match="nobody_is_booked_twice"):
            run(sql, other.pk, session.trainer_id, period)
    else:
        run(sql, other.pk, session.trainer_id, period)
    assert Booking.objects.filter(session=other).exists() is not is_refused


def test_booking_that_was_given_back_takes_nothing(session: Session) -> None:
    other = session.series.sessions.get(position=2)
    run("update tandem_sessions_booking set is_active = false")
    run(
        """insert into tandem_sessions_booking (session_id, person_id, period, is_active)
        select %s, person_id, period, true from tandem_sessions_booking""",
        other.pk,
    )
    with pytest.raises(IntegrityError, match="nobody_is_booked_twice"):
        run("update tandem_sessions_booking set is_active = true")


def test_person_is_booked_once_per_session(session: Session) -> None:
    with pytest.raises(IntegrityError, match="one_booking_per_person_and_session"):
        run(
            """insert into tandem_sessions_booking (session_id, person_id, period, is_active)
            select session_id, person_id, period, false from tandem_sessions_booking"""
        )


SESSION_COPY = """insert into tandem_sessions_session (id, series_id, position, step, phase, kind, title, group_kind,
    work_form, half_days, is_financed, needs_list, status, is_remote, place, directions, remote_link,
    expected_participants, proposed_by_side, proposal_note, cancel_reason, calendar_sequence, version)
    select gen_random_uuid(), series_id, 9, step, %s, kind, title, group_kind, work_form, %s, %s, needs_list, %s,
    is_remote, place, directions, remote_link, expected_participants, '', '', '', 0, 1
    from tandem_sessions_session where series_id = %s and position = 1"""


@pytest.mark.parametrize(
    ("phase", "half_days", "is_financed", "status", "is_refused"),
    [
        (1, 1, True, "to_plan", True),
        (1, 1, False, "to_plan", False),
        (1, 1, True, "cancelled", False),
    ],
)
@pytest.mark.usefixtures("every_row")
def test_seventh_half_day_is_refused(
    phase: int, half_days: int, is_financed: bool, status: str, is_refused: bool
) -> None:
    series = make_series()
    if is_refused:
        with pytest.raises(IntegrityError, match="more half-days than the programme finances"):
            run(SESSION_COPY, phase, half_days, is_financed, status, series.pk)
    else:
        run(SESSION_COPY, phase, half_days, is_financed, status, series.pk)
    assert series.sessions.count() == (6 if is_refused else 7)


@pytest.mark.usefixtures("every_row")
def test_half_days_of_a_phase_stay_within_its_own_maximum() -> None:
    series = make_series(sessions=workshops(1), max_half_days=9, phase_maxima={"2": 2})
    with pytest.raises(IntegrityError, match="more half-days"):
        run(SESSION_COPY, 2, 3, True, "to_plan", series.pk)
    run(SESSION_COPY, 2, 2, True, "to_plan", series.pk)


SEVENTH = [
    "update tandem_sessions_session set status = 'to_plan' where status = 'cancelled'",
    "update tandem_sessions_session set half_days = 2 where position = 2",
    "update tandem_sessions_session set is_financed = true where not is_financed",
]


@pytest.mark.parametrize("sql", SEVENTH)
@pytest.mark.usefixtures("every_row")
def test_no_change_sneaks_in_a_seventh_half_day(sql: str) -> None:
    series = make_series()
    run(SESSION_COPY, 1, 1, False, "to_plan", series.pk)
    run(SESSION_COPY, 1, 1, True, "cancelled", series.pk)
    with pytest.raises(IntegrityError, match="more half-days"):
        run(sql)


CHANGES_OF_A_CLOSED_LIST = [
    "update tandem_sessions_attendancelist set present_count = 9",
    "update tandem_sessions_attendancelist set closed_at = null",
    "delete from tandem_sessions_attendancelist",
    "update tandem_sessions_attendance set typed_name = 'iemand anders'",
    "delete from tandem_sessions_attendance",
]


@pytest.mark.parametrize("sql", CHANGES_OF_A_CLOSED_LIST)
def test_closed_list_never_changes(closed_list: AttendanceList, sql: str) -> None:
    with pytest.raises(DatabaseError, match="a closed attendance list never changes"):
        run(sql)


def test_nobody_signs_a_closed_list(closed_list: AttendanceList) -> None:
    series = closed_list.session.series
    late = Participant.objects.create(series=series, name="Tuur Grasveld", added_at=clock.now())
    with pytest.raises(DatabaseError, match="a closed attendance list never changes"), transaction.atomic():
        Attendance.objects.create(session=closed_list.session, participant=late, method="phone", signed_at=clock.now())


def test_one_signature_on_a_closed_list_refuses_the_whole_statement(closed_list: AttendanceList) -> None:
    series = closed_list.session.series
    other = series.sessions.get(position=2)
    late = Participant.objects.create(series=series, name="Tuur Grasveld", added_at=clock.now())
    with pytest.raises(DatabaseError, match="a closed attendance list never changes"), transaction.atomic():
        Attendance.objects.bulk_create(
            Attendance(session=session, participant=late, method="phone", signed_at=clock.now())
            for session in (other, closed_list.session)
        )
    assert not Attendance.objects.filter(participant=late).exists()


@pytest.mark.parametrize("is_from", [True, False])
def test_signature_moves_neither_from_nor_to_a_closed_list(closed_list: AttendanceList, is_from: bool) -> None:
    series = closed_list.session.series
    other = series.sessions.get(position=2)
    late = Participant.objects.create(series=series, name="Tuur Grasveld", added_at=clock.now())
    Attendance.objects.create(session=other, participant=late, method="phone", signed_at=clock.now())
    origin, target = (closed_list.session, other) if is_from else (other, closed_list.session)
    with pytest.raises(DatabaseError, match="a closed attendance list never changes"), transaction.atomic():
        Attendance.objects.filter(session=origin).update(session=target)


def test_list_closes_with_both_signatures_only(session: Session) -> None:
    AttendanceList.objects.create(session=session, code="AB12", door_secret="x", opened_at=clock.now())
    with pytest.raises(IntegrityError, match="closed_list_is_signed_by_duo_and_sealed"):
        run("update tandem_sessions_attendancelist set closed_at = now(), trainer_signed_at = now()")


def test_participant_signs_once_per_session(session: Session) -> None:
    person = Participant.objects.create(series=session.series, name="Imke Dijkgraaf", added_at=clock.now())
    for expected in (1, 2):
        facts = {"session": session, "participant": person, "method": "phone", "signed_at": clock.now()}
        if expected == 1:
            Attendance.objects.create(**facts)
            continue
        with pytest.raises(IntegrityError, match="one_attendance_per_half_day"), transaction.atomic():
            Attendance.objects.create(**facts)


def test_correction_has_a_reason(closed_list: AttendanceList) -> None:
    person = closed_list.session.series.participants.get()
    with pytest.raises(IntegrityError, match="correction_has_reason"), transaction.atomic():
        AttendanceCorrection.objects.create(attendance_list=closed_list, participant=person, reason="",
                                            made_at=clock.now(), made_by=closed_list.session.trainer)  # fmt: skip


# Rows of others


@pytest.fixture
def full_series(closed_list: AttendanceList) -> Series:
    """A series with a row in every protected table."""
    series = closed_list.session.series
    form = EvaluationForm.objects.create(series=series, token="EVAL1", opened_at=clock.now())
    EvaluationResponse.objects.create(form=form, language="nl", source="paper", answers={}, given_on=clock.today(),
                                      nonce=new_id())  # fmt: skip
    person, at = planner_of(series), clock.now()
    AttendanceCorrection.objects.create(attendance_list=closed_list, participant=series.participants.first(), made_at=at,
                                        made_by=person, reason="Te laat getekend")  # fmt: skip
    PaperScan.objects.create(series=series, file=closed_list.document, uploaded_at=at, uploaded_by=person)
    return series


def counts() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in PROTECTED:
            cursor.execute(f"select count(*) from {table}")  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found


def everyone(series: Series) -> dict[str, Callable[[], object]]:
    return {
        "organisation": lambda: access.set_context(person_id=1, organisation_ids=[series.organisation_id]),
        "provider": lambda: access.set_context(person_id=1, organisation_ids=[series.provider_id]),
        "fund": lambda: access.set_context(person_id=1, organisation_ids=[series.funder_id]),
    }


@pytest.mark.parametrize("who", ["organisation", "provider", "fund"])
def test_organisations_of_a_series_see_its_rows(full_series: Series, who: str) -> None:
    everyone(full_series)[who]()
    assert min(counts().values()) >= 1


@pytest.mark.parametrize("scope", ["stranger", "nobody", "other scope"])
def test_others_see_no_row_at_all(full_series: Series, scope: str) -> None:
    other = make_series()
    assert counts()["tandem_sessions_series"] == 2
    if scope == "other scope":
        with access.for_scope(other.pk):
            assert counts() == {
                **dict.fromkeys(PROTECTED, 0),
                "tandem_sessions_series": 1,
                "tandem_sessions_session": 6,
            }
        return
    strangers = [make_organisation().pk] if scope == "stranger" else []
    access.set_context(person_id=1, organisation_ids=strangers)
    assert counts() == dict.fromkeys(PROTECTED, 0)


def test_secret_link_of_one_series_shows_that_series_only(full_series: Series) -> None:
    make_series()
    with access.for_scope(full_series.pk):
        assert counts()["tandem_sessions_series"] == 1
        assert counts()["tandem_sessions_participant"] == 1


def test_stranger_writes_no_row_into_a_series(full_series: Series) -> None:
    access.set_context(person_id=1, organisation_ids=[make_organisation().pk])
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Participant.objects.create(series_id=full_series.pk, name="Binnendringer", added_at=clock.now())
    assert Participant.objects.filter(series_id=full_series.pk).update(name="anders") == 0
    assert Session.objects.filter(series_id=full_series.pk).update(title="anders") == 0


def test_series_is_not_handed_to_strangers(full_series: Series) -> None:
    stranger = make_organisation()
    access.set_context(person_id=1, organisation_ids=[full_series.organisation_id])
    with pytest.raises(DatabaseError, match="row-level security"):
        run(
            "update tandem_sessions_series set organisation_id = %s, provider_id = %s, funder_id = %s where id = %s",
            stranger.pk, stranger.pk, stranger.pk, full_series.pk,
        )  # fmt: skip


@pytest.mark.parametrize("table", PROTECTED)
def test_row_level_security_binds_the_owner_too(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = %s", [table])
        assert cursor.fetchone() == (True, True)


def test_planner_of_another_provider_sees_nothing_of_a_planner(full_series: Series) -> None:
    planner = planner_of(make_series())
    access.set_context(person_id=planner.pk, organisation_ids=[planner.memberships.get().organisation_id])
    assert Session.objects.filter(series_id=full_series.pk).count() == 0
    assert rules.CONFIRMED not in set(Session.objects.order_by("pk").values_list("status", flat=True))
