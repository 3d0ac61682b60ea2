"""Which answers somebody may see, so that nobody can tell what one person answered. Pure.

Nobody sees answers below five. The organisation and the fund see new answers only in groups of at least five: whoever
compares yesterday's figures with today's learns something about five people, never about one. Between two moments there
are always at least five answers in reserve, so the group that is added last is never smaller.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from tandem.sessions.rules import ANONYMITY_THRESHOLD as THRESHOLD

PROVIDER, ORGANISATION, FUND = "provider", "organisation", "fund"
PHONE, PAPER = "phone", "paper"


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answers. `batch` 0 means: still in reserve."""

    pk: UUID
    language: str
    source: str
    batch: int
    values: Mapping[str, object] = field(default_factory=dict)


def batch_size(in_reserve: int) -> int:
    """How many answers may leave the reserve now: five, as long as five stay behind."""
    return THRESHOLD if in_reserve >= 2 * THRESHOLD else 0


def visible_answers(answers: Iterable[Answer], *, reader: str, is_completed: bool) -> list[Answer]:
    """The answers this reader may see, or none. Paper forms that an organisation typed over it knows already."""
    everything = list(answers)
    if reader == PROVIDER:
        return _enough(everything)
    known = [answer for answer in everything if _is_known(answer, reader)]
    unknown = [answer for answer in everything if not _is_known(answer, reader)]
    shown = _enough(unknown) if is_completed else [answer for answer in unknown if answer.batch]
    return _enough(known + shown)


def _is_known(answer: Answer, reader: str) -> bool:
    return reader == ORGANISATION and answer.source == PAPER


def _enough(answers: list[Answer]) -> list[Answer]:
    return answers if len(answers) >= THRESHOLD else []


def counts_per_language(answers: Iterable[Answer], languages: Collection[str]) -> dict[str, int]:
    """How many answers came in each language."""
    counts = dict.fromkeys(languages, 0)
    for answer in answers:
        counts[answer.language] = counts.get(answer.language, 0) + 1
    return counts


def withheld_languages(counts: Mapping[str, int], *, reader: str) -> frozenset[str]:
    """Languages whose texts would point at somebody: fewer than five answers. The provider reads all."""
    if reader == PROVIDER:
        return frozenset()
    return frozenset(language for language, count in counts.items() if 0 < count < THRESHOLD)


def average(answers: Iterable[Answer], name: str) -> float | None:
    """Mean of one scale; None when fewer than five people answered it."""
    values = [value for answer in answers if isinstance(value := answer.values.get(name), int)]
    return sum(values) / len(values) if len(values) >= THRESHOLD else None
