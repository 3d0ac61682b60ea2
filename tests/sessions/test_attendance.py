"""The open list: opened on the day, signed three ways, late comers let in, mistakes undone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tandem.kernel import audit, clock
from tandem.kernel.documents.storage import read_file
from tandem.sessions import rules
from tandem.sessions.actions.attendance import (
    CannotOpenList,
    CannotSign,
    CannotUndo,
    let_in,
    open_list,
    record_attendance,
    switch_door,
    undo_attendance,
)
from tandem.sessions.actions.attendance_closing import countersign_list
from tandem.sessions.actions.dates import CannotCancel, CannotPropose, cancel_session
from tandem.sessions.models import Attendance, Participant
from tandem.sessions.queries.attendance import list_facts, unsigned_participants
from tests.sessions.attendance_factories import (
    checked_png,
    closed_list,
    confirmed_session,
    drawn_png,
    duo_of,
    make_participants,
    opened_list,
    sign,
    signed_list,
)
from tests.sessions.factories import make_series, make_session, propose

pytestmark = pytest.mark.usefixtures("every_row")


def test_list_opens_an_hour_before_the_start_and_once() -> None:
    session = confirmed_session()
    at = session.starts_at - timedelta(minutes=60)
    opened = open_list(session, by=session.trainer, at=at)
    again = open_list(session, by=session.experiential_expert, at=session.starts_at)
    assert (again.pk, again.opened_by) == (opened.pk, session.trainer)
    assert [entry.action for entry in audit.history_of(opened)] == ["sessions.open_list"]


def test_list_stays_shut_before_its_hour() -> None:
    session = confirmed_session()
    with pytest.raises(CannotOpenList, match=r"Het is nog te vroeg. Je kan de lijst openen op .* om 8.30\suur"):
        open_list(session, by=session.trainer, at=session.starts_at - timedelta(minutes=61))


def test_forgotten_list_can_still_be_opened_days_later() -> None:
    session = confirmed_session()
    assert open_list(session, by=session.trainer, at=session.ends_at + timedelta(days=3)).closed_at is None


def test_list_of_a_session_without_a_confirmed_date_stays_shut() -> None:
    session = make_session(status=rules.PROPOSED)
    with pytest.raises(CannotOpenList, match="Bevestig eerst de datum"):
        open_list(session, by=None, at=session.starts_at)


def test_list_that_nobody_asks_for_stays_shut() -> None:
    session = make_session(status=rules.CONFIRMED)
    session.needs_list = False
    session.save(update_fields=["needs_list"])
    with pytest.raises(CannotOpenList, match="geen aanwezigheidslijst nodig"):
        open_list(session, by=None, at=session.starts_at)


def test_door_secrets_of_two_lists_differ() -> None:
    one, other = opened_list(), opened_list()
    assert one.door_secret != other.door_secret
    assert len(one.door_secret) == 64


def test_drawn_signature_is_kept_as_a_picture() -> None:
    session = opened_list().session
    participant = session.series.participants.first()
    signed = sign(session, participant, typed_name="", signature=checked_png())
    assert read_file(signed.signature) == drawn_png()
    assert (signed.signature.kind, signed.signature.content_type) == ("signature", "image/png")


def test_signature_sent_twice_counts_once() -> None:
    session = opened_list().session
    participant, nonce = session.series.participants.first(), uuid4()
    first, second = (sign(session, participant, nonce=nonce) for _ in range(2))
    assert first == second
    assert Attendance.objects.filter(session=session).count() == 1


def test_nonce_of_another_list_does_not_collide() -> None:
    one, other, nonce = opened_list().session, opened_list().session, uuid4()
    signed = [sign(session, session.series.participants.first(), nonce=nonce) for session in (one, other)]
    assert signed[0] != signed[1]


def test_double_signature_is_refused() -> None:
    session = opened_list().session
    participant = session.series.participants.first()
    sign(session, participant)
    with pytest.raises(CannotSign, match=f"{participant.name} staat al op de lijst"):
        sign(session, participant)


def test_one_attendance_per_half_day_holds_in_the_database() -> None:
    attendance = signed_list().session.attendances.first()
    attendance.pk, attendance.nonce = None, uuid4()
    with pytest.raises(IntegrityError, match="one_attendance_per_half_day"), transaction.atomic():
        attendance.save()


def test_empty_signature_is_refused() -> None:
    session = opened_list().session
    with pytest.raises(CannotSign, match="Teken in het vak of typ je naam"):
        sign(session, session.series.participants.first(), typed_name="")


def test_participant_of_another_series_cannot_sign() -> None:
    (stranger,) = make_participants(make_series(), "Bavo")
    with pytest.raises(CannotSign, match="ander traject"):
        sign(opened_list().session, stranger)


def test_signing_without_an_open_list_is_refused() -> None:
    session = confirmed_session()
    with pytest.raises(CannotSign, match="Open eerst de lijst"):
        sign(session, session.series.participants.first())


def test_new_name_becomes_a_participant_and_a_known_one_does_not() -> None:
    session = opened_list("Noor Haddad").session
    for name in ("noor haddad", "Wannes"):
        sign(session, None, new_name=name)
    names = Participant.objects.filter(series=session.series).order_by("name").values_list("name", flat=True)
    assert list(names) == ["Noor Haddad", "Wannes"]


def test_late_comer_counts_only_after_the_duo_lets_in() -> None:
    session = opened_list().session
    late = sign(session, session.series.participants.first(), waits_for_duo=True)
    before = list_facts(session)
    let_in(late, by=session.experiential_expert, at=session.starts_at)
    let_in(late, by=session.trainer, at=session.starts_at)
    after = list_facts(session)
    assert ((before.present, before.waiting), (after.present, after.waiting)) == ((0, 1), (1, 0))
    assert [entry.action for entry in audit.history_of(late)] == ["sessions.record_attendance", "sessions.let_in"]


def test_undone_signature_leaves_a_trace_and_can_be_given_again() -> None:
    session = opened_list().session
    participant = session.series.participants.first()
    signed = sign(session, participant)
    undo_attendance(signed, by=session.trainer, at=session.starts_at)
    assert participant in unsigned_participants(session)
    assert [entry.action for entry in audit.history_of(signed)] == [
        "sessions.record_attendance",
        "sessions.undo_attendance",
    ]
    sign(session, participant)


def test_undoing_twice_is_harmless() -> None:
    session = opened_list().session
    signed = sign(session, session.series.participants.first())
    copy = Attendance.objects.get(pk=signed.pk)
    undo_attendance(signed, by=session.trainer, at=session.starts_at)
    undo_attendance(copy, by=session.experiential_expert, at=session.starts_at)
    assert not Attendance.objects.filter(pk=copy.pk).exists()


def test_list_that_changes_asks_the_duo_to_sign_again() -> None:
    opened = signed_list("Bavo", "Noor")
    session = opened.session
    countersign_list(session, by=session.trainer, at=session.starts_at)
    make_participants(session.series, "Wannes")
    sign(session, session.series.participants.get(name="Wannes"))
    opened.refresh_from_db()
    assert (opened.trainer_signed_at, opened.expert_signed_at) == (None, None)
    assert audit.history_of(opened).last().action == "sessions.forget_countersignatures"


def test_waiting_at_the_door_changes_no_signature_of_the_duo() -> None:
    opened = signed_list("Bavo")
    session = opened.session
    countersign_list(session, by=session.trainer, at=session.starts_at)
    make_participants(session.series, "Wannes")
    sign(session, session.series.participants.get(name="Wannes"), waits_for_duo=True)
    opened.refresh_from_db()
    assert opened.trainer_signed_at == session.starts_at


def test_duo_closes_and_opens_the_door() -> None:
    opened = opened_list()
    for is_closed in (True, False):
        switch_door(opened.session, is_closed=is_closed, by=opened.session.trainer, at=opened.session.starts_at)
    opened.refresh_from_db()
    assert opened.door_closed_at is None
    assert [entry.facts.get("is_closed") for entry in audit.history_of(opened)] == [None, True, False]


def test_nothing_changes_on_a_closed_list() -> None:
    session = closed_list().session
    signed = session.attendances.first()
    (late,) = make_participants(session.series, "Wannes")
    with pytest.raises(CannotSign, match="Maak dan een correctie"):
        sign(session, late)
    with pytest.raises(CannotUndo, match="Maak dan een correctie"):
        undo_attendance(signed, by=session.trainer, at=session.ends_at)


@pytest.mark.parametrize(
    "statement",
    [
        "update tandem_sessions_attendancelist set present_count = 99 where session_id = %(session)s",
        "update tandem_sessions_attendancelist set closed_at = null where session_id = %(session)s",
        "delete from tandem_sessions_attendancelist where session_id = %(session)s",
        "update tandem_sessions_attendance set typed_name = 'iemand' where session_id = %(session)s",
        "delete from tandem_sessions_attendance where session_id = %(session)s",
        "update tandem_sessions_attendance set session_id = %(other)s where session_id = %(session)s",
        "update tandem_sessions_attendance set session_id = %(session)s where session_id = %(other)s",
        """insert into tandem_sessions_attendance
           (session_id, participant_id, method, signed_at, typed_name, waits_for_duo, nonce)
           select %(session)s, %(participant)s, 'tablet', now(), '', false, gen_random_uuid()""",
    ],
)
def test_database_itself_keeps_a_closed_list_as_it_is(statement: str) -> None:
    session, other = closed_list().session, signed_list("Bavo").session
    facts = {"session": session.pk, "other": other.pk, "participant": other.series.participants.get().pk}
    with (
        pytest.raises(IntegrityError, match="closed attendance list never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, facts)


def test_failing_audit_undoes_a_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened_list().session
    participant = session.series.participants.first()

    def fail(*_args: object, **_facts: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError, match="no audit"):
        record_attendance(session, participant=participant, method="tablet", nonce=uuid4(), typed_name="x",
                          by=duo_of(session)[0], at=session.starts_at)  # fmt: skip
    assert not Attendance.objects.filter(session=session).exists()


def test_session_with_signatures_is_not_moved_or_cancelled() -> None:
    session = signed_list().session
    with pytest.raises(CannotCancel, match="Er staan al handtekeningen"):
        cancel_session(session, reason="Ziek", by=session.trainer, at=session.starts_at)
    with pytest.raises(CannotPropose, match="Er staan al handtekeningen"):
        propose(session, on=clock.local(session.starts_at).date() + timedelta(days=7))
