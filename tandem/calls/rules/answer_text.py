"""Answers as people read them: one text per question, files by name, a budget as a table. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tandem.calls.rules.budget import amount_of, budget_totals
from tandem.calls.rules.conditions import Answers, is_empty
from tandem.calls.rules.definition import OWN_MEANS, Definition, Question
from tandem.identity.places import municipalities
from tandem.kernel import dutch
from tandem.kernel.money import ZERO, total

NOTHING = "niet ingevuld"
OWN_MEANS_TITLE = "Anderen betalen"


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """A budget: one column per kind of money and one for what others pay, and the total of each line."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Decimal, ...]], ...]
    totals: tuple[Decimal, ...]

    @property
    def lines(self) -> list[str]:
        """Each line as one text: what it is for, and who pays how much."""
        return [f"{label}: {self._paid(amounts)}" for label, amounts in self.rows]

    def _paid(self, amounts: tuple[Decimal, ...]) -> str:
        parts = zip(self.columns[:-1], amounts[:-1], strict=True)
        return ", ".join(f"{column} {dutch.money(amount)}" for column, amount in parts if amount) or dutch.money(ZERO)


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One question with its answer, ready to show."""

    question: Question
    text: str
    files: tuple[Mapping[str, Any], ...] = ()
    budget: BudgetTable | None = None


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with what was asked in it."""

    id: str
    title: str
    answers: tuple[ShownAnswer, ...]


def shown_sections(
    definition: Definition, answers: Answers, money: Mapping[str, str], *, on: date
) -> list[ShownSection]:
    """Everything that is asked for these answers. `money`: the title per kind of money; `on`: how municipalities are called."""
    return [
        ShownSection(section.id, section.title, tuple(_shown(one, answers.get(one.id), money, on) for one in section.questions))
        for section in definition.shown(answers).sections
    ]  # fmt: skip


def text_of(question: Question, value: Any, *, on: date) -> str:
    """One answer in words; what cannot be read is shown as it was typed."""
    if is_empty(value):
        return ""
    if question.kind in {"choice", "choices"}:
        return _chosen(question, value)
    if question.kind == "file" and isinstance(value, list):
        return ", ".join(str(one.get("name", "")) for one in value if isinstance(one, Mapping))
    if question.kind == "municipality":
        return municipalities(on=on).get(str(value), str(value))
    return _IN_WORDS.get(question.kind, str)(value)


def budget_table(rows: Any, money: Mapping[str, str]) -> BudgetTable:
    """The lines with an amount per column, and the totals; the last column adds up the line."""
    found = rows if isinstance(rows, list) else []
    lines = [row for row in found if isinstance(row, Mapping) and isinstance(row.get("parts"), Mapping)]
    kinds = [*money, OWN_MEANS]
    sums = budget_totals(lines)
    return BudgetTable(
        columns=(*money.values(), OWN_MEANS_TITLE, "Samen"),
        rows=tuple((str(row.get("label", "")), _with_sum([_part(row, kind) for kind in kinds])) for row in lines),
        totals=_with_sum([sums.get(kind, ZERO) for kind in kinds]),
    )


def _shown(question: Question, value: Any, money: Mapping[str, str], on: date) -> ShownAnswer:
    if question.kind == "budget":
        table = budget_table(value, money)
        return ShownAnswer(question, dutch.money(table.totals[-1]) if table.rows else "", budget=table)
    files = tuple(value) if question.kind == "file" and isinstance(value, list) else ()
    return ShownAnswer(question, text_of(question, value, on=on), files)


def _chosen(question: Question, value: Any) -> str:
    texts = {choice.id: choice.text for choice in question.choices}
    return ", ".join(texts.get(one, str(one)) for one in (value if isinstance(value, list) else [value]))


def _day(value: Any) -> str:
    try:
        return dutch.date_nl(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _money(value: Any) -> str:
    amount = amount_of(value)
    return str(value) if amount is None else dutch.money(amount)


def _part(row: Mapping[str, Any], kind: str) -> Decimal:
    return amount_of(row["parts"].get(kind, "")) or ZERO


def _with_sum(amounts: list[Decimal]) -> tuple[Decimal, ...]:
    return (*amounts, total(amounts))


_IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "yes": lambda value: {"yes": "ja", "no": "nee"}.get(str(value), str(value)),
    "number": lambda value: str(value).replace(".", ","),
    "money": _money,
    "date": _day,
}
