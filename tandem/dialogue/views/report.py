"""The report of a meeting: written, read back, corrected by who was there, final."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions import meeting as actions
from tandem.dialogue.forms.meeting import CorrectionAnswerForm, CorrectionForm, ReportForm
from tandem.dialogue.queries import meeting as pages
from tandem.dialogue.queries.doors import meeting_for, readable_meeting_for
from tandem.dialogue.rules.meeting import people_words
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import FACILITATOR, POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.rules.vocabulary import THEMES


@roles_only(FACILITATOR, POLICY_WORKER)
def meeting_reports(request: Request) -> HttpResponse:
    """Final reports of every group, to search in."""
    words, theme = request.GET.get("zoek", "").strip()[:100], request.GET.get("thema", "")
    page = paginate(pages.final_meetings(words=words, theme=theme), request.GET.get("pagina"))
    context = {"page": page, "rows": [pages.meeting_row(row) for row in page], "words": words, "theme": theme,
               "themes": THEMES.items()}  # fmt: skip
    return render(request, "dialogue/meeting_reports.html", context)


@roles_only(FACILITATOR, POLICY_WORKER)
def meeting_report(request: Request, pk: str) -> HttpResponse:
    """The report as it is read, aloud or on paper."""
    found = readable_meeting_for(request.viewer, pk)
    is_own = found.association_id in request.viewer.organisation_ids(FACILITATOR)
    context = {"page": pages.meeting_page(found), "meeting": found, "is_own": is_own,
               "people": people_words(found.people) if found.people else ""}  # fmt: skip
    return render(request, "dialogue/meeting_report.html", context)


@roles_only(FACILITATOR)
def meeting_report_edit(request: Request, pk: str) -> HttpResponse:
    """The written part. Two who write at once: both texts are shown."""
    found = meeting_for(request.viewer, pk)
    form = ReportForm(
        request.POST or None, initial={"people": found.people, "report": found.report, "version": found.version}
    )
    current: Any = None
    status = answer_status(request)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.write_report(found, report=typed["report"], people=typed["people"], version=typed["version"] or 0,
                                 by=request.user, at=clock.now())  # fmt: skip
        except actions.MeetingChanged as conflict:
            show_refusal(form, conflict)
            current, status = conflict.current, 409
            keep_typed(form, current)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het verslag is bewaard."))
            return redirect("meeting", found.pk)
    context = {"form": form, "meeting": found, "current": current}
    return render(request, "dialogue/meeting_report_edit.html", context, status=status)


@roles_only(FACILITATOR)
@require_POST
def meeting_read_back(request: Request, pk: str) -> HttpResponse:
    """To the group, before it is final."""
    found = meeting_for(request.viewer, pk)
    with telling(request, _("Lees het verslag nu samen. Schrijf op wat er niet klopt.")):
        actions.read_back(found, by=request.user, at=clock.now())
    return redirect("meeting", found.pk)


@roles_only(FACILITATOR)
@require_POST
def meeting_take_back(request: Request, pk: str) -> HttpResponse:
    """Writing goes on."""
    found = meeting_for(request.viewer, pk)
    with telling(request, _("Je kan verder schrijven.")):
        actions.take_back_report(found, by=request.user, at=clock.now())
    return redirect("meeting", found.pk)


@roles_only(FACILITATOR)
def correction_add(request: Request, pk: str) -> HttpResponse:
    """Somebody who was there says what is not right."""
    found = meeting_for(request.viewer, pk)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(found, words=form.cleaned_data["words"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De verbetering staat erbij."))
            return redirect("meeting", found.pk)
    return render(
        request, "dialogue/correction_add.html", {"form": form, "meeting": found}, status=answer_status(request)
    )


@roles_only(FACILITATOR)
def correction_answer(request: Request, pk: str, correction: int) -> HttpResponse:
    """Taken over, or left with the reason."""
    found = meeting_for(request.viewer, pk)
    row = pages.correction_of(found, correction)
    form = CorrectionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.answer_correction(row, is_taken=typed["is_taken"] == "yes", answer=typed["answer"], by=request.user,
                                      at=clock.now())  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het antwoord staat bij de verbetering."))
            return redirect("meeting", found.pk)
    context = {"form": form, "meeting": found, "correction": row}
    return render(request, "dialogue/correction_answer.html", context, status=answer_status(request))


@roles_only(FACILITATOR)
@require_POST
def meeting_final(request: Request, pk: str) -> HttpResponse:
    """Nothing changes any more."""
    found = meeting_for(request.viewer, pk)
    with telling(request, _("Het verslag is definitief. Het netwerk kan het nu lezen.")):
        actions.make_final(found, by=request.user, at=clock.now())
    return redirect("meeting_report", found.pk)
