"""A report of a grant: written by the organisation with autosave, read by an officer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions import report as actions
from tandem.calls.forms.grant import LINE, FileForm, QuestionForm, ReportForm
from tandem.calls.queries import grant as queries
from tandem.calls.queries.doors import is_officer_of
from tandem.calls.rules.grant import CONTENT_PARTS
from tandem.calls.views.grant import both_sides, officers_only
from tandem.identity.access import Request
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.documents import storage
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.models import Report


@both_sides
def grant_report(request: Request, pk: UUID) -> HttpResponse:
    """The organisation writes; everybody else reads."""
    row = queries.report_for(request.viewer, pk)
    if not _may_write(request, row):
        return render(request, "calls/grant_report.html", _read(request, row, QuestionForm()))
    form = _form(row, request.POST or None)
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, row, form)
            if "indienen" in request.POST:
                actions.hand_in_report(saved, version=saved.version, by=request.user, at=clock.now())
        except Conflict as conflict:
            keep_typed(form, conflict.current)
            show_refusal(form, conflict)
            row, status = queries.report_for(request.viewer, pk), 409
        except Refusal as refusal:
            show_refusal(form, refusal)
            keep_typed(form, queries.report_for(request.viewer, pk))
        else:
            return _done(request, row)
    context = {"form": form, "report": row, "grant": row.grant, "lines": _table(row), "is_clash": status == 409,
               "files": row.files.select_related("file")}  # fmt: skip
    return render(request, "calls/grant_report_edit.html", context, status=status)


@officers_only
def grant_report_return(request: Request, pk: UUID) -> HttpResponse:
    """Back with a question."""
    row = queries.report_for(request.viewer, pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_report(row, question=form.cleaned_data["question"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je vraag is verstuurd."))
            return redirect("grant", row.grant_id)
    return render(request, "calls/grant_report.html", _read(request, row, form), status=answer_status(request))


@officers_only
@require_POST
def grant_report_approve(request: Request, pk: UUID) -> HttpResponse:
    """What waits for it can be paid."""
    row = queries.report_for(request.viewer, pk)
    with telling(request, _("Het verslag is goedgekeurd.")):
        actions.approve_report(row, by=request.user, at=clock.now())
    return redirect("grant", row.grant_id)


@both_sides
def grant_report_file_add(request: Request, pk: UUID) -> HttpResponse:
    """Evidence beside the report."""
    row = queries.report_for(request.viewer, pk)
    if not _may_write(request, row):
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_report_file(row, form.cleaned_data["file"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De bijlage is bewaard."))
            return redirect("grant_report", row.pk)
    return render(
        request, "calls/grant_report_file_add.html", {"form": form, "report": row}, status=answer_status(request)
    )


@both_sides
def grant_report_file(request: Request, pk: UUID, number: int) -> HttpResponseBase:
    """One of the files."""
    row = queries.report_for(request.viewer, pk)
    found = row.files.select_related("file").filter(pk=number).first()
    if found is None:
        raise Http404
    return storage.attachment_response(found.file)


def _may_write(request: Request, row: Report) -> bool:
    ours = row.grant.organisation_id in request.viewer.organisation_ids(ORGANISATION_CONTACT)
    return ours and row.state in actions.OPEN and row.grant.state in ("running", "closing")


def _form(row: Report, typed: Any) -> ReportForm:
    initial = {**row.words, **{f"{LINE}{place}": amount for place, amount in row.spent.items()}, "remark": row.remark,
               "version": row.version}  # fmt: skip
    return ReportForm(typed, kind=row.kind, lines=queries.place_lines(row.grant), initial=initial)


def _save(request: Request, row: Report, form: ReportForm) -> Report:
    return actions.save_report(row, words=form.words(), spent=form.spent(), remark=form.cleaned_data["remark"],
                               version=form.cleaned_data["version"], by=request.user, at=clock.now())  # fmt: skip


def _done(request: Request, row: Report) -> HttpResponse:
    if "indienen" in request.POST:
        messages.success(request, _("Het verslag is ingediend."))
        return redirect("grant", row.grant_id)
    messages.success(request, _("Het verslag is bewaard."))
    return redirect("grant_report", row.pk)


def _read(request: Request, row: Report, form: QuestionForm) -> dict[str, object]:
    return {
        "report": row, "grant": row.grant, "lines": _table(row), "files": row.files.select_related("file"), "form": form,
        "words": [(label, row.words.get(key, "")) for key, label in CONTENT_PARTS.items()],
        "may_decide": is_officer_of(request.viewer, row.grant.administration_id) and row.state == "handed_in",
        "tag": queries.REPORT_TAGS[row.state],
    }  # fmt: skip


def _table(row: Report) -> list[tuple[str, Decimal, Decimal, Decimal | None]]:
    """Per line: label, budget, told before, told now."""
    earlier = queries.earlier_spent(row)
    spent = {int(place): Decimal(amount) for place, amount in row.spent.items()}
    return [
        (line.label, line.amount, earlier.get(place, Decimal(0)), spent.get(place))
        for place, line in queries.place_lines(row.grant).items()
    ] if row.kind == "finance" else []  # fmt: skip
