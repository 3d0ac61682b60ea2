"""The plan: what the person wants and can, what is now, the steps, decisions and expectations. And what its pages share."""

from __future__ import annotations

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.plan import PenFacts
from tandem.guidance.queries.doors import Place, own_place, place_for
from tandem.guidance.queries.plan import plan_of
from tandem.guidance.rules.pen import TOGETHER, tapped
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock


@known_only
def my_plan(request: Request) -> HttpResponse:
    """The person's own plan; somebody without a file reads how one begins."""
    try:
        place = own_place(request.viewer, at=clock.now())
    except Http404:
        return render(request, "guidance/my_plan_none.html")
    return render(request, "guidance/my_plan.html", framed(place, "plan", plan=plan_of(place)))


@known_only
def plan(request: Request, file: str) -> HttpResponse:
    """The same for who walks along, with proposals beside the person's own words."""
    place = opened(request, file, "plan")
    return render(request, "guidance/plan.html", framed(place, "plan", plan=plan_of(place)))


def opened(request: Request, file: str, page: str) -> Place:
    """The file of this address, and the look noted under a name of `rules.reads`."""
    place = place_for(request.viewer, file, at=clock.now())
    if request.method == "GET":
        note_read(place, page, at=place.at)
    return place


def posted(request: Request) -> QueryDict | None:
    """What a form gets: also an empty POST is a form that was handed in."""
    return request.POST if request.method == "POST" else None


def home_of(place: Place) -> str:
    """The address of the plan for this viewer."""
    return reverse("my_plan") if place.is_owner else reverse("plan", args=[place.file.pk])


def pen_facts(place: Place) -> PenFacts:
    """What a form of the pen must know: whether to ask how it came about, and of whom."""
    return {"asks_how": place.is_guide and not place.file.is_thread, "name": str(place.file)}


def spoken_by(place: Place) -> dict[str, str]:
    """What a button sends along: a guide taps it in a talk, with the person."""
    return tapped(is_alone=place.is_owner)


def said_together(request: Request) -> str:
    """`how` of a button that a guide taps in a talk."""
    return TOGETHER if request.POST.get("how") == TOGETHER else ""
