"""When a project may come in, what two versions differ in, and what answers read like: without a database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.calls.rules import handing_in as rules
from tandem.calls.rules.answer_text import budget_table, text_of
from tandem.calls.rules.definition import Choice, Question
from tandem.calls.rules.handing_in import Project

END = datetime(2027, 3, 1, 16, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Times:
    state: str = "published"
    opens_at: datetime | None = END - timedelta(days=30)
    closes_at: datetime | None = END
    grace_minutes: int = 10


@pytest.mark.parametrize(("after_end", "opened_after_end", "expected"), [
    (-60, None, rules.OPEN), (59, None, rules.OPEN), (60, None, rules.CLOSED), (60, 59, rules.GRACE), (60, 60, rules.CLOSED),
    (659, 0, rules.GRACE), (660, 0, rules.CLOSED), (60, -31 * 86_400, rules.CLOSED), (-31 * 86_400, None, rules.EARLY),
])  # fmt: skip
def test_window(after_end: int, opened_after_end: int | None, expected: str) -> None:
    opened = None if opened_after_end is None else END + opened_after_end * SECOND
    assert rules.window(Times(), at=END + after_end * SECOND, opened_at=opened) == expected


@pytest.mark.parametrize(("state", "expected"), [
    ("draft", rules.CLOSED), ("stopped", rules.STOPPED), ("judging", rules.CLOSED), ("announced", rules.CLOSED),
])  # fmt: skip
def test_window_of_a_call_that_takes_nothing(state: str, expected: str) -> None:
    assert rules.window(Times(state), at=END - SECOND, opened_at=None) == expected
    assert rules.window(Times(opens_at=None, closes_at=None), at=END, opened_at=None) == rules.CLOSED


def project(number: int, **facts: object) -> Project:
    return Project(**{"pk": UUID(int=number), "number": number, "organisation_id": number, "organisation": f"Huis {number}",
                      "enterprise_number": "", "nis_code": "", **facts})  # type: ignore[arg-type]  # fmt: skip


def test_doubles_follow_the_rule_of_the_call() -> None:
    mine = project(1, nis_code="44021", enterprise_number="0400000123")
    others = [
        mine,
        project(2, nis_code="44021"),
        project(3, organisation_id=1),
        project(4, enterprise_number="0400000123"),
        project(5),
    ]
    assert rules.doubles("free", mine, others) == []
    assert [one.number for one in rules.doubles("one_per_municipality", mine, others)] == [2]
    assert [one.number for one in rules.doubles("one_per_organisation", mine, others)] == [3, 4]
    nameless = project(6)
    assert rules.doubles("one_per_municipality", nameless, [nameless, project(7)]) == []  # no municipality is no double


def test_a_partner_is_the_same_by_number_or_by_name() -> None:
    mine = project(1, partners=(("De Boot", "0400000123"), ("Spelotheek", "")))
    others = [
        project(2, partners=(("Anders genoemd", "0400000123"),)),
        project(3, organisation="spelotheek"),
        project(4),
    ]
    assert rules.shared_partners(mine, others) == [("De Boot", 2), ("Spelotheek", 3)]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_word_changes_hold_both_texts(before: str, after: str) -> None:
    pieces = rules.word_changes(before, after)
    assert " ".join(piece.text for piece in pieces if piece.kind != "new").split() == before.split()
    assert " ".join(piece.text for piece in pieces if piece.kind != "gone").split() == after.split()


def test_the_hash_of_a_file_is_no_change() -> None:
    one, other = {"id": "x", "name": "a.pdf"}, {"id": "x", "name": "a.pdf", "sha256": "f"}
    assert rules.is_same({"file": [one], "leeg": ""}, {"file": [other]})
    assert not rules.is_same({"file": [one]}, {"file": [{**one, "id": "y"}]})


def test_only_asked_money_counts() -> None:
    rows = [{"label": "a", "parts": {"werking": "10.50", "own": "5.00", "investering": "0.00", "x": "veel"}}]
    assert rules.ask_of({"budget": rows}) == {"werking": "10.50"}
    assert rules.ask_of({}) == {}


@pytest.mark.parametrize(("kind", "value", "expected"), [
    ("yes", "yes", "ja"), ("money", "1234.50", "€ 1.234,50"), ("number", "12.5", "12,5"),
    ("date", "2027-03-01", "maandag 1 maart 2027"),
    ("date", "ooit", "ooit"), ("money", "veel", "veel"), ("choice", "a", "Eerste"), ("choices", ["a", "weg"], "Eerste, weg"),
    ("municipality", "44021", "Gent"), ("municipality", "99999", "99999"), ("file", [{"id": "x", "name": "plan.pdf"}], "plan.pdf"),
    ("long_text", "", ""), ("yes", None, ""),
])  # fmt: skip
def test_answers_in_words(kind: str, value: object, expected: str) -> None:
    question = Question("q", kind, "?", choices=(Choice("a", "Eerste"),))
    assert text_of(question, value, on=date(2027, 3, 1)).replace("\xa0", " ") == expected


def test_a_budget_that_cannot_be_read_is_an_empty_table() -> None:
    for rows in (None, "x", [1, "a"], [{"label": "a", "parts": "x"}]):
        assert budget_table(rows, {"werking": "Werking"}).totals == (0, 0, 0)
