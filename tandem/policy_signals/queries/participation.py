"""The participation check of one thing: every phase, also the empty ones (guidance.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from tandem.identity.rules import Viewer
from tandem.policy_signals.models import ParticipationCheck
from tandem.policy_signals.participation import Subject, door_of
from tandem.policy_signals.rules.vocabulary import PARTICIPATION_PHASES, RUNGS


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase; `rung` is empty when nobody was involved, or nobody wrote it down. `height` is the rung's place, 0 to 5."""

    phase: str
    label: str
    rung: str = ""
    height: int = 0
    words: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """What a page shows: the phases in order, and how many are empty."""

    kind: str
    pk: str
    rows: tuple[PhaseRow, ...]
    edit_url: str = ""  # empty for who only reads

    @property
    def empty(self) -> int:
        """Phases in which nothing stands."""
        return sum(not row.rung for row in self.rows)


def participation_of(kind: str, pk: object, *, may_write: bool = False) -> Participation:
    """For the page of the thing itself. One query."""
    found = {row.phase: row for row in _standing(kind, pk)}
    rows = tuple(_row(phase, found.get(phase)) for phase in PARTICIPATION_PHASES)
    edit_url = reverse("participation_edit", args=[kind, pk]) if may_write else ""
    return Participation(kind, str(pk), rows, edit_url)


def subject_for(viewer: Viewer, kind: str, pk: str) -> Subject:
    """The thing behind an address, for who may write about it; anything else does not exist."""
    door = door_of(kind)
    if door is None:
        raise Http404
    subject = door(viewer, pk)
    if not subject.may_write:
        raise Http404
    return subject


def earlier_checks(kind: str, pk: object) -> list[ParticipationCheck]:
    """What stood there before, newest first."""
    rows = ParticipationCheck.objects.filter(subject_kind=kind, subject_id=str(pk), replaced_at__isnull=False)
    return list(rows.order_by("-replaced_at", "-pk")[:50])


def _standing(kind: str, pk: object) -> list[ParticipationCheck]:
    return list(ParticipationCheck.objects.filter(subject_kind=kind, subject_id=str(pk), replaced_at__isnull=True))


def _row(phase: str, check: ParticipationCheck | None) -> PhaseRow:
    label = PARTICIPATION_PHASES[phase]
    if check is None:
        return PhaseRow(phase, label)
    height = list(RUNGS).index(check.rung) + 1
    return PhaseRow(phase, label, RUNGS[check.rung], height, check.words, check.made_at)
