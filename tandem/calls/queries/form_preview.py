"""The form as somebody who writes a project sees it, with what was tried out. Nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tandem.calls.models import Call
from tandem.calls.rules import answers as reading
from tandem.calls.rules.conditions import Answers, Tree, holds
from tandem.calls.rules.definition import OWN_MEANS, Definition, Question, Section, Stop


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """One question; `when` as the page's script reads it."""

    question: Question
    when: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class TriedSection:
    """One section with its questions."""

    section: Section
    when: str
    is_asked: bool
    questions: tuple[TriedQuestion, ...]


@dataclass(frozen=True, slots=True)
class TriedStop:
    """One stop, and whether it holds."""

    stop: Stop
    when: str
    holds: bool


def tried_sections(whole: Definition, typed: Mapping[str, Any]) -> Iterator[TriedSection]:
    """Every question, and whether it is asked for what was typed (by the id of its question)."""
    answers = _answers(whole, typed)
    shown, kept = whole.shown(answers).by_id, whole.asked(answers)
    earlier: dict[str, Any] = {}
    for section in whole.sections:
        is_asked = holds(section.when, earlier)
        questions = tuple(TriedQuestion(one, _json(one.when), one.id in shown) for one in section.questions)
        yield TriedSection(section, _json(section.when), is_asked, questions)
        earlier |= {question.id: kept[question.id] for question in section.questions if question.id in kept}


def tried_stops(whole: Definition, typed: Mapping[str, Any]) -> list[TriedStop]:
    """Every stop, and whether it holds for what was typed."""
    kept = whole.asked(_answers(whole, typed))
    return [TriedStop(stop, _json(stop.when), holds(stop.when, kept)) for stop in whole.stops]


def money_columns(call: Call) -> list[tuple[str, str]]:
    """The columns of the budget: each kind of money, and own means."""
    return [*((kind.key, kind.title) for kind in call.money_kinds.all()), (OWN_MEANS, "Eigen inbreng en andere")]


def _answers(whole: Definition, typed: Mapping[str, Any]) -> Answers:
    return {question.id: _answer(question, typed.get(question.id)) for question in whole.by_id.values()}


def _answer(question: Question, raw: Any) -> Any:
    """Of a file or a budget only whether something is filled in matters here."""
    return raw if question.kind in {"file", "budget"} else reading.kept(question, raw)


def _json(tree: Tree | None) -> str:
    return json.dumps(tree, ensure_ascii=False) if tree else ""
