"""The cases that the page's script must pass too: tests/calls/condition_cases.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from tandem.calls.rules.conditions import holds, questions_in
from tandem.calls.rules.definition import Definition, as_json, definition_from
from tandem.calls.rules.standard import with_standard
from tests.calls.call_factories import FORM

CASES = json.loads((Path(__file__).parent / "condition_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_condition_holds_as_the_case_says(case: dict[str, Any]) -> None:
    assert holds(case["when"], case["answers"]) is case["holds"]


def test_questions_of_a_tree_are_found_at_any_depth() -> None:
    tree = {"any": [{"question": "a", "op": "filled"}, {"all": [{"question": "b", "op": "is", "value": "1"}]}]}
    assert list(questions_in(tree)) == ["a", "b"]


def test_an_answer_to_a_question_that_is_not_asked_counts_as_empty() -> None:
    row = {"id": "c", "kind": "text", "label": "?", "when": {"question": "b", "op": "filled"}}
    form = definition_from({"sections": [{"id": "s", "title": "S", "questions": [
        {"id": "a", "kind": "yes", "label": "?"},
        {"id": "b", "kind": "text", "label": "?", "when": {"question": "a", "op": "is", "value": "yes"}}, row,
    ]}]})  # fmt: skip
    assert list(form.shown({"a": "no", "b": "blijft staan"}).by_id) == ["a"]
    assert form.asked({"a": "no", "b": "blijft staan"}) == {"a": "no"}
    assert list(form.shown({"a": "yes", "b": "ja"}).by_id) == ["a", "b", "c"]


def test_a_definition_is_stored_and_read_back_the_same() -> None:
    form = definition_from(FORM)
    assert definition_from(as_json(form)) == form


def test_the_year_is_asked_only_when_there_is_a_choice() -> None:
    one = with_standard(Definition(), years=[2026], least_months=24, most_months=36)
    two = with_standard(Definition(), years=[2026, 2027, 2026], least_months=24, most_months=36)
    assert "start_year" not in one.by_id
    assert [choice.id for choice in two.by_id["start_year"].choices] == ["2026", "2027"]
