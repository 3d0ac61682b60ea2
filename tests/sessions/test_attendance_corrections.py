"""A mistake is not a sanction: a correction with a reason and two witnesses, beside a list that stays as it was."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from tandem.identity.models import Person
from tandem.kernel import audit
from tandem.kernel.documents.sealing import check_seal
from tandem.kernel.documents.storage import read_file
from tandem.sessions.actions.attendance_corrections import (
    CannotCorrect,
    CannotWitness,
    correct_list,
    withdraw_correction,
    witness_correction,
)
from tandem.sessions.models import AttendanceCorrection, Participant, Session
from tandem.sessions.queries.attendance import effective_presence
from tests.sessions.attendance_factories import closed_list, duo_of, make_participants, signed_list
from tests.sessions.factories import contact_of, make_series

pytestmark = pytest.mark.usefixtures("every_row")


def ask(
    session: Session, participant: Participant, *, by: Person | None = None, **fields: object
) -> AttendanceCorrection:
    """A correction the day after."""
    return correct_list(session, **{
        "participant": participant, "kind": "add", "reason": "Vergat te tekenen.", "typed_name": participant.name,
        "by": by or contact_of(session.series), "at": session.ends_at + timedelta(days=1), **fields,
    })  # fmt: skip


def seal(correction: AttendanceCorrection, session: Session) -> AttendanceCorrection:
    """Both members of the duo, the one after the other."""
    for person in duo_of(session):
        correction = witness_correction(correction, by=person, at=session.ends_at + timedelta(days=2))
    return correction


def closed_with_a_late_comer() -> tuple[Session, Participant]:
    """A closed list of two, and somebody who was there and is not on it."""
    session = closed_list("Bavo Eikenlaar", "Noor Haddad").session
    (late,) = make_participants(session.series, "Wannes De Wilg")
    return session, late


def test_late_signature_counts_only_with_both_witnesses() -> None:
    session, late = closed_with_a_late_comer()
    correction = ask(session, late)
    counts = [effective_presence(session)]
    for person in duo_of(session):
        correction = witness_correction(correction, by=person, at=session.ends_at + timedelta(days=2))
        counts.append(effective_presence(session))
    assert counts == [2, 2, 3]


def test_sealed_correction_shows_the_list_and_the_correction() -> None:
    session, late = closed_with_a_late_comer()
    sealed = seal(ask(session, late, reason="Moest vroeger weg."), session)
    assert sealed.document is not None
    content = read_file(sealed.document)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    for words in ("Bavo Eikenlaar, Noor Haddad", "Wannes De Wilg", "was er wel", "Moest vroeger weg.",
                  "Aanwezig na deze correctie 3", str(session.trainer), str(session.experiential_expert)):  # fmt: skip
        assert words in text
    assert check_seal(content).is_trusted


def test_closed_list_itself_stays_untouched() -> None:
    session, late = closed_with_a_late_comer()
    before = read_file(session.attendance_list.document)
    seal(ask(session, late), session)
    session.attendance_list.refresh_from_db()
    assert session.attendance_list.present_count == 2
    assert read_file(session.attendance_list.document) == before
    assert check_seal(before).is_trusted


def test_who_was_not_there_is_taken_out_again() -> None:
    session, late = closed_with_a_late_comer()
    bavo = session.series.participants.get(name="Bavo Eikenlaar")
    seal(ask(session, bavo, kind="remove", typed_name=""), session)
    seal(ask(session, late), session)
    seal(ask(session, late, kind="remove", typed_name=""), session)
    assert effective_presence(session) == 1


def test_member_of_the_duo_who_asks_is_witness_at_once() -> None:
    session, late = closed_with_a_late_comer()
    correction = ask(session, late, by=session.trainer)
    sealed = witness_correction(correction, by=session.experiential_expert, at=session.ends_at + timedelta(days=2))
    assert sealed.document_id is not None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": "  "}, "Schrijf in een zin waarom"),
        ({"typed_name": ""}, "Laat de deelnemer tekenen"),
        ({"kind": "remove"}, "staat niet op de lijst"),
    ],
)
def test_incomplete_correction_is_refused(fields: dict[str, object], sentence: str) -> None:
    session, late = closed_with_a_late_comer()
    with pytest.raises(CannotCorrect, match=sentence):
        ask(session, late, **fields)


def test_correction_that_changes_nothing_is_refused() -> None:
    session, late = closed_with_a_late_comer()
    with pytest.raises(CannotCorrect, match="staat al op de lijst"):
        ask(session, session.series.participants.get(name="Bavo Eikenlaar"))
    ask(session, late)
    with pytest.raises(CannotCorrect, match="Er wacht al een correctie"):
        ask(session, late)


def test_open_list_needs_no_correction() -> None:
    session = signed_list().session
    with pytest.raises(CannotCorrect, match="De lijst is nog open"):
        ask(session, session.series.participants.first())


def test_stranger_cannot_be_added() -> None:
    session, _late = closed_with_a_late_comer()
    (stranger,) = make_participants(make_series(), "Bavo")
    with pytest.raises(CannotCorrect, match="ander traject"):
        ask(session, stranger)


def test_only_the_duo_is_witness_and_each_once() -> None:
    session, late = closed_with_a_late_comer()
    correction = ask(session, late)
    with pytest.raises(CannotWitness, match="Alleen het duo"):
        witness_correction(correction, by=contact_of(session.series), at=session.ends_at)
    witness_correction(correction, by=session.trainer, at=session.ends_at)
    with pytest.raises(CannotWitness, match="al bevestigd"):
        witness_correction(correction, by=session.trainer, at=session.ends_at)


def test_correction_is_withdrawn_until_it_is_sealed() -> None:
    session, late = closed_with_a_late_comer()
    withdraw_correction(ask(session, late), by=session.trainer, at=session.ends_at)
    sealed = seal(ask(session, late), session)
    with pytest.raises(CannotCorrect, match="al verzegeld"):
        withdraw_correction(sealed, by=session.trainer, at=session.ends_at)
    assert [row.pk for row in AttendanceCorrection.objects.all()] == [sealed.pk]


@pytest.mark.parametrize(
    "statement",
    [
        "update tandem_sessions_attendancecorrection set reason = 'anders' where id = %s",
        "update tandem_sessions_attendancecorrection set document_id = null where id = %s",
        "delete from tandem_sessions_attendancecorrection where id = %s",
    ],
)
def test_database_itself_keeps_a_sealed_correction(statement: str) -> None:
    session, late = closed_with_a_late_comer()
    sealed = seal(ask(session, late), session)
    with (
        pytest.raises(IntegrityError, match="a sealed correction never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [sealed.pk])


def test_seal_without_two_witnesses_cannot_exist() -> None:
    session, late = closed_with_a_late_comer()
    correction = ask(session, late)
    correction.document = session.attendance_list.document
    with pytest.raises(IntegrityError, match="sealed_correction_has_two_witnesses"), transaction.atomic():
        correction.save()


def test_failing_audit_undoes_the_last_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    session, late = closed_with_a_late_comer()
    correction = ask(session, late, by=session.trainer)
    record = audit.record

    def fail_at_the_seal(action: str, *subject: object, **facts: object) -> None:
        if action == "sessions.seal_correction":
            raise RuntimeError("no audit")
        record(action, *subject, **facts)

    monkeypatch.setattr(audit, "record", fail_at_the_seal)
    with pytest.raises(RuntimeError, match="no audit"):
        witness_correction(correction, by=session.experiential_expert, at=session.ends_at)
    correction.refresh_from_db()
    assert (correction.expert_witnessed_at, correction.document) == (None, None)
