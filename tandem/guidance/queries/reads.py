"""Who looked at the file: for the person, by day; and the questions a reader still has to answer (guidance.md 13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tandem.guidance.models import Read, ReadQuestion
from tandem.guidance.queries.doors import Place
from tandem.guidance.queries.share import labels_of
from tandem.guidance.rules.reads import page_words
from tandem.guidance.rules.vocabulary import ITEM_KINDS
from tandem.identity.rules import Viewer
from tandem.kernel import access, clock

ONE_SITTING = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Somebody opened something."""

    pk: int
    at: datetime
    who: str
    organisation: str
    what: str
    item: str
    is_asked: bool
    answer: str
    answered_at: datetime | None
    times: int = 1  # how often within a quarter of an hour


@dataclass(frozen=True, slots=True)
class ReadDay:
    """Everything of one day, newest first."""

    day: date
    lines: list[ReadLine]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A person asks a reader why."""

    pk: UUID
    file: str
    what: str
    read_at: datetime
    asked_at: datetime
    answer: str
    answered_at: datetime | None


def reads_of(place: Place) -> QuerySet[Read]:
    """Every look of somebody else, newest first; for the person alone."""
    if not place.is_owner:
        raise Http404
    return Read.objects.filter(file=place.file).select_related("reader", "organisation")


def read_days(place: Place, reads: Iterable[Read]) -> list[ReadDay]:
    """One page of looks, by day, with the words of the items and what was asked about them."""
    reads = list(reads)
    questions = {question.read_id: question for question in _questions(place, [read.pk for read in reads])}
    names = labels_of(place, _items(reads))
    lines = _folded([_line(read, questions.get(read.pk), names) for read in reads])
    return [ReadDay(day, list(group)) for day, group in groupby(lines, key=lambda line: clock.local(line.at).date())]


def _folded(lines: list[ReadLine]) -> list[ReadLine]:
    """The same look again within a quarter of an hour is told once, with how often. A line that was asked about stays."""
    told: list[ReadLine] = []
    for line in lines:
        last = told[-1] if told else None
        if last and not line.is_asked and _same(last) == _same(line) and last.at - line.at <= ONE_SITTING:
            told[-1] = replace(last, times=last.times + 1)
        else:
            told.append(line)
    return told


def _same(line: ReadLine) -> tuple[str, str, str, str]:
    return (line.who, line.organisation, line.what, line.item)


def read_for(place: Place, pk: int) -> Read:
    """One look, of this file."""
    read = reads_of(place).filter(pk=pk).first()
    if read is None:
        raise Http404
    return read


def questions_for(viewer: Viewer) -> list[QuestionRow]:
    """What the viewer was asked: open ones first. Their own questions only, also when they left the file meanwhile."""
    with access.as_system():
        rows = ReadQuestion.objects.filter(asked_of_id=viewer.person_id, file__erased_at__isnull=True)
        questions = list(rows.select_related("file", "read").order_by("answered_at", "-pk")[:100])
        found = [_question_row(question) for question in questions]
    return sorted(found, key=lambda row: row.answered_at is not None)


def question_for(viewer: Viewer, pk: object) -> QuestionRow:
    """One question to the viewer; 404 for anybody else's."""
    found = [row for row in questions_for(viewer) if str(row.pk) == str(pk)]
    if not found:
        raise Http404
    return found[0]


def _questions(place: Place, read_ids: list[int]) -> list[ReadQuestion]:
    return list(place.file.readquestion_set.filter(read_id__in=read_ids))


def _items(reads: Iterable[Read]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for read in reads:
        if read.item_id and read.page in ITEM_KINDS:
            found.setdefault(read.page, set()).add(read.item_id)
    return found


def _line(read: Read, question: ReadQuestion | None, names: dict[UUID, str]) -> ReadLine:
    return ReadLine(
        pk=read.pk, at=read.at, who=str(read.reader or ""), organisation=str(read.organisation or ""),
        what=page_words(read.page), item=names.get(read.item_id, "") if read.item_id else "",
        is_asked=question is not None, answer=question.answer if question else "",
        answered_at=question.answered_at if question else None,
    )  # fmt: skip


def _question_row(question: ReadQuestion) -> QuestionRow:
    return QuestionRow(
        pk=question.pk, file=str(question.file), what=page_words(question.read.page), read_at=question.read.at,
        asked_at=question.made_at, answer=question.answer, answered_at=question.answered_at,
    )  # fmt: skip
