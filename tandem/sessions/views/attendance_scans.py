"""Paper that comes back as a photo: taken in, brought to its session, names ticked beside the picture."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.identity.access import Request, members_only, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, ORGANISATION_CONTACT, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.documents.page_pictures import page_picture
from tandem.kernel.documents.storage import attachment_response, read_file
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.sessions.actions.attendance_scans import assign_scan, record_paper_signatures, take_in_scan
from tandem.sessions.forms.attendance import PaperNamesForm, ScanForm, SessionChoiceForm
from tandem.sessions.models import PaperScan, Session
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance_page import HANDS_IN_PAPER
from tandem.sessions.queries.attendance_scans import (
    choice_text,
    open_choices,
    people_of_scan,
    scan_for,
    sessions_for_paper,
    waiting_scans,
)

SCREEN_SIDE = 1400
PAGES_SHOWN = 10


@members_only
def attendance_scan(request: Request, pk: str) -> HttpResponse:
    """Hand in the paper of this session; the printed code decides, also when it belongs to another session."""
    return _take_in(request, doors.session_for(request.viewer, pk, parts=HANDS_IN_PAPER))


@roles_only(TRAINER, EXPERIENTIAL_EXPERT, ORGANISATION_CONTACT)
def attendance_scan_any(request: Request) -> HttpResponse:
    """Hand in paper without looking for its session first."""
    return _take_in(request, None)


def _take_in(request: Request, session: Session | None) -> HttpResponse:
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            scans = take_in_scan(form.cleaned_data["file"], sessions=sessions_for_paper(request.viewer, at=clock.now()),
                                 by=request.user, at=clock.now())  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return _after_taking_in(request, scans, session)
    status = answer_status(request)
    context = {"form": form, "session": session, "waiting": waiting_scans(request.viewer)}
    return render(request, "sessions/attendance_scan.html", context, status=status)


def _after_taking_in(request: Request, scans: list[PaperScan], session: Session | None) -> HttpResponse:
    first = scans[0]
    if first.attendance_list is None:
        messages.warning(request, _("De foto is bewaard. We vonden er geen code van een van je bijeenkomsten op. "
                                    "Kies zelf de bijeenkomst."))  # fmt: skip
        target = redirect("attendance_scan_assign", pk=first.pk)
        if session is not None:
            target["Location"] += f"?bijeenkomst={session.pk}"
        return target
    words = {"session": choice_text(first.attendance_list.session)}
    if len(scans) > 1:
        messages.success(request, _("De scan hoort bij %(count)s lijsten. Begin met %(session)s.")
                         % {**words, "count": len(scans)})  # fmt: skip
    elif session is not None and first.attendance_list.session_id != session.pk:
        messages.success(
            request, _("De code hoort bij een andere bijeenkomst. De foto ligt daar: %(session)s.") % words
        )
    else:
        messages.success(request, _("De foto ligt bij %(session)s. Duid nu aan wie tekende.") % words)
    return redirect("attendance_scan_names", pk=first.pk)


@members_only
def attendance_scan_assign(request: Request, pk: int) -> HttpResponse:
    """A person says to which session a photo without a readable code belongs."""
    scan = scan_for(request.viewer, pk)
    if scan.attendance_list is not None:
        return redirect("attendance_scan_names", pk=scan.pk)
    sessions = sessions_for_paper(request.viewer, at=clock.now())
    form = SessionChoiceForm(
        request.POST or None, choices=open_choices(sessions), initial={"session": request.GET.get("bijeenkomst")}
    )
    if request.method == "POST" and form.is_valid():
        chosen = next(session for session in sessions if str(session.pk) == form.cleaned_data["session"])
        try:
            assign_scan(scan, session=chosen, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De foto ligt bij %(session)s. Duid nu aan wie tekende.")
                             % {"session": choice_text(chosen)})  # fmt: skip
            return redirect("attendance_scan_names", pk=scan.pk)
    status = answer_status(request)
    return render(request, "sessions/attendance_scan_assign.html", {"scan": scan, "form": form}, status=status)


@members_only
def attendance_scan_names(request: Request, pk: int) -> HttpResponse:
    """Who signed on the paper: the picture beside the names."""
    scan = scan_for(request.viewer, pk)
    if scan.attendance_list is None:
        return redirect("attendance_scan_assign", pk=scan.pk)
    people = people_of_scan(scan)
    unsigned = {str(person.pk): person for person, has_signed in people if not has_signed}
    form = PaperNamesForm(request.POST or None, choices=[(key, person.name) for key, person in unsigned.items()])
    session = scan.attendance_list.session
    if request.method == "POST" and form.is_valid():
        chosen = [unsigned[key] for key in form.cleaned_data["participants"]]
        try:
            count = record_paper_signatures(scan, participants=chosen, new_names=[entry.name for entry in form.new_entries],
                                            by=request.user, at=clock.now())  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            text = ngettext("%(count)s handtekening van het papier overgenomen.",
                            "%(count)s handtekeningen van het papier overgenomen.", count)  # fmt: skip
            messages.success(request, text % {"count": count})
            return redirect("attendance", pk=session.pk)
    context = {"scan": scan, "form": form, "session": session, "signed": [p for p, has_signed in people if has_signed],
               "pages": range(1, min(scan.pages, PAGES_SHOWN) + 1)}  # fmt: skip
    status = answer_status(request)
    return render(request, "sessions/attendance_scan_names.html", context, status=status)


@members_only
def attendance_scan_picture(request: Request, pk: int, page: int) -> HttpResponse:
    """One page of the paper as a picture of our own making."""
    scan = scan_for(request.viewer, pk)
    picture = page_picture(read_file(scan.file), page=page, longest_side=SCREEN_SIDE)
    if picture is None:
        raise Http404
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type="image/jpeg", headers=headers)


@members_only
def attendance_scan_file(request: Request, pk: int) -> FileResponse:
    """The paper as it was uploaded."""
    return attachment_response(scan_for(request.viewer, pk).file)
