"""The meeting of the jury: the agenda, how far jurors are apart, one project, the ranking."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.meeting import Verdict, add_note, order_equals, recount_scores, save_deliberation
from tandem.calls.forms.reading import FinalForm, NoteForm, OrderForm
from tandem.calls.queries.doors import call_for
from tandem.calls.queries.jury import jury_place_for
from tandem.calls.queries.meeting import deliberation_page, equal_groups, meeting_of, project_for, ranked_for
from tandem.calls.queries.ranking import Ranked, ranking
from tandem.calls.queries.writing import money_kinds_of
from tandem.calls.rules.vocabulary import AREAS
from tandem.calls.views.call_saving import officers_only
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import CALL_OFFICER, JUROR
from tandem.kernel import clock, csv_lines
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from tandem.calls.models import Submission
    from tandem.calls.queries.jury import JuryPlace
    from tandem.calls.queries.meeting import DeliberationPage

jury_only = roles_only(CALL_OFFICER, JUROR)


@jury_only
def jury_meeting(request: Request, pk: UUID) -> HttpResponse:
    """What to talk about first."""
    place = jury_place_for(request.viewer, pk)
    meeting = meeting_of(place)
    page = paginate(meeting.agenda, request.GET.get("pagina"))
    return render(
        request, "calls/jury_meeting.html", {"call": place.call, "place": place, "meeting": meeting, "page": page}
    )


@jury_only
def jury_calibration(request: Request, pk: UUID) -> HttpResponse:
    """How each juror uses the scale, and raw means beside calibrated ones."""
    place = jury_place_for(request.viewer, pk)
    meeting = meeting_of(place)
    scored = [row for row in meeting.agenda if row.mean is not None]
    page = paginate(sorted(scored, key=lambda row: row.number), request.GET.get("pagina"))
    context = {
        "call": place.call, "meeting": meeting, "page": page,
        "bars": [{"label": one.who, "value": one.mean} for one in meeting.spread],
    }  # fmt: skip
    return render(request, "calls/jury_calibration.html", context)


@jury_only
def deliberation(request: Request, pk: UUID) -> HttpResponse:
    """One project: scores without names, what was said, final points."""
    project = project_for(request.viewer, pk)
    place, submission, page = project.place, project.submission, deliberation_page(project)
    if request.method == "GET":
        return _page(request, place, submission, page)
    if not place.may_settle or page.own_reading:
        raise Http404
    form = FinalForm(request.POST, asked=page.asked, means=page.means)
    status = 422
    if form.is_valid():
        verdict = Verdict(form.points(), form.cleaned_data["note"], form.cleaned_data["is_discussed"])
        version = form.cleaned_data["version"] or 0
        try:
            save_deliberation(submission, verdict, version=version, by=request.user, at=clock.now())
        except Conflict as conflict:
            show_refusal(form, conflict)
            keep_typed(form, conflict.current)
            status = 409
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De eindpunten zijn bewaard."))
            return redirect("deliberation", submission.pk)
    return _page(request, place, submission, page, form=form, status=status)


@jury_only
@require_POST
def deliberation_note(request: Request, pk: UUID) -> HttpResponse:
    """One thing that was said."""
    project = project_for(request.viewer, pk)
    place, submission, page = project.place, project.submission, deliberation_page(project)
    if page.own_reading:
        raise Http404
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            add_note(submission, form.cleaned_data["words"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De nota staat erbij."))
            return redirect("deliberation", submission.pk)
    return _page(request, place, submission, page, note_form=form, status=422)


@jury_only
def jury_ranking(request: Request, pk: UUID) -> HttpResponse:
    """Every project with its final score and place, and what is missing."""
    place = jury_place_for(request.viewer, pk)
    ranked, own = ranked_for(place)
    context = {
        "call": place.call, "place": place, "page": paginate(ranked, request.GET.get("pagina")),
        "kinds": money_kinds_of(place.call), "own": own,
        "unscored": [one for one in ranked if one.score is None and one.pk not in own], "total": len(ranked),
        "groups": [group for group in equal_groups(ranked) if len({one.place for one in group}) < len(group)],
    }  # fmt: skip
    return render(request, "calls/jury_ranking.html", context)


@jury_only
def jury_ranking_csv(request: Request, pk: UUID) -> StreamingHttpResponse:
    """The same as a file for a spreadsheet."""
    place = jury_place_for(request.viewer, pk)
    ranked, _own = ranked_for(place)
    kinds = money_kinds_of(place.call)
    header = [
        _("plaats"),
        _("nummer"),
        _("titel"),
        _("gebied"),
        _("score"),
        _("gewenst jaar"),
        *(kind.title for kind in kinds),
    ]
    lines = [
        [one.place or "", one.number, one.title, AREAS.get(one.area, ""), _comma(one.score), one.wished_year or "",
         *(_comma(one.ask.get(kind.key)) for kind in kinds)]
        for one in ranked
    ]  # fmt: skip
    return csv_lines.response("rangschikking.csv", header, lines)


@officers_only
def jury_order(request: Request, pk: UUID) -> HttpResponse:
    """Put projects with the same score in the order the jury wants."""
    call = call_for(request.viewer, pk)
    group = _group_of(equal_groups(ranking(call)), request.GET.get("score", ""))
    projects = [(str(one.pk), f"{one.number} {one.title}") for one in group]
    initial = {f"place_{one.pk}": one.hand_place for one in group}
    form = OrderForm(request.POST if request.method == "POST" else None, projects=projects, initial=initial)
    if request.method == "POST" and form.is_valid():
        order = {UUID(key): place for key, place in form.order().items()}
        try:
            order_equals(call, order, form.cleaned_data["why"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De volgorde is bewaard."))
            return redirect("jury_ranking", call.pk)
    context = {"call": call, "form": form, "group": group}
    return render(request, "calls/jury_order.html", context, status=answer_status(request))


@officers_only
@require_POST
def jury_recount(request: Request, pk: UUID) -> HttpResponse:
    """Every final score anew, after weights changed."""
    call = call_for(request.viewer, pk)
    with telling(request, _("De scores zijn opnieuw geteld.")):
        recount_scores(call, by=request.user, at=clock.now())
    return redirect("jury_ranking", call.pk)


def _page(
    request: Request, place: JuryPlace, submission: Submission, page: DeliberationPage, *, form: FinalForm | None = None,
    note_form: NoteForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    if form is None and place.may_settle:
        form = FinalForm(initial=_initial(page), asked=page.asked, means=page.means)
    context = {
        "place": place, "call": submission.call, "submission": submission, "page": page, "final_form": form,
        "note_form": note_form or NoteForm(), "is_clash": status == 409, "is_open": submission.call.state == "judging",
    }  # fmt: skip
    return render(request, "calls/deliberation.html", context, status=status)


def _initial(page: DeliberationPage) -> dict[str, object]:
    row = page.row
    return {
        **{f"points_{one.key}": page.final(one.key) for one in page.asked}, "version": page.version,
        "note": row.note if row else "", "is_discussed": row.is_discussed if row else False,
    }  # fmt: skip


def _group_of(groups: list[list[Ranked]], text: str) -> list[Ranked]:
    """The equals with this score; without one the first that is not in an order yet."""
    if text:
        return next((group for group in groups if str(group[0].score) == text), [])
    open_groups = [group for group in groups if len({one.place for one in group}) < len(group)]
    return next(iter(open_groups or groups), [])


def _comma(value: Decimal | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
