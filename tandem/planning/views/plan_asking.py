"""A plan is put to its duos, and what was declined is searched again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import PLANNER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Conflict, Refusal
from tandem.planning.actions.asking import place_lacks
from tandem.planning.actions.plan import asking as actions
from tandem.planning.forms.plan_asking import AskPlanForm
from tandem.planning.queries import doors
from tandem.planning.queries.plans.ask_page import ask_lines
from tandem.planning.queries.plans.plan_page import PlanPage

if TYPE_CHECKING:
    from tandem.planning.models import Plan


@roles_only(PLANNER)
def duo_plan_ask(request: Request, pk: UUID) -> HttpResponse:
    """Per request whether it is asked, and what is missing; then ask them all."""
    plan = doors.plan_for(request.viewer, pk)
    lines = ask_lines(plan, place_lacks)
    ready = [line.key for line in lines if not line.missing]
    form = AskPlanForm(request.POST or None, keys=[line.key for line in lines], initial={"version": plan.version})
    if request.method == "POST" and form.is_valid() and _asked(request, plan, form):
        return redirect("duo_plan", plan.pk)
    context = {
        "plan": plan, "page": PlanPage(plan), "lines": lines, "form": form, "ready": ready,
        "ticked": form.ticked() if form.is_bound else frozenset(ready),
    }  # fmt: skip
    return render(request, "planning/duo_plan_ask.html", context, status=answer_status(request))


def _asked(request: Request, plan: Plan, form: AskPlanForm) -> bool:
    facts = form.cleaned_data
    try:
        asked = actions.ask_plan(plan, series_ids=form.chosen(), seen=facts["version"], by=request.user, at=clock.now())
    except Conflict as conflict:
        keep_typed(form, conflict.current)
        show_refusal(form, conflict)
        return False
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    text = ngettext("%(n)s duo is gevraagd. Zodra beiden ja zeggen, is het geregeld.",
                    "%(n)s duo's zijn gevraagd. Zodra beiden ja zeggen, is het geregeld.", len(asked))  # fmt: skip
    messages.success(request, text % {"n": len(asked)})
    return True


@roles_only(PLANNER)
@require_POST
def duo_plan_rest(request: Request, pk: UUID) -> HttpResponse:
    """A next plan for what was declined or never asked."""
    plan = doors.plan_for(request.viewer, pk)
    try:
        found = actions.search_rest(plan, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("duo_plan", plan.pk)
    return redirect("duo_plan", found.pk)
