"""What everybody carries, and where people travel."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import PLANNER
from tandem.kernel import clock, csv_lines
from tandem.planning.queries import doors, load
from tandem.planning.queries import travel_map as maps


@roles_only(PLANNER)
def load_by_month(request: Request) -> HttpResponse:
    """Half-days and travel per person and month, beside the fair share."""
    sought, found = _load(request)
    context = {"load": found, "sought": sought, "roles": load.ROLES.items(),
               "months": [load.month_words(month) for month in found.months]}  # fmt: skip
    return render(request, "planning/load_by_month.html", context)


@roles_only(PLANNER)
def load_csv(request: Request) -> HttpResponseBase:
    """The same as a file."""
    _sought, found = _load(request)
    return csv_lines.response("belasting.csv", load.CSV_HEADER, load.csv_rows(found))


def _load(request: Request) -> tuple[load.Sought, load.Load]:
    on = clock.today()
    sought = load.Sought.read(request.GET, on=on)
    return sought, load.load_of(doors.provider_of(request.viewer), sought, on=on)


@roles_only(PLANNER)
def travel_map(request: Request) -> HttpResponse:
    """Homes and sessions by area, and where nobody comes in time."""
    found = maps.travel_map(doors.provider_of(request.viewer), on=clock.today())
    context = {
        "found": found, "far_minutes": maps.FAR_MINUTES, "homes": [one.homes for one in found.areas],
        "work": [one.work for one in found.areas],
    }  # fmt: skip
    return render(request, "planning/travel_map.html", context)
