"""Proposals of guides beside the person's own words: what waits for an answer, and what was answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from tandem.guidance.models import Proposal
from tandem.guidance.queries.doors import MODELS, Place, part_for, parts
from tandem.guidance.queries.expectation import Obstacle, obstacles_of
from tandem.guidance.rules.proposal import KIND_WORDS, choices_in_words
from tandem.guidance.rules.vocabulary import ANSWERED_HOW, PROPOSAL_STATES

if TYPE_CHECKING:
    from tandem.guidance.models import FileItem


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One proposal, ready to print in a list or beside own words."""

    pk: UUID
    url: str
    about: str
    about_id: UUID | None
    words: str
    by: str
    at: datetime
    is_open: bool
    state: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal with what it would change."""

    line: ProposalLine
    row: Proposal
    kind: str
    why: str
    own_words: str  # how it stands now; empty for something new
    version: int  # of the own words, 0 for something new
    is_overtaken: bool  # the own words changed after the proposal was made
    is_put_away: bool
    choices: list[tuple[str, str]]
    obstacles: list[Obstacle]  # of an expectation: what stands in its way now
    answered: str
    answer: str
    may_withdraw: bool


def is_proposal(written: FileItem) -> bool:
    """Whether a writing became a proposal instead of counting at once."""
    return isinstance(written, Proposal)


def open_proposals(place: Place) -> list[ProposalLine]:
    """What waits for the person, newest first."""
    return [proposal_line(row) for row in _rows(place).filter(state="open")]


def beside(lines: Iterable[ProposalLine]) -> dict[UUID, list[ProposalLine]]:
    """Open proposals by the item they would change."""
    found: dict[UUID, list[ProposalLine]] = defaultdict(list)
    for line in lines:
        if line.about_id:
            found[line.about_id].append(line)
    return found


def answered_proposals(place: Place) -> QuerySet[Proposal]:
    """Answered or withdrawn, newest first: rows for `paginate`, printed by `proposal_line`."""
    return _rows(place).exclude(state="open")


def proposal_line(row: Proposal) -> ProposalLine:
    """A row as a page prints it."""
    return ProposalLine(
        row.pk, reverse("proposal", args=[row.file_id, row.pk]), KIND_WORDS.get(row.about_kind, ""), row.about_id, row.words,
        str(row.made_by or ""), row.made_at, row.state == "open", PROPOSAL_STATES[row.state],
    )  # fmt: skip


def proposal_page(place: Place, pk: object) -> ProposalPage:
    """One proposal beside how it stands now; 404 for what is not there for this viewer."""
    row = part_for(place, Proposal, pk)
    about = _about(place, row)
    version = getattr(about, "version", 0)
    named = row.facts.get("in_the_way", []) if row.about_kind == "expectation" else []
    return ProposalPage(
        line=proposal_line(row), row=row, kind=row.about_kind, why=row.why, own_words=getattr(about, "words", ""),
        version=version, is_overtaken=bool(about) and version != row.base_version,
        is_put_away=bool(getattr(about, "put_away_at", None) or getattr(about, "let_go_at", None)),
        choices=choices_in_words(row.about_kind, row.facts), obstacles=obstacles_of(place, named),
        answered=ANSWERED_HOW.get(row.answered_how, ""), answer=row.answer,
        may_withdraw=row.state == "open" and row.made_by_id == place.viewer.person_id,
    )  # fmt: skip


def _rows(place: Place) -> QuerySet[Proposal]:
    return parts(place, Proposal).select_related("made_by")


def _about(place: Place, row: Proposal) -> FileItem | None:
    if row.about_id is None:
        return None
    return parts(place, MODELS[row.about_kind]).filter(pk=row.about_id).first()
