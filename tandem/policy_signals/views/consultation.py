"""The vertical consultation, for policy workers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.policy_signals.actions import consultation as actions
from tandem.policy_signals.forms.consultation import AgendaForm, HoldForm, MoveForm, PlanForm
from tandem.policy_signals.models import Consultation
from tandem.policy_signals.queries import consultation as queries
from tandem.policy_signals.queries.consultation import ConsultationPage, consultation_for, consultation_page
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS


@roles_only(POLICY_WORKER)
def consultation_list(request: Request) -> HttpResponse:
    """How often each domain meets, and every consultation."""
    domain, today = request.GET.get("domein", ""), clock.today()
    rows = queries.consultations_of(request.viewer, policy_domain=domain)
    context = {
        "page": paginate(rows, request.GET.get("pagina"), 20), "domains": queries.domain_rows(on=today), "today": today,
        "domain_label": POLICY_DOMAINS.get(domain, ""),
    }  # fmt: skip
    return render(request, "policy_signals/consultation_list.html", context)


@roles_only(POLICY_WORKER)
def consultation_new(request: Request) -> HttpResponse:
    """Plan one; its agenda fills itself."""
    form = PlanForm(request.POST or None, initial={"policy_domain": request.GET.get("domein", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_consultation(by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.CannotConsult as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het overleg is gepland. Wat openstaat, staat op de agenda."))
            return redirect("consultation", made.pk)
    context = {"form": form, "consultation": None}
    return render(request, "policy_signals/consultation_plan.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def consultation(request: Request, pk: str) -> HttpResponse:
    """The agenda and, afterwards, what came of it."""
    row = consultation_for(request.viewer, pk)
    context = {"page": consultation_page(row, on=clock.today()), "consultation": row, "today": clock.today()}
    return render(request, "policy_signals/consultation.html", context)


@roles_only(POLICY_WORKER)
def consultation_print(request: Request, pk: str) -> HttpResponse:
    """The agenda to take along, without menu."""
    row = consultation_for(request.viewer, pk)
    context = {"page": consultation_page(row, on=clock.today()), "consultation": row, "today": clock.today()}
    return render(request, "policy_signals/consultation_print.html", context)


@roles_only(POLICY_WORKER)
def consultation_move(request: Request, pk: str) -> HttpResponse:
    """Another day or place."""
    row = consultation_for(request.viewer, pk)
    form = MoveForm(request.POST or None, initial={"held_on": row.held_on, "place": row.place})
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_consultation(row, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.CannotConsult as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De dag en de plaats zijn aangepast."))
            return redirect("consultation", row.pk)
    context = {"form": form, "consultation": row}
    return render(request, "policy_signals/consultation_plan.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def consultation_agenda(request: Request, pk: str) -> HttpResponse:
    """Which points stay, which come, and in which order."""
    row = consultation_for(request.viewer, pk)
    page = consultation_page(row, on=clock.today())
    form = AgendaForm(request.POST or None, entries=queries.entries_of(page), version=row.version)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_agenda(
                row, form.points(), version=form.cleaned_data["version"], by=request.user, at=clock.now()
            )
        except actions.AgendaChanged as clash:
            form = form.typed_over(queries.entries_of(_as_it_is(row)), version=_version_of(clash))
            show_refusal(form, clash)
        except actions.CannotConsult as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De agenda is bewaard."))
            return redirect("consultation", row.pk)
    context = {"form": form, "consultation": row, "is_planned": page.is_planned}
    return render(request, "policy_signals/consultation_agenda.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def consultation_hold(request: Request, pk: str) -> HttpResponse:
    """What came of each point, and a report."""
    row = consultation_for(request.viewer, pk)
    page = consultation_page(row, on=clock.today())
    form = HoldForm(request.POST or None, points=_titles(page), version=row.version)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_consultation(
                row, outcomes=form.outcomes(), report=form.cleaned_data["report"], version=form.cleaned_data["version"],
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except actions.AgendaChanged as clash:
            form = form.typed_over(_titles(_as_it_is(row)), version=_version_of(clash))
            show_refusal(form, clash)
        except actions.CannotConsult as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het verslag is bewaard. Elk signaal toont dat het besproken is."))
            return redirect("consultation", row.pk)
    context = {"form": form, "consultation": row, "is_planned": page.is_planned}
    return render(request, "policy_signals/consultation_hold.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
@require_POST
def consultation_cancel(request: Request, pk: str) -> HttpResponse:
    """It does not take place."""
    row = consultation_for(request.viewer, pk)
    with telling(request, _("Dit overleg gaat niet door.")):
        actions.cancel_consultation(row, by=request.user, at=clock.now())
    return redirect("consultation", row.pk)


def _as_it_is(row: Consultation) -> ConsultationPage:
    """The agenda after somebody else changed it."""
    row.refresh_from_db()
    return consultation_page(row, on=clock.today())


def _version_of(clash: actions.AgendaChanged) -> int:
    return int(getattr(clash.current, "version", 0))


def _titles(page: ConsultationPage) -> list[tuple[int, str]]:
    return [(row.item.pk, row.title) for row in page.points]
