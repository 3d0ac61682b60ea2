"""Asking a reader why, and the answer the reader owes (guidance.md 13)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import Read, ReadQuestion
from tandem.guidance.queries.doors import Place
from tandem.kernel import access, audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotAskWhy(Refusal):
    """It was asked already, or nobody is left to ask."""


class CannotAnswer(Refusal):
    """It is not your question, it was answered, or the answer is empty."""


@transaction.atomic
def ask_why(place: Place, read: Read, *, by: Person, at: datetime) -> ReadQuestion:
    """Waarom keek je? The reader must answer."""
    if read.reader_id is None:
        raise CannotAskWhy(_("Deze persoon heeft geen login meer. Vraag het aan de organisatie."))
    if ReadQuestion.objects.filter(read=read).exists():
        raise CannotAskWhy(_("Je vroeg dit al. Het antwoord komt hier."))
    question = ReadQuestion.add(
        file=place.file, made_at=at, made_by=by, is_by_client=True, read=read, asked_of_id=read.reader_id
    )
    audit.record("read.ask_why", question, by=by, at=at, file=place.file.pk, read=read.pk)
    return question


@transaction.atomic
def answer_why(question_id: UUID, *, words: str, by: Person, at: datetime) -> ReadQuestion:
    """The reader answers, once; also when they left the file meanwhile, so the system opens the file's key for it."""
    if not words.strip():
        raise CannotAnswer(Problem(_("Schrijf waarom je keek. De persoon leest het zo."), "words"))
    with access.as_system():
        rows = ReadQuestion.objects.select_related("file").select_for_update(of=("self",))
        question = rows.filter(pk=question_id, asked_of=by).first()
        if question is None or question.answered_at:
            raise CannotAnswer(_("Je antwoordde al. De persoon leest je antwoord."))
        question.answer, question.answered_at = words.strip(), at
        question.save()
        audit.record("read.answer", question, by=by, at=at, file=question.file_id)
    return question
