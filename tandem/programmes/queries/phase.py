"""What an organisation needs to know before it decides about the next phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.kernel import audit
from tandem.programmes.models import PhaseDecision, Report, Trajectory
from tandem.programmes.queries import doors
from tandem.programmes.rules import states
from tandem.programmes.rules.definition import DocumentPlan, Phase
from tandem.programmes.rules.phases import NextPhase, is_within_take_back, missing_documents, next_phase

if TYPE_CHECKING:
    from tandem.identity.rules import Viewer

DECIDERS = frozenset({doors.ORGANISATION, doors.PLANNING})


@dataclass(frozen=True, slots=True)
class PhaseChoice:
    """Where the trajectory stands and what may be chosen."""

    trajectory: Trajectory
    phase: Phase
    following: NextPhase | None
    is_paused: bool
    may_pause: bool
    may_continue: bool
    may_stop: bool
    is_recorded: bool  # a planner writes down what the organisation said
    missing: tuple[DocumentPlan, ...]
    work_forms: tuple[str, ...]
    decisions: tuple[PhaseDecision, ...]


def stopped_at(trajectory: Trajectory) -> datetime | None:
    """When it was stopped for good the last time, as the audit trail tells."""
    return audit.history_of(trajectory).filter(action="trajectory.stopped").values_list("at", flat=True).last()


def may_take_back(trajectory: Trajectory, *, at: datetime) -> bool:
    """Whether stopping for good can be undone now."""
    return trajectory.status == states.STOPPED and is_within_take_back(stopped_at(trajectory), at)


def phase_choice_for(viewer: Viewer, pk: UUID | str) -> PhaseChoice:
    """The choice after a phase, for the organisation or a planner on its behalf."""
    trajectory = doors.trajectory_for(viewer, pk, parts=DECIDERS)
    definition = trajectory.template.parsed
    phase, following = definition.phase(trajectory.phase), next_phase(definition, trajectory.phase)
    reports = list(Report.objects.filter(trajectory=trajectory))
    final = [report.kind for report in reports if report.finalised_at]
    return PhaseChoice(
        trajectory=trajectory, phase=phase, following=following, is_paused=trajectory.status == states.PAUSED,
        may_pause=trajectory.status == states.ACTIVE and phase.may_stop_after,
        may_continue=trajectory.status in (states.ACTIVE, states.PAUSED) and following is not None,
        may_stop=trajectory.status in (states.ACTIVE, states.PAUSED),
        is_recorded=doors.ORGANISATION not in doors.trajectory_parts(trajectory, viewer),
        missing=tuple(missing_documents(definition.documents, final, phase=phase.number)),
        work_forms=next((tuple(report.work_forms) for report in reports if report.kind == "objectives"), ()),
        decisions=tuple(PhaseDecision.objects.filter(trajectory=trajectory).select_related("made_by")),
    )  # fmt: skip
