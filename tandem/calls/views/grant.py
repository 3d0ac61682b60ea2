"""A grant: list, file, contract, budget, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions import grant as actions
from tandem.calls.actions.budget_change import ask_budget_change, decide_budget_change, withdraw_budget_change
from tandem.calls.forms.grant import AnswerForm, LineFormSet, RemainsForm, SignForm, StopForm, WhyForm
from tandem.calls.queries import grant as queries
from tandem.calls.queries.doors import call_for, grant_for, is_officer_of
from tandem.calls.rules.vocabulary import GRANT_STATES
from tandem.calls.views.call_saving import CLASHED, SAVED, officers_only, save
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import CALL_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.documents import storage
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import BaseForm

    from tandem.calls.models import Grant

both_sides = roles_only(CALL_OFFICER, ORGANISATION_CONTACT)


@both_sides
def grant_list(request: Request) -> HttpResponse:
    """Every file of the viewer, the report that is due first in front."""
    state, words = request.GET.get("stand", ""), request.GET.get("zoek", "")[:200]
    page = paginate(queries.grant_rows(request.viewer, state=state, words=words), request.GET.get("pagina"))
    context = {
        "page": page, "state": state, "words": words, "states": GRANT_STATES.items(), "tags": queries.GRANT_TAGS,
        "is_officer": request.viewer.has_role(CALL_OFFICER), "paid": queries.paid_so_far(request.viewer),
    }  # fmt: skip
    return render(request, "calls/grant_list.html", context)


@officers_only
@require_POST
def grants_offer(request: Request, pk: UUID) -> HttpResponse:
    """A contract for every chosen project of a call that has none."""
    call = call_for(request.viewer, pk)
    try:
        made = actions.offer_contracts(call, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(count)s contracten staan klaar.") % {"count": len(made)} if made
                         else _("Elk gekozen project heeft al een contract."))  # fmt: skip
    return redirect("grant_list")


@both_sides
def grant(request: Request, pk: UUID) -> HttpResponse:
    """The whole file on one page."""
    row = grant_for(request.viewer, pk)
    page = queries.grant_page(request.viewer, row)
    context = {
        "page": page,
        "grant": row,
        "instalment_tags": queries.INSTALMENT_TAGS,
        "report_tags": queries.REPORT_TAGS,
    }
    return render(request, "calls/grant.html", context)


@both_sides
def grant_contract(request: Request, pk: UUID) -> HttpResponseBase:
    """The contract as it is offered; once signed, the file that came back."""
    row = grant_for(request.viewer, pk)
    if row.signed_contract is not None:
        return storage.attachment_response(row.signed_contract)
    name = f"contract-{row.submission.number}.pdf"
    return HttpResponse(
        actions.contract_pdf(row), content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"},
    )  # fmt: skip


@both_sides
def grant_sign(request: Request, pk: UUID) -> HttpResponse:
    """The signed contract comes in, from either side."""
    row = grant_for(request.viewer, pk)
    form = SignForm(request.POST or None, request.FILES or None, initial={"version": row.version})

    def sign() -> None:
        facts = form.cleaned_data
        actions.sign_contract(row, facts["file"], signed_on=facts["signed_on"], signed_by=facts["signed_by"],
                              version=facts["version"], by=request.user, at=clock.now())  # fmt: skip

    return _form_page(
        request, row, form, "calls/grant_sign.html", sign, _("Het contract is getekend. Het project loopt.")
    )


@officers_only
def grant_stop(request: Request, pk: UUID) -> HttpResponse:
    """The project ends early."""
    row = grant_for(request.viewer, pk)
    form = StopForm(request.POST or None, initial={"version": row.version})

    def stop() -> None:
        facts = form.cleaned_data
        actions.stop_grant(row, reason=facts["reason"], version=facts["version"], by=request.user, at=clock.now())

    return _form_page(request, row, form, "calls/grant_stop.html", stop, _("Het project is stopgezet."))


@both_sides
def grant_remains(request: Request, pk: UUID) -> HttpResponse:
    """What remains, in the organisation's own words."""
    row = _own_grant(request, pk)
    form = RemainsForm(request.POST or None, initial={"words": row.closing_words, "version": row.version})

    def tell() -> None:
        facts = form.cleaned_data
        actions.tell_what_remains(row, facts["words"], version=facts["version"], by=request.user, at=clock.now())

    return _form_page(request, row, form, "calls/grant_remains.html", tell, _("Bewaard. Dank je wel."))


