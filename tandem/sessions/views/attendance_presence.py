"""Presence of a whole series per half-day, as a page, a spreadsheet and a certificate per participant."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, members_only
from tandem.kernel import clock, csv_lines
from tandem.kernel.documents.pdf import render_pdf
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance import attended_sessions, participant_for, presence_by_participant
from tandem.sessions.queries.attendance_presence import presence_lines, presence_page
from tandem.sessions.queries.attendance_sheets import certificate_sheet

READERS = frozenset({doors.ORGANISATION, doors.PLANNING, doors.DUO})


@members_only
def series_presence(request: Request, pk: str) -> HttpResponse:
    """Who came to which half-day."""
    series = doors.series_for(request.viewer, pk, parts=READERS)
    return render(request, "sessions/series_presence.html", {"series": series, "page": presence_page(series)})


@members_only
def series_presence_csv(request: Request, pk: str) -> StreamingHttpResponse:
    """The same for a spreadsheet."""
    series = doors.series_for(request.viewer, pk, parts=READERS)
    header, lines = presence_lines(presence_by_participant(series))
    return csv_lines.response("aanwezigheid.csv", header, lines)


@members_only
def attendance_certificate(request: Request, pk: int) -> HttpResponse:
    """What one participant really attended, as a PDF."""
    participant = participant_for(request.viewer, pk, parts=READERS)
    sessions = attended_sessions(participant)
    if not sessions:
        messages.info(request, _("%(name)s staat nog op geen afgesloten lijst. Daarom is er nog geen attest.")
                      % {"name": participant.name})  # fmt: skip
        return redirect("series_presence", pk=participant.series_id)
    pdf = render_pdf("sessions/attendance_certificate.typ", certificate_sheet(participant, sessions, at=clock.now()))
    headers = {"Content-Disposition": 'attachment; filename="attest.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
