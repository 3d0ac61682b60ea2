"""A juror reads: the desk, one project with its scores, handing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.reading import Verdict, hand_in_reading, save_reading
from tandem.calls.forms.reading import ReadingForm, reading_initial
from tandem.calls.queries.reading import attachment_of, colleagues, desk_of, reading_page, reading_place
from tandem.calls.queries.scores import asked_of
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import JUROR
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from uuid import UUID

    from tandem.calls.models import Reading
    from tandem.calls.queries.reading import ReadingPage

jurors_only = roles_only(JUROR)


@jurors_only
def jury_desk(request: Request) -> HttpResponse:
    """My calls: what to read, how far, the next one."""
    return render(request, "calls/jury_desk.html", {"desks": desk_of(request.viewer)})


@jurors_only
def reading(request: Request, pk: UUID) -> HttpResponse:
    """The project as the jury sees it, and the scores; once handed in, those of colleagues without names."""
    row = reading_place(request.viewer, pk)
    if request.method == "POST":
        return _saved(request, row)
    page = reading_page(row)
    initial = reading_initial(page.points, page.whys, row.remark, row.version)
    return _page(request, row, ReadingForm(initial=initial, asked=page.asked), page)


@jurors_only
@require_POST
def reading_autosave(request: Request, pk: UUID) -> HttpResponse:
    """Saves by itself while somebody types; when it cannot, it says why and waits for the button."""
    row = reading_place(request.viewer, pk)
    form = ReadingForm(request.POST, asked=asked_of(row.submission.call))
    if not form.is_valid():
        return JsonResponse(
            {"message": _("Nog niet bewaard. Klik op «Bewaar» om te zien wat er niet klopt.")}, status=422
        )
    try:
        kept = save_reading(row, _verdict(form), version=form.cleaned_data["version"] or 0, by=request.user,
                            at=clock.now(), is_autosave=True)  # fmt: skip
    except Conflict as conflict:
        return JsonResponse({"message": _("%(text)s Klik op «Bewaar».") % {"text": conflict}}, status=409)
    except Refusal as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    return JsonResponse({"fields": {"version": kept.version}})


@jurors_only
def reading_hand_in(request: Request, pk: UUID) -> HttpResponse:
    """One more look at the scores, then final."""
    row = reading_place(request.viewer, pk)
    if row.handed_in_at:
        return redirect("reading", row.pk)
    page = reading_page(row)
    problems: list[str] = []
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            hand_in_reading(row, version=int(version) if version.isdecimal() else 0, by=request.user, at=clock.now())
        except Refusal as refusal:
            problems = [problem.text for problem in refusal.problems]
        else:
            messages.success(request, _("Je score is afgegeven. Dank je."))
            return redirect("reading", row.pk)
    lines = [(one, page.points.get(one.key), page.whys.get(one.key, "")) for one in page.asked]
    context = {"row": row, "lines": lines, "problems": problems,
               "missing": [one.title for one in page.asked if one.key not in page.points]}  # fmt: skip
    return render(request, "calls/reading_hand_in.html", context, status=answer_status(request))


@jurors_only
def reading_attachment(request: Request, pk: UUID, question: str, index: int) -> FileResponse:
    """A file of the project."""
    return attachment_response(attachment_of(reading_place(request.viewer, pk), question, index))


def _saved(request: Request, row: Reading) -> HttpResponse:
    form = ReadingForm(request.POST, asked=asked_of(row.submission.call))
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        save_reading(row, _verdict(form), version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now())
    except Conflict as conflict:
        show_refusal(form, conflict)
        keep_typed(form, conflict.current)
        return _page(request, row, form, status=409)
    except Refusal as refusal:
        show_refusal(form, refusal)
        return _page(request, row, form, status=422)
    if request.POST.get("do") == "hand_in":
        return redirect("reading_hand_in", row.pk)
    messages.success(request, _("Bewaard. Je kan later verder."))
    return redirect("reading", row.pk)


def _verdict(form: ReadingForm) -> Verdict:
    return Verdict(form.points(), form.whys(), form.cleaned_data["remark"])


def _page(
    request: Request, row: Reading, form: ReadingForm, page: ReadingPage | None = None, *, status: int = 200
) -> HttpResponse:
    page = page or reading_page(row)
    lines = [(one, page.points.get(one.key), page.whys.get(one.key, "")) for one in page.asked]
    context = {"row": row, "page": page, "form": form, "lines": lines, "is_clash": status == 409,
               "others": [one for one in colleagues(row, page.asked) if one.who != "Jij"]}  # fmt: skip
    return render(request, "calls/reading.html", context, status=status)
