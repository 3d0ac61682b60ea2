"""Mijn agenda: a list for everybody, a print of it, and the private address for one's own calendar program."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.identity.access import Request, members_only, open_to_all
from tandem.identity.queries import viewer_of
from tandem.identity.rules import PLANNER
from tandem.kernel import access, clock
from tandem.kernel.calendar import feed_ics
from tandem.kernel.pages import paginate
from tandem.sessions.actions.feeds import renew_calendar_feed, revoke_calendar_feed
from tandem.sessions.forms.calendar import CalendarFilter
from tandem.sessions.queries import calendar as queries


@members_only
def calendar(request: Request) -> HttpResponse:
    """Coming sessions of the viewer as a list."""
    filters = _filters(request)
    page = paginate(
        queries.coming_sessions(request.viewer, filters.wanted(), at=clock.now()), request.GET.get("pagina")
    )
    context = {
        "page": page, "rows": queries.calendar_rows(page), "filter_form": filters,
        "is_planner": request.viewer.has_role(PLANNER), "is_filtered": filters.is_filtered,
        "address": queries.feed_address(request.user.pk), "remove": {"wat": "weg"},
    }  # fmt: skip
    return render(request, "sessions/calendar.html", context)


@members_only
def calendar_print(request: Request) -> HttpResponse:
    """The same list on paper, at most two hundred lines."""
    filters = _filters(request)
    rows = queries.coming_sessions(request.viewer, filters.wanted(), at=clock.now())[: queries.PRINT_LIMIT]
    context = {"rows": queries.calendar_rows(rows), "name": request.viewer.name, "today": clock.today()}
    return render(request, "sessions/calendar_print.html", context)


def _filters(request: Request) -> CalendarFilter:
    return CalendarFilter(request.GET, people=queries.people_of_provider(request.viewer, on=clock.today()))


@require_POST
@members_only
def calendar_address(request: Request) -> HttpResponse:
    """Make or replace one's private address, or take it away."""
    if request.POST.get("wat") == "weg":
        revoke_calendar_feed(by=request.user, at=clock.now())
        messages.success(request, _("Het adres is weg. Programma's die het gebruikten, krijgen niets meer."))
    else:
        renew_calendar_feed(by=request.user, at=clock.now())
        messages.success(request, _("Je hebt een nieuw adres. Een vorig adres werkt niet meer."))
    return redirect("calendar")


@require_GET
@open_to_all
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's sessions for a calendar program. The address is the key: it opens nothing else."""
    feed = queries.feed_with(token)
    if feed is None:
        raise Http404
    with access.as_system():
        events = queries.feed_events(viewer_of(feed.person, on=clock.today()), on=clock.today())
    return HttpResponse(feed_ics(events, name=_("Tandem: mijn agenda")), content_type="text/calendar; charset=utf-8")
