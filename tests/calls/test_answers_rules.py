"""What people type becomes an answer, stays the same when read again, and what misses is told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.calls.rules import answers as rules
from tandem.calls.rules.answers import Limits, clean, kept, missing, problem_of
from tandem.calls.rules.budget import budget_problems, budget_totals, clean_rows
from tandem.calls.rules.definition import Choice, Definition, Question, Stop, definition_from
from tandem.calls.rules.standard import with_standard
from tandem.calls.rules.vocabulary import QUESTION_KINDS
from tests.calls.call_factories import ANSWERS, FORM

LIMITS = Limits(caps={"werking": Decimal(150_000), "investering": Decimal(50_000)}, names={"werking": "Werking"},
                least_months=24, most_months=36, on=date(2026, 11, 1))  # fmt: skip
WHOLE = with_standard(definition_from(FORM), years=(2026, 2027), least_months=24, most_months=36)


def ask(kind: str, **facts: Any) -> Question:
    return Question("vraag", kind, "Een vraag?", choices=(Choice("a", "Appel"), Choice("b", "Boom")), **facts)


@pytest.mark.parametrize(("kind", "typed", "value"), [
    ("number", " 12,5 ", "12.5"), ("number", "1.200", "1200"), ("number", "-0", "0"), ("money", "€ 1.234,5", "1234.50"),
    ("money", "1234.50", "1234.50"), ("date", "27/3/2027", "2027-03-27"), ("municipality", "gent", "44021"),
    ("municipality", "44021", "44021"), ("yes", "no", "no"), ("choice", "b", "b"), ("choices", ["b", "a", "b"], ["a", "b"]),
    ("text", "   ", None), ("choices", [], None), ("long_text", "a\r\nb", "a\nb"),
])  # fmt: skip
def test_answer_is_kept_in_one_shape(kind: str, typed: object, value: object) -> None:
    assert clean(ask(kind), typed) == value
    assert clean(ask(kind), value) == value


@pytest.mark.parametrize(("kind", "typed", "words"), [
    ("number", "veel", "geen getal"), ("number", "1e9", "geen getal"), ("number", "12,345", "geen getal"),
    ("number", "NaN", "geen getal"), ("money", "-5", "geen bedrag"), ("money", "1,234", "geen bedrag"),
    ("date", "31/2/2027", "geen dag"), ("municipality", "Nergenshuizen", "kennen we niet"), ("yes", "misschien", "ja of nee"),
    ("choice", "c", "niet meer in de lijst"), ("choice", ["a"], "niet meer in de lijst"), ("choices", ["a", "z"], "niet meer"),
    ("choices", [{}], "niet meer"), ("text", {"a": 1}, "niet gelezen"), ("file", "x.pdf", "opnieuw"), ("file", [{}], "opnieuw"),
    ("budget", "duizend euro", "niet gelezen"), ("text", "x" * 301, "1 teken te lang"),
])  # fmt: skip
def test_no_answer_is_told_and_kept_as_typed(kind: str, typed: object, words: str) -> None:
    assert words in problem_of(ask(kind), typed)
    assert kept(ask(kind), typed) == typed


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["label", "parts", "id", "name"]), inner),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(sorted(QUESTION_KINDS)), json_values | st.from_regex(r"-?[\d.,]{1,9}", fullmatch=True))
def test_what_is_kept_is_kept_again(kind: str, typed: Any) -> None:
    once = kept(ask(kind), typed)
    assert kept(ask(kind), once) == once


def test_line_end_counts_as_the_page_counts() -> None:
    assert problem_of(ask("long_text", max_length=4), "ab\nc") == "Je tekst is 1 teken te lang. Kort hem in."


def test_whole_answers_miss_nothing() -> None:
    assert missing(WHOLE, ANSWERS, LIMITS) == []


def test_missing_names_the_question_in_the_order_of_the_page() -> None:
    answers = {**ANSWERS, "title": " ", "stem": None, "months": "12", "municipality": "44012", "budget": []}
    found = missing(WHOLE, answers, LIMITS)
    assert [(one.section, one.question) for one in found] == [
        ("project", "title"), ("project", "municipality"), ("project", "months"), ("aanpak", "stem"), ("budget", "budget")
    ]  # fmt: skip
    assert found[2].text == "Een project duurt 24 tot 36 maanden. Hier staat 12."


def test_question_that_is_not_asked_is_not_missing() -> None:
    assert missing(WHOLE, {**ANSWERS, "stem": "no", "hoe": None}, LIMITS) == []
    assert [one.question for one in missing(WHOLE, {**ANSWERS, "hoe": None}, LIMITS)] == ["hoe"]


def test_stop_keeps_a_project_from_going() -> None:
    stopped = Definition(
        WHOLE.sections, (Stop({"question": "stem", "op": "is", "value": "yes"}, "Dat kan niet.", "Bel ons."),)
    )
    assert [one.text for one in missing(stopped, ANSWERS)] == ["Dat kan niet. Bel ons."]


@pytest.mark.parametrize(("rows", "words"), [
    ([{"label": "Loon", "parts": {"werking": "150000.01"}}], "Vraag €\N{NO-BREAK SPACE}0,01 minder"),
    ([{"label": "A", "parts": {"werking": "100000.00"}}, {"label": "B", "parts": {"werking": "50000.01"}}], "hoogstens"),
    ([{"label": "", "parts": {"werking": "1.00"}}], "Regel 1: schrijf waarvoor"),
    ([{"label": "Loon", "parts": {"werking": "veel"}}], "“veel” is geen bedrag"),
    ([{"label": "Loon", "parts": {"geheim": "5.00"}}], "bestaat niet"),
    ([{"label": "Loon", "parts": {"own": "5.00"}}], "nog geen geld"),
    ([{"label": "Loon", "parts": {"werking": "1.00"}}] * 61, "hoogstens 60"),
    ([{"label": "x" * 161, "parts": {"werking": "1.00"}}], "korter"),
])  # fmt: skip
def test_budget_that_cannot_be_handed_in(rows: list[dict[str, Any]], words: str) -> None:
    assert words in " ".join(problem.text for problem in budget_problems(rows, LIMITS.caps, LIMITS.names))


def test_budget_adds_up_per_kind_and_drops_empty_lines() -> None:
    rows = clean_rows([{"label": "Loon", "parts": {"werking": "1.000,50", "own": "0"}}, {"label": " ", "parts": {"werking": ""}},
                       {"label": "Tafels", "parts": {"werking": 2, "investering": "x"}}, "onzin"])  # fmt: skip
    assert rows == [
        {"label": "Loon", "parts": {"werking": "1000.50"}},
        {"label": "Tafels", "parts": {"werking": "2.00", "investering": "x"}},
    ]
    assert budget_totals(rows) == {"werking": Decimal("1002.50")}


@pytest.mark.parametrize(
    ("typed", "fits"), [("130.000", True), ("", True), ("129999,99", False), ("rond 130000", False)]
)
def test_total_that_was_counted_elsewhere_must_be_the_same(typed: str, fits: bool) -> None:
    found = missing(WHOLE, {**ANSWERS, rules.BUDGET_TOTAL: typed}, LIMITS)
    assert [one.question for one in found] == ([] if fits else ["budget"])


def test_area_follows_the_municipality() -> None:
    assert (rules.area_of("44021"), rules.area_of("21004"), rules.area_of("99999")) == ("east_flanders", "brussels", "")
    assert rules.most_characters(replace(ask("text"), max_length=50)) == 50
