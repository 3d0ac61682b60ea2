"""The page of a conversation that is not a file yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tandem.guidance.models import Talk, ThreadMark
from tandem.guidance.queries.doors import Place, parts
from tandem.kernel import dutch


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One thing that was written down, ready for the timeline."""

    at: datetime
    when: str
    who: str
    text: str


def thread_lines(place: Place) -> list[ThreadLine]:
    """Where it began and every talk since, the newest first."""
    marks = [(row.made_at, row.made_by, row.words) for row in parts(place, ThreadMark).select_related("made_by")]
    talks = [(row.held_at, row.made_by, _talk_words(row)) for row in parts(place, Talk).select_related("made_by")]
    lines = [
        ThreadLine(at, dutch.datetime_nl(at), by.first_name if by else "", words) for at, by, words in marks + talks if words
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _talk_words(talk: Talk) -> str:
    return "\n".join(filter(None, [talk.content, talk.relation]))
