"""The chosen projects of a call, for everybody: list, numbers, map, downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tandem.calls.queries import results as pages
from tandem.calls.rules.vocabulary import AREAS
from tandem.identity.access import open_to_all
from tandem.kernel import csv_lines
from tandem.kernel.pages import paginate

if TYPE_CHECKING:
    from uuid import UUID


@open_to_all
def call_results(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who was chosen, where and for how much."""
    call = pages.results_call_for(pk)
    projects = pages.chosen_projects(call)
    words, area = request.GET.get("zoek", "").strip()[:100], request.GET.get("gebied", "")
    found = pages.matching(projects, words=words, area=area if area in AREAS else "")
    context = {
        "call": call, "page": paginate(found, request.GET.get("pagina"), 25), "found": len(found), "number": len(projects),
        "total": sum(one.amount for one in projects), "areas": pages.figures_per_area(projects, request.path),
        "waves": pages.figures_per_wave(projects), "words": words, "area": area, "choices": AREAS.items(),
        "top_wave": max((one.value for one in pages.figures_per_wave(projects)), default=0),
    }  # fmt: skip
    return render(request, "calls/call_results.html", context)


@open_to_all
def call_results_csv(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The same as a table to download."""
    call = pages.results_call_for(pk)
    header, lines = pages.csv_lines(pages.chosen_projects(call))
    return csv_lines.response(f"gekozen-projecten-{call.pk}.csv", header, lines)


@open_to_all
def call_results_json(request: HttpRequest, pk: UUID) -> JsonResponse:
    """The same as open data, in the shape of 360Giving."""
    call = pages.results_call_for(pk)
    answer = JsonResponse(
        pages.open_grants(call, pages.chosen_projects(call)), json_dumps_params={"ensure_ascii": False}
    )
    answer["Content-Disposition"] = f'attachment; filename="gekozen-projecten-{call.pk}.json"'
    return answer
