"""Amounts of law, for administrators: what is used, where it comes from, propose, publish by somebody else, look again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ADMINISTRATOR
from tandem.income import actions
from tandem.income.engine.parameters import Parameter
from tandem.income.forms import CheckForm, ProposalForm
from tandem.income.queries import parameters as queries
from tandem.income.queries.book import current_book
from tandem.income.rules import PROPOSED, PUBLISHED, STATES
from tandem.kernel import clock
from tandem.kernel.refusal import Refusal

LONGEST = 100


@roles_only(ADMINISTRATOR)
def parameter_list(request: Request) -> HttpResponse:
    """What is used today, what must be looked at first, and what waits for a second pair of eyes."""
    words, subject = request.GET.get("zoek", "")[:LONGEST], request.GET.get("onderwerp", "")
    only_stale = request.GET.get("stand") == "nakijken"
    groups = queries.parameter_groups(on=clock.today(), words=words, subject=subject, only_stale=only_stale)
    context = {
        "groups": groups, "stale": sum(group.stale for group in groups), "total": sum(len(group.rows) for group in groups),
        "waiting": queries.waiting_changes(), "words": words, "subject": subject,
        "only_stale": only_stale, "subjects": queries.subject_choices(), "is_open": bool(words or subject),
    }  # fmt: skip
    return render(request, "income/parameter_list.html", context)


@roles_only(ADMINISTRATOR)
def parameter(request: Request, key: str) -> HttpResponse:
    """One amount through time, with who proposed and who decided."""
    found = queries.parameter_named(key)
    context = {
        "parameter": found, "used": queries.used_today(key, on=clock.today()), "moments": queries.moments_of(key),
        "checks": queries.checks_of(key), "unit": queries.unit_text(found.unit),
    }  # fmt: skip
    return render(request, "income/parameter.html", context)


@roles_only(ADMINISTRATOR)
def parameter_new(request: Request, key: str) -> HttpResponse:
    """Propose a dated amount. First the effect on example households, then the proposal."""
    found = queries.parameter_named(key)
    indexes = queries.index_choices(one for one in current_book().parameters.values() if one.key != key)
    form = ProposalForm(request.POST or None, unit=found.unit, indexes=indexes, initial={"checked_on": clock.today()})
    if request.method != "POST":
        return _new_page(request, found, form)
    if not form.is_valid():
        return _new_page(request, found, form, status=422)
    return _propose(request, found, form) if "propose" in request.POST else _show_effect(request, found, form)


def _propose(request: Request, found: Parameter, form: ProposalForm) -> HttpResponse:
    try:
        change = actions.propose_parameter(key=found.key, proposal=form.proposal(), by=request.user, at=clock.now())
    except Refusal as refusal:
        _show(form, refusal)
        return _new_page(request, found, form, status=422)
    messages.success(request, _("Je voorstel staat klaar. Een collega kijkt het na en neemt het in gebruik."))
    return redirect("parameter_change", change.pk)


def _show_effect(request: Request, found: Parameter, form: ProposalForm) -> HttpResponse:
    """Only a complete proposal has an effect to show."""
    try:
        actions.CannotPropose.if_any(actions.proposal_problems(form.proposal(), today=clock.today()))
    except Refusal as refusal:
        _show(form, refusal)
        return _new_page(request, found, form, status=422)
    return _new_page(request, found, form, preview=queries.preview_of(found.key, form.proposal()))


def _new_page(
    request: Request, found: Parameter, form: ProposalForm, *, preview: object = None, status: int = 200
) -> HttpResponse:
    context = {
        "parameter": found,
        "form": form,
        "preview": preview,
        "used": queries.used_today(found.key, on=clock.today()),
    }
    return render(request, "income/parameter_new.html", context, status=status)


@roles_only(ADMINISTRATOR)
def parameter_check(request: Request, key: str, since: str) -> HttpResponse:
    """Say that somebody looked at the source again, and that the amount still stands there."""
    found = queries.parameter_named(key)
    dated = next((row for row in found.dated if row.valid_from == _day(since)), None)
    if dated is None:
        raise Http404
    form = CheckForm(request.POST or None, initial={"checked_on": clock.today(), "link": dated.link})
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_check(
                key=key, valid_from=dated.valid_from, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            _show(form, refusal)
        else:
            messages.success(request, _("Genoteerd: dit bedrag is nagekeken."))
            return redirect("parameter", key)
    context = {"parameter": found, "form": form, "since": dated.valid_from, "source": dated.source,
               "amount": queries.amount_of(dated, found.unit)}  # fmt: skip
    return render(request, "income/parameter_check.html", context, status=422 if form.is_bound else 200)


@roles_only(ADMINISTRATOR)
def parameter_change(request: Request, pk: UUID) -> HttpResponse:
    """A proposal with its effect, to publish or to withdraw; or what became of it."""
    change = queries.change_named(pk)
    context = {
        "change": change, "parameter": queries.parameter_named(change.key), "state": STATES[change.state],
        "moment": next(moment for moment in queries.moments_of(change.key) if moment.change == change.pk),
        "preview": queries.preview_of_change(change) if change.state == PROPOSED else None,
        "is_mine": change.proposed_by_id == request.user.pk, "is_waiting": change.state == PROPOSED,
        "may_withdraw": change.state in {PROPOSED, PUBLISHED},
    }  # fmt: skip
    return render(request, "income/parameter_change.html", context)


@require_POST
@roles_only(ADMINISTRATOR)
def parameter_publish(request: Request, pk: UUID) -> HttpResponse:
    """In use, decided by somebody else than who proposed."""
    change = queries.change_named(pk)
    try:
        actions.publish_parameter(change, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Het bedrag is in gebruik. Elke berekening rekent er nu mee."))
    return redirect("parameter_change", pk)


@require_POST
@roles_only(ADMINISTRATOR)
def parameter_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Out of use; what stood there before returns."""
    change = queries.change_named(pk)
    try:
        actions.withdraw_parameter(change, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ingetrokken. Wat er daarvoor stond, geldt weer."))
    return redirect("parameter", change.key)


def _show(form: Form, refusal: Refusal) -> None:
    for problem in refusal.problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
