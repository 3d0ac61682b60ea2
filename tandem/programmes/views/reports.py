"""Reports: read, write together, make final, open again; and the checklist of recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.refusal import Refusal
from tandem.programmes.actions.follow_up import RecommendationConflict, RecommendationState, update_recommendations
from tandem.programmes.actions.report import Clash, ReportConflict, finalise_report, reopen_report, save_report
from tandem.programmes.forms.reports import ChecklistForm, ReasonForm, ReportForm, clash_parts
from tandem.programmes.queries import report as queries
from tandem.programmes.rules.report import contents_from, empty_sections, final_problems, has_recommendations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tandem.programmes.forms.reports import ClashPart
    from tandem.programmes.queries.report import ReportPlace

ROW_BUTTONS = ("add", "up:", "down:", "drop:")


@members_only
def report(request: Request, pk: str, kind: str) -> HttpResponse:
    """Read it; who writes it and it is not final goes straight to the text fields."""
    place = queries.report_for(request.viewer, pk, kind)
    if place.may_edit:
        return redirect("report_edit", pk=place.trajectory.pk, kind=kind)
    reads_draft = queries.may_read_draft(place)
    version = queries.last_final_version(place.report)
    contents = contents_from(version.content) if version else None
    if reads_draft and place.report:
        contents = queries.contents_of(place.report)
    context = {
        "place": place, "rows": queries.rows_of(place.plan, contents) if contents else [], "version": version,
        "history": queries.history_of(place.report) if reads_draft else [], "reads_draft": reads_draft,
        "has_checklist": has_recommendations(place.plan) and version is not None,
    }  # fmt: skip
    return render(request, "programmes/report.html", context)


@members_only
def report_edit(request: Request, pk: str, kind: str) -> HttpResponse:
    """Write, together with the other side. Both texts are shown when two people changed the same part."""
    place = _writable(request, pk, kind)
    if request.method == "POST":
        return _saved(request, place)
    contents = (
        queries.contents_of(place.report) if place.report else queries.first_contents(place.trajectory, place.plan)
    )
    form = ReportForm(plan=place.plan, contents=contents, version=place.report.version if place.report else 0)
    return _edit_page(request, place, form)


def _saved(request: Request, place: ReportPlace) -> HttpResponse:
    form = ReportForm(request.POST, plan=place.plan)
    if not form.is_valid():
        return _edit_page(request, place, form, status=422)
    before = form.cleaned_data["version"]
    try:
        kept = save_report(
            place.trajectory, kind=place.plan.kind, contents=form.contents(), version=before, by=request.user,
            at=clock.now(), choices=form.choices(),
        )  # fmt: skip
    except ReportConflict as conflict:
        return _clash_page(request, place, conflict.current)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _edit_page(request, place, form, status=422)
    if request.POST.get("do") == "finalise":
        return redirect("report_finalise", pk=place.trajectory.pk, kind=place.plan.kind)
    together = kept.version > before + 1 and before > 0
    messages.success(request, _("Bewaard, samen met wat de ander intussen schreef.") if together else _("Bewaard."))
    response = redirect("report_edit", pk=place.trajectory.pk, kind=place.plan.kind)
    if request.POST.get("do", "").startswith(ROW_BUTTONS):
        response.headers["Location"] += "#aanbevelingen"
    return response


def _clash_page(request: Request, place: ReportPlace, clash: Clash) -> HttpResponse:
    form = ReportForm(plan=place.plan, contents=clash.mine, version=clash.version)
    parts = clash_parts(place.plan, clash.theirs, clash.mine, clash.parts)
    return _edit_page(request, place, form, status=409, clash=clash, clash_parts=parts)


def _edit_page(
    request: Request, place: ReportPlace, form: ReportForm, *, status: int = 200, clash: Clash | None = None,
    clash_parts: Sequence[ClashPart] = (),
) -> HttpResponse:  # fmt: skip
    context = {
        "place": place, "form": form, "told": queries.told_before(place.trajectory), "clash": clash,
        "clash_parts": clash_parts, "history": queries.history_of(place.report),
        "is_first": place.report is None,
    }  # fmt: skip
    return render(request, "programmes/report_edit.html", context, status=status)


@members_only
@require_POST
def report_autosave(request: Request, pk: str, kind: str) -> HttpResponse:
    """Saves by itself while somebody types; when another wrote too, it waits for the button and the comparison."""
    place = _writable(request, pk, kind)
    form = ReportForm(request.POST, plan=place.plan)
    if not form.is_valid():
        text = _("Nog niet bewaard: een tekst is te lang. Klik op «Bewaar» om te zien welke.")
        return JsonResponse({"message": text}, status=422)
    try:
        kept = save_report(
            place.trajectory, kind=kind, contents=form.contents(), version=form.cleaned_data["version"], by=request.user,
            at=clock.now(), is_autosave=True,
        )  # fmt: skip
    except ReportConflict as conflict:
        return JsonResponse({"message": _("%(text)s Klik op «Bewaar».") % {"text": conflict}}, status=409)
    except Refusal as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    return JsonResponse({"fields": {"version": kept.version}})


@members_only
def report_finalise(request: Request, pk: str, kind: str) -> HttpResponse:
    """Read it once more and make it final."""
    place = queries.report_for(request.viewer, pk, kind)
    if not place.may_finalise or place.report is None:
        raise Http404
    contents = queries.contents_of(place.report)
    context = {
        "place": place, "rows": queries.rows_of(place.plan, contents), "empty": empty_sections(place.plan, contents),
        "problems": final_problems(place.plan, contents),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "programmes/report_finalise.html", context)
    try:
        finalise_report(
            place.trajectory,
            kind=kind,
            version=_number(request.POST.get("version", "")),
            by=request.user,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return render(request, "programmes/report_finalise.html", context, status=422)
    messages.success(request, _("Het verslag is definitief. De PDF staat klaar."))
    return redirect("report", pk=place.trajectory.pk, kind=kind)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


@members_only
def report_reopen(request: Request, pk: str, kind: str) -> HttpResponse:
    """Open a final report again, with a reason."""
    place = queries.report_for(request.viewer, pk, kind)
    if not place.may_reopen:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_report(
                place.trajectory, kind=kind, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Je kan weer schrijven. De eerdere PDF blijft bestaan."))
            return redirect("report_edit", pk=place.trajectory.pk, kind=kind)
    status = answer_status(request)
    return render(request, "programmes/report_reopen.html", {"place": place, "form": form}, status=status)


@members_only
def report_version(request: Request, pk: str, kind: str, number: int) -> HttpResponse:
    """What it said at an earlier moment."""
    place = queries.report_for(request.viewer, pk, kind)
    version = queries.version_for(place, number)
    rows = queries.rows_of(place.plan, contents_from(version.content))
    return render(request, "programmes/report_version.html", {"place": place, "version": version, "rows": rows})


@members_only
def report_pdf(request: Request, pk: str, kind: str) -> FileResponse:
    """The PDF of the last final version."""
    document = queries.document_of(queries.report_for(request.viewer, pk, kind))
    if document is None:
        raise Http404
    return attachment_response(document)


@members_only
def recommendation_checklist(request: Request, pk: str) -> HttpResponse:
    """The recommendations as a checklist: busy, done, or dropped because."""
    checklist = queries.checklist_for(request.viewer, pk)
    states = dict(checklist.rows[0].STATES) if checklist.rows else {}
    form = ChecklistForm(request.POST or None, rows=checklist.rows, states=states)
    context = {"checklist": checklist, "trajectory": checklist.trajectory, "form": form}
    if request.method == "GET":
        return render(request, "programmes/recommendation_checklist.html", context)
    if not checklist.may_edit:
        raise Http404
    if form.is_valid() and _updated(request, checklist, form):
        messages.success(request, _("De stand van de aanbevelingen is bewaard."))
        return redirect("recommendation_checklist", pk=checklist.trajectory.pk)
    return render(request, "programmes/recommendation_checklist.html", context, status=422)


def _updated(request: Request, checklist: queries.Checklist, form: ChecklistForm) -> bool:
    updates = {key: RecommendationState(*answer) for key, answer in form.answers().items()}
    try:
        update_recommendations(checklist.trajectory, updates=updates, by=request.user, at=clock.now())
    except Refusal as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field or None, problem.text)
        if isinstance(refusal, RecommendationConflict):
            form.see(refusal.current)
        return False
    return True


def _writable(request: Request, pk: str, kind: str) -> ReportPlace:
    place = queries.report_for(request.viewer, pk, kind)
    if not place.may_edit:
        raise Http404
    return place
