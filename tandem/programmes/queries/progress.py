"""Facts about one trajectory for the rails and the turn: four queries, whatever its length."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.kernel import clock
from tandem.programmes.models import Report, Settlement, Trajectory
from tandem.programmes.rules import rails
from tandem.programmes.rules.definition import ProgrammeDefinition
from tandem.programmes.rules.settlement import HeldSession, claimable_sessions
from tandem.sessions.queries.facts import SeriesFacts, SessionRow, series_facts


def trajectory_facts(trajectory: Trajectory, *, at: datetime | None = None) -> rails.TrajectoryFacts:
    """Everything the rails depend on."""
    definition = trajectory.template.parsed
    series = series_facts(trajectory.series_id)
    reports = dict(Report.objects.filter(trajectory=trajectory).values_list("kind", "finalised_at"))
    settlements = settlements_of(trajectory)
    return rails.TrajectoryFacts(
        status=trajectory.status,
        phase=trajectory.phase,
        last_phase=max(phase.number for phase in definition.phases),
        may_stop_after_phase=definition.phase(trajectory.phase).may_stop_after,
        has_duo=series.has_duo,
        sessions=tuple(_session_facts(row) for row in series.sessions),
        documents=_document_facts(definition, series, reports),
        is_evaluation_complete=series.is_evaluation_complete,
        is_evaluation_open=series.is_evaluation_open,
        settlement_states=tuple(settlements.states.values()),
        has_claimable=bool(_claimable(trajectory, definition, series, settlements)),
        at=at or clock.now(),
    )


def _session_facts(row: SessionRow) -> rails.SessionFacts:
    return rails.SessionFacts(
        session_id=row.session_id, title=row.title, kind=row.kind, phase=row.phase, status=row.status,
        starts_at=row.starts_at, proposed_by_side=row.proposed_by_side, needs_list=row.needs_list,
        is_list_closed=row.is_list_closed, is_reported=row.is_reported, is_financed=row.is_financed, step=row.step,
        half_days=row.half_days,
    )  # fmt: skip


def _document_facts(
    definition: ProgrammeDefinition, series: SeriesFacts, reports: dict[str, datetime | None]
) -> tuple[rails.DocumentFacts, ...]:
    return tuple(
        rails.DocumentFacts(
            kind=plan.kind, title=plan.title, phase=plan.phase,
            is_due=is_step_past(series, plan.after_step), is_final=reports.get(plan.kind) is not None,
            after_step=plan.after_step,
        )
        for plan in definition.documents
    )  # fmt: skip


def is_step_past(series: SeriesFacts, step: str) -> bool:
    """Whether every session of a step that was not cancelled is past."""
    rows = [row for row in series.sessions if row.step == step and row.status != "cancelled"]
    return bool(rows) and all(row.status == "held" for row in rows)


@dataclass(frozen=True, slots=True)
class SettledSoFar:
    """The settlements of a trajectory in their order, and the sessions on them."""

    states: dict[UUID, str]
    session_ids: frozenset[UUID]


def settlements_of(trajectory: Trajectory) -> SettledSoFar:
    """One query."""
    found = Settlement.objects.filter(trajectory=trajectory).order_by("pk")
    rows = list(found.values_list("pk", "status", "lines__session_id"))
    return SettledSoFar(
        {pk: status for pk, status, _ in rows}, frozenset(session_id for _, _, session_id in rows if session_id)
    )


def held_sessions(
    trajectory: Trajectory, series: SeriesFacts, settlements: SettledSoFar | None = None
) -> list[HeldSession]:
    """Sessions as far as money is concerned; `settlements` when they were read already."""
    settled = (settlements or settlements_of(trajectory)).session_ids
    return [
        HeldSession(
            session_id=row.session_id, title=row.title, phase=row.phase, half_days=row.half_days,
            is_financed=row.is_financed, is_held=row.status == "held", has_signed_list=row.is_list_closed,
            needs_list=row.needs_list, is_settled=row.session_id in settled,
        )
        for row in series.sessions
    ]  # fmt: skip


def claimable(trajectory: Trajectory, definition: ProgrammeDefinition, series: SeriesFacts) -> list[HeldSession]:
    """Sessions that may be settled now by the template's trigger."""
    return _claimable(trajectory, definition, series, settlements_of(trajectory))


def _claimable(
    trajectory: Trajectory, definition: ProgrammeDefinition, series: SeriesFacts, settlements: SettledSoFar
) -> list[HeldSession]:
    return claimable_sessions(
        definition, held_sessions(trajectory, series, settlements),
        closed_phases=closed_phases(trajectory, series), is_ended=is_ended(trajectory, definition, series),
    )  # fmt: skip


def closed_phases(trajectory: Trajectory, series: SeriesFacts) -> frozenset[int]:
    """Phases whose sessions are all past or cancelled and that the organisation has left or paused after."""
    phases = {row.phase for row in series.sessions if row.kind != "follow_up_visit"}
    return frozenset(
        number for number in phases
        if all(row.status in ("held", "cancelled") for row in series.sessions
               if row.phase == number and row.kind != "follow_up_visit")
    )  # fmt: skip


def is_ended(trajectory: Trajectory, definition: ProgrammeDefinition, series: SeriesFacts) -> bool:
    """Every financed session of the last phase is past, or the trajectory was stopped."""
    if trajectory.status in ("finished", "stopped"):
        return True
    last = max(phase.number for phase in definition.phases)
    return trajectory.phase == last and len(closed_phases(trajectory, series)) == len(
        {row.phase for row in series.sessions if row.kind != "follow_up_visit"}
    )
