"""One section of a project, ready to be filled in by several people at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404

from tandem.calls.models import Answer, Call, MoneyKind, Submission
from tandem.calls.queries.writing import form_of, money_kinds_of
from tandem.calls.rules.answer_text import OWN_MEANS_TITLE, text_of
from tandem.calls.rules.answers import BUDGET_TOTAL, most_characters, problem_of
from tandem.calls.rules.budget import MOST_LINES, amount_of, budget_totals
from tandem.calls.rules.conditions import is_empty
from tandem.calls.rules.definition import OWN_MEANS, Definition, Question, Section
from tandem.calls.rules.writing import TEXTS, questions_on_page
from tandem.kernel import clock, dutch
from tandem.kernel.money import ZERO
from tandem.kernel.pasted_numbers import pasted_numbers

EMPTY_LINES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount in a line of the budget."""

    kind: str
    title: str
    shown: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the budget."""

    number: int
    label: str
    cells: tuple[Cell, ...]
    sum: Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of money, or what others pay; with what the lines add up to and what a project may ask at most."""

    kind: str
    title: str
    total: Decimal
    cap: Decimal | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A budget to fill in. `spare`: a line that the page copies for each new one."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    spare: Line
    total: Decimal
    cap_total: bool
    most: int = MOST_LINES


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else wrote in the same place, while this was typed."""

    who: str
    when: str
    text: str
    mine: str
    may_join: bool


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One question on the page."""

    question: Question
    version: int
    when: str
    is_hidden: bool
    problem: str
    warning: str
    last: str
    words: str = ""
    files: tuple[Mapping[str, Any], ...] = ()
    files_json: str = ""
    grid: Grid | None = None
    clash: Clash | None = None

    @property
    def id(self) -> str:
        """Of the question."""
        return self.question.id

    @property
    def most(self) -> int:
        """How many characters fit."""
        return most_characters(self.question)


