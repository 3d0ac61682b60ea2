"""Front page, start page, search and the three pages everybody needs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tandem.identity.access import AnyRequest, Request, known_only, members_only, open_to_all, roles_only
from tandem.identity.rules import (
    ADMINISTRATOR,
    CALL_OFFICER,
    FACILITATOR,
    GUIDE,
    JUROR,
    PARTNERSHIP_COORDINATOR,
    POLICY_WORKER,
    SUPPORT_COORDINATOR,
)
from tandem.kernel import audit, clock
from tandem.kernel.pages import paginate
from tandem.lobby import queries

OWN_START = {
    GUIDE: "guide_day",
    PARTNERSHIP_COORDINATOR: "partnership_list",
    POLICY_WORKER: "signal_desk",
    FACILITATOR: "group_list",
    CALL_OFFICER: "call_list",
    JUROR: "jury_desk",
    SUPPORT_COORDINATOR: "support_overview",
}


@open_to_all
def front(request: AnyRequest) -> HttpResponse:
    """What is this, for whom, and where to start."""
    if request.viewer.is_known:
        return redirect("start")
    return render(request, "lobby/front.html")


@known_only
def start(request: Request) -> HttpResponse:
    """What must I do now? A guide starts with the day, a person with their own plan."""
    current = request.viewer.current
    if current is None or current.role in OWN_START:
        return redirect(OWN_START[current.role] if current else "my_plan")
    return render(request, "lobby/start.html", {"start": queries.start_page(request.viewer, at=clock.now())})


@members_only
def search(request: Request) -> HttpResponse:
    """Search in everything the viewer may see."""
    words = request.GET.get("zoek", "").strip()[:100]
    return render(request, "lobby/search.html", {"words": words, "found": queries.search(request.viewer, words)})


@open_to_all
def help_page(request: HttpRequest) -> HttpResponse:
    """Help and contact."""
    return render(request, "lobby/help_page.html")


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (Bestuursdecreet art. II.16)."""
    return render(request, "lobby/accessibility.html")


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, why, how long, and who sees it."""
    return render(request, "lobby/privacy.html")


@roles_only(ADMINISTRATOR)
def audit_trail(request: Request) -> HttpResponse:
    """Who did what, newest first; the chain is checked when asked."""
    action = request.GET.get("handeling", "").strip()[:80]
    page = paginate(audit.entries(action=action), request.GET.get("pagina"))
    broken = audit.first_broken_position() if "controle" in request.GET else None
    context = {
        "page": page,
        "action": action,
        "is_checked": "controle" in request.GET,
        "broken": broken,
        "head": audit.head(),
    }
    return render(request, "lobby/audit_trail.html", context)
