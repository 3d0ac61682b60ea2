"""Where a project stands: its sections, what still misses, who writes along and who is writing now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tandem.calls.models import Answer, Call, Editor, FormRevision, Submission, SubmissionPartner
from tandem.calls.queries.doors import written_by
from tandem.calls.queries.writing import form_of, limits_of
from tandem.calls.queries.writing_page import moment_words, rows_of, saved_words
from tandem.calls.rules.answers import Missing, missing
from tandem.calls.rules.conditions import is_empty
from tandem.calls.rules.definition import Definition
from tandem.identity.queries import members_with_role
from tandem.identity.rules import ORGANISATION_CONTACT, Viewer
from tandem.kernel import clock

NOW = timedelta(minutes=10)
EMPTY, BUSY, DONE = "empty", "busy", "done"
STATE_WORDS = {EMPTY: ("leeg", "grey"), BUSY: ("bezig", "yellow"), DONE: ("klaar", "green")}
MOST_EARLIER = 20


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section with how far it is."""

    id: str
    title: str
    state: str
    misses: int

    @property
    def words(self) -> str:
        """As people read it."""
        return STATE_WORDS[self.state][0]

    @property
    def colour(self) -> str:
        """Of the tag."""
        return STATE_WORDS[self.state][1]


@dataclass(frozen=True, slots=True)
class MissingLine:
    """Something to do, with the way to its field."""

    text: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes along."""

    name: str
    note: str
    last: str
    is_busy: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of a project."""

    sections: tuple[SectionState, ...]
    missing: tuple[MissingLine, ...]
    writers: tuple[Writer, ...]
    partners: int
    newer: FormRevision | None
    last: str


def overview_of(submission: Submission, *, at: datetime) -> Overview:
    """Everything about a project on one page."""
    definition, rows = form_of(submission), rows_of(submission)
    answers = {question: row.value for question, row in rows.items()}
    found = missing(definition, answers, limits_of(submission.call, on=clock.local(at).date()))
    latest = max(rows.values(), key=lambda row: row.changed_at, default=None)
    return Overview(
        sections=tuple(_sections(definition, answers, found)), missing=tuple(missing_lines(submission, found)),
        writers=tuple(_writers(submission, definition, rows.values(), at)),
        partners=SubmissionPartner.objects.filter(submission=submission).count(), newer=newer_revision(submission),
        last=saved_words(latest),
    )  # fmt: skip


def missing_lines(submission: Submission, found: Iterable[Missing]) -> Iterable[MissingLine]:
    """Each with the address of its field; what concerns the whole project has none."""
    for one in found:
        url = reverse("submission_section", args=[submission.pk, one.section]) if one.section else ""
        yield MissingLine(one.text, one.label, f"{url}#vraag-{one.question}" if url else "")


def newer_revision(submission: Submission) -> FormRevision | None:
    """A form that was published after the one this project stands on."""
    rows = FormRevision.objects.filter(call_id=submission.call_id, published_at__isnull=False)
    return rows.filter(number__gt=submission.revision.number).order_by("-number").first()


def drafts_beside(viewer: Viewer, call: Call) -> list[Submission]:
    """Projects for this call that the viewer can go on with, the last touched first."""
    rows = written_by(viewer).filter(call=call, state__in=["draft", "submitted", "withdrawn"])
    return list(rows.select_related("organisation").order_by("-changed_at", "pk")[:MOST_EARLIER])


def earlier_projects(viewer: Viewer) -> QuerySet[Submission]:
    """Projects of the viewer's organisations with something written in them, to take along."""
    mine = Submission.objects.filter(organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    return mine.exclude(title="").select_related("call", "revision").order_by("-changed_at", "pk")


def _sections(definition: Definition, answers: Mapping[str, Any], found: list[Missing]) -> Iterable[SectionState]:
    for section in definition.shown(answers).sections:
        misses = sum(one.section == section.id for one in found)
        is_begun = any(not is_empty(answers.get(question.id)) for question in section.questions)
        yield SectionState(
            section.id, section.title, BUSY if misses and is_begun else EMPTY if misses else DONE, misses
        )


def _writers(submission: Submission, definition: Definition, rows: Iterable[Answer], at: datetime) -> Iterable[Writer]:
    latest: dict[int, Answer] = {}
    for row in sorted(rows, key=lambda row: row.changed_at):
        if row.changed_by_id:
            latest[row.changed_by_id] = row
    members = members_with_role(submission.organisation_id, ORGANISATION_CONTACT, on=clock.local(at).date())
    for person in {member.person_id: member.person for member in members}.values():
        yield _writer(person, str(submission.organisation), latest.pop(person.pk, None), definition, at)
    for editor in Editor.objects.filter(submission=submission).select_related("person"):
        yield _writer(editor.person, "schrijft mee", latest.pop(editor.person_id, None), definition, at)
    for row in latest.values():
        yield _writer(row.changed_by, "schreef eerder mee", row, definition, at)


def _writer(person: Any, note: str, row: Answer | None, definition: Definition, at: datetime) -> Writer:
    if row is None:
        return Writer(str(person), note, "", is_busy=False)
    question = definition.by_id.get(row.question)
    is_busy = timedelta() <= at - row.changed_at <= NOW
    label = question.label if question else "een vraag die wegviel"
    return Writer(str(person), note, f"{label} ({moment_words(row)})", is_busy)
