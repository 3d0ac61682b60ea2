"""Networks together: for the coordinators, on the map, and for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.calls.queries import network as lists
from tandem.calls.queries import overview as pages
from tandem.calls.queries.doors import networks_of
from tandem.calls.rules.network import FORGOTTEN_AFTER_WEEKS
from tandem.calls.rules.vocabulary import AREAS
from tandem.identity.access import Request, open_to_all, roles_only
from tandem.identity.rules import CALL_OFFICER, SUPPORT_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.pages import paginate


@roles_only(SUPPORT_COORDINATOR)
def support_overview(request: Request) -> HttpResponse:
    """Who got what, and who was forgotten: the longest silent first."""
    today, sought = clock.today(), lists.Sought.read(request.GET)
    found = lists.read(lists.sought_networks(request.viewer, sought, on=today))
    page = paginate(found, request.GET.get("pagina"), per_page=60)
    rows = lists.network_rows(page, on=today)
    context = {
        "page": page, "rows": rows, "sought": sought, "areas": AREAS.items(), "weeks": FORGOTTEN_AFTER_WEEKS,
        "forgotten": [row for row in rows if row.silence.is_forgotten], "figures": pages.figures_of_read(found),
    }  # fmt: skip
    return render(request, "calls/support_overview.html", context)


@roles_only(SUPPORT_COORDINATOR, CALL_OFFICER)
def network_map(request: Request) -> HttpResponse:
    """Networks, start waves and open needs per area; where nobody works."""
    figures = pages.area_figures(on=clock.today())
    needs = [
        {"key": area.key, "label": area.label, "value": area.needs_open, "note": area.start_day} for area in figures
    ]
    context = {
        "figures": figures, "areas": pages.map_areas(figures), "sentence": pages.map_sentence(figures), "needs": needs,
        "waves": lists.waves(networks_of(request.viewer)), "total": sum(area.networks for area in figures),
        "open_needs": sum(area.needs_open for area in figures),
    }  # fmt: skip
    return render(request, "calls/network_map.html", context)


@open_to_all
def networks_public(request: HttpRequest) -> HttpResponse:
    """Which network works in my municipality?"""
    today, words, area = clock.today(), request.GET.get("zoek", "").strip()[:100], request.GET.get("streek", "")
    page = paginate(pages.public_networks(words=words, area=area, on=today), request.GET.get("pagina"), per_page=20)
    figures = pages.area_figures(on=today)
    context = {
        "page": page, "rows": pages.public_rows(page, on=today), "words": words, "area": area, "options": AREAS.items(),
        "areas": pages.map_areas(figures, page="networks_public"), "sentence": pages.map_sentence(figures),
        "is_sought": bool(words or area in AREAS),
    }  # fmt: skip
    return render(request, "calls/networks_public.html", context)
