"""A form tried out, on paper, published, and what a revision changed."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions import form_builder as actions
from tandem.calls.forms.form_preview import tried_answers, tried_form
from tandem.calls.queries import form_builder as pages
from tandem.calls.queries.doors import call_for
from tandem.calls.queries.form_preview import money_columns, tried_sections, tried_stops
from tandem.calls.rules.answers import municipality_names
from tandem.calls.views.form_builder import officers_only
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal


class PublishForm(forms.Form):
    """Which version of the draft was on the screen."""

    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)


@officers_only
def form_preview(request: Request, pk: UUID) -> HttpResponse:
    """Fill in the form as an organisation would. Nothing is kept; the button shows what is asked now."""
    call = call_for(request.viewer, pk)
    state = pages.form_state(call, at=clock.now())
    data = request.POST if request.method == "POST" else QueryDict()
    form, typed = tried_form(state.whole, data), tried_answers(state.whole, data)
    sections = [
        (tried, [(row, form[row.question.id] if row.question.id in form.fields else None) for row in tried.questions])
        for tried in tried_sections(state.whole, typed)
    ]
    context = {
        "call": call, "sections": sections, "stops": tried_stops(state.whole, typed), "columns": money_columns(call),
        "municipalities": municipality_names(clock.today()),
    }  # fmt: skip
    return render(request, "calls/form_preview.html", context)


@officers_only
def form_print(request: Request, pk: UUID) -> HttpResponse:
    """The questions on paper, for who first writes by hand."""
    call = call_for(request.viewer, pk)
    state = pages.form_state(call, at=clock.now())
    context = {"call": call, "sections": pages.section_lines(state), "stops": pages.stop_lines(state)}
    return render(request, "calls/form_print.html", context)


@officers_only
def form_publish(request: Request, pk: UUID) -> HttpResponse:
    """What publishing changes, and for whom; refused while something has to be put right."""
    call = call_for(request.viewer, pk)
    state = pages.form_state(call, at=clock.now())
    form = PublishForm(request.POST or None, initial={"version": state.revision.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_form(call, version=form.cleaned_data["version"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
            form.data = {"version": str(state.revision.version)}
        else:
            messages.success(request, _("Het formulier is gepubliceerd. Nieuwe projecten starten ermee."))
            return redirect("form_builder", call.pk)
    context = {
        "call": call, "state": state, "form": form, "faults": pages.faults_of(state), "changes": pages.changes_of(state),
        "revisions": pages.revision_lines(call),
    }  # fmt: skip
    return render(request, "calls/form_publish.html", context, status=answer_status(request))


@officers_only
def form_changes(request: Request, pk: UUID, number: int) -> HttpResponse:
    """What one published form changed, as the writers of drafts read it."""
    call = call_for(request.viewer, pk)
    revision, changes = pages.revision_change(call, number)
    context = {"call": call, "revision": revision, "changes": changes}
    return render(request, "calls/form_changes.html", context)
