"""Calls for officers: the list, the whole of one call with its check list, change, copy, publish, stop."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.call import copy_call, edit_call, facts_of, make_call
from tandem.calls.actions.call_publish import CannotPublish, publish_call, stop_call
from tandem.calls.forms.call import CallForm, CallStartForm, StopForm, initial_of, kinds_text
from tandem.calls.queries import call_setup as pages
from tandem.calls.queries.call_changes import changes_of
from tandem.calls.queries.doors import call_for
from tandem.calls.rules.call_changes import MONEY_STATES, OVER, Stand, problems_of_measure
from tandem.calls.rules.states import CALL
from tandem.calls.rules.vocabulary import CALL_STATES
from tandem.calls.views.call_saving import CLASHED, SAVED, differing, officers_only, save
from tandem.identity.access import Request
from tandem.identity.queries import organisations_of
from tandem.identity.rules import CALL_OFFICER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.kernel.states import may


@officers_only
def call_list(request: Request) -> HttpResponse:
    """Every call of the administration, the newest first."""
    words, state = request.GET.get("zoek", "")[:200], request.GET.get("stand", "")
    rows = pages.officers_calls(request.viewer, words, state if state in CALL_STATES else "")
    context = {"page": paginate(rows, request.GET.get("pagina")), "words": words, "state": state, "states": CALL_STATES,
               "now": clock.now()}  # fmt: skip
    return render(request, "calls/call_list.html", context)


@officers_only
def call_new(request: Request) -> HttpResponse:
    """A call begins with a title."""
    homes = {row.pk: row for row in organisations_of(request.viewer, CALL_OFFICER)}
    form = CallStartForm(request.POST or None, administrations=[(pk, str(row)) for pk, row in homes.items()])
    if request.method == "POST" and form.is_valid():
        home = homes[int(form.cleaned_data["administration"])]
        row = make_call(form.facts(), administration=home, by=request.user, at=clock.now())
        messages.success(request, _("De oproep is er. Vul nu in wat er nog ontbreekt."))
        return redirect("call_setup", row.pk)
    return render(request, "calls/call_new.html", {"form": form}, status=answer_status(request))


@officers_only
def call_setup(request: Request, pk: UUID) -> HttpResponse:
    """The whole call, what it still lacks, and where that is filled in."""
    row = pages.setup_for(request.viewer, pk)
    page, now = pages.call_page(row), clock.now()
    checks, counted = pages.check_list(page, at=now), pages.counted(row)
    stand = Stand(row.state, counted.handed_in + counted.withdrawn > 0, now)
    context = {
        "row": row, "page": page, "checks": checks, "is_ready": not any(check.texts for check in checks),
        "steps": pages.steps_of(row, now), "counted": counted, "changes": changes_of(row),
        "kinds": kinds_text(row.submitter_kinds), "may_stop": may(CALL, "stop", row.state), "may_change": row.state in MONEY_STATES,
        "may_measure": not problems_of_measure(stand), "is_over": row.state in OVER,
    }  # fmt: skip
    return render(request, "calls/call_setup.html", context)


@officers_only
def call_edit(request: Request, pk: UUID) -> HttpResponse:
    """Texts, terms and moments. Two officers at once see both versions."""
    row = call_for(request.viewer, pk)
    initial = initial_of(facts_of(row)) | {"version": row.version}
    form = CallForm(request.POST if request.method == "POST" else None, initial=initial)
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        status = save(lambda: edit_call(row, form.facts(), version=version, by=request.user, at=clock.now()), form)
        if status == SAVED:
            messages.success(request, _("De oproep is bewaard."))
            return redirect("call_setup", row.pk)
    context = {"form": form, "row": row, "is_clash": status == CLASHED, "differing": differing(form)}
    return render(request, "calls/call_edit.html", context, status=status)


@officers_only
@require_POST
def call_copy(request: Request, pk: UUID) -> HttpResponse:
    """A new call that starts from this one."""
    copy = copy_call(call_for(request.viewer, pk), by=request.user, at=clock.now())
    messages.success(request, _("De kopie staat klaar. Kies nieuwe data en hoor opnieuw wie armoede kent."))
    return redirect("call_setup", copy.pk)


@officers_only
@require_POST
def call_publish(request: Request, pk: UUID) -> HttpResponse:
    """Everybody reads the call from now on, unless something is missing."""
    row = call_for(request.viewer, pk)
    try:
        publish_call(row, by=request.user, at=clock.now())
    except CannotPublish as refusal:
        for problem in refusal.problems:
            messages.error(request, problem.text)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De oproep is gepubliceerd. Iedereen kan ze lezen."))
    return redirect("call_setup", row.pk)


@officers_only
def call_stop(request: Request, pk: UUID) -> HttpResponse:
    """Stop for good, with a reason."""
    row = call_for(request.viewer, pk)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            stop_call(row, form.cleaned_data["reason"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De oproep is gestopt. Wie schreef, krijgt een mail met de uitleg."))
            return redirect("call_setup", row.pk)
    context = {"form": form, "row": row, "counted": pages.counted(row)}
    return render(request, "calls/call_stop.html", context, status=answer_status(request))
