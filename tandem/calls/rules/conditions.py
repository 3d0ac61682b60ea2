"""Conditions of a form: one small tree of AND and OR, read the same here and in assets/modules/conditions.js. Pure.

{"all": [tree, ...]}, {"any": [tree, ...]} or {"question": id, "op": operator, "value": value}. No tree holds always.
The cases both readers must pass stand in tests/calls/condition_cases.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

Answers = Mapping[str, Any]
Tree = Mapping[str, Any]
WITHOUT_VALUE = {"filled", "empty"}


def holds(tree: Tree | None, answers: Answers) -> bool:
    """Whether the tree is true for these answers; a question without an answer is empty."""
    if not tree:
        return True
    if "all" in tree:
        return all(holds(part, answers) for part in tree["all"])
    if "any" in tree:
        return any(holds(part, answers) for part in tree["any"])
    return _compared(tree["op"], answers.get(tree["question"]), tree.get("value"))


def questions_in(tree: Tree | None) -> Iterator[str]:
    """Every question the tree looks at."""
    if not tree:
        return
    for part in (*tree.get("all", ()), *tree.get("any", ())):
        yield from questions_in(part)
    if "question" in tree:
        yield str(tree["question"])


def is_empty(value: Any) -> bool:
    """Nothing was answered: no value, only spaces, an empty list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _compared(operator: str, given: Any, wanted: Any) -> bool:
    if operator in WITHOUT_VALUE:
        return is_empty(given) == (operator == "empty")
    if operator in {"is", "is_not"}:
        return _is_same(given, wanted) == (operator == "is")
    if operator == "includes":
        return _includes(given, wanted)
    found, limit = _number(given), _number(wanted)
    if found is None or limit is None:
        return False
    return found >= limit if operator == "at_least" else found <= limit


def _is_same(given: Any, wanted: Any) -> bool:
    if is_empty(given) or is_empty(wanted):
        return is_empty(given) and is_empty(wanted)
    numbers = _number(given), _number(wanted)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return isinstance(given, str) and given.strip() == str(wanted).strip()


def _includes(given: Any, wanted: Any) -> bool:
    if is_empty(given) or is_empty(wanted):
        return False
    if isinstance(given, list):
        return wanted in given
    return isinstance(given, str) and str(wanted).strip().lower() in given.lower()


def _number(value: Any) -> Decimal | None:
    """Numbers are kept as text with a point: "12.50"."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
