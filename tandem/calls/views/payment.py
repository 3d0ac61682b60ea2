"""Instalments: the plan before the contract, and the two signatures of a payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions import instalment as actions
from tandem.calls.forms.grant import InstalmentFormSet, PaidForm, RemarkForm
from tandem.calls.queries import grant as queries
from tandem.calls.queries.doors import grant_for
from tandem.calls.rules.vocabulary import INSTALMENT_STATES
from tandem.calls.views.grant import officers_only
from tandem.identity.access import Request
from tandem.kernel import clock, csv_lines
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import page_number, paginate
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID


@officers_only
def payment_queue(request: Request) -> HttpResponseBase:
    """What may be paid now, what waits for a second signature, what was paid; also as a spreadsheet."""
    shown = request.GET.get("toon", "")
    rows = queries.payments(request.viewer, shown=shown)
    if request.GET.get("als") == "csv":
        return csv_lines.response("betalingen.csv", queries.PAYMENT_HEADER, queries.payment_lines(rows))
    context = {
        "page": paginate(rows, request.GET.get("pagina")), "shown": shown, "states": INSTALMENT_STATES.items(),
        "tags": queries.INSTALMENT_TAGS, "paid": queries.paid_so_far(request.viewer),
    }  # fmt: skip
    return render(request, "calls/payment_queue.html", context)


@officers_only
def grant_instalments(request: Request, pk: UUID) -> HttpResponse:
    """Other amounts or days, before the contract is signed."""
    row = grant_for(request.viewer, pk)
    initial = [{"pk": one.pk, "amount": one.amount_eur, "due_on": one.due_on} for one in row.instalments.all()]
    formset = InstalmentFormSet(request.POST or None, initial=initial, prefix="schijf")
    status = answer_status(request)
    if request.method == "POST" and formset.is_valid():
        wanted = [actions.Wanted(one["pk"], one["amount"], one["due_on"]) for one in formset.cleaned_data]
        try:
            actions.change_instalments(row, wanted, version=page_number(request.POST.get("version")), by=request.user,
                                       at=clock.now())  # fmt: skip
        except Refusal as refusal:
            show_refusal(formset.forms[0], refusal)
        else:
            messages.success(request, _("De schijven zijn bewaard."))
            return redirect("grant", row.pk)
    return render(request, "calls/grant_instalments.html", {"formset": formset, "grant": row}, status=status)


@officers_only
def instalment(request: Request, pk: UUID) -> HttpResponse:
    """One instalment: what it waits for, propose, approve, send back, paid."""
    row = queries.instalment_for(request.viewer, pk)
    paid, remark = PaidForm(initial={"paid_on": clock.today()}, prefix="betaald"), RemarkForm(prefix="terug")
    return render(request, "calls/instalment.html", _context(request, row, paid, remark))


@officers_only
@require_POST
def instalment_propose(request: Request, pk: UUID) -> HttpResponse:
    """The first signature."""
    row = queries.instalment_for(request.viewer, pk)
    with telling(request, _("Een collega keurt dit nu goed.")):
        actions.propose_payment(row, by=request.user, at=clock.now())
    return redirect("instalment", row.pk)


@officers_only
@require_POST
def instalment_approve(request: Request, pk: UUID) -> HttpResponse:
    """The second signature."""
    row = queries.instalment_for(request.viewer, pk)
    with telling(request, _("Goed. Het geld mag nu weg.")):
        actions.approve_payment(row, by=request.user, at=clock.now())
    return redirect("instalment", row.pk)


@officers_only
@require_POST
def instalment_send_back(request: Request, pk: UUID) -> HttpResponse:
    """Something is not right."""
    row = queries.instalment_for(request.viewer, pk)
    form = RemarkForm(request.POST, prefix="terug")
    if form.is_valid():
        try:
            actions.send_back_payment(row, remark=form.cleaned_data["remark"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je collega kijkt het na."))
            return redirect("instalment", row.pk)
    paid = PaidForm(initial={"paid_on": clock.today()}, prefix="betaald")
    return render(request, "calls/instalment.html", _context(request, row, paid, form), status=422)


@officers_only
@require_POST
def instalment_paid(request: Request, pk: UUID) -> HttpResponse:
    """The money left."""
    row = queries.instalment_for(request.viewer, pk)
    form = PaidForm(request.POST, prefix="betaald")
    if form.is_valid():
        try:
            actions.record_payment(row, paid_on=form.cleaned_data["paid_on"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Dat staat er nu bij. Wie het geld krijgt, leest het in een mail."))
            return redirect("instalment", row.pk)
    return render(
        request, "calls/instalment.html", _context(request, row, form, RemarkForm(prefix="terug")), status=422
    )


def _context(request: Request, row: object, paid: PaidForm, remark: RemarkForm) -> dict[str, object]:
    proposer = getattr(row, "proposed_by_id", None)
    return {"row": row, "paid": paid, "remark": remark, "is_mine": proposer == request.viewer.person_id,
            "tags": queries.INSTALMENT_TAGS}  # fmt: skip
