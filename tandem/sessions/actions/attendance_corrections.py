"""After closing: a late signature or a name that should not be there, with a reason and both members of the duo as witness.

The closed list stays as it was; the correction is a sealed document of its own that shows both (seeds 003 and 004).
"""

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
from tandem.kernel.models import StoredFile
from tandem.kernel.refusal import Problem, Refusal
from tandem.sessions import signing
from tandem.sessions.actions.attendance import keep_signature
from tandem.sessions.models import AttendanceCorrection, AttendanceList, Participant, Session
from tandem.sessions.queries.attendance import list_facts, present_participants
from tandem.sessions.queries.attendance_sheets import correction_sheet

if TYPE_CHECKING:
    from tandem.identity.models import Person

CORRECTION = "attendance_correction"


class CannotCorrect(Refusal):
    """The list is still open, the reason is missing, or the list says so already."""


class CannotWitness(Refusal):
    """Only the two members of the duo of this session are witness, each once."""


@transaction.atomic
def correct_list(
    session: Session, *, participant: Participant, kind: str, reason: str, by: Person, at: datetime,
    typed_name: str = "", signature: CheckedUpload | None = None,
) -> AttendanceCorrection:  # fmt: skip
    """Ask for a correction of a closed list. A member of the duo who asks is witness at once."""
    attendance_list = _locked_closed_list(session)
    CannotCorrect.if_any(_problems(session, attendance_list, participant, kind, reason, typed_name, signature))
    correction = AttendanceCorrection.objects.create(
        attendance_list=attendance_list, participant=participant, kind=kind, reason=reason.strip(), made_at=at,
        made_by=by, typed_name=typed_name, signature=keep_signature(signature, by=by, at=at),
    )  # fmt: skip
    audit.record(
        "sessions.correct_list", correction, by=by, at=at, session=session.pk, participant=participant.pk, kind=kind
    )
    part = signing.duo_part(list_facts(session, attendance_list), by.pk)
    if part is not None:
        _witness(correction, part, session=session, by=by, at=at)
    return correction


@transaction.atomic
def witness_correction(correction: AttendanceCorrection, *, by: Person, at: datetime) -> AttendanceCorrection:
    """A member of the duo, under the own login, confirms it. With both it is sealed and counts."""
    session = correction.attendance_list.session
    attendance_list = _locked_closed_list(session)
    correction = AttendanceCorrection.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    part = signing.duo_part(list_facts(session, attendance_list), by.pk)
    if part is None:
        raise CannotWitness(_("Alleen het duo van deze bijeenkomst is getuige van een correctie."))
    if getattr(correction, f"{part}_witnessed_at") is not None:
        raise CannotWitness(_("Je hebt deze correctie al bevestigd."))
    _witness(correction, part, session=session, by=by, at=at)
    return correction


@transaction.atomic
def withdraw_correction(correction: AttendanceCorrection, *, by: Person, at: datetime) -> None:
    """Take back a correction that is not sealed yet. The audit trail remembers it."""
    correction = AttendanceCorrection.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.document_id is not None:
        raise CannotCorrect(_("Deze correctie is al verzegeld. Maak een nieuwe correctie als ze niet klopt."))
    audit.record("sessions.withdraw_correction", correction, by=by, at=at, participant=correction.participant_id,
                 kind=correction.kind)  # fmt: skip
    correction.delete()


def _locked_closed_list(session: Session) -> AttendanceList:
    found = AttendanceList.objects.select_for_update(of=("self",)).filter(session_id=session.pk).first()
    if found is None or found.closed_at is None:
        raise CannotCorrect(_("De lijst is nog open. Je kan gewoon nog iemand laten tekenen."))
    return found


def _problems(
    session: Session, attendance_list: AttendanceList, participant: Participant, kind: str, reason: str,
    typed_name: str, signature: CheckedUpload | None,
) -> list[Problem]:  # fmt: skip
    if participant.series_id != session.series_id:
        return [Problem(_("Deze naam hoort bij een ander traject. Kies een naam van de lijst."), "participant")]
    if not reason.strip():
        return [Problem(_("Schrijf in een zin waarom."), "reason")]
    if kind == signing.ADD and signature is None and not typed_name:
        return [Problem(_("Laat de deelnemer tekenen of de naam typen."), "typed_name")]
    return signing.correction_problems(
        kind,
        is_present=participant.pk in present_participants(session.pk),
        is_pending=attendance_list.corrections.filter(participant=participant, document__isnull=True).exists(),
        name=participant.name,
    )


def _witness(correction: AttendanceCorrection, part: str, *, session: Session, by: Person, at: datetime) -> None:
    setattr(correction, f"{part}_witnessed_at", at)
    audit.record("sessions.witness_correction", correction, by=by, at=at, part=part)
    if correction.trainer_witnessed_at and correction.expert_witnessed_at:
        correction.document = _sealed_correction(session, correction, by=by, at=at)
        audit.record("sessions.seal_correction", correction, by=by, at=at, document=correction.document_id)
    correction.save(update_fields=[f"{part}_witnessed_at", "document"])


def _sealed_correction(session: Session, correction: AttendanceCorrection, *, by: Person, at: datetime) -> StoredFile:
    pdf = render_pdf("sessions/attendance_correction.typ", correction_sheet(session, correction, at=at))
    name = _("Correctie op aanwezigheidslijst %(code)s.pdf") % {"code": correction.attendance_list.code}
    return store(
        seal_pdf(pdf, reason=_("Correctie op een aanwezigheidslijst"), at=at), kind=CORRECTION, name=name,
        content_type="application/pdf", by=by, at=at, is_sealed=True,
    )  # fmt: skip
