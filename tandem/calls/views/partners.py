"""Partners of a project, and who of them writes along: for the organisation that submits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.partners import CannotJoin, add_editor, add_partner, remove_editor, remove_partner
from tandem.calls.forms.submission import EditorForm, PartnerForm
from tandem.calls.queries.doors import is_submitter, submission_for
from tandem.calls.queries.partners import editor_of, editors_of, partner_of, partners_of
from tandem.calls.rules.writing import may_write
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal

if TYPE_CHECKING:
    from tandem.calls.models import Submission

submitters_only = roles_only(ORGANISATION_CONTACT)


@submitters_only
def submission_partners(request: Request, pk: UUID) -> HttpResponse:
    """Who carries the project too."""
    row = _own(request, pk)
    form = PartnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            partner = add_partner(row, **form.cleaned_data, by=request.user, at=clock.now())
        except CannotJoin as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s staat bij de partners.") % {"name": partner.name})
            return redirect("submission_partners", row.pk)
    context = {"submission": row, "form": form, "partners": partners_of(row), "may_write": _is_open(row)}
    return render(request, "calls/submission_partners.html", context, status=answer_status(request))


@submitters_only
@require_POST
def submission_partner_remove(request: Request, pk: UUID, partner: int) -> HttpResponse:
    """Take a partner off the project."""
    row = _own(request, pk)
    with telling(request, _("De partner is van de lijst.")):
        remove_partner(row, partner_of(row, partner), by=request.user, at=clock.now())
    return redirect("submission_partners", row.pk)


@submitters_only
def submission_editors(request: Request, pk: UUID) -> HttpResponse:
    """Who of the partners writes along."""
    row = _own(request, pk)
    form = EditorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            editor = add_editor(row, email=form.cleaned_data["email"], by=request.user, at=clock.now())
        except CannotJoin as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s schrijft nu mee.") % {"name": editor.person})
            return redirect("submission_editors", row.pk)
    context = {"submission": row, "form": form, "editors": editors_of(row), "may_write": _is_open(row)}
    return render(request, "calls/submission_editors.html", context, status=answer_status(request))


@submitters_only
@require_POST
def submission_editor_remove(request: Request, pk: UUID, editor: int) -> HttpResponse:
    """Somebody no longer writes along."""
    row = _own(request, pk)
    with telling(request, _("Deze persoon schrijft niet meer mee.")):
        remove_editor(row, editor_of(row, editor), by=request.user, at=clock.now())
    return redirect("submission_editors", row.pk)


def _own(request: Request, pk: UUID) -> Submission:
    row = submission_for(request.viewer, pk)
    if not is_submitter(request.viewer, row):
        raise Http404
    return row


def _is_open(row: Submission) -> bool:
    return may_write(row.state, row.call, clock.now())