@dataclass(frozen=True, slots=True)
class StopLine:
    """Why a project cannot be handed in, while its condition holds."""

    when: str
    is_hidden: bool
    sentence: str
    instead: str


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section with the way to the ones before and after it."""

    section: Section
    number: int
    count: int
    is_asked: bool
    before: str
    after: str
    answers_before: str
    lines: tuple[FieldLine, ...]
    stops: tuple[StopLine, ...]
    values: Mapping[str, Any]

    @property
    def questions(self) -> list[Question]:
        """In the order of the page."""
        return [line.question for line in self.lines]

    @property
    def has_municipality(self) -> bool:
        """Whether the names of municipalities are needed."""
        return any(line.question.kind == "municipality" for line in self.lines)


def rows_of(submission: Submission) -> dict[str, Answer]:
    """Question -> its answer with version, and who wrote it last; one query."""
    rows = Answer.objects.filter(submission_id=submission.pk).select_related("changed_by")
    return {row.question: row for row in rows}


def section_page(
    submission: Submission, section_id: str, rows: Mapping[str, Answer], *, on: date,
    typed: Mapping[str, Any] | None = None, clashes: Mapping[str, Answer] | None = None,
) -> SectionPage:  # fmt: skip
    """The page of one section; 404 when the form has none with this id. `typed`: what came in, when it comes back."""
    definition = form_of(submission)
    section = section_in(definition, section_id)
    answers = {question: row.value for question, row in rows.items()} | dict(typed or {})
    asked = definition.shown(answers)
    shown = [one.id for one in asked.sections]
    place = _Place(submission, frozenset({*asked.by_id, BUDGET_TOTAL}), rows, answers, clashes or {}, on)
    order = [one.id for one in definition.sections if one.id in shown or one.id == section_id]
    at = order.index(section_id)
    return SectionPage(
        section=section, number=at + 1, count=len(order), is_asked=section_id in shown,
        before=order[at - 1] if at else "", after=order[at + 1] if at + 1 < len(order) else "",
        answers_before=json.dumps(_before(definition, section_id, answers)),
        lines=tuple(place.line(question) for question in questions_on_page(section)),
        stops=tuple(_stop(stop, definition, answers) for stop in definition.stops), values=answers,
    )  # fmt: skip


def section_in(definition: Definition, section_id: str) -> Section:
    """A section of the form; 404 when there is none with this id."""
    section = next((one for one in definition.sections if one.id == section_id), None)
    if section is None:
        raise Http404
    return section


def words_of(question: Question, value: Any, kinds: Iterable[MoneyKind], *, on: date) -> str:
    """An answer in words, a budget too: one line per line."""
    if question.kind != "budget" or not isinstance(value, list):
        return text_of(question, value, on=on)
    titles = {kind.key: kind.title for kind in kinds} | {OWN_MEANS: OWN_MEANS_TITLE}
    return "\n".join(_words_of_line(row, titles) for row in value if isinstance(row, Mapping))


def words_of_answer(question: Question, value: Any, call: Call, *, on: date) -> str:
    """The same, of one answer alone."""
    return words_of(question, value, money_kinds_of(call) if question.kind == "budget" else [], on=on)


def budget_grid(rows: Any, kinds: Iterable[MoneyKind]) -> Grid:
    """A budget with some empty lines below it."""
    lines = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    known, totals = list(kinds), budget_totals(lines)
    titles = {kind.key: kind.title for kind in known} | {OWN_MEANS: OWN_MEANS_TITLE}
    caps = {kind.key: kind.cap_eur for kind in known}
    spare = min(EMPTY_LINES, max(0, MOST_LINES - len(lines)))
    return Grid(
        columns=tuple(_column(key, title, totals, caps.get(key)) for key, title in titles.items()),
        lines=tuple(_line(number, row, titles) for number, row in enumerate([*lines, *[{}] * spare])),
        spare=_line(0, {}, titles), total=sum(totals.values(), ZERO),
        cap_total=any(cap is not None for cap in caps.values()),
    )  # fmt: skip


def saved_words(answer: Answer | None) -> str:
    """Who wrote last, and when."""
    return f"{answer.changed_by or 'Iemand'}, {moment_words(answer)}" if answer else ""


def moment_words(answer: Answer) -> str:
    """When it was saved, short."""
    return f"{dutch.date_short(answer.changed_at)} {dutch.time_nl(clock.local(answer.changed_at))}"


@dataclass(frozen=True, slots=True)
class _Place:
    submission: Submission
    asked: frozenset[str]
    rows: Mapping[str, Answer]
    answers: Mapping[str, Any]
    clashes: Mapping[str, Answer]
    on: date

    def line(self, question: Question) -> FieldLine:
        row, value = self.rows.get(question.id), self.answers.get(question.id)
        clash = self.clashes.get(question.id)
        kinds = money_kinds_of(self.submission.call) if question.kind == "budget" else []
        files = tuple(value) if question.kind == "file" and isinstance(value, list) else ()
        return FieldLine(
            question=question, version=(clash or row).version if clash or row else 0,  # type: ignore[union-attr]
            when=json.dumps(question.when) if question.when else "",
            is_hidden=question.id not in self.asked,
            problem=problem_of(question, value), warning=pasted_warning(value), last=saved_words(row),
            words=words_of(question, value, kinds, on=self.on), files=files, files_json=json.dumps(files) if files else "",
            grid=budget_grid(value, kinds) if question.kind == "budget" else None,
            clash=self._clash(question, clash, value, kinds) if clash else None,
        )  # fmt: skip

    def _clash(self, question: Question, theirs: Answer, mine: Any, kinds: list[MoneyKind]) -> Clash:
        return Clash(
            who=str(theirs.changed_by or "iemand"), when=dutch.datetime_nl(clock.local(theirs.changed_at)),
            text=words_of(question, theirs.value, kinds, on=self.on), mine=words_of(question, mine, kinds, on=self.on),
            may_join=question.kind in TEXTS and not is_empty(theirs.value),
        )  # fmt: skip


def pasted_warning(value: Any) -> str:
    """A number of a person or an account has no place in a project."""
    found = next(pasted_numbers(value), None) if isinstance(value, str) else None
    return f"Hier staat misschien {found.kind}. Haal het weg: de jury heeft het niet nodig." if found else ""


def _before(definition: Definition, section_id: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    asked, before = definition.asked(answers), {}
    for section in definition.sections:
        if section.id == section_id:
            break
        before.update({question.id: asked[question.id] for question in section.questions if question.id in asked})
    return before


def _stop(stop: Any, definition: Definition, answers: Mapping[str, Any]) -> StopLine:
    return StopLine(json.dumps(stop.when), stop not in definition.stopping(answers), stop.sentence, stop.instead)


def _column(kind: str, title: str, totals: Mapping[str, Decimal], cap: Decimal | None) -> Column:
    total = totals.get(kind, ZERO)
    return Column(kind, title, total, cap, cap is not None and total > cap)


def _line(number: int, row: Mapping[str, Any], titles: Mapping[str, str]) -> Line:
    parts = row.get("parts") if isinstance(row.get("parts"), Mapping) else {}
    cells = tuple(_cell(kind, title, (parts or {}).get(kind, "")) for kind, title in titles.items())
    amounts = (amount_of(raw) for raw in (parts or {}).values())
    return Line(number, str(row.get("label", "")), cells, sum((one for one in amounts if one is not None), ZERO))


def _cell(kind: str, title: str, raw: Any) -> Cell:
    amount = amount_of(raw)
    if amount is None:
        return Cell(kind, title, str(raw), bool(raw))
    return Cell(kind, title, dutch.money(amount).removeprefix(f"€{dutch.NO_BREAK}"), False)


def _words_of_line(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    parts = row.get("parts") if isinstance(row.get("parts"), Mapping) else {}
    amounts = [f"{titles.get(kind, kind)} {_amount_words(raw)}" for kind, raw in (parts or {}).items()]
    return f"{row.get('label', '') or '(zonder omschrijving)'}: {', '.join(amounts) or 'geen bedrag'}"


def _amount_words(raw: Any) -> str:
    amount = amount_of(raw)
    return str(raw) if amount is None else dutch.money(amount)
