"""The heard-check: a code that a person can read and type, and figures that point at nobody. Pure (guidance.md 3).

Own questions (domain.md 4). Never a score of a person; figures of an organisation from five people up, per quarter that is
over, so that a late answer can never be found by comparing two readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tandem.guidance.rules.vocabulary import FACES, HEARD_QUESTIONS

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0, 1, I, L, O or U: nobody reads them alike
CODE_LENGTH = 12
OPEN_FOR = timedelta(days=14)
LEAST_PEOPLE = 5
LOW = 0
OWN, PAPER, TABLET = "own", "paper", "tablet"


def cleaned_code(text: str) -> str:
    """A code as it was typed or scanned, without spaces and dashes; empty when it cannot be one."""
    code = re.sub(r"[\s-]", "", text).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def shown_code(code: str) -> str:
    """In three groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def is_expired(made_at: datetime, *, at: datetime) -> bool:
    """A code works for fourteen days."""
    return at - made_at > OPEN_FOR


def is_low(answers: Mapping[str, int]) -> bool:
    """Somewhere the person answered "nee": something to come back to."""
    return LOW in answers.values()


def quarter_of(day: date) -> str:
    """Such as 2027Q1."""
    return f"{day.year}Q{(day.month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class Voice:
    """One answered check in the figures: who it was cannot be read from the token."""

    quarter: str
    reader_token: str
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question in one quarter: how many people said what. None is not shown: it would point at somebody."""

    question: str
    people_by_face: Mapping[int, int | None]

    @property
    def is_shown(self) -> bool:
        """At least something can be told."""
        return any(count is not None for count in self.people_by_face.values())


def figures_per_quarter(voices: Iterable[Voice], *, today: date) -> dict[str, list[QuestionFigures]]:
    """Per quarter that is over, each question. No totals: a total would give back what is left out."""
    by_quarter: dict[str, list[Voice]] = {}
    for voice in voices:
        if voice.quarter < quarter_of(today):
            by_quarter.setdefault(voice.quarter, []).append(voice)
    return {
        quarter: [_figures(question, by_quarter[quarter]) for question in HEARD_QUESTIONS]
        for quarter in sorted(by_quarter, reverse=True)
    }


def _figures(question: str, voices: list[Voice]) -> QuestionFigures:
    said = {voice.reader_token: voice.answers[question] for voice in voices if question in voice.answers}
    counts = {face: sum(1 for answer in said.values() if answer == face) for face in FACES}
    return QuestionFigures(question, suppressed(counts))


def suppressed(counts: Mapping[int, int]) -> dict[int, int | None]:
    """Cells of fewer than five people are left out; never one alone, or the rest would tell it (complementary rule)."""
    hidden = {face for face, count in counts.items() if 0 < count < LEAST_PEOPLE}
    if sum(counts.values()) < LEAST_PEOPLE:
        hidden = set(counts)
    if len(hidden) == 1:
        hidden.add(min((face for face in counts if face not in hidden), key=lambda face: (counts[face], face)))
    return {face: None if face in hidden else count for face, count in counts.items()}