@officers_only
@require_POST
def grant_start_closing(request: Request, pk: UUID) -> HttpResponse:
    """Ask what remains."""
    row = grant_for(request.viewer, pk)
    with telling(request, _("De organisatie krijgt de vraag wat er blijft.")):
        actions.start_closing(row, by=request.user, at=clock.now())
    return redirect("grant", row.pk)


@officers_only
@require_POST
def grant_close(request: Request, pk: UUID) -> HttpResponse:
    """The file is done."""
    row = grant_for(request.viewer, pk)
    with telling(request, _("Het project is afgesloten.")):
        actions.close_grant(row, by=request.user, at=clock.now())
    return redirect("grant", row.pk)


@both_sides
def budget_change_new(request: Request, pk: UUID) -> HttpResponse:
    """Ask to move money between lines."""
    row = _own_grant(request, pk)
    kinds = list(queries.kind_titles(row).items())
    typed = request.POST or None
    lines = [{"label": one.label, "kind": one.kind, "amount": one.amount} for one in queries.lines_of(row)]
    formset = LineFormSet(typed, initial=lines, form_kwargs={"kinds": kinds}, prefix="lijn")
    form = WhyForm(typed, initial={"version": row.version})
    status = answer_status(request)
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        after = [one.line() for one in formset if one.cleaned_data and not one.cleaned_data.get("DELETE")]
        facts = form.cleaned_data
        status = save(lambda: ask_budget_change(row, after, why=facts["why"], version=facts["version"],
                                                by=request.user, at=clock.now()), form)  # fmt: skip
        if status == SAVED:
            messages.success(request, _("Je vraag is verstuurd. Je krijgt een mail met het antwoord."))
            return redirect("grant", row.pk)
    context = {"form": form, "formset": formset, "grant": row, "is_clash": status == CLASHED}
    return render(request, "calls/budget_change_new.html", context, status=status)


@both_sides
def budget_change(request: Request, pk: UUID) -> HttpResponse:
    """Before and after beside each other; an officer says yes or no."""
    row = queries.change_for(request.viewer, pk)
    may_decide = is_officer_of(request.viewer, row.grant.administration_id) and row.state == "asked"
    form = AnswerForm(request.POST or None) if may_decide else None
    status = answer_status(request)
    if request.method == "POST" and form is not None and form.is_valid():
        facts = form.cleaned_data
        status = save(lambda: decide_budget_change(row, agrees=facts["agrees"] == "yes", answer=facts["answer"],
                                                   by=request.user, at=clock.now()), form)  # fmt: skip
        if status == SAVED:
            messages.success(request, _("Je antwoord is verstuurd."))
            return redirect("grant", row.grant_id)
    context = {"form": form, "change": row, "titles": queries.kind_titles(row.grant), "may_decide": may_decide,
               "may_withdraw": row.state == "asked" and not may_decide}  # fmt: skip
    return render(request, "calls/budget_change.html", context, status=status)


@both_sides
@require_POST
def budget_change_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """The organisation takes its question back."""
    row = queries.change_for(request.viewer, pk)
    _own_grant(request, row.grant_id)
    with telling(request, _("De vraag is ingetrokken.")):
        withdraw_budget_change(row, by=request.user, at=clock.now())
    return redirect("grant", row.grant_id)


def _own_grant(request: Request, pk: object) -> Grant:
    """A grant of the viewer's own organisation."""
    row = grant_for(request.viewer, pk)
    if row.organisation_id not in request.viewer.organisation_ids(ORGANISATION_CONTACT):
        raise Http404
    return row


def _form_page(
    request: Request, row: Grant, form: BaseForm, template: str, act: Callable[[], object], done: str
) -> HttpResponse:  # fmt: skip
    """One form about a grant: saved and back to the file, or shown again with what was typed."""
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        status = save(act, form)
        if status == SAVED:
            messages.success(request, done)
            return redirect("grant", row.pk)
    return render(request, template, {"form": form, "grant": row, "is_clash": status == CLASHED}, status=status)
