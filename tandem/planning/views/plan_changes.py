"""A plan is changed by a plan that follows it: fix, rule out, search the rest again, lay beside each other, imagine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import PLANNER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.planning.actions.plan import changing
from tandem.planning.forms.plan_changes import AwayForm, ChangeForm, ExtraForm
from tandem.planning.queries import doors
from tandem.planning.queries.plans.beside import beside
from tandem.planning.queries.plans.plan_page import PlanPage
from tandem.planning.queries.plans.request_page import draft_panel, request_page

if TYPE_CHECKING:
    from tandem.planning.models import Plan

DUOS_PER_PAGE = 20


@roles_only(PLANNER)
def duo_plan_request(request: Request, pk: UUID, series: UUID) -> HttpResponse:
    """One request of a plan: days, why this duo, and every other duo."""
    plan = doors.plan_for(request.viewer, pk)
    page = request_page(plan, series, on=clock.today())
    sought = request.GET.get("zoek", "").strip()[:100]
    context = {
        "plan": plan, "page": page, "sought": sought, "collected": draft_panel(page), "form": ChangeForm(),
        "duos": paginate(page.duos(sought), request.GET.get("pagina"), DUOS_PER_PAGE),
    }  # fmt: skip
    return render(request, "planning/duo_plan_request.html", context)


@roles_only(PLANNER)
@require_POST
def duo_plan_change(request: Request, pk: UUID) -> HttpResponse:
    """Fix or rule out something for the next search."""
    plan, form = doors.plan_for(request.viewer, pk), ChangeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies opnieuw: deze keuze bestaat niet."))
        return redirect("duo_plan", plan.pk)
    change = form.change()
    with telling(request, _("Bewaard voor de volgende zoektocht. Zoek de rest opnieuw als je klaar bent.")):
        changing.change_plan(plan, change=change, seen=form.cleaned_data["seen"], by=request.user, at=clock.now())
    return redirect("duo_plan_request", plan.pk, change.request)


@roles_only(PLANNER)
@require_POST
def duo_plan_again(request: Request, pk: UUID) -> HttpResponse:
    """Search the rest again, with what was collected."""
    plan = doors.plan_for(request.viewer, pk)
    try:
        found = changing.search_again(plan, seen=_number(request.POST.get("seen")), by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("duo_plan", plan.pk)
    return redirect("duo_plan", found.pk)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


@roles_only(PLANNER)
def duo_plan_compare(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    """Two plans beside each other."""
    plans = doors.plan_for(request.viewer, pk), doors.plan_for(request.viewer, other)
    return render(request, "planning/duo_plan_compare.html", {"pair": beside(*plans), "plan": plans[0]})


@roles_only(PLANNER)
def duo_plan_what_if(request: Request, pk: UUID) -> HttpResponse:
    """What if there were one more, or somebody away? A plan to look at, never to ask."""
    plan = doors.plan_for(request.viewer, pk)
    is_away = request.POST.get("wat") == "weg"
    extra = ExtraForm(request.POST if request.method == "POST" and not is_away else None, on=clock.today())
    away = AwayForm(request.POST if is_away else None, people=PlanPage(plan).everybody())
    form: ExtraForm | AwayForm = away if is_away else extra
    if request.method == "POST" and form.is_valid() and (found := _imagined(request, plan, form)):
        return redirect("duo_plan", found.pk)
    context = {"plan": plan, "extra": extra, "away": away, "form": form}
    return render(request, "planning/duo_plan_what_if.html", context, status=answer_status(request))


def _imagined(request: Request, plan: Plan, form: ExtraForm | AwayForm) -> Plan | None:
    try:
        if isinstance(form, ExtraForm):
            person = form.person(len(plan.extra_people) + 1)
            title = _("Wat als: %(name)s erbij") % {"name": person["name"]}
            return changing.imagine(plan, title=title[:120], extra_people=[person], by=request.user, at=clock.now())
        name = dict(PlanPage(plan).everybody())[form.cleaned_data["person"]]
        title = _("Wat als: %(name)s is weg") % {"name": name}
        return changing.imagine(plan, title=title[:120], away=[form.span()], by=request.user, at=clock.now())
    except Refusal as refusal:
        show_refusal(form, refusal)
        return None
