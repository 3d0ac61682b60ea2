"""Building the form of a call: every step is kept so that it can be undone; publishing makes a revision that never changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.calls.models import Call, FormRevision, FormStep
from tandem.calls.queries.form import whole_form
from tandem.calls.rules import form_edit as edit
from tandem.calls.rules.definition import (
    STANDARD,
    Choice,
    Definition,
    Question,
    Section,
    Stop,
    as_json,
    definition_from,
)
from tandem.calls.rules.form_check import FIXED_SECTIONS, QUESTION, SECTION, STOP, faults, may_build
from tandem.calls.rules.form_edit import CannotBuild
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict

if TYPE_CHECKING:
    from tandem.calls.rules.conditions import Tree
    from tandem.identity.models import Person

MOST_STEPS = 50  # that can be undone
Step = Callable[[Definition], Definition]
_GONE = {
    SECTION: gettext_lazy("Deel weggehaald."),
    QUESTION: gettext_lazy("Vraag weggehaald."),
    STOP: gettext_lazy("Stop weggehaald."),
}


class CannotPublishForm(CannotBuild):
    """There is something to put right first, or nothing to publish."""


class PartChanged(Conflict):
    """Somebody else changed this part, or the form, meanwhile."""


def add_section(call: Call, *, title: str, hint: str = "", by: Person, at: datetime) -> Section:
    """An empty section behind the others. Raises CannotBuild."""
    section = Section("", title.strip(), hint.strip())

    def put(form: Definition) -> Definition:
        nonlocal section
        section = replace(section, id=edit.free_id(form, _new("d"), FIXED_SECTIONS))
        return edit.with_section(form, section)

    take_step(call, put, done=_("Deel “%(name)s” toegevoegd.") % {"name": _short(title)}, by=by, at=at)
    return section


def change_section(call: Call, section_id: str, *, seen: str, title: str, hint: str, by: Person, at: datetime) -> None:
    """Another title or explanation. Raises CannotBuild, PartChanged."""

    def put(form: Definition) -> Definition:
        _only_as_seen(edit.section_of(form, section_id), seen)
        return edit.changed_section(form, section_id, title=title.strip(), hint=hint.strip())

    take_step(call, put, done=_("Deel “%(name)s” gewijzigd.") % {"name": _short(title)}, by=by, at=at)


def add_question(
    call: Call, section_id: str, question: Question, *, texts: Iterable[str] = (), by: Person, at: datetime
) -> Question:  # fmt: skip
    """A question behind the others of a section; `texts` are its choices. Raises CannotBuild."""

    def put(form: Definition) -> Definition:
        nonlocal question
        id_ = edit.free_id(form, _new("v"), STANDARD)
        question = replace(question, id=id_, choices=choices_from(("", text) for text in texts))
        return edit.with_question(form, section_id, question)

    take_step(call, put, done=_("Vraag “%(name)s” toegevoegd.") % {"name": _short(question.label)}, by=by, at=at)
    return question


def change_question(
    call: Call, question: Question, *, seen: str, section_id: str, choices: Iterable[tuple[str, str]], by: Person, at: datetime
) -> None:  # fmt: skip
    """Other words, settings or place; the condition stays. A choice keeps its id whatever its text.

    Raises CannotBuild, PartChanged.
    """

    def put(form: Definition) -> Definition:
        now = edit.question_of(form, question.id)
        _only_as_seen(now, seen)
        changed = replace(question, when=now.when, choices=choices_from(choices, now.choices))
        return edit.changed_question(form, changed, section_id=section_id)

    take_step(call, put, done=_("Vraag “%(name)s” gewijzigd.") % {"name": _short(question.label)}, by=by, at=at)


def set_condition(
    call: Call, part: str, id_: str, tree: Tree | None, *, seen: str, by: Person, at: datetime
) -> None:  # fmt: skip
    """When a section or question is asked; None: always. Raises CannotBuild, PartChanged."""

    def put(form: Definition) -> Definition:
        now = edit.section_of(form, id_) if part == SECTION else edit.question_of(form, id_)
        _only_as_seen(now, seen)
        if isinstance(now, Section):
            return edit.changed_section(form, id_, when=tree)
        return edit.changed_question(form, replace(now, when=tree), section_id=edit.home_of(form, id_).id)

    take_step(call, put, done=_("Voorwaarde gewijzigd."), by=by, at=at)


def add_stop(call: Call, stop: Stop, *, by: Person, at: datetime) -> None:
    """A stop behind the others. Raises CannotBuild."""
    take_step(call, lambda form: edit.with_stop(form, stop), done=_("Stop toegevoegd."), by=by, at=at)


def change_stop(call: Call, index: int, stop: Stop, *, seen: str, by: Person, at: datetime) -> None:
    """Another sentence, place to go or condition. Raises CannotBuild, PartChanged."""

    def put(form: Definition) -> Definition:
        _only_as_seen(edit.stop_of(form, index), seen)
        return edit.changed_stop(form, index, stop)

    take_step(call, put, done=_("Stop gewijzigd."), by=by, at=at)


def move_part(call: Call, part: str, id_: str, *, step: int, by: Person, at: datetime) -> None:
    """One place up (-1) or down (1). Raises CannotBuild."""
    moved = edit.moved_section if part == SECTION else edit.moved_question
    way = -1 if step < 0 else 1
    take_step(call, lambda form: moved(form, id_, way), done=_("Volgorde gewijzigd."), by=by, at=at)


def take_out(call: Call, part: str, id_: str, *, seen: str, by: Person, at: datetime) -> None:
    """A section with its questions, a question or a stop goes out, as it was on the screen. Raises CannotBuild, PartChanged."""

    def put(form: Definition) -> Definition:
        _only_as_seen(_part(form, part, id_), seen)
        if part == STOP:
            return edit.without_stop(form, int(id_))  # a number, since the part was found
        return edit.without_question(form, id_) if part == QUESTION else edit.without_section(form, id_)

    take_step(call, put, done=str(_GONE[part]), by=by, at=at)


@transaction.atomic
def take_step(call: Call, change: Step, *, done: str, by: Person, at: datetime) -> FormRevision | None:
    """Change the draft, which is made from the latest form at the first change. None when nothing is different.

    Raises CannotBuild.
    """
    draft, before = _locked_draft(call, at=at)
    form = change(definition_from(before))
    if as_json(form) == as_json(definition_from(before)):
        return None
    if draft is None:
        draft = FormRevision(call_id=call.pk, number=_next_number(call), version=0)
    draft.definition, draft.changed_at, draft.version = as_json(form), at, draft.version + 1
    draft.save()
    FormStep.objects.create(revision=draft, definition=before, done=done, at=at, by=by)
    old = draft.steps.order_by("-pk").values_list("pk", flat=True)[MOST_STEPS:]
    draft.steps.filter(pk__in=list(old)).delete()
    audit.record("form.change", call, by=by, at=at, revision=draft.pk, version=draft.version)
    return draft


@transaction.atomic
def undo_step(call: Call, step_pk: int, *, by: Person, at: datetime) -> str:
    """Back to before the last step; tells which. Raises CannotBuild when it is no longer the last."""
    draft, _before = _locked_draft(call, at=at)
    last = draft.steps.order_by("-pk").first() if draft else None
    if draft is None or last is None or last.pk != step_pk:
        raise CannotBuild(_("Intussen is er nog iets gewijzigd. Kijk na wat er nu staat."))
    draft.definition, draft.changed_at, draft.version = last.definition, at, draft.version + 1
    draft.save()
    done = last.done
    last.delete()
    audit.record("form.undo", call, by=by, at=at, revision=draft.pk, version=draft.version)
    _drop_when_same(draft)
    return done


@transaction.atomic
def drop_draft(call: Call, *, version: int, by: Person, at: datetime) -> None:
    """Back to the published form. Raises CannotBuild, PartChanged."""
    draft, _before = _locked_draft(call, at=at)
    if draft is None or not _published(call):
        raise CannotBuild(_("Er is geen klad om weg te doen."))
    _only_this_version(draft, version)
    audit.record("form.drop", call, by=by, at=at, revision=draft.pk)
    draft.delete()


@transaction.atomic
def publish_form(call: Call, *, version: int, by: Person, at: datetime) -> FormRevision:
    """From now on new projects are written on this form. Raises CannotPublishForm, PartChanged."""
    draft, _before = _locked_draft(call, at=at)
    if draft is None:
        raise CannotPublishForm(_("Er is niets veranderd. Het formulier is al gepubliceerd."))
    _only_this_version(draft, version)
    found = faults(definition_from(draft.definition), whole_form(draft, call))
    if found:
        raise CannotPublishForm(_("Zet eerst recht wat hieronder staat."))
    draft.published_at, draft.published_by = at, by
    draft.save()
    draft.steps.all().delete()
    audit.record("form.publish", call, by=by, at=at, revision=draft.pk, number=draft.number)
    return draft


def choices_from(rows: Iterable[tuple[str, str]], known: Iterable[Choice] = ()) -> tuple[Choice, ...]:
    """Choices of (id, text): a known id stays, a new one is made, an empty line goes out."""
    ids = {choice.id for choice in known}
    made: list[Choice] = []
    for id_, text in rows:
        if not text.strip():
            continue
        taken = ids | {choice.id for choice in made}
        keeps = id_ in ids and id_ not in {choice.id for choice in made}
        made.append(Choice(id_ if keeps else edit.free_id(Definition(), _new("k"), taken), text.strip()))
    return tuple(made)


def _locked_draft(call: Call, *, at: datetime) -> tuple[FormRevision | None, dict[str, Any]]:
    """The draft, or None, and the form that is on the screen now. One step at a time: the call itself is locked."""
    row = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if not may_build(row.state, row.closes_at, at):
        raise CannotBuild(_("De oproep is gesloten. Het formulier verandert niet meer."))
    latest = row.revisions.order_by("-number").first()
    draft = latest if latest and latest.published_at is None else None
    return draft, latest.definition if latest else {}


def _next_number(call: Call) -> int:
    return (call.revisions.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def _published(call: Call) -> FormRevision | None:
    return call.revisions.filter(published_at__isnull=False).order_by("-number").first()


def _drop_when_same(draft: FormRevision) -> None:
    """The last step undone: what is published stands there again, without a draft beside it."""
    published = _published(draft.call)
    if published and not draft.steps.exists() and _is_same(draft, published):
        draft.delete()


def _is_same(one: FormRevision, other: FormRevision) -> bool:
    return definition_from(one.definition) == definition_from(other.definition)


def _only_as_seen(part: Section | Question | Stop, seen: str) -> None:
    if edit.mark_of(part) != seen:
        raise PartChanged(_("Een collega veranderde dit terwijl jij schreef. Kijk na wat er nu staat."), current=part)


def _only_this_version(draft: FormRevision, version: int) -> None:
    if draft.version != version:
        raise PartChanged(_("Een collega veranderde het formulier net nog. Kijk na wat er nu staat."), current=draft)


def _part(form: Definition, part: str, id_: str) -> Section | Question | Stop:
    if part == STOP:
        return edit.stop_of(form, int(id_) if id_.isascii() and id_.isdigit() and len(id_) < 4 else -1)
    return edit.question_of(form, id_) if part == QUESTION else edit.section_of(form, id_)


def _new(letter: str) -> Callable[[], str]:
    return lambda: f"{letter}{secrets.token_hex(4)}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
