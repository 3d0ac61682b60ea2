"""What is different between two revisions of a form, in words for who is writing a project. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.calls.rules.conditions import Tree
from tandem.calls.rules.definition import Definition, Question, Section, questions_of
from tandem.calls.rules.form_words import when_sentence, when_words
from tandem.calls.rules.vocabulary import QUESTION_KINDS

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# The answer to one kind still reads as an answer to the other.
READS_AS = {("text", "long_text"), ("long_text", "text"), ("number", "money")}


@dataclass(frozen=True, slots=True)
class Change:
    """One question, section or stop. `loses_answer`: what was answered no longer counts, and stays in the history."""

    kind: str  # ADDED, REMOVED or CHANGED
    label: str
    sentences: tuple[str, ...]
    section: str = ""  # title of the section as it is now, or as it was
    question: str = ""  # id; empty for a section or a stop
    loses_answer: bool = False


def changes(old: Definition, new: Definition) -> list[Change]:
    """Everything that is different: questions in the order of the new form, then what is gone, then stops."""
    return [*_of_sections(old, new), *_of_questions(old, new), *_gone(old, new), *_of_stops(old, new)]


def _of_sections(old: Definition, new: Definition) -> Iterator[Change]:
    before = {section.id: section for section in old.sections}
    for section in new.sections:
        was = before.get(section.id)
        sentences = _section_differences(was, section, new) if was else []  # of a new one its questions tell
        if sentences:
            yield Change(CHANGED, section.title, tuple(sentences), section.title)
    if _order(old, new) != _order(new, old):
        yield Change(CHANGED, "Volgorde", ("De vragen staan in een andere volgorde.",))


def _section_differences(was: Section, now: Section, new: Definition) -> list[str]:
    found = (
        f"Dit deel heette “{was.title}”." if was.title != now.title else "",
        _other_when(was.when, now.when, new),
        "De uitleg is anders." if was.hint != now.hint else "",
    )
    return [sentence for sentence in found if sentence]


def _order(definition: Definition, other: Definition) -> list[str]:
    return [question.id for question in questions_of(definition) if question.id in other.by_id]


def _of_questions(old: Definition, new: Definition) -> Iterator[Change]:
    for section in new.sections:
        for question in section.questions:
            was = old.by_id.get(question.id)
            if was is None:
                needed = "Je vult dit zeker in." if question.is_needed else "Je mag dit leeg laten."
                when = when_sentence(question.when, new.by_id)
                yield Change(ADDED, question.label, tuple(filter(None, (needed, when))), section.title, question.id)
            elif sentences := _differences(was, question, old, new):
                loses = was.kind != question.kind and (was.kind, question.kind) not in READS_AS
                yield Change(CHANGED, question.label, tuple(sentences), section.title, question.id, loses)


def _gone(old: Definition, new: Definition) -> Iterator[Change]:
    for section in old.sections:
        for question in section.questions:
            if question.id not in new.by_id:
                kept = "Je antwoord telt niet meer mee. Je vindt het terug in de geschiedenis."
                yield Change(REMOVED, question.label, (kept,), section.title, question.id, loses_answer=True)


def _of_stops(old: Definition, new: Definition) -> Iterator[Change]:
    before = {stop.sentence: stop for stop in old.stops}
    after = {stop.sentence: stop for stop in new.stops}
    for sentence, stop in after.items():
        was = before.get(sentence)
        if was is None or was.when != stop.when:
            words = when_words(stop.when, new.by_id)
            yield Change(CHANGED if was else ADDED, sentence, (f"Zo kan je niet indienen als {words}.",))
        elif was.instead != stop.instead:
            yield Change(CHANGED, sentence, (f"Waar je dan wel terechtkan: {stop.instead or 'niet ingevuld'}",))
    for sentence in before:
        if sentence not in after:
            yield Change(REMOVED, sentence, ("Dit houdt je niet meer tegen.",))


def _differences(was: Question, now: Question, old: Definition, new: Definition) -> list[str]:
    found = (
        f"De vraag was: “{was.label}”." if was.label != now.label else "",
        f"Je antwoordt nu met {QUESTION_KINDS[now.kind]}. Dat was {QUESTION_KINDS[was.kind]}." if was.kind != now.kind else "",
        _other_place(now, old, new),
        _other_need(was, now),
        _other_length(was, now),
        *_other_choices(was, now),
        _other_when(was.when, now.when, new),
        "De uitleg bij de vraag is anders." if was.hint != now.hint else "",
        _other_readers(was, now),
    )  # fmt: skip
    return [sentence for sentence in found if sentence]


def _other_place(now: Question, old: Definition, new: Definition) -> str:
    before, after = _section_of(old, now.id), _section_of(new, now.id)
    return f"De vraag staat nu bij “{after.title}”." if before.id != after.id else ""


def _section_of(definition: Definition, question_id: str) -> Section:
    return next(s for s in definition.sections if any(question.id == question_id for question in s.questions))


def _other_need(was: Question, now: Question) -> str:
    if was.is_needed == now.is_needed:
        return ""
    return "Je vult dit nu zeker in." if now.is_needed else "Je mag dit nu leeg laten."


def _other_length(was: Question, now: Question) -> str:
    if was.max_length == now.max_length:
        return ""
    before = f" Dat waren er {was.max_length}." if was.max_length else ""
    return (
        f"Je antwoord telt nu hoogstens {now.max_length} tekens.{before}"
        if now.max_length
        else "Je antwoord mag nu langer zijn."
    )


def _other_choices(was: Question, now: Question) -> Iterator[str]:
    before, after = {c.id: c.text for c in was.choices}, {c.id: c.text for c in now.choices}
    for id_, text in after.items():
        if id_ not in before:
            yield f"Je kan nu ook “{text}” kiezen."
        elif before[id_] != text:
            yield f"De keuze “{before[id_]}” heet nu “{text}”."
    for id_, text in before.items():
        if id_ not in after:
            yield f"De keuze “{text}” valt weg. Koos je die, kies dan opnieuw."


def _other_when(was: Tree | None, now: Tree | None, new: Definition) -> str:
    if (was or None) == (now or None):
        return ""
    words = when_words(now, new.by_id)
    return f"Dit wordt nu alleen gevraagd als {words}." if words else "Dit wordt nu altijd gevraagd."


def _other_readers(was: Question, now: Question) -> str:
    if was.jury_sees == now.jury_sees:
        return ""
    return "De jury leest dit antwoord nu." if now.jury_sees else "De jury leest dit antwoord niet meer."
