"""Plans of a planner: the list, a new search, how far it is, and what it found."""

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
from tandem.kernel import clock, dutch
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.planning.actions.plan import making, running
from tandem.planning.forms.plans import NewPlanForm, PlanListForm, RowFilterForm, WaitingForm
from tandem.planning.queries import doors
from tandem.planning.queries.plans.beside import related
from tandem.planning.queries.plans.listing import plan_list
from tandem.planning.queries.plans.plan_page import PlanPage
from tandem.planning.queries.plans.progress import progress_row
from tandem.planning.queries.plans.request_page import draft_panel
from tandem.planning.queries.plans.waiting import WaitingPage, waiting_page
from tandem.planning.rules.plans import is_draft

if TYPE_CHECKING:
    from tandem.planning.models import Plan

SEARCHING = frozenset({"waiting", "running"})
ROWS_PER_PAGE = 50


@roles_only(PLANNER)
def duo_plan_list(request: Request) -> HttpResponse:
    """Every plan of the provider, newest first."""
    form = PlanListForm(request.GET)
    chosen = form.chosen()
    rows, page = plan_list(
        doors.provider_of(request.viewer), text=chosen["zoek"], state=chosen["toon"], page=request.GET.get("pagina")
    )
    context = {"rows": rows, "page": page, "filter_form": form, "is_filtered": any(chosen.values())}
    return render(request, "planning/duo_plan_list.html", context)


@roles_only(PLANNER)
def duo_plan_new(request: Request) -> HttpResponse:
    """Everything that waits, ticked; then search."""
    provider_id, sought = doors.provider_of(request.viewer), WaitingForm(request.GET)
    page = waiting_page(provider_id, sought.wanted(), on=clock.today())
    sought = WaitingForm(request.GET, provinces=page.provinces)
    form = NewPlanForm(request.POST or None, series=_keys(page), initial={"title": _title(), "seconds": 60})
    if request.method == "POST" and form.is_valid() and (plan := _start(request, provider_id, form)):
        messages.success(request, _("We zoeken. Je mag deze pagina verlaten, het zoeken gaat door."))
        return redirect("duo_plan", plan.pk)
    context = {
        "page": page, "form": form, "filter_form": sought, "is_filtered": any(sought.chosen().values()),
        "ticked": form.ticked() if form.is_bound else frozenset(_keys(page)),
    }  # fmt: skip
    return render(request, "planning/duo_plan_new.html", context, status=answer_status(request))


def _keys(page: WaitingPage) -> list[str]:
    return [str(row.series_id) for _name, rows in page.groups for row in rows]


def _title() -> str:
    return _("Plan van %(day)s") % {"day": dutch.date_nl(clock.today())}


def _start(request: Request, provider_id: int, form: NewPlanForm) -> Plan | None:
    facts = form.cleaned_data
    wanted = [row for row in form.ticked() if row in dict(form.fields["series"].choices)]  # type: ignore[attr-defined]
    try:
        return making.start_plan(
            provider_id=provider_id, series_ids=_as_keys(wanted), title=facts["title"], seconds=form.chosen_seconds,
            weights=form.weights(), by=request.user, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        show_refusal(form, refusal)
        return None


def _as_keys(texts: list[str]) -> list[UUID]:
    return [UUID(text) for text in texts]


@roles_only(PLANNER)
def duo_plan(request: Request, pk: UUID) -> HttpResponse:
    """One plan: how far it is, or what it found."""
    plan = doors.plan_for(request.viewer, pk)
    if is_draft(plan.progress) and plan.based_on_id:
        return redirect("duo_plan", plan.based_on_id)
    if plan.state in SEARCHING:
        context = {"plan": plan, "progress": progress_row(plan, at=clock.now())}
        return render(request, "planning/duo_plan_search.html", context)
    page = PlanPage(plan)
    form = RowFilterForm(request.GET, people=page.person_choices(), has_before=page.before is not None)
    shown = paginate(page.rows(form.wanted()), request.GET.get("pagina"), ROWS_PER_PAGE)
    context = {
        "plan": plan, "page": page, "filter_form": form, "shown": shown, "collected": draft_panel(page),
        "is_filtered": any(form.chosen().values()), "related": related(plan),
    }  # fmt: skip
    return render(request, "planning/duo_plan.html", context)


@roles_only(PLANNER)
def duo_plan_progress(request: Request, pk: UUID) -> HttpResponse:
    """How far a search is, for a page that stands open; a search that ended renews the whole page."""
    plan = doors.plan_for(request.viewer, pk)
    context = {"plan": plan, "progress": progress_row(plan, at=clock.now())}
    response = render(request, "planning/duo_plan_progress.html", context)
    if plan.state not in SEARCHING:
        response.headers["HX-Refresh"] = "true"
    return response


@roles_only(PLANNER)
@require_POST
def duo_plan_stop(request: Request, pk: UUID) -> HttpResponse:
    """Stop searching and keep the best plan so far."""
    plan = doors.plan_for(request.viewer, pk)
    with telling(request, _("We stoppen. Het beste plan tot nu blijft bewaard.")):
        running.stop_plan(plan, by=request.user, at=clock.now())
    return redirect("duo_plan", plan.pk)


@roles_only(PLANNER)
@require_POST
def duo_plan_drop(request: Request, pk: UUID) -> HttpResponse:
    """Put a plan away; it stays to look at."""
    plan = doors.plan_for(request.viewer, pk)
    base = plan.based_on_id if is_draft(plan.progress) else None
    done = (
        _("De wijzigingen zijn vergeten.") if base else _("Het plan is weggelegd. Je vindt het terug bij «weggelegd».")
    )
    with telling(request, done):
        running.drop_plan(plan, by=request.user, at=clock.now())
    return redirect("duo_plan", base) if base else redirect("duo_plan_list")


@roles_only(PLANNER)
@require_POST
def duo_plan_retry(request: Request, pk: UUID) -> HttpResponse:
    """Search once more what failed or stands still."""
    plan = doors.plan_for(request.viewer, pk)
    with telling(request, _("We zoeken opnieuw.")):
        running.retry_plan(plan, by=request.user, at=clock.now())
    return redirect("duo_plan", plan.pk)
