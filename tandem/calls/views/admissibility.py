"""Find projects admissible or not, one by one or all that are in order; release a letter; let the jury begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tandem.calls.actions import admissibility as actions
from tandem.calls.forms.admissibility import AdmissibilityForm
from tandem.calls.queries import admissibility as queries
from tandem.calls.queries.doors import call_for, handed_in_for
from tandem.calls.queries.handing_in import handed_in_of
from tandem.calls.rules.admissibility import suggested_reasons
from tandem.calls.rules.handing_in import is_over
from tandem.calls.views.call_saving import officers_only
from tandem.identity.access import Request
from tandem.kernel import clock
from tandem.kernel.answering import telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.models import Submission


@officers_only
def submission_check(request: Request, pk: UUID) -> HttpResponse:
    """Every point that was looked at, and the decision of a person."""
    row = handed_in_for(request.viewer, pk)
    points, latest = queries.points_of(row, handed_in_of(row)), queries.latest_check(row)
    initial = {"reasons": suggested_reasons(points), "seen": latest.pk if latest else None}
    form = AdmissibilityForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = _decide(request, row, form)
        if status == 302:
            return redirect("submission_check", row.pk)
    context = {
        "submission": row, "points": points, "latest": latest, "checks": queries.checks_of(row), "form": form,
        "letters": queries.letters_shown(row), "is_over": is_over(row.call, clock.now()), "is_clash": status == 409,
        "may_check": row.call.state in actions.UNDECIDED and row.state in {"submitted", "inadmissible"},
    }  # fmt: skip
    return render(request, "calls/submission_check.html", context, status=status)


@officers_only
@require_POST
def submission_letter_release(request: Request, pk: UUID) -> HttpResponse:
    """The letter leaves."""
    row = handed_in_for(request.viewer, pk)
    with telling(request, _("De brief is vertrokken. De organisatie ziet nu dat het project niet naar de jury gaat.")):
        actions.release_letters(row, by=request.user, at=clock.now())
    return redirect("submission_check", row.pk)


@officers_only
def submission_check_all(request: Request, pk: UUID) -> HttpResponse:
    """The numbers first; one click finds admissible what is in order by itself."""
    call = call_for(request.viewer, pk)
    if request.method == "POST":
        try:
            number = actions.admit_clear(call, by=request.user, at=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            told = ngettext(
                "%(number)s project is ontvankelijk verklaard.",
                "%(number)s projecten zijn ontvankelijk verklaard.",
                number,
            )
            messages.success(request, told % {"number": number})
        return redirect("submission_queue", call.pk)
    context = {"call": call, "preview": queries.preview_of(call), "is_over": is_over(call, clock.now())}
    return render(request, "calls/submission_check_all.html", context)


@officers_only
@require_POST
def call_judge(request: Request, pk: UUID) -> HttpResponse:
    """The jury begins."""
    call = call_for(request.viewer, pk)
    with telling(request, _("De jury kan beginnen.")):
        actions.start_judging(call, by=request.user, at=clock.now())
    return redirect("submission_queue", call.pk)


def _decide(request: Request, row: Submission, form: AdmissibilityForm) -> int:
    """The status of the answer: 302 when it is done."""
    if not form.is_valid():
        return 422
    facts = form.cleaned_data
    try:
        actions.check_admissibility(
            row, is_admissible=facts["decision"] == "yes", reasons=facts["reasons"], words=facts["words"], seen=facts["seen"],
            by=request.user, at=clock.now(),
        )  # fmt: skip
    except actions.CheckedByOther as conflict:
        show_refusal(form, conflict)
        typed = request.POST.copy()
        typed["seen"] = str(conflict.current.pk)
        form.data = typed
        return 409
    except Refusal as refusal:
        show_refusal(form, refusal)
        return 422
    messages.success(request, _("Je beslissing is bewaard.") if facts["decision"] == "yes"
                     else _("Je beslissing is bewaard. De brief wacht: lees hem na en laat hem vertrekken."))  # fmt: skip
    return 302
