"""The officer's queue of a call, its export, one project with everything that was handed in, and two versions beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tandem.calls.forms.queue import ColumnsForm, QueueFilterForm
from tandem.calls.queries import dossier
from tandem.calls.queries import queue as queries
from tandem.calls.queries.doors import call_for, handed_in_for
from tandem.calls.queries.form import years_of
from tandem.calls.queries.handing_in import money_titles, version_of
from tandem.calls.rules.handing_in import is_over
from tandem.calls.views.call_saving import officers_only
from tandem.identity.access import Request
from tandem.kernel import access, clock, csv_lines
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.pages import paginate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from uuid import UUID

    from tandem.calls.models import Submission
    from tandem.kernel.models import StoredFile

PER_PAGE = 50


@officers_only
def submission_queue(request: Request, pk: UUID) -> HttpResponse:
    """Everything that was handed in, filtered, with the numbers above it."""
    call = call_for(request.viewer, pk)
    form = QueueFilterForm(request.GET.dict(), years=years_of(call))
    page = paginate(queries.queue_of(call, **form.wanted), request.GET.get("pagina"), PER_PAGE)
    context = {
        "call": call, "filter": form, "columns": ColumnsForm(), "page": page, "overview": queries.overview_of(call),
        "rows": [(row, queries.asked_text(row)) for row in page.object_list], "is_over": is_over(call, clock.now()),
        "is_filtered": any(value for name, value in form.wanted.items() if name != "order"),
    }  # fmt: skip
    return render(request, "calls/submission_queue.html", context)


@officers_only
def submission_export(request: Request, pk: UUID) -> StreamingHttpResponse:
    """The same rows for a spreadsheet, with the chosen columns."""
    call = call_for(request.viewer, pk)
    wanted = QueueFilterForm(request.GET.dict(), years=years_of(call)).wanted
    columns, kinds = ColumnsForm(request.GET).wanted, money_titles(call)
    lines = _as_viewer(request, lambda: queries.export_lines(queries.queue_of(call, **wanted), columns, kinds))
    return csv_lines.response("projecten.csv", queries.export_header(columns, kinds), lines)


@officers_only
def submission_file(request: Request, pk: UUID) -> HttpResponse:
    """One project: every answer, partners, files, the budget, its versions, admissibility, what the jury decided."""
    row = handed_in_for(request.viewer, pk)
    context = {"submission": row, "file": dossier.file_of(row), "is_over": is_over(row.call, clock.now())}
    return render(request, "calls/submission_file.html", context)


@officers_only
def submission_versions(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """What changed between the version before and this one."""
    row = handed_in_for(request.viewer, pk)
    context = {"submission": row, "comparison": dossier.comparison_of(row, version_of(row, version))}
    return render(request, "calls/submission_versions.html", context)


@officers_only
def handed_in_file(request: Request, pk: UUID, file: UUID) -> HttpResponseBase:
    """A file that was handed in with a project."""
    return attachment_response(_stored_file(handed_in_for(request.viewer, pk), file))


def _stored_file(row: Submission, file: UUID) -> StoredFile:
    stored = dossier.handed_in_file(row, file)
    if stored is None:
        raise Http404
    return stored


def _as_viewer(request: Request, lines: Callable[[], Iterable[list[object]]]) -> Iterator[list[object]]:
    """Rows are read while they are sent, after the request's own transaction: with the same eyes."""
    viewer = request.viewer
    with transaction.atomic():
        access.set_context(person_id=viewer.person_id, organisation_ids=viewer.organisation_ids())
        yield from lines()
