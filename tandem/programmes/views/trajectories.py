"""Trajectories: the list and the rails of one file."""

from django.http import HttpResponse
from django.shortcuts import render

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.pages import paginate
from tandem.programmes.queries import doors
from tandem.programmes.queries.history import history_of
from tandem.programmes.queries.message import unanswered_messages
from tandem.programmes.queries.trajectory import rows_of, trajectories_of, trajectory_page
from tandem.programmes.rules import rails, states


@members_only
def trajectory_list(request: Request) -> HttpResponse:
    """Search, filter by state and by whose move it is."""
    search, state, side = (request.GET.get(name, "") for name in ("zoek", "stand", "beurt"))
    page = paginate(trajectories_of(request.viewer, search=search, state=state, side=side), request.GET.get("pagina"))
    context = {
        "page": page, "rows": rows_of(list(page.object_list)), "search": search, "state": state, "side": side,
        "states": states.TRAJECTORY_STATE_NAMES, "sides": rails.SIDE_TEXTS,
    }  # fmt: skip
    return render(request, "programmes/trajectory_list.html", context)


@members_only
def trajectory(request: Request, pk: str) -> HttpResponse:
    """Where are we, whose turn is it and since when, what is next, which documents."""
    file = doors.trajectory_for(request.viewer, pk)
    page = trajectory_page(file, request.viewer, at=clock.now())
    context = {"trajectory": file, "page": page, "history": history_of(file, parts=page.parts),
               "unanswered": unanswered_messages(file, request.viewer)}  # fmt: skip
    return render(request, "programmes/trajectory.html", context)
