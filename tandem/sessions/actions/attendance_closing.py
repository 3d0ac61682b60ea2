"""Both members of the duo sign, then the list becomes one sealed PDF and never changes again (seed 000)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.sealing import seal_pdf
from tandem.kernel.documents.storage import store
from tandem.kernel.documents.uploads import CheckedUpload
from tandem.kernel.events import publish
from tandem.kernel.models import StoredFile
from tandem.kernel.refusal import Refusal
from tandem.sessions import signing
from tandem.sessions.actions.attendance import keep_signature, locked_open_list
from tandem.sessions.actions.bookings import locked_session
from tandem.sessions.actions.dates import mark_held
from tandem.sessions.events import SeriesChanged
from tandem.sessions.models import AttendanceList, Session
from tandem.sessions.queries.attendance import list_facts
from tandem.sessions.queries.attendance_sheets import closed_list_sheet

if TYPE_CHECKING:
    from tandem.identity.models import Person

CLOSED_LIST = "attendance_list"


class CannotCountersign(Refusal):
    """Not the duo of this session, too early, or signed before."""


class CannotCloseList(Refusal):
    """Somebody still has to sign, or somebody else closed it first."""


@transaction.atomic
def countersign_list(
    session: Session, *, by: Person, at: datetime, signature: CheckedUpload | None = None
) -> AttendanceList:
    """One member of the duo, under the own login, says that the list is right. Drawing is possible, not needed."""
    attendance_list = locked_open_list(session, refusal=CannotCountersign)
    facts = list_facts(session, attendance_list)
    CannotCountersign.if_any(signing.countersign_problems(facts, by.pk, at=at))
    part = signing.duo_part(facts, by.pk)
    setattr(attendance_list, f"{part}_signed_at", at)
    setattr(attendance_list, f"{part}_signature", keep_signature(signature, by=by, at=at))
    attendance_list.save(update_fields=[f"{part}_signed_at", f"{part}_signature"])
    audit.record("sessions.countersign_list", attendance_list, by=by, at=at, part=part, present=facts.present)
    return attendance_list


@transaction.atomic
def close_list(session: Session, *, by: Person, at: datetime) -> AttendanceList:
    """Make the sealed PDF, close the list for good and mark the session as held. All or nothing.

    The file is written before the row that names it: after a crash there is at most a file that nobody sees.
    """
    session = locked_session(session)
    attendance_list = locked_open_list(session, refusal=CannotCloseList)
    facts = list_facts(session, attendance_list)
    CannotCloseList.if_any(signing.close_problems(facts, by.pk))
    attendance_list.closed_at, attendance_list.closed_by = at, by
    attendance_list.present_count = facts.present
    attendance_list.document = _sealed_list(session, attendance_list, by=by, at=at)
    attendance_list.save(update_fields=["closed_at", "closed_by", "present_count", "document"])
    session.attendance_list = attendance_list
    mark_held(session, by=by, at=at)
    audit.record("sessions.close_list", attendance_list, by=by, at=at, session=session.pk, present=facts.present,
                 document=attendance_list.document_id)  # fmt: skip
    publish(SeriesChanged(series_id=session.series_id, what="list_closed", at=at, by_id=by.pk, session_id=session.pk))
    return attendance_list


def _sealed_list(session: Session, attendance_list: AttendanceList, *, by: Person, at: datetime) -> StoredFile:
    pdf = render_pdf("sessions/attendance_list.typ", closed_list_sheet(session, attendance_list, at=at))
    return store(
        seal_pdf(pdf, reason=_("Aanwezigheidslijst afgesloten"), at=at), kind=CLOSED_LIST,
        name=_("Aanwezigheidslijst %(code)s.pdf") % {"code": attendance_list.code}, content_type="application/pdf",
        by=by, at=at, is_sealed=True,
    )  # fmt: skip
