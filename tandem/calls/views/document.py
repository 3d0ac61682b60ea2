"""Documents of a call."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.document import add_document, drop_document
from tandem.calls.forms.document import DocumentForm
from tandem.calls.queries.call import document_for, readable_document_for
from tandem.calls.queries.doors import call_for
from tandem.calls.views.call_saving import SAVED, officers_only, save
from tandem.identity.access import AnyRequest, Request, open_to_all
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.documents import storage


@officers_only
def call_document_add(request: Request, pk: UUID) -> HttpResponse:
    """Put a document on the page of the call."""
    row = call_for(request.viewer, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        title, upload = form.cleaned_data["title"], form.cleaned_data["file"]
        status = save(lambda: add_document(row, title, upload, by=request.user, at=clock.now()), form)
        if status == SAVED:
            messages.success(request, _("Het document staat bij de oproep."))
            return redirect("call_setup", row.pk)
    return render(request, "calls/call_document_add.html", {"form": form, "row": row}, status=status)


@officers_only
@require_POST
def call_document_drop(request: Request, pk: UUID, document: UUID) -> HttpResponse:
    """Take it away while the call is in preparation."""
    found = document_for(call_for(request.viewer, pk), document)
    with telling(request, _("Het document is weggehaald.")):
        drop_document(found, by=request.user, at=clock.now())
    return redirect("call_setup", found.call.pk)


@open_to_all
def call_document(request: AnyRequest, pk: UUID, document: UUID) -> HttpResponseBase:
    """For everybody once the call is published; before that for its officers."""
    return storage.attachment_response(readable_document_for(request.viewer, pk, document).file)
