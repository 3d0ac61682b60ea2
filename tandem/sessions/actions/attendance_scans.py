"""Photos and scans of the paper list: taken in, brought to their session by the printed code, names ticked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.documents.codes import clean_list_code, list_code, read_code
from tandem.kernel.documents.storage import store
from tandem.kernel.documents.uploads import CheckedUpload
from tandem.kernel.ids import new_id
from tandem.kernel.models import StoredFile
from tandem.kernel.refusal import Problem, Refusal
from tandem.sessions.actions.attendance import locked_open_list, open_list, record_attendance
from tandem.sessions.actions.participants import find_or_add_participant
from tandem.sessions.models import Attendance, AttendanceList, PaperScan, Participant, Session

if TYPE_CHECKING:
    from tandem.identity.models import Person

PAPER_SCAN = "paper_scan"


class CannotTakeScan(Refusal):
    """The list of this scan is closed already, or not open yet."""


@transaction.atomic
def take_in_scan(upload: CheckedUpload, *, sessions: Iterable[Session], by: Person, at: datetime) -> list[PaperScan]:
    """Keep the file and attach it to every session whose code is on it, among `sessions` (those the person may see).

    Without a readable code of one of these there is one scan without a list: a person picks the session.
    """
    codes = [code for code in map(clean_list_code, read_code(upload.content)) if code]
    found = sessions_with_codes(sessions, codes)
    lists = [_list_that_takes_paper(session, by=by, at=at) for session in found]
    file = store(upload.content, kind=PAPER_SCAN, name=upload.clean_name, content_type=upload.content_type, by=by,
                 at=at)  # fmt: skip
    if not lists:
        return [_keep(file, None, read="".join(codes[:1]), pages=upload.pages, by=by, at=at)]
    return [_keep(file, attached, read=attached.code, pages=upload.pages, by=by, at=at) for attached in lists]


def sessions_with_codes(sessions: Iterable[Session], codes: Sequence[str]) -> list[Session]:
    """The sessions whose printed code is among these, in the order in which they may be locked."""
    wanted = set(codes)
    found = [session for session in sessions if list_code(session.pk) in wanted] if wanted else []
    return sorted(found, key=lambda session: (session.series_id, session.pk))


@transaction.atomic
def assign_scan(scan: PaperScan, *, session: Session, by: Person, at: datetime) -> PaperScan:
    """A person says to which session a photo belongs."""
    attached = _list_that_takes_paper(session, by=by, at=at)
    scan = PaperScan.objects.select_for_update(of=("self",)).get(pk=scan.pk)
    if scan.attendance_list_id is not None:
        raise CannotTakeScan(_("Deze foto ligt al bij een bijeenkomst."))
    scan.attendance_list, scan.series_id = attached, session.series_id
    scan.save(update_fields=["attendance_list", "series"])
    audit.record("sessions.assign_scan", scan, by=by, at=at, session=session.pk)
    return scan


@transaction.atomic
def record_paper_signatures(
    scan: PaperScan, *, participants: Collection[Participant], new_names: Sequence[str], by: Person, at: datetime
) -> int:
    """Who signed on the paper, as somebody reads it from the picture. Who signed before is left as it is."""
    if scan.attendance_list is None:
        raise CannotTakeScan(_("Kies eerst bij welke bijeenkomst deze foto hoort."))
    session = scan.attendance_list.session
    people = [*participants, *(find_or_add_participant(session.series, name=name, by=by, at=at) for name in new_names)]
    locked_open_list(session, refusal=CannotTakeScan)
    signed = set(Attendance.objects.filter(session=session).values_list("participant_id", flat=True))
    missing = {person.pk: person for person in people if person.pk not in signed}
    for person in missing.values():
        record_attendance(session, participant=person, method="paper", nonce=new_id(), by=by, at=at)
    scan.names_entered_at = at
    scan.save(update_fields=["names_entered_at"])
    audit.record("sessions.record_paper_signatures", scan, by=by, at=at, participants=sorted(missing))
    return len(missing)


def _list_that_takes_paper(session: Session, *, by: Person, at: datetime) -> AttendanceList:
    """The list of a session, opened when it was forgotten; a closed one takes nothing more."""
    found = open_list(session, by=by, at=at)
    if found.closed_at is not None:
        raise CannotTakeScan(
            Problem(_("De lijst van «%(title)s» is al afgesloten. Ontbreekt er iemand? Maak dan een correctie.")
                    % {"title": session.title}, "file")
        )  # fmt: skip
    return found


def _keep(
    file: StoredFile, attached: AttendanceList | None, *, read: str, pages: int, by: Person, at: datetime
) -> PaperScan:
    scan = PaperScan.objects.create(
        attendance_list=attached, series_id=attached.session.series_id if attached else None, file=file, pages=pages,
        read_code=read, uploaded_at=at, uploaded_by=by,
    )  # fmt: skip
    audit.record("sessions.take_in_scan", scan, by=by, at=at, list=attached.pk if attached else None)
    return scan
