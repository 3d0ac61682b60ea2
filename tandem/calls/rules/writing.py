"""Until when a project may be written, what its columns take from the answers, what a copy takes along. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from tandem.calls.rules import definition as form
from tandem.calls.rules.answers import BUDGET_TOTAL, area_of, problem_of
from tandem.calls.rules.call import Times, ends_at, is_open_at
from tandem.calls.rules.conditions import is_empty
from tandem.calls.rules.definition import Definition, Question, Section

WRITABLE = frozenset({"draft", "submitted", "withdrawn"})  # until closing; a decided project stays as it is
COUNTED_TOTAL = Question(
    BUDGET_TOTAL, "money", "Totaal volgens je eigen berekening",
    "Vul je dit in, dan kijken we na of de regels daarop uitkomen.", is_needed=False,
)  # fmt: skip
TEXTS = frozenset({"text", "long_text"})  # two versions of these fit under each other
MINE, THEIRS, BOTH = "mine", "theirs", "both"
HIGHEST = 32_767  # of a small whole number in the database


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in for one question: the text, the version the page had, and what was chosen between two versions."""

    question: Question
    raw: Any
    version: int
    choice: str = ""  # MINE, THEIRS or BOTH; empty: nobody had to choose


class Closing(Times, Protocol):
    """A call that may give some minutes to who had a page open at the closing minute."""

    grace_minutes: int


def may_write(state: str, call: Closing, at: datetime, *, page_was_open: bool = False) -> bool:
    """A page opens to write until the closing minute; what an open page sends counts during the grace too."""
    if state not in WRITABLE:
        return False
    if is_open_at(call, at) or not page_was_open:
        return is_open_at(call, at)
    is_published = call.state == "published" and call.closes_at is not None and call.opens_at is not None
    return is_published and call.opens_at <= at < ends_at(call.closes_at) + timedelta(minutes=call.grace_minutes)  # type: ignore[operator,arg-type]


def questions_on_page(section: Section) -> Iterator[Question]:
    """The questions of a section, with beside a budget the total that somebody counted elsewhere."""
    for question in section.questions:
        yield question
        if question.kind == "budget":
            yield COUNTED_TOTAL


def question_of(definition: Definition, question_id: str) -> Question | None:
    """A question of the form, or the total of the budget that somebody counted elsewhere."""
    return COUNTED_TOTAL if question_id == BUDGET_TOTAL else definition.by_id.get(question_id)


def under_each_other(question: Question, theirs: Any, mine: Any) -> Any:
    """Both texts, theirs first; of anything else one has to choose."""
    if question.kind not in TEXTS or is_empty(theirs):
        return mine
    return f"{theirs}\n\n{mine}" if question.kind == "long_text" else f"{theirs} {mine}"


def is_same(one: Any, other: Any) -> bool:
    """Whether two answers are the same; nothing is nothing, however it is written."""
    return one == other or (is_empty(one) and is_empty(other))


def columns_of(question_id: str, value: Any) -> dict[str, Any]:
    """What the row of the project takes from this answer, for lists; an answer that cannot be read leaves it empty."""
    if question_id == form.TITLE:
        return {"title": value[:160] if isinstance(value, str) else ""}
    if question_id == form.MUNICIPALITY:
        area = area_of(value) if isinstance(value, str) else ""
        return {"nis_code": value if area else "", "area": area}
    if question_id == form.START_YEAR:
        return {"wished_year": _whole(value)}
    if question_id == form.MONTHS:
        return {"months": _whole(value)}
    if question_id == form.IS_READY:
        return {"is_ready": {"yes": True, "no": False}.get(str(value))}
    return {}


def copied(definition: Definition, earlier: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Answers of an earlier project that fit the same question here."""
    for question in form.questions_of(definition):
        value = earlier.get(question.id)
        if question.is_copied and not is_empty(value) and not problem_of(question, value):
            yield question.id, value


def _whole(value: Any) -> int | None:
    is_number = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 5
    return int(value) if is_number and int(value) <= HIGHEST else None
