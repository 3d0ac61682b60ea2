"""Lists: the organisation's own applications, and the fund's queue with its export."""

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import access, clock, csv_lines
from tandem.kernel.pages import paginate
from tandem.programmes.forms.application_queue import QueueFilterForm
from tandem.programmes.queries import application as lists
from tandem.programmes.queries import application_queue as queue

PER_PAGE = 25


@roles_only(ORGANISATION_CONTACT)
def application_list(request: Request) -> HttpResponse:
    """Every application of my organisations."""
    search = request.GET.get("zoek", "")
    page = paginate(lists.list_of(request.viewer, search=search), request.GET.get("pagina"), PER_PAGE)
    context = {"page": page, "rows": lists.list_rows(page.object_list), "search": search}
    return render(request, "programmes/application_list.html", context)


@roles_only(FUND_OFFICER)
def application_queue(request: Request) -> HttpResponse:
    """What my fund must decide, and everything it decided."""
    form = QueueFilterForm(_with_defaults(request), programmes=queue.programmes_of_queue())
    wanted = form.wanted
    page = paginate(queue.queue_of(request.viewer, at=clock.now(), **wanted), request.GET.get("pagina"), PER_PAGE)
    context = {"page": page, "rows": queue.queue_rows(list(page.object_list)), "filter": form, "wanted": wanted}
    return render(request, "programmes/application_queue.html", context)


def _with_defaults(request: Request) -> dict[str, str]:
    return {"stand": "beslissen", "volgorde": "wachttijd", **request.GET.dict()}


@roles_only(FUND_OFFICER)
def application_export(request: Request) -> StreamingHttpResponse:
    """The same list as CSV, row by row."""
    form = QueueFilterForm(_with_defaults(request), programmes=queue.programmes_of_queue())
    rows = queue.queue_of(request.viewer, at=clock.now(), **form.wanted)
    lines = _as_viewer(request, lambda: queue.queue_lines(rows))
    return csv_lines.response("aanvragen.csv", queue.CSV_HEADER, lines)


def _as_viewer(request: Request, lines: Callable[[], Iterable[list[object]]]) -> Iterator[list[object]]:
    """Rows are read while they are sent, after the request's own transaction: with the same eyes."""
    viewer = request.viewer
    with transaction.atomic():
        access.set_context(person_id=viewer.person_id, organisation_ids=viewer.organisation_ids())
        yield from lines()
