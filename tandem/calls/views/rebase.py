"""A newer form was published: what changes, and one click to go along."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.calls.actions.rebase import rebase_submission
from tandem.calls.queries.doors import submission_for
from tandem.calls.queries.form import whole_form
from tandem.calls.queries.writing import form_of
from tandem.calls.queries.writing_overview import newer_revision
from tandem.calls.rules.form_change import changes
from tandem.calls.rules.writing import may_write
from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import telling


@members_only
def submission_rebase(request: Request, pk: UUID) -> HttpResponse:
    """Show what the newer form changes for this project, and move to it."""
    row = submission_for(request.viewer, pk)
    newer = newer_revision(row)
    if request.method == "POST":
        if newer and request.POST.get("number") == str(newer.number):
            with telling(request, _("Je project staat op het nieuwe formulier. Kijk na wat er nog ontbreekt.")):
                rebase_submission(row, to=newer, by=request.user, at=clock.now())
            return redirect("submission", row.pk)
        messages.info(request, _("Het formulier veranderde net opnieuw, of een collega was je voor. Kijk nog eens."))
        return redirect("submission_rebase", row.pk)
    found = changes(form_of(row), whole_form(newer, row.call)) if newer else []
    return render(request, "calls/submission_rebase.html", {
        "submission": row, "newer": newer, "changes": found, "may_write": may_write(row.state, row.call, clock.now()),
    })  # fmt: skip
