"""Both members of the duo sign, the list becomes one sealed PDF, and nothing half is ever left behind."""

import io
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from pypdf import PdfReader

from tandem.kernel import access, audit
from tandem.kernel.documents.sealing import check_seal
from tandem.kernel.documents.storage import path_of, read_file
from tandem.kernel.ids import new_id
from tandem.kernel.models import AuditEntry, StoredFile
from tandem.sessions import events, rules
from tandem.sessions.actions import attendance_closing
from tandem.sessions.actions.attendance import record_attendance
from tandem.sessions.actions.attendance_closing import (
    CannotCloseList,
    CannotCountersign,
    close_list,
    countersign_list,
)
from tandem.sessions.models import AttendanceList, Session
from tests.factories import make_person
from tests.sessions.attendance_factories import (
    checked_png,
    closed_list,
    drawn_png,
    duo_of,
    make_participants,
    opened_list,
    sign,
    signed_list,
)
from tests.sessions.factories import make_trained_expert


def text_of(file: StoredFile) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(read_file(file))).pages)


@pytest.mark.usefixtures("every_row")
def test_closed_list_says_who_how_when_and_is_sealed() -> None:
    opened = opened_list("Bavo Eikenlaar", "Noor Haddad", "Wannes De Wilg")
    session = opened.session
    bavo, noor, wannes = session.series.participants.order_by("name")
    sign(session, bavo, typed_name="", signature=checked_png())
    sign(session, noor, method="phone", typed_name="Noor H")
    record_attendance(session, participant=wannes, method="paper", nonce=new_id(), by=session.trainer,
                      at=session.ends_at)  # fmt: skip
    countersign_list(session, by=session.trainer, at=session.ends_at, signature=checked_png(drawn_png(size=(310, 90))))
    countersign_list(session, by=session.experiential_expert, at=session.ends_at)
    closed = close_list(session, by=session.experiential_expert, at=session.ends_at)
    text = " ".join(text_of(closed.document).split())
    for words in (
        "Bavo Eikenlaar", "handtekening op de tablet", "eigen telefoon", "getypt: Noor H", "papieren lijst",
        "op papier", "overgenomen", "Aanwezig: 3", str(session.trainer), str(session.experiential_expert),
        "met eigen aanmelding", closed.code, session.series.organisation.name,
    ):  # fmt: skip
        assert words in text
    report = check_seal(read_file(closed.document))
    assert (report.is_trusted, report.sealed_at) == (True, session.ends_at.replace(microsecond=0))
    assert len(PdfReader(io.BytesIO(read_file(closed.document))).pages[0].images) == 2
    assert (closed.present_count, closed.document.is_sealed) == (3, True)


