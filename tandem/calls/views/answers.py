"""The pages on which a project is written: a section at a time, every field saved by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.calls.actions.answers import CannotWrite, SectionSaved, add_file, remove_file, save_answer, save_section
from tandem.calls.forms.answers import SectionForm, files_to_remove, form_data, typed_of
from tandem.calls.queries.doors import submission_for
from tandem.calls.queries.writing import attachment_of, form_of, light_submission_for
from tandem.calls.queries.writing_page import (
    SectionPage,
    pasted_warning,
    rows_of,
    section_in,
    section_page,
    words_of_answer,
)
from tandem.calls.rules.answers import MOST_BYTES, kept, problem_of
from tandem.calls.rules.writing import Typed, may_write, question_of, questions_on_page
from tandem.identity.access import Request, members_only
from tandem.identity.places import municipalities
from tandem.kernel import clock, dutch
from tandem.kernel.documents.storage import attachment_response, store
from tandem.kernel.documents.uploads import UploadRefused, check_upload
from tandem.kernel.refusal import Conflict

if TYPE_CHECKING:
    from tandem.calls.models import Answer, Submission
    from tandem.calls.rules.definition import Question, Section


@members_only
def submission_section(request: Request, pk: UUID, section: str) -> HttpResponse:
    """Fill in one section. Without script the button saves every field by its own version."""
    submission = submission_for(request.viewer, pk)
    part = section_in(form_of(submission), section)
    is_open = may_write(submission.state, submission.call, clock.now(), page_was_open=request.method == "POST")
    if request.method == "POST" and is_open:
        return _save(request, submission, part)
    if request.method == "POST":
        messages.error(request, _("De oproep is gesloten. Wat je nu typte, is niet meer bewaard. Het staat hieronder."))
    return _page(request, submission, part, is_open=is_open, status=422 if request.method == "POST" else 200)


@members_only
@require_POST
def submission_answer(request: Request, pk: UUID, question: str) -> JsonResponse:
    """Save one field while somebody types. The answer says which version the page has from now on."""
    submission = light_submission_for(request.viewer, pk)
    asked = question_of(form_of(submission), question)
    typed = typed_of(asked, request.POST) if asked else None
    if asked is None or typed is None:
        return _told(_("Deze vraag staat niet meer in het formulier. Laad de pagina opnieuw."))
    try:
        row = save_answer(submission, question, typed.raw, version=typed.version, by=request.user, at=clock.now())
    except Conflict as conflict:
        return _two_versions(asked, cast("Answer", conflict.current), submission)
    except CannotWrite as refusal:
        return _told(str(refusal))
    return JsonResponse({
        "version": row.version, "at": _hour(row), "problem": problem_of(asked, row.value), "warning": pasted_warning(row.value),
    })  # fmt: skip


@members_only
def submission_attachment(request: Request, pk: UUID, file: UUID) -> FileResponse:
    """A file that stands, or stood, at a question of this project."""
    return attachment_response(attachment_of(submission_for(request.viewer, pk), file))


def _save(request: Request, submission: Submission, section: Section) -> HttpResponse:
    typed = _typed(request, section)
    try:
        outcome = save_section(submission, typed, by=request.user, at=clock.now())
    except CannotWrite as refusal:
        messages.error(request, str(refusal))
        return _page(request, submission, section, is_open=False, typed=typed, status=422)
    _save_files(request, submission, section, outcome)
    if not outcome.clashes and not outcome.refused:
        return _onward(request, submission, section)
    return _page(request, submission, section, typed=typed, outcome=outcome, status=409 if outcome.clashes else 422)


def _save_files(request: Request, submission: Submission, section: Section, outcome: SectionSaved) -> None:
    for question in section.questions:
        if question.kind != "file":
            continue
        try:
            for pk in files_to_remove(question, request.POST):
                remove_file(submission, question.id, pk, by=request.user, at=clock.now())
            for upload in request.FILES.getlist(f"v-{question.id}"):
                _add(request, submission, question, upload)
        except (UploadRefused, CannotWrite) as refusal:
            outcome.refused[question.id] = str(refusal)


def _add(request: Request, submission: Submission, question: Question, upload: Any) -> None:
    checked = check_upload(upload, name=upload.name, size=upload.size, limit=MOST_BYTES)
    stored = store(checked.content, kind="submission_file", name=checked.clean_name, content_type=checked.content_type,
                   by=request.user, at=clock.now())  # fmt: skip
    add_file(submission, question.id, stored, by=request.user, at=clock.now())


def _onward(request: Request, submission: Submission, section: Section) -> HttpResponse:
    stays = request.POST.get("blijf", "")
    if stays:
        there = reverse("submission_section", args=[submission.pk, section.id])
        return HttpResponseRedirect(f"{there}#vraag-{stays}" if stays in {q.id for q in section.questions} else there)
    messages.success(request, _("Bewaard."))
    after = "" if "stop" in request.POST else section_page_after(submission, section)
    return redirect("submission_section", submission.pk, after) if after else redirect("submission", submission.pk)


def section_page_after(submission: Submission, section: Section) -> str:
    """The section that comes next now; empty after the last one."""
    return section_page(submission, section.id, rows_of(submission), on=clock.today()).after


def _page(
    request: Request, submission: Submission, section: Section, *, is_open: bool = True, typed: list[Typed] | None = None,
    outcome: SectionSaved | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    came_in = typed if typed is not None else _typed(request, section)
    values = {one.question.id: kept(one.question, one.raw) for one in came_in}
    page = section_page(
        submission, section.id, rows_of(submission), on=clock.today(), typed=values,
        clashes=outcome.clashes if outcome else None,
    )  # fmt: skip
    return render(request, "calls/submission_section.html", {
        "submission": submission, "page": page, "fields": _fields(page, outcome), "is_open": is_open, "had_clash": status == 409,
        "closes": submission.call.closes_at, "municipalities": municipalities(on=clock.today()) if page.has_municipality else {},
    }, status=status)  # fmt: skip


def _typed(request: Request, section: Section) -> list[Typed]:
    """What came in for each question; nothing when the page was only asked for. Files come and go by themselves."""
    found = (typed_of(question, request.POST) for question in questions_on_page(section) if question.kind != "file")
    return [one for one in found if one]


def _fields(page: SectionPage, outcome: SectionSaved | None) -> list[dict[str, Any]]:
    """Each line with its form field, when it has one, and why it was not kept."""
    form = SectionForm(page.questions, form_data(page.questions, page.values, on=clock.today()))
    refused = outcome.refused if outcome else {}
    for name, text in refused.items():
        if name in form.fields:
            form.add_error(name, text)
    return [
        {"line": line, "field": form[line.id] if line.id in form.fields else None, "refused": refused.get(line.id, "")}
        for line in page.lines
    ]


def _two_versions(question: Question, current: Answer, submission: Submission) -> JsonResponse:
    text = words_of_answer(question, current.value, submission.call, on=clock.today())
    return JsonResponse({
        "version": current.version, "value": current.value, "text": text, "by": str(current.changed_by or _("iemand")),
        "at": _hour(current),
    }, status=409)  # fmt: skip


def _hour(row: Answer) -> str:
    return dutch.time_nl(clock.local(row.changed_at))


def _told(message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=422)
