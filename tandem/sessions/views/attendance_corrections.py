"""After closing: ask for a correction, be witness, take it back, download it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.sessions.actions.attendance_corrections import correct_list, withdraw_correction, witness_correction
from tandem.sessions.forms.attendance import CorrectionForm
from tandem.sessions.models import AttendanceCorrection, Session
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance import correction_for, list_of, participant_of
from tandem.sessions.queries.attendance_page import HANDS_IN_PAPER, attendance_page, people_of_series

DUO = frozenset({doors.DUO})
ALL = frozenset({doors.ORGANISATION, doors.PLANNING, doors.DUO, doors.FUND})


@members_only
def attendance_correct(request: Request, pk: str) -> HttpResponse:
    """Who is missing or should not be there, why, and a late signature."""
    session = doors.session_for(request.viewer, pk, parts=HANDS_IN_PAPER)
    sheet = list_of(session)
    if sheet is None or sheet.closed_at is None:
        messages.info(request, _("De lijst is nog open. Je kan gewoon nog iemand laten tekenen."))
        return redirect("attendance", pk=session.pk)
    form = CorrectionForm(request.POST or None, choices=[(str(p.pk), p.name) for p in people_of_series(session)])
    if request.method == "POST" and form.is_valid():
        correction = _correct(request, session, form)
        if correction is not None:
            messages.success(request, _done_text(correction))
            return redirect("attendance", pk=session.pk)
    context = {"session": session, "form": form, "page": attendance_page(session, request.viewer, at=clock.now())}
    status = answer_status(request)
    return render(request, "sessions/attendance_correct.html", context, status=status)


def _correct(request: Request, session: Session, form: CorrectionForm) -> AttendanceCorrection | None:
    found = form.cleaned_data
    person = participant_of(session, found["participant"])
    if person is None:
        raise Http404
    try:
        return correct_list(
            session, participant=person, kind=found["kind"], reason=found["reason"], typed_name=found["typed_name"],
            signature=found["signature"], by=request.user, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        show_refusal(form, refusal)
        return None


@members_only
@require_POST
def attendance_witness(request: Request, pk: int) -> HttpResponse:
    """A member of the duo confirms a correction."""
    correction = correction_for(request.viewer, pk, parts=DUO)
    try:
        confirmed = witness_correction(correction, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _done_text(confirmed))
    return redirect("attendance", pk=correction.attendance_list.session_id)


@members_only
@require_POST
def attendance_correction_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back a correction that is not sealed yet: the duo, or who asked for it."""
    correction = correction_for(request.viewer, pk, parts=HANDS_IN_PAPER)
    is_duo = doors.DUO in doors.parts_in(correction.attendance_list.session.series, request.viewer)
    if not is_duo and correction.made_by_id != request.user.pk:
        raise Http404
    with telling(request, _("De correctie is ingetrokken.")):
        withdraw_correction(correction, by=request.user, at=clock.now())
    return redirect("attendance", pk=correction.attendance_list.session_id)


@members_only
def attendance_correction_document(request: Request, pk: int) -> FileResponse:
    """The sealed correction, for everybody who may see the list."""
    correction = correction_for(request.viewer, pk, parts=ALL)
    if correction.document is None:
        raise Http404
    return attachment_response(correction.document)


def _done_text(correction: AttendanceCorrection) -> str:
    if correction.document_id is not None:
        return _("De correctie is bevestigd en verzegeld. Ze telt mee in de afrekening.")
    return _("De correctie is bewaard. Ze telt zodra allebei de leden van het duo ze bevestigen.")
