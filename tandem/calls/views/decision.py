"""The board of the decision, finishing and reopening it, the waiting list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions import decision as actions
from tandem.calls.forms.selection import MoveForm, PromoteForm, ReasonForm, WaitingForm
from tandem.calls.models import Call
from tandem.calls.queries import decision as pages
from tandem.calls.queries.selection import officer_call_for
from tandem.calls.queries.selection_sitting import Sitting, sitting_of
from tandem.calls.views.call_saving import officers_only
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from uuid import UUID


@officers_only
def selection_board(request: Request, pk: UUID) -> HttpResponse:
    """One column per wave; move one project, and everything is counted again."""
    call = officer_call_for(request.viewer, pk)
    sitting = sitting_of(call)
    if sitting is None:
        return render(request, "calls/selection_board_empty.html", {"call": call})
    if request.method != "POST":
        form = _move_form(sitting, None, initial={"number": request.GET.get("project", "")})
        return _board(request, call, sitting, form)
    form = _move_form(sitting, request.POST)
    status = 422
    if form.is_valid():
        try:
            facts = form.cleaned_data
            actions.move_project(
                call, number=int(facts["number"]), target=facts["target"], reason=facts["reason"], stamp=facts["stamp"],
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except Conflict as conflict:
            sitting = sitting_of(call) or sitting
            form = _move_form(sitting, {**request.POST.dict(), "stamp": sitting.stamp})
            form.full_clean()
            show_refusal(form, conflict)
            status = 422 if request.htmx else 409
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Project %(number)s is verplaatst.") % {"number": facts["number"]})
            return redirect("selection_board", call.pk)
    return _board(request, call, sitting, form, status=status)


@officers_only
@require_POST
def selection_waiting(request: Request, pk: UUID) -> HttpResponse:
    """So many of the best ranked others on the waiting list."""
    call = officer_call_for(request.viewer, pk)
    form = WaitingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vul een getal in van 0 of meer."))
        return redirect("selection_board", call.pk)
    with telling(request, _("De wachtlijst is gevuld in de volgorde van de rangschikking.")):
        actions.fill_waiting_list(call, **form.cleaned_data, by=request.user, at=clock.now())
    return redirect("selection_board", call.pk)


@officers_only
@require_POST
def selection_finish(request: Request, pk: UUID) -> HttpResponse:
    """The decision stands; the answers wait."""
    call = officer_call_for(request.viewer, pk)
    try:
        actions.finish_selection(call, stamp=request.POST.get("stamp", ""), by=request.user, at=clock.now())
    except Refusal as refusal:
        for problem in refusal.problems:
            messages.error(request, problem.text)
        return redirect("selection_board", call.pk)
    messages.success(request, _("De beslissing is afgerond. De brieven wachten tot jij ze verstuurt."))
    return redirect("decision_letters", call.pk)


@officers_only
def selection_reopen(request: Request, pk: UUID) -> HttpResponse:
    """Back to the jury, with the reason."""
    call = officer_call_for(request.viewer, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_selection(call, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De beslissing is heropend. De klaargezette brieven zijn weg."))
            return redirect("selection_board", call.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "calls/selection_reopen.html", {"call": call, "form": form}, status=status)


@officers_only
def waiting_list(request: Request, pk: UUID) -> HttpResponse:
    """Who withdrew, what money is free, and who fits in it, in order."""
    call = officer_call_for(request.viewer, pk)
    sitting = sitting_of(call)
    if sitting is None:
        return render(request, "calls/selection_board_empty.html", {"call": call})
    return _waiting(request, call, sitting)


@officers_only
@require_POST
def waiting_promote(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One project of the waiting list gets the freed money."""
    call = officer_call_for(request.viewer, pk)
    sitting = sitting_of(call)
    if sitting is None:
        return redirect("waiting_list", call.pk)
    form = PromoteForm(request.POST, targets=pages.target_choices(sitting, number))
    if form.is_valid():
        try:
            actions.promote_from_waiting_list(call, number=number, **form.cleaned_data, by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Project %(number)s is gekozen. De brief wacht tot jij ze verstuurt.")
                             % {"number": number})  # fmt: skip
            return redirect("waiting_list", call.pk)
    return _waiting(request, call, sitting, form=form, number=number, status=422)


def _board(request: Request, call: Call, sitting: Sitting, form: MoveForm, *, status: int = 200) -> HttpResponse:
    is_open = call.state == "judging"
    page = pages.board_page(call, sitting, is_open=is_open)
    waiting = WaitingForm(initial={"length": len(page.waiting), "stamp": page.stamp}, auto_id="wacht_%s")
    context = {"call": call, "page": page, "form": form, "waiting_form": waiting, "is_open": is_open,
               "finish_fields": {"stamp": page.stamp}}  # fmt: skip
    return render(request, "calls/selection_board.html", context, status=status)


def _move_form(sitting: Sitting, data: Any, initial: dict[str, str] | None = None) -> MoveForm:
    asked = (initial or {}).get("number", "")
    targets = pages.target_choices(sitting, int(asked)) if asked.isdecimal() else []
    return MoveForm(
        data, projects=pages.project_choices(sitting), targets=targets or pages.every_target(sitting),
        initial={**(initial or {}), "stamp": sitting.stamp},
    )  # fmt: skip


def _waiting(
    request: Request,
    call: Call,
    sitting: Sitting,
    *,
    form: PromoteForm | None = None,
    number: int = 0,
    status: int = 200,
) -> HttpResponse:
    rows = [
        (row, _promote_form(row, form if row.card.number == number else None)) for row in pages.waiting_rows(sitting)
    ]
    gone = [pages.card_of(sitting, sitting.decisions[one]) for one in sitting.gone if sitting.decisions[one].grant]
    context = {"call": call, "rows": rows, "money": pages.freed_money(sitting), "gone": gone, "failed": form,
               "may_promote": call.state in actions.AFTER_DECIDING}  # fmt: skip
    return render(request, "calls/decision_waiting.html", context, status=status)


def _promote_form(row: pages.WaitingRow, typed: PromoteForm | None) -> PromoteForm | None:
    if typed is not None:
        return typed
    return PromoteForm(targets=row.fitting, auto_id=f"p{row.card.number}_%s") if row.fitting else None
