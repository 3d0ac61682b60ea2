"""Which answers somebody may see, so that nobody can tell what one person answered. Pure.

Nobody sees answers below five. The organisation and the fund see new answers only in groups of at least five: whoever
compares yesterday's figures with today's learns something about five people, never about one. Between two moments there
are always at least five answers in reserve, so the group that is added last is never smaller.

The same holds per question and per language, because people skip questions: of each group only what at least five of
them gave counts. Who subtracts one figure from another, or what they typed over from paper, is left with five or none.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
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
    """Languages whose number would point at somebody: fewer than five answers. The provider reads all."""
    if reader == PROVIDER:
        return frozenset()
    return frozenset(language for language, count in counts.items() if 0 < count < THRESHOLD)


def readable_answers(answers: Collection[Answer], *, reader: str) -> list[Answer]:
    """Answers whose texts this reader may see: at least five of their group wrote in the same language."""
    languages = {answer.language for answer in answers}
    return [one for language in sorted(languages) for one in _in_groups(answers, _speaks(language), reader=reader)]


def average(answers: Iterable[Answer], name: str, *, reader: str) -> float | None:
    """Mean of one scale; None when fewer than five people count for it."""
    values = [
        value for answer in counted(answers, name, reader=reader) if isinstance(value := answer.values[name], int)
    ]
    return sum(values) / len(values) if len(values) >= THRESHOLD else None


def counted(answers: Iterable[Answer], name: str, *, reader: str) -> list[Answer]:
    """The answers that count for one scale."""
    return _in_groups(answers, lambda answer: isinstance(answer.values.get(name), int), reader=reader)


def _in_groups(answers: Iterable[Answer], has: Callable[[Answer], bool], *, reader: str) -> list[Answer]:
    """The answers that have something, without those of a group in which fewer than five have it."""
    having = [answer for answer in answers if has(answer)]
    if reader == PROVIDER:
        return having
    sizes = Counter(answer.batch for answer in having if not _is_known(answer, reader))
    return [answer for answer in having if _is_known(answer, reader) or sizes[answer.batch] >= THRESHOLD]


def _speaks(language: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.language == language
