"""The form of a call as its builder sees it: sections with what to put right, revisions with who writes on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from tandem.calls.models import Call, FormRevision, FormStep, Submission
from tandem.calls.queries.form import whole_form
from tandem.calls.rules import form_edit as edit
from tandem.calls.rules.definition import Definition, Question, Section, Stop, definition_from
from tandem.calls.rules.form_change import Change, changes
from tandem.calls.rules.form_check import FIXED_SECTIONS, QUESTION, SECTION, STOP, FormFault, faults, may_build
from tandem.calls.rules.form_language import remarks
from tandem.calls.rules.form_words import when_sentence, when_words
from tandem.calls.rules.vocabulary import QUESTION_KINDS
from tandem.kernel import access


@dataclass(frozen=True, slots=True)
class FormState:
    """The form on the screen: the draft, else what is published. `own` is what the officer made, `whole` what is asked."""

    call: Call
    revision: FormRevision
    published: FormRevision | None
    own: Definition
    whole: Definition
    may_build: bool

    @property
    def draft(self) -> FormRevision | None:
        """The draft beside the published form, if there is one."""
        return self.revision if self.revision.published_at is None and self.revision.version else None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question in the builder."""

    question: Question
    kind: str
    when: str
    mark: str
    faults: tuple[FormFault, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section in the builder; `is_fixed`: stands in every form."""

    section: Section
    when: str
    mark: str
    questions: tuple[QuestionLine, ...]
    is_fixed: bool = False
    faults: tuple[FormFault, ...] = ()


@dataclass(frozen=True, slots=True)
class StopLine:
    """One stop in the builder."""

    stop: Stop
    index: int
    words: str
    mark: str
    faults: tuple[FormFault, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A published form, with how many drafts and handed-in projects stand on it."""

    revision: FormRevision
    drafts: int
    handed_in: int


def form_state(call: Call, *, at: datetime) -> FormState:
    """What stands there now. Two queries."""
    newest = list(call.revisions.order_by("-number")[:2])
    revision = newest[0] if newest else FormRevision(call=call, number=1, version=0, changed_at=at)
    published = next((row for row in newest if row.published_at), None)
    own = definition_from(revision.definition)
    return FormState(
        call, revision, published, own, whole_form(revision, call), may_build(call.state, call.closes_at, at)
    )


def faults_of(state: FormState) -> list[FormFault]:
    """What has to be put right before publishing."""
    return faults(state.own, state.whole) if state.may_build else []


def section_lines(state: FormState) -> list[SectionLine]:
    """Every section of the form, the fixed ones too."""
    found = faults_of(state)
    return [_section_line(section, state.whole, found) for section in state.whole.sections]


def stop_lines(state: FormState) -> list[StopLine]:
    """Every stop of the form."""
    found, by_id = faults_of(state), state.whole.by_id
    return [
        StopLine(stop, place, when_words(stop.when, by_id), edit.mark_of(stop), _at(found, STOP, str(place)))
        for place, stop in enumerate(state.own.stops)
    ]


def last_step(state: FormState) -> FormStep | None:
    """What can be undone."""
    return state.draft.steps.select_related("by").order_by("-pk").first() if state.draft else None


def changes_of(state: FormState) -> list[Change]:
    """What is different from the published form, for who writes; nothing when none was published."""
    if state.published is None or state.draft is None:
        return []
    return changes(whole_form(state.published, state.call), state.whole)


def revision_lines(call: Call) -> list[RevisionLine]:
    """Every published form, the newest first. Only numbers of drafts: nobody here may read them."""
    rows = (
        call.revisions.filter(published_at__isnull=False)
        .order_by("-number")
        .annotate(drafts=_standing(is_draft=True), handed_in=_standing(is_draft=False))
    )
    with access.as_system():
        return [RevisionLine(row, row.drafts, row.handed_in) for row in rows]


def revision_change(call: Call, number: int) -> tuple[FormRevision, list[Change]]:
    """A published form of the call, and what it changed; 404 when there is none with this number."""
    rows = list(call.revisions.filter(published_at__isnull=False, number__lte=number).order_by("-number")[:2])
    if not rows or rows[0].number != number:
        raise Http404
    return rows[0], changes(whole_form(rows[1], call), whole_form(rows[0], call)) if len(rows) > 1 else []


def own_section(state: FormState, section_id: str) -> Section:
    """A section that may be changed; 404 for what is gone or fixed."""
    try:
        return edit.section_of(state.own, section_id)
    except edit.CannotBuild as refusal:
        raise Http404 from refusal


def own_question(state: FormState, question_id: str) -> Question:
    """A question that may be changed; 404 for what is gone or fixed."""
    try:
        return edit.question_of(state.own, question_id)
    except edit.CannotBuild as refusal:
        raise Http404 from refusal


def own_stop(state: FormState, index: int) -> Stop:
    """A stop; 404 for what is gone."""
    try:
        return edit.stop_of(state.own, index)
    except edit.CannotBuild as refusal:
        raise Http404 from refusal


def _section_line(section: Section, whole: Definition, found: list[FormFault]) -> SectionLine:
    is_fixed = section.id in FIXED_SECTIONS
    lines = tuple(_question_line(question, whole, found) for question in section.questions)
    mine = () if is_fixed else _at(found, SECTION, section.id)
    return SectionLine(section, when_sentence(section.when, whole.by_id), edit.mark_of(section), lines, is_fixed, mine)


def _question_line(question: Question, whole: Definition, found: list[FormFault]) -> QuestionLine:
    return QuestionLine(
        question, QUESTION_KINDS.get(question.kind, question.kind), when_sentence(question.when, whole.by_id),
        edit.mark_of(question), _at(found, QUESTION, question.id), tuple(remarks(f"{question.label}\n{question.hint}")),
    )  # fmt: skip


def _standing(*, is_draft: bool) -> Coalesce:
    rows = Submission.objects.filter(revision=OuterRef("pk"), number__isnull=is_draft).order_by().values("revision")
    return Coalesce(Subquery(rows.annotate(how_many=Count("pk")).values("how_many")), 0)


def _at(found: list[FormFault], part: str, id_: str) -> tuple[FormFault, ...]:
    return tuple(fault for fault in found if fault.part == part and fault.id == id_)
