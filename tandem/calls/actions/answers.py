"""Answers of a project, saved one by one while several people write: nobody overwrites what he did not see.

Every save takes the row of the project first, so saves of one project and its handing in come one after the other.
No audit entry: each value is kept in `AnswerVersion`, with who and when.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.models import Answer, AnswerVersion, Submission
from tandem.calls.queries.writing import form_of
from tandem.calls.rules.answers import MOST_FILES, MOST_KEPT, kept
from tandem.calls.rules.definition import Question
from tandem.calls.rules.writing import (
    BOTH,
    THEIRS,
    WRITABLE,
    Typed,
    columns_of,
    is_same,
    may_write,
    question_of,
    under_each_other,
)
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.kernel.models import StoredFile


class CannotWrite(Refusal):
    """The project is closed for writing, the question is gone, or the text is too long to keep."""


@transaction.atomic
def save_answer(
    submission: Submission, question_id: str, value: Any, *, version: int, by: Person | None, at: datetime
) -> Answer:
    """Keep an answer, also one that is not right yet. `version` is what the page had; 0 when nothing stood there.

    Raises Conflict with the answer that stands there now. The same value twice is no conflict: an answer of the server
    that got lost on the way is asked for again.
    """
    question = _question(submission, question_id)
    wanted = kept(question, value)
    if len(str(wanted)) > MOST_KEPT:
        raise CannotWrite(Problem(_("Deze tekst is te lang om te bewaren. Deel hem in kleinere stukken."), question_id))
    _take(submission, question_id, wanted, at=at)
    return _write(submission, question_id, wanted, version=version, by=by, at=at)


@dataclass(slots=True)
class SectionSaved:
    """What became of the fields of a page: `clashes` hold what stands there now, `refused` a sentence."""

    saved: int = 0
    clashes: dict[str, Answer] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_section(submission: Submission, typed: Iterable[Typed], *, by: Person | None, at: datetime) -> SectionSaved:
    """Keep what was changed on a page, field by field; a field that somebody else changed meanwhile waits for a choice."""
    standing = {row.question: row for row in Answer.objects.filter(submission_id=submission.pk)}
    outcome = SectionSaved()
    for one in typed:
        current = standing.get(one.question.id)
        wanted = _wanted(one, current)
        if one.choice == THEIRS or _is_unchanged(submission, one, wanted, current):
            continue
        try:
            save_answer(submission, one.question.id, wanted, version=one.version, by=by, at=at)
            outcome.saved += 1
        except Conflict:
            outcome.clashes[one.question.id] = _standing(submission, one.question.id)
        except CannotWrite as refusal:
            if not refusal.problems[0].field:
                raise
            outcome.refused[one.question.id] = refusal.problems[0].text
    return outcome


@transaction.atomic
def add_file(submission: Submission, question_id: str, stored: StoredFile, *, by: Person, at: datetime) -> Answer:
    """One more file at a question; two people may add one at the same moment."""
    _file_question(submission, question_id)
    _take(submission, question_id, None, at=at)
    current = _current(submission, question_id)
    files = _files(current)
    if len(files) >= MOST_FILES:
        sentence = _("Hier staan al %(number)s bestanden. Haal er eerst een weg.") % {"number": MOST_FILES}
        raise CannotWrite(Problem(sentence, question_id))
    files = [*files, {"id": str(stored.pk), "name": stored.name, "size": stored.size}]
    return _write(submission, question_id, files, version=current.version if current else 0, by=by, at=at)


@transaction.atomic
def remove_file(submission: Submission, question_id: str, file: UUID, *, by: Person, at: datetime) -> Answer | None:
    """Take a file away from a question; what was handed in before keeps it."""
    _file_question(submission, question_id)
    _take(submission, question_id, None, at=at)
    current = _current(submission, question_id)
    left = [one for one in _files(current) if one["id"] != str(file)]
    if current is None or len(left) == len(_files(current)):
        return current
    return _write(submission, question_id, left or None, version=current.version, by=by, at=at)


def _wanted(typed: Typed, current: Answer | None) -> Any:
    raw = under_each_other(typed.question, current.value, typed.raw) if current and typed.choice == BOTH else typed.raw
    return kept(typed.question, raw)


def _is_unchanged(submission: Submission, typed: Typed, wanted: Any, current: Answer | None) -> bool:
    """What stands there now, or what stood there when the page opened: then this field was not touched."""
    if current is None or typed.version == 0:
        untouched: Any = None
    elif typed.version == current.version:
        untouched = current.value
    else:
        untouched = _seen(submission, typed)
    if current is not None and is_same(current.value, wanted):
        return True
    return not typed.choice and is_same(untouched, wanted)


def _seen(submission: Submission, typed: Typed) -> Any:
    """What stood there when the page opened."""
    seen = AnswerVersion.objects.filter(submission_id=submission.pk, question=typed.question.id, version=typed.version)
    return seen.values_list("value", flat=True).first()


def _standing(submission: Submission, question_id: str) -> Answer:
    return Answer.objects.select_related("changed_by").get(submission_id=submission.pk, question=question_id)


def _question(submission: Submission, question_id: str) -> Question:
    question = question_of(form_of(submission), question_id)
    if question is None:
        raise CannotWrite(_("Deze vraag staat niet meer in het formulier. Laad de pagina opnieuw."))
    if question.kind == "file":
        raise CannotWrite(_("Voeg een bestand toe met de knop bij de vraag."))
    return question


def _file_question(submission: Submission, question_id: str) -> None:
    question = question_of(form_of(submission), question_id)
    if question is None or question.kind != "file":
        raise CannotWrite(_("Bij deze vraag hoort geen bestand."))


def _take(submission: Submission, question_id: str, value: Any, *, at: datetime) -> None:
    """Lock the row of the project and let its columns follow, in one statement; refused once it is closed."""
    is_open = may_write(submission.state, submission.call, at, page_was_open=True)
    rows = Submission.objects.filter(pk=submission.pk, state__in=WRITABLE)
    if not is_open or not rows.update(changed_at=at, **columns_of(question_id, value)):
        raise CannotWrite(_("De oproep is gesloten. Je kan dit project niet meer wijzigen."))


def _write(
    submission: Submission, question_id: str, value: Any, *, version: int, by: Person | None, at: datetime
) -> Answer:
    row = Answer(
        submission_id=submission.pk,
        question=question_id,
        value=value,
        version=version + 1,
        changed_at=at,
        changed_by=by,
    )
    if not _replaced(row, version):
        current = _current(submission, question_id)
        if current is None:
            row.version = 1
            row.save(force_insert=True)
        elif current.value == value:
            return current
        else:
            raise Conflict(_("Iemand schreef hier ook. Kies welke tekst blijft."), current=current)
    AnswerVersion.objects.create(submission_id=submission.pk, question=question_id, value=value, version=row.version,
                                 changed_at=at, changed_by=by)  # fmt: skip
    return row


def _replaced(row: Answer, version: int) -> bool:
    rows = Answer.objects.filter(submission_id=row.submission_id, question=row.question, version=version)
    return bool(version) and bool(
        rows.update(value=row.value, version=row.version, changed_at=row.changed_at, changed_by=row.changed_by)
    )


def _current(submission: Submission, question_id: str) -> Answer | None:
    rows = Answer.objects.filter(submission_id=submission.pk, question=question_id)
    return rows.select_related("changed_by").first()


def _files(answer: Answer | None) -> list[dict[str, Any]]:
    return list(answer.value) if answer and isinstance(answer.value, list) else []
