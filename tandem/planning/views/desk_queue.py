"""What asks a planner now."""

from django.http import HttpResponse
from django.shortcuts import render

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import PLANNER
from tandem.kernel import clock
from tandem.planning.queries import doors
from tandem.planning.queries.queue import queue


@roles_only(PLANNER)
def planning_queue(request: Request) -> HttpResponse:
    """One list with counts; one kind at a time with pages."""
    asked, provider = request.GET, doors.provider_of(request.viewer)
    found = queue(provider, kind=asked.get("soort", ""), page=asked.get("pagina"), at=clock.now())
    return render(request, "planning/planning_queue.html", {"queue": found})
