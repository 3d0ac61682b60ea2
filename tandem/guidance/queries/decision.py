"""Decisions: who chose, on which rung, the guide's advice beside, and how the person saw it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.guidance.models import Decision, Step
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.queries.other_view import SeenOtherwise, other_views_of
from tandem.guidance.rules.decision import chosen_by_words
from tandem.guidance.rules.vocabulary import RUNGS


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision, ready to print."""

    pk: UUID
    words: str
    chosen_by: str
    rung: str
    advice: str
    step_id: UUID | None
    made_at: datetime
    taken_back_at: datetime | None
    other_views: list[SeenOtherwise]


def decision_for(place: Place, pk: object) -> Decision:
    """One decision; 404 for what is not there for this viewer."""
    return part_for(place, Decision, pk)


def decisions_of(place: Place) -> list[DecisionLine]:
    """All of them with own views, newest first."""
    rows = list(parts(place, Decision))
    views = other_views_of(place, [row.pk for row in rows])
    return [decision_line(place, row, views[row.pk]) for row in rows]


def decision_line(place: Place, row: Decision, views: Iterable[SeenOtherwise] = ()) -> DecisionLine:
    """A row as a page prints it."""
    return DecisionLine(
        row.pk, row.words, chosen_by_of(place, row), RUNGS[row.rung], row.advice, row.step_id, row.made_at,
        row.taken_back_at, list(views),
    )  # fmt: skip


def chosen_by_of(place: Place, row: Decision) -> str:
    """Who chose, in words for this viewer."""
    return chosen_by_words(row.chosen_by, is_owner=place.is_owner, name=str(place.file))


def step_for(place: Place, pk: object) -> Step:
    """The step a decision is about; 404 for what is not there for this viewer."""
    return part_for(place, Step, pk)
