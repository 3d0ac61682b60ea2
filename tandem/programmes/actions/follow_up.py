"""After the last workshop: the evaluation opens, the visit two months later is planned, and then the trajectory is done."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import access, audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state
from tandem.programmes.actions.turns import refresh_turn
from tandem.programmes.models import Recommendation, Report, Trajectory
from tandem.programmes.rules import states
from tandem.programmes.rules.definition import ProgrammeDefinition
from tandem.programmes.rules.phases import follow_up_day
from tandem.sessions.actions.evaluation import open_evaluation
from tandem.sessions.actions.series import plan_follow_up
from tandem.sessions.events import SeriesChanged
from tandem.sessions.queries.facts import SeriesFacts, series_facts

if TYPE_CHECKING:
    from tandem.identity.models import Person

MOVES_ON = frozenset({"session_held", "session_cancelled", "list_closed"})
VISIT = "follow_up_visit"


def after_series_change(event: SeriesChanged) -> None:
    """A session is past or will not take place: see whether the trajectory ended, or is done."""
    if event.what not in MOVES_ON:
        return
    with access.as_system():
        trajectory = _active(series_id=event.series_id)
        if trajectory is not None:
            _end_sessions(trajectory, at=event.at)
            finish_when_ready(trajectory, by=None, at=event.at)


def _active(**wanted: object) -> Trajectory | None:
    rows = Trajectory.objects.select_for_update(of=("self",)).select_related("template", "series")
    return rows.filter(status=states.ACTIVE, **wanted).first()


def _end_sessions(trajectory: Trajectory, *, at: datetime) -> None:
    """When the last financed session is past: evaluation open, end and visit known. Doing it again changes nothing."""
    definition = trajectory.template.parsed
    ended_on = last_day_of(definition, trajectory.phase, series_facts(trajectory.series_id))
    if ended_on is None or ended_on == trajectory.ended_on:
        return
    trajectory.ended_on = ended_on
    trajectory.follow_up_on = follow_up_day(ended_on, definition.follow_up_months)
    trajectory.version += 1
    trajectory.save(update_fields=["ended_on", "follow_up_on", "version"])
    open_evaluation(trajectory.series, by=None, at=at)
    if any(plan.kind == VISIT for plan in definition.sessions):
        _plan_visit(trajectory, on=trajectory.follow_up_on, at=at)
    audit.record(
        "trajectory.ended", trajectory, by=None, at=at, ended_on=ended_on, follow_up_on=trajectory.follow_up_on
    )
    refresh_turn(trajectory, at=at)


def _plan_visit(trajectory: Trajectory, *, on: date, at: datetime) -> None:
    """Propose the day; when that cannot be done (no place is known), people plan it and the last workshop still counts."""
    with suppress(Refusal), transaction.atomic():
        plan_follow_up(trajectory.series, on=on, by=None, at=at)


def last_day_of(definition: ProgrammeDefinition, phase: int, series: SeriesFacts) -> date | None:
    """Day of the last financed session, when it is past and no financed session is still open; else None."""
    if phase != max(one.number for one in definition.phases):
        return None
    financed = [row for row in series.sessions if row.is_financed and row.status != "cancelled"]
    held = [row.starts_at for row in financed if row.status == "held" and row.starts_at]
    is_over = len(held) == len(financed) and any(row.phase == phase for row in financed)
    return clock.local(max(held)).date() if is_over else None


@transaction.atomic
def finish_when_ready(trajectory: Trajectory, *, by: Person | None, at: datetime) -> bool:
    """Finish when the follow-up visit took place and its note is final; says whether that was so."""
    with access.as_system():
        current = _active(pk=trajectory.pk)
        if current is None or not _is_done(current):
            return False
        finish_trajectory(current, by=by, at=at)
        return True


@transaction.atomic
def finish_trajectory(trajectory: Trajectory, *, by: Person | None, at: datetime) -> None:
    """The trajectory is done; what is still to be settled stays on the line."""
    trajectory.status = next_state(states.TRAJECTORY_STATES, "finish", trajectory.status)
    trajectory.finished_at = at
    trajectory.version += 1
    trajectory.save(update_fields=["status", "finished_at", "version"])
    audit.record("trajectory.finished", trajectory, by=by, at=at)
    refresh_turn(trajectory, at=at)


def _is_done(trajectory: Trajectory) -> bool:
    definition = trajectory.template.parsed
    if trajectory.ended_on is None:
        return False
    visits = [s for s in series_facts(trajectory.series_id).sessions if s.kind == VISIT and s.status != "cancelled"]
    has_visit = any(plan.kind == VISIT for plan in definition.sessions)
    if has_visit and (not visits or any(visit.status != "held" for visit in visits)):
        return False
    notes = Report.objects.filter(trajectory=trajectory, kind="follow_up_note", finalised_at__isnull=False)
    return definition.document("follow_up_note") is None or notes.exists()


class CannotUpdateRecommendation(Refusal):
    """The report is not final, or a reason misses."""


class RecommendationConflict(Conflict):
    """Somebody else just changed the same one; `current` is what stands there now."""

    current: list[Recommendation]


@dataclass(frozen=True, slots=True)
class RecommendationState:
    """What became of one recommendation; `seen` is the state the person saw when answering."""

    state: str
    note: str = ""
    seen: str = ""


@transaction.atomic
def update_recommendations(
    trajectory: Trajectory, *, updates: Mapping[int, RecommendationState], by: Person, at: datetime
) -> int:
    """Tick off the checklist: busy, done, or dropped because. Returns how many changed."""
    rows = Recommendation.objects.select_for_update(of=("self",)).filter(trajectory=trajectory, pk__in=updates)
    changed = [row for row in rows if (row.state, row.note) != (updates[row.pk].state, updates[row.pk].note)]
    _refuse_wrong_updates(changed, updates)
    for row in changed:
        row.state, row.note, row.changed_at = updates[row.pk].state, updates[row.pk].note, at
        row.save(update_fields=["state", "note", "changed_at"])
    if changed:
        states_of = [f"{row.pk}:{row.state}" for row in changed]
        audit.record("recommendations.updated", trajectory, by=by, at=at, recommendations=states_of)
    return len(changed)


def _refuse_wrong_updates(changed: list[Recommendation], updates: Mapping[int, RecommendationState]) -> None:
    CannotUpdateRecommendation.if_any(
        Problem(_("Schrijf kort waarom jullie dit niet doen."), f"note_{row.pk}")
        for row in changed
        if updates[row.pk].state == "dropped" and not updates[row.pk].note
    )
    clashing = [row for row in changed if updates[row.pk].seen and updates[row.pk].seen != row.state]
    if clashing:
        text = _("Iemand zette «%(text)s» intussen op «%(state)s». Kijk na en bewaar opnieuw.")
        raise RecommendationConflict(
            *(
                Problem(text % {"text": row.text, "state": row.get_state_display()}, f"state_{row.pk}")
                for row in clashing
            ),
            current=clashing,
        )
