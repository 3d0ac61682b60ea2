"""Papers of a file: look, add, take along, put away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import document as actions
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.document import DocumentForm
from tandem.guidance.queries import document as queries
from tandem.guidance.queries.doors import place_for
from tandem.guidance.views.framing import framed
from tandem.guidance.views.handing_out import attached
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling


@known_only
def documents(request: Request, file: str) -> HttpResponse:
    """The papers of a file."""
    place = place_for(request.viewer, file, at=clock.now())
    note_read(place, "documents", at=place.at)
    return render(request, "guidance/documents.html", framed(place, "more", rows=queries.document_rows(place)))


@known_only
def document_add(request: Request, file: str) -> HttpResponse:
    """A photo or a pdf, with a name that one recognises."""
    place = place_for(request.viewer, file, at=clock.now())
    form = DocumentForm(request.POST or None, request.FILES or None, is_owner=place.is_owner)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data.pop("file")
        actions.add_document(place, upload, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Het papier zit erbij."))
        return redirect("documents", place.file.pk)
    if request.method == "GET":
        note_read(place, "documents", at=place.at)
    context = framed(place, "more", form=form)
    return render(request, "guidance/document_add.html", context, status=answer_status(request))


@known_only
def document(request: Request, file: str, pk: str) -> HttpResponseBase:
    """One paper as a download; also for who sees this paper alone."""
    place = place_for(request.viewer, file, at=clock.now(), is_whole=False)
    row = queries.document_for(place, pk)
    note_read(place, "filedocument", at=place.at, item_id=row.pk)
    return attached(queries.document_content(row), queries.document_name(row), row.stored.content_type)


@known_only
@require_POST
def document_put_away(request: Request, file: str, pk: str) -> HttpResponse:
    """Out of the list."""
    place = place_for(request.viewer, file, at=clock.now())
    with telling(request, _("Opgeborgen. Het blijft in je boekje tot je alles wist.")):
        actions.put_away(place, queries.document_for(place, pk), by=request.user, at=clock.now())
    return redirect("documents", place.file.pk)