@pytest.mark.usefixtures("every_row")
def test_closing_marks_the_session_held_and_tells_the_rooms_above(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[events.SeriesChanged] = []
    monkeypatch.setattr(attendance_closing, "publish", told.append)
    session = closed_list().session
    session.refresh_from_db()
    assert session.status == rules.HELD
    assert [(event.what, event.session_id) for event in told] == [("list_closed", session.pk)]


@pytest.mark.usefixtures("every_row")
def test_list_without_both_signatures_stays_open() -> None:
    session = signed_list().session
    countersign_list(session, by=session.trainer, at=session.ends_at)
    with pytest.raises(CannotCloseList, match=f"Nog niet getekend: {session.experiential_expert}"):
        close_list(session, by=session.trainer, at=session.ends_at)


@pytest.mark.usefixtures("every_row")
def test_empty_list_stays_open_with_a_way_out() -> None:
    session = opened_list().session
    with pytest.raises(CannotCloseList, match="Gelast de bijeenkomst dan af"):
        close_list(session, by=session.trainer, at=session.ends_at)


@pytest.mark.usefixtures("every_row")
def test_list_with_somebody_at_the_door_stays_open() -> None:
    session = signed_list("Bavo").session
    (late,) = make_participants(session.series, "Wannes")
    sign(session, late, waits_for_duo=True)
    with pytest.raises(CannotCountersign, match="Er wacht nog iemand aan de deur"):
        countersign_list(session, by=session.trainer, at=session.ends_at)


@pytest.mark.usefixtures("every_row")
def test_only_the_duo_of_this_session_signs_and_closes() -> None:
    session = signed_list().session
    with pytest.raises(CannotCountersign, match="Alleen het duo van deze bijeenkomst tekent"):
        countersign_list(session, by=make_person(), at=session.ends_at)
    with pytest.raises(CannotCloseList, match="Alleen het duo"):
        close_list(session, by=make_person(), at=session.ends_at)


@pytest.mark.usefixtures("every_row")
def test_stand_in_signs_instead_of_the_expert() -> None:
    session = signed_list().session
    absent, stand_in = session.experiential_expert, make_trained_expert(session.series.provider)
    Session.objects.filter(pk=session.pk).update(experiential_expert=stand_in)
    session = Session.objects.get(pk=session.pk)
    with pytest.raises(CannotCountersign):
        countersign_list(session, by=absent, at=session.ends_at)
    for person in duo_of(session):
        countersign_list(session, by=person, at=session.ends_at)
    assert close_list(session, by=stand_in, at=session.ends_at).closed_by == stand_in


@pytest.mark.usefixtures("every_row")
def test_duo_signs_after_the_start_and_once() -> None:
    session = signed_list().session
    with pytest.raises(CannotCountersign, match="nog niet begonnen"):
        countersign_list(session, by=session.trainer, at=session.starts_at - timedelta(minutes=1))
    countersign_list(session, by=session.trainer, at=session.starts_at)
    with pytest.raises(CannotCountersign, match="al getekend"):
        countersign_list(session, by=session.trainer, at=session.starts_at)


@pytest.mark.usefixtures("every_row")
def test_second_closing_is_refused() -> None:
    session = closed_list().session
    with pytest.raises(CannotCloseList, match="De lijst is afgesloten"):
        close_list(session, by=session.experiential_expert, at=session.ends_at)


@pytest.mark.usefixtures("every_row")
def test_failing_audit_leaves_no_half_list(monkeypatch: pytest.MonkeyPatch) -> None:
    session = signed_list().session
    for person in duo_of(session):
        countersign_list(session, by=person, at=session.ends_at)
    record = audit.record

    def fail_at_the_end(action: str, *subject: object, **facts: object) -> None:
        if action == "sessions.close_list":
            raise RuntimeError("no audit")
        record(action, *subject, **facts)

    monkeypatch.setattr(audit, "record", fail_at_the_end)
    with pytest.raises(RuntimeError, match="no audit"):
        close_list(session, by=session.trainer, at=session.ends_at)
    monkeypatch.undo()
    still_open = AttendanceList.objects.get(session=session)
    session.refresh_from_db()
    assert (still_open.closed_at, still_open.document, session.status) == (None, None, rules.CONFIRMED)
    assert not StoredFile.objects.filter(kind="attendance_list").exists()


@pytest.mark.usefixtures("every_row")
def test_file_left_by_a_crash_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    session = signed_list().session
    for person in duo_of(session):
        countersign_list(session, by=person, at=session.ends_at)
    written: list[str] = []
    create = StoredFile.objects.create

    def crash(**fields: object) -> StoredFile:
        written.append(str(fields["sha256"]))
        raise RuntimeError("power cut")

    monkeypatch.setattr(StoredFile.objects, "create", crash)
    with pytest.raises(RuntimeError, match="power cut"):
        close_list(session, by=session.trainer, at=session.ends_at)
    monkeypatch.setattr(StoredFile.objects, "create", create)
    assert path_of(written[0]).exists()
    closed = close_list(session, by=session.trainer, at=session.ends_at)
    assert check_seal(read_file(closed.document)).is_trusted


@pytest.mark.usefixtures("every_row")
def test_late_signatures_show_their_day() -> None:
    session = opened_list("Bavo").session
    late_at = session.ends_at + timedelta(days=3)
    sign(session, session.series.participants.get(), method="late", at=late_at)
    for person in duo_of(session):
        countersign_list(session, by=person, at=late_at)
    text = text_of(close_list(session, by=session.trainer, at=late_at).document)
    assert "later getekend" in text
    assert f"{late_at.day}/{late_at.month}/{late_at.year}" in text


@pytest.mark.slow
@pytest.mark.usefixtures("fresh_database")
def test_two_members_closing_at_once_make_one_list() -> None:
    with access.as_system():
        session = signed_list().session
        for person in duo_of(session):
            countersign_list(session, by=person, at=session.ends_at)
    start, outcomes = Barrier(2), []

    def close_as(person: object) -> None:
        start.wait()
        try:
            with access.as_system():
                close_list(session, by=person, at=session.ends_at)  # type: ignore[arg-type]
            outcomes.append("closed")
        except CannotCloseList as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=close_as, args=(person,)) for person in duo_of(session)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["De lijst is afgesloten. Ontbreekt er iemand? Maak dan een correctie.", "closed"]
    assert AuditEntry.objects.filter(action="sessions.close_list").count() == 1
