"""The answers: look at them, let them go, announce; and what the organisation reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.calls.actions.announcement import announce_call, letter_of, release_letters
from tandem.calls.queries import announcement as pages
from tandem.calls.queries.selection import officer_call_for
from tandem.calls.queries.selection_sitting import sitting_of
from tandem.calls.rules.answer_back import sentences
from tandem.calls.views.call_saving import officers_only
from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import telling
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.models import Call

LETTERS_PER_PAGE = 50


@officers_only
def decision_letters(request: Request, pk: UUID) -> HttpResponse:
    """Answers that wait: read them, then let one or many go."""
    call = officer_call_for(request.viewer, pk)
    if request.method == "POST":
        return _release(request, call)
    page = paginate(pages.unreleased(call), request.GET.get("pagina"), LETTERS_PER_PAGE)
    context = {"call": call, "page": page, "rows": pages.outbox_rows(page.object_list)}
    return render(request, "calls/decision_letters.html", context)


@officers_only
def call_announce(request: Request, pk: UUID) -> HttpResponse:
    """Make the chosen projects public, after one look at what still waits."""
    call = officer_call_for(request.viewer, pk)
    if request.method == "POST":
        with telling(request, _("Iedereen kan nu lezen wie gekozen is.")):
            announce_call(call, by=request.user, at=clock.now())
        return redirect("decision_letters", call.pk)
    context = {"call": call, "waiting": pages.unreleased(call).count()}
    return render(request, "calls/decision_announce.html", context)


@members_only
def submission_decision(request: Request, pk: UUID) -> HttpResponse:
    """What was decided about a project: for who wrote it, and for the officer who reads it out on the phone."""
    shown = pages.decision_shown_to(request.viewer, pk)
    context = {"shown": shown, "sentences": sentences(shown.facts), "row": shown.row}
    return render(request, "calls/decision_answer.html", context)


@members_only
def decision_letter(request: Request, pk: UUID) -> HttpResponseBase:
    """The letter: as it left, or for an officer as it would leave now."""
    shown = pages.decision_shown_to(request.viewer, pk)
    if shown.row.letter is not None:
        return attachment_response(shown.row.letter)
    if not shown.is_officer:
        raise Http404
    sitting = sitting_of(shown.call)
    if sitting is None:
        raise Http404
    content = letter_of(shown.call, sitting, shown.row, at=clock.now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="beslissing-{shown.row.submission.number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _release(request: Request, call: Call) -> HttpResponse:
    chosen = request.POST.getlist("project")
    rows = pages.unreleased(call).filter(submission__number__in=[one for one in chosen if one.isdecimal()][:500])
    try:
        released = release_letters(call, rows, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if released:
            told = ngettext("%(count)s antwoord is verstuurd.", "%(count)s antwoorden zijn verstuurd.", released)
            messages.success(request, told % {"count": released})
        else:
            messages.warning(request, _("Kruis eerst aan welke antwoorden je wil versturen."))
    return redirect("decision_letters", call.pk)
