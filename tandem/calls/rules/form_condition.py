"""A condition as lines to fill in: a connector, comparisons, and groups of comparisons one level deep. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tandem.calls.rules.answers import NotUnderstood, clean
from tandem.calls.rules.conditions import WITHOUT_VALUE, Tree
from tandem.calls.rules.definition import Question
from tandem.calls.rules.form_check import OPERATORS_OF
from tandem.calls.rules.form_words import YES_OR_NO, value_words
from tandem.calls.rules.vocabulary import OPERATORS
from tandem.kernel import dutch

CONNECTORS = {"all": "alles hieronder klopt", "any": "minstens één ding hieronder klopt"}
MOST_GROUPS, MOST_LINES = 3, 12


class NotComparable(Exception):
    """A line that cannot be read: `field` tells where, the text what to do."""

    def __init__(self, text: str, field: str) -> None:
        self.field = field
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Lines:
    """Comparisons that belong together."""

    connector: str
    leaves: tuple[Tree, ...]


def as_lines(tree: Tree | None) -> tuple[Lines, tuple[Lines, ...]]:
    """The top of a tree and its groups. A tree that is deeper than the page can show gives nothing: begin again."""
    top = _as_group(tree)
    leaves = tuple(part for part in top.leaves if "question" in part)
    groups = tuple(_as_group(part) for part in top.leaves if "question" not in part)
    if len(groups) > MOST_GROUPS or any("question" not in leaf for group in groups for leaf in group.leaves):
        return Lines("all", ()), ()
    return Lines(top.connector, leaves), groups


def as_tree(top: Lines, groups: tuple[Lines, ...]) -> Tree | None:
    """The tree, as small as it can be; None when nothing was asked."""
    parts = [*top.leaves, *(part for group in groups if (part := _one_or_group(group.connector, list(group.leaves))))]
    return _one_or_group(top.connector, parts)


def leaf_from(question: Question, operator: str, typed: str) -> dict[str, Any]:
    """One comparison as it is kept. Raises NotComparable with what can be chosen."""
    if operator not in OPERATORS_OF.get(question.kind, ()):
        offered = ", ".join(OPERATORS[one] for one in OPERATORS_OF.get(question.kind, ()))
        raise NotComparable(f"Bij deze vraag kan je kiezen: {offered}.", "op")
    if operator in WITHOUT_VALUE:
        return {"question": question.id, "op": operator}
    if not typed.strip():
        raise NotComparable(f"Vul het antwoord in om mee te vergelijken. {_offered(question)}".strip(), "value")
    return {"question": question.id, "op": operator, "value": _value(question, typed.strip())}


def typed_value(leaf: Tree, question: Question | None) -> str:
    """The value as somebody types it: ja, the text of a choice, 1.234,50, 1/2/2027, a municipality."""
    value = leaf.get("value", "")
    if question and question.kind == "number" and isinstance(value, str):
        return value.replace(".", ",")
    return value_words(value, question).removeprefix(f"€{dutch.NO_BREAK}").strip("“”")


def words_to_choose(questions: list[Question]) -> list[str]:
    """What may be typed as a value, to choose from while typing."""
    texts = [choice.text for question in questions for choice in question.choices]
    has_yes = any(question.kind == "yes" for question in questions)
    return list(dict.fromkeys([*(YES_OR_NO.values() if has_yes else ()), *texts]))


def _value(question: Question, typed: str) -> str:
    if question.kind in {"text", "long_text"}:
        return typed
    known = _known(question)
    if known:
        if typed.casefold() not in known:
            raise NotComparable(_offered(question), "value")
        return known[typed.casefold()]
    try:
        return str(clean(question, typed))
    except NotUnderstood as refusal:
        raise NotComparable(refusal.problems[0].text, "value") from refusal


def _known(question: Question) -> Mapping[str, str]:
    if question.kind == "yes":
        return {words: key for key, words in YES_OR_NO.items()}
    return {choice.text.casefold(): choice.id for choice in question.choices}


def _offered(question: Question) -> str:
    if question.kind == "yes":
        return "Kies ja of nee."
    texts = ", ".join(choice.text for choice in question.choices)
    return f"Kies uit: {texts}." if texts else ""


def _as_group(tree: Tree | None) -> Lines:
    if not tree:
        return Lines("all", ())
    for connector in CONNECTORS:
        if connector in tree:
            return Lines(connector, tuple(tree[connector]))
    return Lines("all", (tree,))


def _one_or_group(connector: str, parts: list[Tree]) -> Tree | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {connector: parts}
