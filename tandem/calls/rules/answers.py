"""What somebody typed, read as an answer; what still misses before a project can be handed in. Pure.

A draft keeps whatever was typed. `clean` is therefore asked twice: while writing, to keep a readable answer in one
shape, and before handing in, to say what cannot be read. What it returned once, it returns again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tandem.calls.rules import budget, definition
from tandem.calls.rules.budget import Caps, budget_problems, budget_totals
from tandem.calls.rules.conditions import Answers, is_empty
from tandem.calls.rules.definition import Definition, Question
from tandem.calls.rules.standard import MOST_CHARACTERS
from tandem.calls.rules.vocabulary import AREA_OF_PROVINCE
from tandem.identity.places import municipalities, provinces_by_municipality
from tandem.kernel.refusal import Problem, Refusal

__all__ = ["budget_problems", "budget_totals"]
MOST_FILES = 5
MOST_BYTES = 10_000_000
MOST_KEPT = 60_000  # characters; longer than this is not kept, also not in a draft
BUDGET_TOTAL = "budget_total"  # the total of the budget as somebody counted it elsewhere; empty: not counted
DAY_SHAPES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d %m %Y")


class NotUnderstood(Refusal):
    """This is no answer to this question; the sentence says what is."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do before handing in: in which section, at which question (none: the whole project)."""

    text: str
    section: str = ""
    question: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the call itself sets: caps and names per kind of money, months, the day on which municipalities are looked up."""

    caps: Caps = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    least_months: int = 0
    most_months: int = 0
    on: date | None = None


def clean(question: Question, raw: Any) -> Any:
    """The answer in the shape that `definition` describes; None when nothing was answered. Raises NotUnderstood."""
    if is_empty(raw):
        return None
    return _CLEAN[question.kind](question, raw)


def kept(question: Question, raw: Any) -> Any:
    """What a draft keeps: the answer, or what was typed when it is none."""
    try:
        return clean(question, raw)
    except NotUnderstood:
        return raw


def problem_of(question: Question, value: Any) -> str:
    """Why this is no answer; empty when it is one, or when nothing was answered."""
    try:
        clean(question, value)
    except NotUnderstood as refusal:
        return refusal.problems[0].text
    return ""


def missing(definition: Definition, answers: Answers, limits: Limits | None = None) -> list[Missing]:
    """Everything that misses or cannot be read, in the order of the page; stops last. Empty: ready to hand in.

    Without `limits` the money of the call, its months and the day are not looked at.
    """
    found = [
        Missing(text, section.id, question.id, question.label)
        for section in definition.shown(answers).sections
        for question in section.questions
        for text in _texts(question, answers, limits)
    ]
    return [*found, *(Missing(f"{stop.sentence} {stop.instead}".strip()) for stop in definition.stopping(answers))]


def most_characters(question: Question) -> int:
    """How long an answer may be; 0 when that does not matter."""
    return question.max_length or MOST_CHARACTERS.get(question.kind, 0)


def length_of(text: str) -> int:
    """As the page counts: a line end is two characters."""
    return len(text) + text.count("\n")


def municipality_names(on: date) -> Mapping[str, str]:
    """NIS code -> name, of the municipalities of that day."""
    return municipalities(on=on)


def area_of(nis_code: str) -> str:
    """The area (province or Brussels) of a municipality; empty when it is unknown."""
    return AREA_OF_PROVINCE.get(provinces_by_municipality().get(nis_code, ""), "")


def _texts(question: Question, answers: Answers, limits: Limits | None) -> Iterator[str]:
    value = answers.get(question.id)
    if is_empty(value):
        if question.is_needed:
            yield "Hier staat nog niets."
        return
    if text := problem_of(question, value):
        yield text
    elif limits:
        yield from _beyond(question, answers, limits)


def _beyond(question: Question, answers: Answers, limits: Limits) -> Iterator[str]:
    value = answers[question.id]
    if question.kind == "budget":
        problems = budget_problems(value, limits.caps, limits.names)
        yield from (one.text for one in (*problems, *budget.total_problems(value, answers.get(BUDGET_TOTAL))))
    elif question.id == definition.MONTHS and limits.most_months:
        if not limits.least_months <= Decimal(clean(question, value)) <= limits.most_months:
            yield f"Een project duurt {limits.least_months} tot {limits.most_months} maanden. Hier staat {value}."
    elif question.kind == "municipality" and limits.on and value not in municipalities(on=limits.on):
        yield "Deze gemeente bestaat niet meer. Kies de gemeente zoals ze nu heet."


def _text(question: Question, raw: Any) -> str:
    text = _plain(question, raw)
    over = length_of(text) - most_characters(question)
    if over > 0:
        raise _not(question, f"Je tekst is {over} {'teken' if over == 1 else 'tekens'} te lang. Kort hem in.")
    return text


def _number(question: Question, raw: Any) -> str:
    number = budget.number_of(_plain(question, raw))
    if number is None or number != round(number, 2) or abs(number) >= 10**12:
        raise _not(question, "Dit is geen getal. Schrijf bijvoorbeeld 24 of 12,5.")
    if question.id == definition.MONTHS and (number != int(number) or number < 1):
        raise _not(question, "Schrijf een geheel aantal maanden, bijvoorbeeld 24.")
    return format(number.normalize() + 0, "f")


def _money(question: Question, raw: Any) -> str:
    amount = budget.amount_of(_plain(question, raw))
    if amount is None:
        raise _not(question, "Dit is geen bedrag. Schrijf bijvoorbeeld 1.234,50.")
    return f"{amount:.2f}"


def _yes(question: Question, raw: Any) -> str:
    if raw not in ("yes", "no"):
        raise _not(question, "Kies ja of nee.")
    return str(raw)


def _choice(question: Question, raw: Any) -> str:
    if not isinstance(raw, str) or raw not in {choice.id for choice in question.choices}:
        raise _not(question, "Dit antwoord staat niet meer in de lijst. Kies opnieuw.")
    return raw


def _choices(question: Question, raw: Any) -> list[str]:
    known = [choice.id for choice in question.choices]
    chosen = raw if isinstance(raw, list) else [raw]
    if not all(isinstance(one, str) and one in known for one in chosen):
        raise _not(question, "Een van je antwoorden staat niet meer in de lijst. Kies opnieuw.")
    return [one for one in known if one in chosen]


def _date(question: Question, raw: Any) -> str:
    text = _plain(question, raw).strip()
    for shape in DAY_SHAPES:
        try:
            return datetime.strptime(text, shape).date().isoformat()  # noqa: DTZ007 (a day, no moment)
        except ValueError:
            continue
    raise _not(question, "Dit is geen dag die bestaat. Schrijf bijvoorbeeld 27/3/2027.")


def _municipality(question: Question, raw: Any) -> str:
    text = _plain(question, raw).strip()
    if text in provinces_by_municipality():
        return text
    code = _codes().get(text.casefold())
    if code is None:
        raise _not(question, "Deze gemeente kennen we niet. Kies een naam uit de lijst, bijvoorbeeld Gent.")
    return code


def _file(question: Question, raw: Any) -> list[dict[str, Any]]:
    files = raw if isinstance(raw, list) else []
    if not files or not all(isinstance(one, Mapping) and one.get("id") and one.get("name") for one in files):
        raise _not(question, "Voeg het bestand opnieuw toe.")
    if len(files) > MOST_FILES:
        raise _not(question, f"Hoogstens {MOST_FILES} bestanden. Haal er {len(files) - MOST_FILES} weg.")
    return [{"id": str(one["id"]), "name": str(one["name"]), "size": _size(one)} for one in files]


def _size(file: Mapping[str, Any]) -> int:
    size = file.get("size")
    return size if isinstance(size, int) and not isinstance(size, bool) else 0


def _budget(question: Question, raw: Any) -> list[dict[str, Any]] | None:
    if not isinstance(raw, list):
        raise _not(question, "De begroting kon niet gelezen worden. Vul de regels opnieuw in.")
    return budget.clean_rows(raw) or None


def _plain(question: Question, raw: Any) -> str:
    if not isinstance(raw, str | int):
        raise _not(question, "Dit antwoord kon niet gelezen worden. Vul het opnieuw in.")
    return str(raw).replace("\r\n", "\n")


def _not(question: Question, sentence: str) -> NotUnderstood:
    return NotUnderstood(Problem(sentence, question.id))


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """Every name there ever was; a name that two codes share means the newest one."""
    days = (date(2018, 1, 1), date(2019, 1, 1), date(2025, 1, 1), date(2100, 1, 1))
    return {name.casefold(): code for day in days for code, name in municipalities(on=day).items()}


_CLEAN: Mapping[str, Callable[[Question, Any], Any]] = {
    "text": _text, "long_text": _text, "number": _number, "money": _money, "yes": _yes, "choice": _choice,
    "choices": _choices, "date": _date, "municipality": _municipality, "file": _file, "budget": _budget,
}  # fmt: skip
