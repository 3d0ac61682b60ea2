"""Building a form step by step: put in, change, move and take out parts. Each step gives a new definition. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from typing import Any, TypeVar

from tandem.calls.rules.definition import Definition, Question, Section, Stop
from tandem.kernel.refusal import Refusal

Part = TypeVar("Part")
MOST_SECTIONS, MOST_QUESTIONS, MOST_STOPS, MOST_CHOICES = 20, 150, 20, 40
WITH_LENGTH = frozenset({"text", "long_text"})
WITH_CHOICES = frozenset({"choice", "choices"})


class CannotBuild(Refusal):
    """This step does not fit the form as it stands now."""


def section_of(definition: Definition, section_id: str) -> Section:
    """A section of the form. Raises CannotBuild when it is gone."""
    for section in definition.sections:
        if section.id == section_id:
            return section
    raise CannotBuild("Dit deel staat niet meer in het formulier. Kijk na wat er nu staat.")


def question_of(definition: Definition, question_id: str) -> Question:
    """A question of the form. Raises CannotBuild when it is gone."""
    if question_id not in definition.by_id:
        raise CannotBuild("Deze vraag staat niet meer in het formulier. Kijk na wat er nu staat.")
    return definition.by_id[question_id]


def stop_of(definition: Definition, index: int) -> Stop:
    """A stop of the form. Raises CannotBuild when it is gone."""
    if not 0 <= index < len(definition.stops):
        raise CannotBuild("Deze stop staat niet meer in het formulier. Kijk na wat er nu staat.")
    return definition.stops[index]


def home_of(definition: Definition, question_id: str) -> Section:
    """The section in which a question stands."""
    question_of(definition, question_id)
    return next(one for one in definition.sections if question_id in {question.id for question in one.questions})


def mark_of(part: Section | Question | Stop) -> str:
    """Tells one version of a part from another; the questions of a section are parts of their own."""
    facts = asdict(replace(part, questions=()) if isinstance(part, Section) else part)
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def with_section(definition: Definition, section: Section) -> Definition:
    """A section behind the others."""
    if len(definition.sections) >= MOST_SECTIONS:
        raise CannotBuild(f"Een formulier heeft hoogstens {MOST_SECTIONS} delen. Voeg delen samen.")
    return _renewed(definition, (*definition.sections, section))


def with_question(definition: Definition, section_id: str, question: Question) -> Definition:
    """A question behind the others of a section."""
    if len(definition.by_id) >= MOST_QUESTIONS:
        raise CannotBuild(f"Een formulier heeft hoogstens {MOST_QUESTIONS} vragen. Haal er eerst een weg.")
    home = section_of(definition, section_id)
    return _with(definition, replace(home, questions=(*home.questions, question)))


def changed_section(definition: Definition, section_id: str, **fields: Any) -> Definition:
    """Another title, explanation or condition."""
    return _with(definition, replace(section_of(definition, section_id), **fields))


def changed_question(definition: Definition, question: Question, *, section_id: str) -> Definition:
    """Other words or settings; in another section it goes behind the others."""
    home = home_of(definition, question.id)
    if home.id == section_id:
        questions = tuple(question if one.id == question.id else one for one in home.questions)
        return _with(definition, replace(home, questions=questions))
    section_of(definition, section_id)
    return with_question(without_question(definition, question.id), section_id, question)


def without_section(definition: Definition, section_id: str) -> Definition:
    """A section and its questions go out."""
    section_of(definition, section_id)
    return _renewed(definition, tuple(one for one in definition.sections if one.id != section_id))


def without_question(definition: Definition, question_id: str) -> Definition:
    """A question goes out."""
    home = home_of(definition, question_id)
    return _with(definition, replace(home, questions=tuple(one for one in home.questions if one.id != question_id)))


def moved_section(definition: Definition, section_id: str, step: int) -> Definition:
    """One place up (-1) or down (1)."""
    place = definition.sections.index(section_of(definition, section_id))
    return _renewed(definition, _swapped(definition.sections, place, step))


def moved_question(definition: Definition, question_id: str, step: int) -> Definition:
    """One place up (-1) or down (1); at the edge of its section into the one beside it."""
    home = home_of(definition, question_id)
    question = definition.by_id[question_id]
    place = home.questions.index(question)
    if 0 <= place + step < len(home.questions):
        return _with(definition, replace(home, questions=_swapped(home.questions, place, step)))
    beside = definition.sections.index(home) + step
    if not 0 <= beside < len(definition.sections):
        return definition
    other = definition.sections[beside]
    questions = (question, *other.questions) if step > 0 else (*other.questions, question)
    return _with(without_question(definition, question_id), replace(other, questions=questions))


def with_stop(definition: Definition, stop: Stop) -> Definition:
    """A stop behind the others."""
    if len(definition.stops) >= MOST_STOPS:
        raise CannotBuild(f"Een formulier heeft hoogstens {MOST_STOPS} stops. Haal er eerst een weg.")
    return Definition(definition.sections, (*definition.stops, stop))


def changed_stop(definition: Definition, index: int, stop: Stop) -> Definition:
    """Another sentence, place to go or condition."""
    stop_of(definition, index)
    return Definition(definition.sections, (*definition.stops[:index], stop, *definition.stops[index + 1 :]))


def without_stop(definition: Definition, index: int) -> Definition:
    """A stop goes out."""
    stop_of(definition, index)
    return Definition(definition.sections, definition.stops[:index] + definition.stops[index + 1 :])


def before(whole: Definition, part: Section | Question | None) -> list[Question]:
    """What a condition of this part may look at: the questions that come earlier; of a stop (None) every question."""
    earlier: list[Question] = []
    for section in whole.sections:
        if isinstance(part, Section) and section.id == part.id:
            return earlier
        for question in section.questions:
            if isinstance(part, Question) and question.id == part.id:
                return earlier
            earlier.append(question)
    return earlier


def free_id(definition: Definition, make: Callable[[], str], taken: Iterable[str]) -> str:
    """An id that no part of the form has, nor any of `taken`."""
    used = {*definition.by_id, *(section.id for section in definition.sections), *taken}
    while (made := make()) in used:
        continue
    return made


def _with(definition: Definition, section: Section) -> Definition:
    return _renewed(definition, tuple(section if one.id == section.id else one for one in definition.sections))


def _renewed(definition: Definition, sections: tuple[Section, ...]) -> Definition:
    return Definition(sections, definition.stops)


def _swapped(parts: tuple[Part, ...], place: int, step: int) -> tuple[Part, ...]:
    other = place + step
    if not 0 <= other < len(parts):
        return parts
    row = list(parts)
    row[place], row[other] = row[other], row[place]
    return tuple(row)
