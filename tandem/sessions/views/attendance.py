"""The list of one session: the page of the duo, opening, the door, undoing, countersigning and closing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.sealing import check_seal
from tandem.kernel.documents.storage import FileDamaged, attachment_response, read_file
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.sessions.actions import attendance as actions
from tandem.sessions.actions.attendance_closing import close_list, countersign_list
from tandem.sessions.forms.attendance import CountersignForm
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance import attendance_for, list_of
from tandem.sessions.queries.attendance_page import attendance_page
from tandem.sessions.queries.attendance_sheets import paper_sheet

DUO = frozenset({doors.DUO})
PRINTERS = frozenset({doors.DUO, doors.ORGANISATION, doors.PLANNING})


@members_only
def attendance(request: Request, pk: str) -> HttpResponse:
    """Who signed and how, who waits, what is next. The same page before, during and after."""
    session = doors.session_for(request.viewer, pk)
    page = attendance_page(session, request.viewer, at=clock.now())
    return render(request, "sessions/attendance.html", {"session": session, "page": page})


@members_only
@require_POST
def attendance_open(request: Request, pk: str) -> HttpResponse:
    """Open the list on the day."""
    session = doors.session_for(request.viewer, pk, parts=DUO)
    return _do(request, pk, lambda: actions.open_list(session, by=request.user, at=clock.now()),
               _("De lijst is open. Kies hoe de deelnemers tekenen."))  # fmt: skip


@members_only
def attendance_paper(request: Request, pk: str) -> HttpResponse:
    """The list to print."""
    session = doors.session_for(request.viewer, pk, parts=PRINTERS)
    pdf = render_pdf("sessions/attendance_paper.typ", paper_sheet(session, at=clock.now()))
    headers = {"Content-Disposition": 'attachment; filename="aanwezigheidslijst.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@members_only
@require_POST
def attendance_undo(request: Request, pk: int) -> HttpResponse:
    """Take a signature off again."""
    signed = attendance_for(request.viewer, pk, parts=DUO)
    if signed is None:
        return _somebody_was_first(request)
    return _do(request, signed.session_id, lambda: actions.undo_attendance(signed, by=request.user, at=clock.now()),
               _("%(name)s staat niet meer op de lijst.") % {"name": signed.participant.name})  # fmt: skip


@members_only
@require_POST
def attendance_let_in(request: Request, pk: int) -> HttpResponse:
    """Let a late comer in, or not."""
    signed = attendance_for(request.viewer, pk, parts=DUO)
    if signed is None:
        return _somebody_was_first(request)
    name = {"name": signed.participant.name}
    if request.POST.get("decision") == "no":
        return _do(request, signed.session_id, lambda: actions.refuse_entry(signed, by=request.user, at=clock.now()),
                   _("%(name)s komt niet op de lijst.") % name)  # fmt: skip
    return _do(request, signed.session_id, lambda: actions.let_in(signed, by=request.user, at=clock.now()),
               _("%(name)s staat op de lijst.") % name)  # fmt: skip


@members_only
@require_POST
def attendance_door_switch(request: Request, pk: str) -> HttpResponse:
    """Close the door for late comers, or open it again."""
    session = doors.session_for(request.viewer, pk, parts=DUO)
    is_closed = request.POST.get("door") == "closed"
    done = _("De deur is dicht. Wie scant, wacht tot jij ja zegt.") if is_closed else _("De deur is weer open.")
    return _do(request, pk, lambda: actions.switch_door(session, is_closed=is_closed, by=request.user, at=clock.now()),
               done)  # fmt: skip


@members_only
def attendance_countersign(request: Request, pk: str) -> HttpResponse:
    """A member of the duo reads the list over and signs it."""
    session = doors.session_for(request.viewer, pk, parts=DUO)
    form = CountersignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            countersign_list(session, signature=form.cleaned_data["signature"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je handtekening staat onder de lijst."))
            return redirect("attendance", pk=session.pk)
    context = {"session": session, "form": form, "page": attendance_page(session, request.viewer, at=clock.now())}
    status = answer_status(request)
    return render(request, "sessions/attendance_countersign.html", context, status=status)


@members_only
@require_POST
def attendance_close(request: Request, pk: str) -> HttpResponse:
    """Seal the list for good."""
    session = doors.session_for(request.viewer, pk, parts=DUO)
    return _do(request, pk, lambda: close_list(session, by=request.user, at=clock.now()),
               _("De lijst is afgesloten en verzegeld. Ze gaat mee in de afrekening."))  # fmt: skip


@members_only
def attendance_document(request: Request, pk: str) -> FileResponse:
    """The sealed list, for everybody who takes part."""
    sheet = list_of(doors.session_for(request.viewer, pk))
    if sheet is None or sheet.document is None:
        raise Http404
    return attachment_response(sheet.document)


@members_only
def attendance_check(request: Request, pk: str) -> HttpResponse:
    """Whether the sealed list is still what the duo closed, read from the file itself."""
    session = doors.session_for(request.viewer, pk)
    sheet = list_of(session)
    if sheet is None or sheet.document is None:
        raise Http404
    try:
        report = check_seal(read_file(sheet.document))
    except FileDamaged:
        report = None
    context = {"session": session, "sheet": sheet, "report": report}
    return render(request, "sessions/attendance_check.html", context)


def _somebody_was_first(request: Request) -> HttpResponse:
    """The row is gone; the form says on which list it stood."""
    session = doors.session_for(request.viewer, request.POST.get("session", ""), parts=DUO)
    messages.info(request, _("Iemand van het duo was je voor. Dit is de lijst zoals ze nu is."))
    return redirect("attendance", pk=session.pk)


def _do(request: Request, pk: object, act: Callable[[], object], done: str) -> HttpResponse:
    """One action, its sentence, and back to the list."""
    with telling(request, done):
        act()
    return redirect("attendance", pk=pk)
