"""The form of a call as data: sections and questions, each with an id that never changes, conditions and stops. Pure.

What a question holds, by kind: text as text; number and money as text with a point ("1234.50"); yes as "yes" or "no";
choice as the id of the choice, choices as a list of ids; date as "2024-02-01"; municipality as NIS code;
file as a list of {"id", "name", "size"}; budget as rows {"label", "parts": {money kind or "own": "1234.50"}}.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tandem.calls.rules.conditions import Answers, Tree, holds

TITLE, MUNICIPALITY, MONTHS, START_YEAR, IS_READY, SUMMARY, BUDGET = (
    "title", "municipality", "months", "start_year", "is_ready", "summary", "budget",
)  # fmt: skip
STANDARD = frozenset({TITLE, MUNICIPALITY, MONTHS, START_YEAR, IS_READY, SUMMARY, BUDGET})
OWN_MEANS = "own"  # part of a budget line that others pay


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `jury_sees`: shown to the jury; `is_copied`: taken along when a project is copied."""

    id: str
    kind: str
    label: str
    hint: str = ""
    is_needed: bool = True
    max_length: int = 0  # characters; 0: the kind's own limit
    choices: tuple[Choice, ...] = ()
    when: Tree | None = None
    jury_sees: bool = True
    is_copied: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand on one page."""

    id: str
    title: str
    hint: str = ""
    when: Tree | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """When it holds, the project cannot be handed in: says why, and where to go instead."""

    when: Tree
    sentence: str
    instead: str = ""


@dataclass(frozen=True)
class Definition:
    """A whole form. Conditions look only at questions that stand before them."""

    sections: tuple[Section, ...] = ()
    stops: tuple[Stop, ...] = field(default=())

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id."""
        return {question.id: question for section in self.sections for question in section.questions}

    def shown(self, answers: Answers) -> Definition:
        """What is asked for these answers. An answer to a question that is not asked counts as empty."""
        kept: dict[str, Any] = {}
        sections = tuple(self._shown(section, answers, kept) for section in self.sections)
        return Definition(tuple(section for section in sections if section.questions), self.stops)

    def asked(self, answers: Answers) -> dict[str, Any]:
        """The answers to what is asked, and nothing else."""
        return {id_: answers[id_] for id_ in self.shown(answers).by_id if id_ in answers}

    def stopping(self, answers: Answers) -> tuple[Stop, ...]:
        """What makes this project impossible in this call."""
        asked = self.asked(answers)
        return tuple(stop for stop in self.stops if holds(stop.when, asked))

    def _shown(self, section: Section, answers: Answers, kept: dict[str, Any]) -> Section:
        """`kept` gathers the answers of what is asked, in the order of the page."""
        if not holds(section.when, kept):
            return Section(section.id, section.title)
        questions = []
        for question in section.questions:
            if holds(question.when, kept):
                questions.append(question)
                kept[question.id] = answers.get(question.id)
        return Section(section.id, section.title, section.hint, section.when, tuple(questions))


def definition_from(whole: Mapping[str, Any]) -> Definition:
    """A definition as it is stored; missing parts are empty."""
    return Definition(
        tuple(_section(row) for row in whole.get("sections", ())),
        tuple(Stop(row["when"], row["sentence"], row.get("instead", "")) for row in whole.get("stops", ())),
    )


def as_json(definition: Definition) -> dict[str, Any]:
    """The same, to store."""
    return {
        "sections": [
            {"id": one.id, "title": one.title, "hint": one.hint, "when": one.when,
             "questions": [_question_json(question) for question in one.questions]}
            for one in definition.sections
        ],
        "stops": [{"when": stop.when, "sentence": stop.sentence, "instead": stop.instead} for stop in definition.stops],
    }  # fmt: skip


def questions_of(definition: Definition) -> Iterator[Question]:
    """Every question, in the order of the page."""
    return (question for section in definition.sections for question in section.questions)


def _section(row: Mapping[str, Any]) -> Section:
    questions = tuple(_question(one) for one in row.get("questions", ()))
    return Section(row["id"], row["title"], row.get("hint", ""), row.get("when"), questions)


def _question(row: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(one["id"], one["text"]) for one in row.get("choices", ()))
    return Question(
        row["id"], row["kind"], row["label"], row.get("hint", ""), row.get("is_needed", True), row.get("max_length", 0),
        choices, row.get("when"), row.get("jury_sees", True), row.get("is_copied", True),
    )  # fmt: skip


def _question_json(question: Question) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(question, name) for name in question.__slots__}
    return row | {"choices": [{"id": one.id, "text": one.text} for one in question.choices]}
