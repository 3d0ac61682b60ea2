"""The first page of a guide."""

from django.http import HttpResponse
from django.shortcuts import render

from tandem.guidance.actions.day import note_day_read
from tandem.guidance.queries.day import guide_day_of, not_noted_today
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import GUIDE
from tandem.kernel import clock


@roles_only(GUIDE)
def guide_day(request: Request) -> HttpResponse:
    """Today and tomorrow, what the service owes, and who heard nothing for long."""
    at = clock.now()
    day = guide_day_of(request.viewer, at=at)
    new = not_noted_today(request.viewer, day.read_files(), at=at)
    if new:
        note_day_read(request.viewer, new, at=at)
    return render(request, "guidance/guide_day.html", {"day": day, "today": clock.today()})
