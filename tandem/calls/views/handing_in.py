"""The organisation's own projects; hand one in, its receipt, print it, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions.handing_in import CannotHandIn, hand_in, withdraw
from tandem.calls.forms.handing_in import HandInForm, WithdrawForm, opening_in, signed_opening
from tandem.calls.queries import handing_in as queries
from tandem.calls.queries.doors import is_submitter, submission_for
from tandem.calls.queries.receipt import receipt_facts
from tandem.calls.rules import handing_in as rules
from tandem.calls.rules.states import SUBMISSION
from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.kernel.states import may

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from tandem.calls.models import HandedIn, Submission

PER_PAGE = 25


@members_only
def submission_list(request: Request) -> HttpResponse:
    """Every project the viewer writes, over all calls."""
    words = request.GET.get("zoek", "")[:200]
    page = paginate(queries.written_projects(request.viewer, words=words), request.GET.get("pagina"), PER_PAGE)
    lines = queries.project_lines(page.object_list, at=clock.now())
    return render(request, "calls/submission_list.html", {"page": page, "lines": lines, "words": words})


@members_only
def submission_submit(request: Request, pk: UUID) -> HttpResponse:
    """What is missing, what happens after; POST hands in."""
    row, at = submission_for(request.viewer, pk), clock.now()
    form = HandInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _submit(request, row, form, at)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("submission_receipt", row.pk)
    context = _submit_page(request, row, form, at)
    return render(request, "calls/submission_submit.html", context, status=answer_status(request))


@members_only
def submission_receipt(request: Request, pk: UUID) -> HttpResponse:
    """It came in: number, moment, fingerprint; every version that was handed in."""
    row = submission_for(request.viewer, pk)
    version = queries.handed_in_of(row)
    context = {
        "submission": row, "version": version, "versions": list(queries.versions_of(row).defer("answers")),
        "state": queries.state_for_writer(row), "is_changed": queries.is_changed(queries.whole_of(row, at=clock.now())),
        "fingerprint": rules.readable(version.sha256), **_may(request, row, clock.now()),
    }  # fmt: skip
    return render(request, "calls/submission_receipt.html", context)


@members_only
def submission_receipt_pdf(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """The receipt of one version, made from what was handed in: nothing of it changes."""
    row = submission_for(request.viewer, pk)
    found = queries.version_of(row, version)
    answer = HttpResponse(_pdf(row, found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="ontvangstbewijs-{row.number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@members_only
def submission_print(request: Request, pk: UUID) -> HttpResponse:
    """The project on paper, as it stands now."""
    row, at = submission_for(request.viewer, pk), clock.now()
    whole = queries.whole_of(row, at=at)
    context = {
        "submission": row, "sections": queries.sections_now(whole, at=at), "partners": whole.partners, "at": at,
        "state": queries.state_for_writer(row), "is_changed": queries.is_changed(whole),
    }  # fmt: skip
    return render(request, "calls/submission_print.html", context)


@members_only
def submission_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take a project back, with a reason when one wants to."""
    row = submission_for(request.viewer, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _only_submitter(request, row)
            withdraw(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het project is ingetrokken."))
            return redirect("submission_list")
    context = {"form": form, "submission": row, **_may(request, row, clock.now())}
    return render(request, "calls/submission_withdraw.html", context, status=answer_status(request))


def _submit(request: Request, row: Submission, form: HandInForm, at: datetime) -> None:
    _only_submitter(request, row)
    opened_at = opening_in(form.cleaned_data["opened"], row.pk, request.user.pk)
    version = hand_in(row, by=request.user, at=at, opened_at=opened_at)
    if version.at == at:
        messages.success(request, _("Je project is ingediend."))
    else:
        messages.info(request, _("Dit project was al ingediend, en er is niets veranderd."))


def _only_submitter(request: Request, row: Submission) -> None:
    if not is_submitter(request.viewer, row):
        sentence = _("Alleen iemand van %(name)s kan dit. Vraag het aan hen.") % {"name": row.organisation.name}
        raise CannotHandIn(sentence)


def _submit_page(request: Request, row: Submission, form: HandInForm, at: datetime) -> dict[str, Any]:
    whole = queries.whole_of(row, at=at)
    opened_at = opening_in(form["opened"].value() or "", row.pk, request.user.pk)
    window = rules.window(row.call, at=at, opened_at=opened_at)
    signed = form["opened"].value() if opened_at else signed_opening(row.pk, request.user.pk, at)
    return {
        "submission": row, "call": row.call, "form": form, "missing": queries.problems_of(whole), "opened": signed,
        "window": window, "closed_sentence": rules.CLOSED_SENTENCES.get(window, ""), "is_changed": queries.is_changed(whole),
        "state": queries.state_for_writer(row), **_may(request, row, at),
    }  # fmt: skip


def _may(request: Request, row: Submission, at: datetime) -> dict[str, bool]:
    is_ours = is_submitter(request.viewer, row)
    is_past = row.call.state in queries.ANNOUNCED and row.state in {"refused", "inadmissible"}
    return {
        "is_submitter": is_ours,
        "may_withdraw": is_ours and may(SUBMISSION, "withdraw", row.state) and not is_past,
        "is_open": rules.window(row.call, at=at, opened_at=None) == rules.OPEN,
    }


def _pdf(row: Submission, version: HandedIn) -> bytes:
    return render_pdf("calls/receipt.typ", receipt_facts(row, version))
