"""A project for who writes it: begin, where it stands, who changed what."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.answers import save_answer
from tandem.calls.actions.submission import CannotStart, start_submission
from tandem.calls.forms.submission import StartForm
from tandem.calls.queries.doors import is_submitter, public_call_for, submission_for
from tandem.calls.queries.handing_in import state_for_writer
from tandem.calls.queries.writing_history import changes_of, labels_of, value_at, versions_of
from tandem.calls.queries.writing_overview import MOST_EARLIER, drafts_beside, earlier_projects, overview_of
from tandem.calls.rules.time_left import time_left
from tandem.calls.rules.writing import may_write
from tandem.identity.access import Request, members_only, roles_only
from tandem.identity.queries import organisations_of
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate

if TYPE_CHECKING:
    from tandem.calls.models import Call


@roles_only(ORGANISATION_CONTACT)
def submission_start(request: Request, pk: UUID) -> HttpResponse:
    """What is needed, what one already has, and a new draft."""
    call = public_call_for(pk)
    homes = organisations_of(request.viewer, ORGANISATION_CONTACT)
    earlier = {str(row.pk): row for row in earlier_projects(request.viewer)[:MOST_EARLIER]}
    form = StartForm(
        request.POST if request.method == "POST" else None, organisations=[(one.pk, one.name) for one in homes],
        earlier=[(key, f"{row.title} ({row.call.title})") for key, row in earlier.items()],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        home = next(one for one in homes if str(one.pk) == form.cleaned_data["organisation"])
        copied = earlier.get(form.cleaned_data.get("earlier", ""))
        try:
            row = start_submission(call, organisation=home, by=request.user, at=clock.now(), earlier=copied)
        except CannotStart as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je project is begonnen. Alles wat je typt, bewaren we meteen."))
            return redirect("submission", row.pk)
    return render(request, "calls/submission_start.html", {
        "call": call, "form": form, "drafts": drafts_beside(request.viewer, call), "left": _left(call),
    }, status=answer_status(request))  # fmt: skip


@members_only
def submission(request: Request, pk: UUID) -> HttpResponse:
    """Where the project stands."""
    row, at = submission_for(request.viewer, pk), clock.now()
    return render(request, "calls/submission.html", {
        "submission": row, "overview": overview_of(row, at=at), "may_write": may_write(row.state, row.call, at),
        "left": _left(row.call), "state": state_for_writer(row), "is_submitter": is_submitter(request.viewer, row),
    })  # fmt: skip


@members_only
def submission_history(request: Request, pk: UUID) -> HttpResponse:
    """Who changed which answer when, with the value before and after."""
    row = submission_for(request.viewer, pk)
    labels = labels_of(row)
    question = request.GET.get("vraag", "")
    page = paginate(versions_of(row, question if question in labels else ""), request.GET.get("pagina"), per_page=60)
    return render(request, "calls/submission_history.html", {
        "submission": row, "page": page, "changes": changes_of(row, page.object_list, on=clock.today()), "labels": labels,
        "question": question, "may_write": may_write(row.state, row.call, clock.now()),
    })  # fmt: skip


@members_only
@require_POST
def submission_put_back(request: Request, pk: UUID, question: str, number: int) -> HttpResponse:
    """What stood there before stands there again; refused when somebody wrote meanwhile."""
    row = submission_for(request.viewer, pk)
    value, current = value_at(row, question, number), request.POST.get("version", "")
    version = int(current) if current.isascii() and current.isdigit() and len(current) < 10 else 0
    with telling(request, _("De eerdere tekst staat er weer.")):
        save_answer(row, question, value, version=version, by=request.user, at=clock.now())
    return redirect(f"{reverse('submission_history', args=[row.pk])}?vraag={question}")


def _left(call: Call) -> str:
    return time_left(call.closes_at, clock.now()) if call.closes_at else ""
