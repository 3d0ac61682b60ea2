"""Heard-checks: the secret door of a code, and an organisation's figures that point at nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.guidance.models import HeardCheck, HeardCount
from tandem.guidance.rules.heard_check import QuestionFigures, Voice, cleaned_code, figures_per_quarter
from tandem.guidance.rules.vocabulary import FACES, HEARD_QUESTIONS
from tandem.identity.rules import GUIDE, Viewer
from tandem.kernel import access


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """One question in one quarter, ready to print: counts by face, or nothing when it would point at somebody."""

    question: str
    cells: tuple[tuple[str, str], ...]


def check_with(code: str) -> HeardCheck | None:
    """The check behind a code: whoever holds the code comes in, without a login."""
    code = cleaned_code(code)
    if not code:
        return None
    with access.as_system():
        return HeardCheck.objects.select_related("file", "talk").filter(code=code).first()


def heard_figures_of(viewer: Viewer, *, today: date) -> dict[str, list[QuarterLine]]:
    """Figures of the viewer's own organisation per quarter that is over: from five people up, never per guide."""
    organisation_id = _own_organisation(viewer)
    rows = HeardCount.objects.filter(organisation=organisation_id).order_by("pk") if organisation_id else ()
    voices = [Voice(row.quarter, row.reader_token, row.answers) for row in rows]
    return {
        quarter: [_line(figures) for figures in questions if figures.is_shown]
        for quarter, questions in figures_per_quarter(voices, today=today).items()
    }


def _own_organisation(viewer: Viewer) -> int | None:
    """The one of the role chosen now, else the first: two organisations are never added up."""
    mine = sorted(viewer.organisation_ids(GUIDE))
    chosen = viewer.current.organisation_id if viewer.current else None
    return chosen if chosen in mine else next(iter(mine), None)


def _line(figures: QuestionFigures) -> QuarterLine:
    cells = tuple((word, _shown(figures.people_by_face[face])) for face, word in FACES.items())
    return QuarterLine(HEARD_QUESTIONS[figures.question], cells)


def _shown(count: int | None) -> str:
    return "–" if count is None else str(count)
