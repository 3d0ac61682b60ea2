"""Who was heard for a call, written down by officers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.consultation import add_consultation, drop_consultation, edit_consultation
from tandem.calls.forms.consultation import ConsultationForm
from tandem.calls.queries.call import consultation_facts, consultation_for
from tandem.calls.queries.doors import call_for
from tandem.calls.views.call_saving import CLASHED, SAVED, differing, officers_only, save
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling


@officers_only
def call_consultation_new(request: Request, pk: UUID) -> HttpResponse:
    """Write down who was heard."""
    row = call_for(request.viewer, pk)
    form = ConsultationForm(request.POST or None)
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        status = save(lambda: add_consultation(row, form.facts(), by=request.user, at=clock.now()), form)
        if status == SAVED:
            messages.success(request, _("Bewaard. Dank je om te luisteren."))
            return redirect("call_setup", row.pk)
    return render(request, "calls/call_consultation_new.html", {"form": form, "row": row}, status=status)


@officers_only
def call_consultation_edit(request: Request, pk: UUID, consultation: UUID) -> HttpResponse:
    """Other words, or what was done with it."""
    found = consultation_for(call_for(request.viewer, pk), consultation)
    row = found.call
    form = ConsultationForm(request.POST or None, initial=consultation_facts(found) | {"version": row.version})
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        status = save(
            lambda: edit_consultation(found, form.facts(), version=version, by=request.user, at=clock.now()), form
        )
        if status == SAVED:
            messages.success(request, _("De wijziging is bewaard."))
            return redirect("call_setup", row.pk)
    context = {"form": form, "row": row, "found": found, "is_clash": status == CLASHED, "differing": differing(form)}
    return render(request, "calls/call_consultation_edit.html", context, status=status)


@officers_only
@require_POST
def call_consultation_drop(request: Request, pk: UUID, consultation: UUID) -> HttpResponse:
    """Take it away while the call is in preparation."""
    found = consultation_for(call_for(request.viewer, pk), consultation)
    with telling(request, _("Het gesprek is weggehaald.")):
        drop_consultation(found, by=request.user, at=clock.now())
    return redirect("call_setup", found.call.pk)
