"""What a half-day pays at the planner's house, per role, with what held before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import PLANNER, ROLES
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.planning.actions.pay import set_rate, withdraw_rate
from tandem.planning.forms.crew import RateForm
from tandem.planning.queries import crew as queries


@roles_only(PLANNER)
def pay_rates(request: Request) -> HttpResponse:
    """What holds, what held, and a form for what comes next."""
    provider = queries.provider_row(request.viewer)
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_rate(provider, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Bewaard. Wie gevraagd wordt, ziet dit bedrag voor het ja."))
            return redirect("pay_rates")
    tables = [(ROLES[role], rows) for role, rows in queries.rates_of(provider).items()]
    context = {"form": form, "tables": tables, "provider": provider, "today": clock.today()}
    return render(request, "planning/pay_rates.html", context, status=answer_status(request))


@roles_only(PLANNER)
@require_POST
def pay_rate_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back an amount that does not hold yet."""
    row = queries.rate_for(queries.provider_row(request.viewer), pk)
    with telling(request, _("Deze vergoeding is weg.")):
        withdraw_rate(row, by=request.user, at=clock.now())
    return redirect("pay_rates")
