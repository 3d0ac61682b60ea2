"""The open list of a session: open it, sign it three ways, let late comers in, undo a mistake."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.documents.codes import list_code
from tandem.kernel.documents.storage import store
from tandem.kernel.documents.uploads import CheckedUpload
from tandem.kernel.models import StoredFile
from tandem.kernel.refusal import Problem, Refusal
from tandem.sessions import signing
from tandem.sessions.actions.bookings import locked_session
from tandem.sessions.actions.participants import find_or_add_participant
from tandem.sessions.models import Attendance, AttendanceList, Participant, Session
from tandem.sessions.queries.attendance import list_facts

if TYPE_CHECKING:
    from tandem.identity.models import Person

SIGNATURE = "signature"


class CannotOpenList(Refusal):
    """Too early, no date, or no list needed."""


class CannotSign(Refusal):
    """The list is closed, or this participant signed before."""


class CannotUndo(Refusal):
    """What is on a closed list stays there."""


@transaction.atomic
def open_list(session: Session, *, by: Person | None, at: datetime) -> AttendanceList:
    """Open the list on the day itself, or later when it was forgotten. A second time changes nothing."""
    session = locked_session(session)
    existing = AttendanceList.objects.filter(session=session).first()
    if existing is not None:
        return existing
    CannotOpenList.if_any(signing.open_problems(list_facts(session), at=at))
    opened = AttendanceList.objects.create(
        session=session, code=list_code(session.pk), door_secret=secrets.token_hex(32), opened_at=at, opened_by=by
    )
    audit.record("sessions.open_list", opened, by=by, at=at, session=session.pk)
    return opened


@transaction.atomic
def record_attendance(
    session: Session, *, method: str, nonce: UUID, by: Person | None, at: datetime,
    participant: Participant | None = None, new_name: str = "", typed_name: str = "",
    signature: CheckedUpload | None = None, waits_for_duo: bool = False,
) -> Attendance:  # fmt: skip
    """One signature for one half-day, of a participant or of somebody who types a name that may be new.

    The same nonce again gives the same attendance: sending twice is harmless.
    """
    participant = participant or find_or_add_participant(session.series, name=new_name, by=by, at=at)
    attendance_list = locked_open_list(session)
    nonce = signing.stored_nonce(session.pk, nonce)
    sent_before = Attendance.objects.filter(nonce=nonce).first()
    if sent_before is not None:
        return sent_before
    CannotSign.if_any(_sign_problems(session, participant, method, typed_name, signature))
    attendance = Attendance.objects.create(
        session=session, participant=participant, method=method, signed_at=at, typed_name=typed_name,
        signature=keep_signature(signature, by=by, at=at), waits_for_duo=waits_for_duo, nonce=nonce,
    )  # fmt: skip
    audit.record("sessions.record_attendance", attendance, by=by, at=at, session=session.pk, participant=participant.pk,
                 method=method, waits_for_duo=waits_for_duo)  # fmt: skip
    if not waits_for_duo:
        _forget_countersignatures(attendance_list, by=by, at=at)
    return attendance


@transaction.atomic
def let_in(attendance: Attendance, *, by: Person, at: datetime) -> None:
    """The duo lets a late comer in."""
    attendance_list = locked_open_list(attendance.session)
    changed = Attendance.objects.filter(pk=attendance.pk, waits_for_duo=True).update(waits_for_duo=False)
    if changed:
        audit.record("sessions.let_in", attendance, by=by, at=at, session=attendance.session_id)
        _forget_countersignatures(attendance_list, by=by, at=at)


@transaction.atomic
def refuse_entry(attendance: Attendance, *, by: Person, at: datetime) -> None:
    """The duo does not let a late comer in; who the other member let in a moment before stays."""
    locked_open_list(attendance.session, refusal=CannotUndo)
    if not Attendance.objects.filter(pk=attendance.pk, waits_for_duo=True).exists():
        raise CannotUndo(_("Iemand van het duo liet deze persoon al binnen. Klopt dat niet? Maak het dan ongedaan."))
    undo_attendance(attendance, by=by, at=at)


@transaction.atomic
def undo_attendance(attendance: Attendance, *, by: Person, at: datetime) -> None:
    """The duo takes a signature off the open list. The audit trail remembers it."""
    attendance_list = locked_open_list(attendance.session, refusal=CannotUndo)
    signed = Attendance.objects.filter(pk=attendance.pk).first()
    if signed is None:
        return  # the other member of the duo was first
    audit.record("sessions.undo_attendance", signed, by=by, at=at, session=signed.session_id,
                 participant=signed.participant_id, method=signed.method, was_waiting=signed.waits_for_duo)  # fmt: skip
    signed.delete()
    if not signed.waits_for_duo:
        _forget_countersignatures(attendance_list, by=by, at=at)


@transaction.atomic
def switch_door(session: Session, *, is_closed: bool, by: Person, at: datetime) -> None:
    """From now on who scans waits for the duo, or no longer."""
    attendance_list = locked_open_list(session)
    attendance_list.door_closed_at = at if is_closed else None
    attendance_list.save(update_fields=["door_closed_at"])
    audit.record("sessions.switch_door", attendance_list, by=by, at=at, is_closed=is_closed)


def locked_open_list(session: Session, *, refusal: type[Refusal] = CannotSign) -> AttendanceList:
    """The list, held until the end of the transaction: nobody signs while it is being closed."""
    found = AttendanceList.objects.select_for_update(of=("self",)).filter(session_id=session.pk).first()
    if found is None:
        raise refusal(_("De lijst is nog niet open. Open eerst de lijst."))
    if found.closed_at is not None:
        raise refusal(_("De lijst is afgesloten. Ontbreekt er iemand? Maak dan een correctie."))
    return found


def keep_signature(signature: CheckedUpload | None, *, by: Person | None, at: datetime) -> StoredFile | None:
    """Only the picture is kept, not how the hand moved."""
    if signature is None:
        return None
    return store(signature.content, kind=SIGNATURE, name=signature.clean_name, content_type=signature.content_type,
                 by=by, at=at)  # fmt: skip


def _sign_problems(
    session: Session, participant: Participant, method: str, typed_name: str, signature: CheckedUpload | None
) -> list[Problem]:
    if participant.series_id != session.series_id:
        return [Problem(_("Deze naam hoort bij een ander traject. Kies een naam van de lijst."))]
    if method != "paper" and signature is None and not typed_name:
        return [Problem(_("Teken in het vak of typ je naam."), "typed_name")]
    if Attendance.objects.filter(session=session, participant=participant).exists():
        return [Problem(_("%(name)s staat al op de lijst.") % {"name": participant.name})]
    return []


def _forget_countersignatures(attendance_list: AttendanceList, *, by: Person | None, at: datetime) -> None:
    """The duo signs the list as it stands; when it changes they sign again."""
    if attendance_list.trainer_signed_at is None and attendance_list.expert_signed_at is None:
        return
    attendance_list.trainer_signed_at = attendance_list.expert_signed_at = None
    attendance_list.trainer_signature = attendance_list.expert_signature = None
    attendance_list.save(
        update_fields=["trainer_signed_at", "trainer_signature", "expert_signed_at", "expert_signature"]
    )
    audit.record("sessions.forget_countersignatures", attendance_list, by=by, at=at)
