"""What a form says about itself in words: conditions as one sentence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from tandem.calls.rules.conditions import Tree
from tandem.calls.rules.definition import Question
from tandem.identity.places import municipalities
from tandem.kernel import dutch

YES_OR_NO = {"yes": "ja", "no": "nee"}
ANSWERED = {"filled": "ingevuld is", "empty": "niet ingevuld is"}
COMPARED = {
    "is": "{value} is",
    "is_not": "niet {value} is",
    "includes": "{value} bevat",
    "at_least": "minstens {value} is",
    "at_most": "hoogstens {value} is",
}
GONE = "een vraag die er niet meer is"


def when_sentence(tree: Tree | None, by_id: Mapping[str, Question]) -> str:
    """`Alleen als “Zijn er partners?” ja is en “Aantal” minstens 2 is.`; nothing when it is always asked."""
    words = when_words(tree, by_id)
    return f"Alleen als {words}." if words else ""


def when_words(tree: Tree | None, by_id: Mapping[str, Question]) -> str:
    """The part behind `als`; a group inside another stands in brackets."""
    if not tree:
        return ""
    for connector, word in (("all", " en "), ("any", " of ")):
        if connector in tree:
            parts = [_inside(part, by_id) for part in tree[connector]]
            return word.join(part for part in parts if part)
    return _comparison(tree, by_id)


def value_words(value: Any, question: Question | None) -> str:
    """A value as people know it: the text of a choice, ja or nee, an amount, a day, a municipality."""
    if question is None or not isinstance(value, str):
        return str(value or "")
    if question.kind == "yes":
        return YES_OR_NO.get(value, value)
    if question.kind in {"choice", "choices"}:
        return next((f"“{choice.text}”" for choice in question.choices if choice.id == value), f"“{value}”")
    if question.kind == "municipality":
        return _municipalities().get(value, value)
    return _plain_words(value, question.kind)


@cache
def _municipalities() -> dict[str, str]:
    return municipalities(on=date.max)


def _plain_words(value: str, kind: str) -> str:
    try:
        if kind == "money":
            return dutch.euros(Decimal(value))
        return dutch.date_short(date.fromisoformat(value)) if kind == "date" else value
    except (InvalidOperation, ValueError):
        return value


def _inside(part: Tree, by_id: Mapping[str, Question]) -> str:
    words = when_words(part, by_id)
    is_group = len(part.get("all", part.get("any", ()))) > 1
    return f"({words})" if is_group else words


def _comparison(tree: Tree, by_id: Mapping[str, Question]) -> str:
    question = by_id.get(str(tree["question"]))
    asked = f"“{question.label}”" if question else GONE
    operator = str(tree["op"])
    if operator in ANSWERED:
        return f"{asked} {ANSWERED[operator]}"
    return f"{asked} {COMPARED[operator].format(value=value_words(tree.get('value'), question))}"
