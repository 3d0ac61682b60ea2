"""After a phase the organisation goes on, stops for now and resumes later, or stops for good (seed 000)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import access, audit
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state
from tandem.programmes.actions import notices
from tandem.programmes.actions.drafting import discard_draft
from tandem.programmes.actions.turns import refresh_turn
from tandem.programmes.models import PhaseDecision, Trajectory
from tandem.programmes.queries.phase import stopped_at
from tandem.programmes.rules import states
from tandem.programmes.rules.phases import (
    TAKE_BACK_DAYS,
    ContactMoment,
    NextPhase,
    contact_moment_problems,
    is_within_take_back,
    next_phase,
    planned_sessions,
)
from tandem.sessions.actions.series import (
    NewSession,
    add_sessions,
    cancel_open_sessions,
    replan_cancelled_sessions,
)

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotDecidePhase(Refusal):
    """The trajectory is over, or this choice does not fit."""


class CannotStop(Refusal):
    """Stopping for good asks a reason."""


class CannotTakeBack(Refusal):
    """It was stopped too long ago."""


@transaction.atomic
def continue_trajectory(
    trajectory: Trajectory, *, moments: Sequence[ContactMoment], note: str = "", version: int | None = None, by: Person,
    at: datetime,
) -> PhaseDecision:  # fmt: skip
    """Start the next phase now, also after a pause: its sessions appear and dates can be agreed."""
    trajectory = _locked(trajectory, version)
    choice = "resume" if trajectory.status == states.PAUSED else "continue"
    if choice == "continue" and trajectory.status != states.ACTIVE:
        raise CannotDecidePhase(_("Dit traject loopt niet meer."))
    phase = next_phase(trajectory.template.parsed, trajectory.phase)
    if phase is None:
        raise CannotDecidePhase(_("Dit was de laatste fase. Er komt geen volgende."))
    CannotDecidePhase.if_any(contact_moment_problems(phase, moments))
    decision = _decide(trajectory, choice, note=note, contact_moments=len(moments), by=by, at=at)
    trajectory.status = states.ACTIVE
    trajectory.phase = phase.number
    _save(trajectory, "status", "phase")
    add_sessions(trajectory.series, sessions=_new_sessions(trajectory, phase, moments), by=by, at=at)
    act = "trajectory.resumed" if choice == "resume" else "trajectory.continued"
    audit.record(act, trajectory, by=by, at=at, phase=phase.number, contact_moments=len(moments))
    _tell(trajectory, decision, _("%(number)s gaat verder met %(phase)s.") % {
        "number": trajectory.number, "phase": phase.title,
    }, by=by, at=at)  # fmt: skip
    refresh_turn(trajectory, at=at)
    return decision


def _new_sessions(trajectory: Trajectory, phase: NextPhase, moments: Sequence[ContactMoment]) -> list[NewSession]:
    return [
        NewSession(
            step=planned.plan.step, phase=phase.number, kind=planned.plan.kind, title=planned.title,
            group_kind=planned.plan.group_kind, half_days=planned.plan.half_days, is_financed=planned.plan.is_financed,
            needs_list=planned.plan.needs_list, position=planned.position, work_form=work_form,
        )
        for planned, work_form in planned_sessions(trajectory.template.parsed, phase, moments)
    ]  # fmt: skip


@transaction.atomic
def pause_trajectory(
    trajectory: Trajectory, *, note: str = "", version: int | None = None, by: Person, at: datetime
) -> PhaseDecision:
    """Stop for now: open sessions do not take place, what was held can be settled, resuming stays possible."""
    trajectory = _locked(trajectory, version)
    status = next_state(states.TRAJECTORY_STATES, "pause", trajectory.status)
    if not trajectory.template.parsed.phase(trajectory.phase).may_stop_after:
        raise CannotDecidePhase(
            _("In dit programma kan je na deze fase niet even stoppen. Stoppen voor altijd kan wel.")
        )
    decision = _decide(trajectory, "stop_for_now", note=note, contact_moments=None, by=by, at=at)
    trajectory.status = status
    _save(trajectory, "status")
    reason = _("De organisatie stopt voorlopig na fase %(phase)s.") % {"phase": trajectory.phase}
    cancelled = cancel_open_sessions(trajectory.series, reason=reason, by=by, at=at)
    audit.record("trajectory.paused", trajectory, by=by, at=at, phase=trajectory.phase, cancelled=cancelled)
    _tell(trajectory, decision, _("%(number)s stopt voorlopig. Hervatten kan later.") % {"number": trajectory.number},
          by=by, at=at)  # fmt: skip
    refresh_turn(trajectory, at=at)
    return decision


@transaction.atomic
def stop_trajectory(
    trajectory: Trajectory, *, reason: str, version: int | None = None, by: Person, at: datetime
) -> Trajectory:
    """Stop for good. Everybody concerned reads the reason; held sessions can still be settled."""
    trajectory = _locked(trajectory, version)
    status = next_state(states.TRAJECTORY_STATES, "stop", trajectory.status)
    if not reason.strip():
        raise CannotStop(Problem(_("Schrijf in een paar zinnen waarom het traject stopt."), "reason"))
    trajectory.status, trajectory.stop_reason = status, reason.strip()[:500]
    _save(trajectory, "status", "stop_reason")
    cancelled = cancel_open_sessions(trajectory.series, reason=trajectory.stop_reason[:300], by=by, at=at)
    audit.record("trajectory.stopped", trajectory, by=by, at=at, phase=trajectory.phase, cancelled=cancelled)
    line = _("%(number)s stopt. De reden: %(reason)s") % {"number": trajectory.number, "reason": trajectory.stop_reason}
    _tell(trajectory, trajectory, line, by=by, at=at)
    refresh_turn(trajectory, at=at)
    return trajectory


@transaction.atomic
def take_back_stop(trajectory: Trajectory, *, version: int | None = None, by: Person, at: datetime) -> Trajectory:
    """Undo stopping for good, in its first weeks: what was open can be planned again, what was paused stays paused."""
    trajectory = _locked(trajectory, version)
    status = next_state(states.TRAJECTORY_STATES, _way_back(trajectory), trajectory.status)
    if not is_within_take_back(stopped_at(trajectory), at):
        raise CannotTakeBack(
            _("Dit traject is langer dan %(days)s dagen geleden stopgezet. Vraag een nieuw traject aan.")
            % {"days": TAKE_BACK_DAYS}
        )
    reason, trajectory.status, trajectory.stop_reason = trajectory.stop_reason, status, ""
    _save(trajectory, "status", "stop_reason")
    replanned = replan_cancelled_sessions(trajectory.series, reason=reason[:300], by=by, at=at)
    with access.as_system():  # an organisation does not see settlements
        discarded = discard_draft(trajectory)
    audit.record("trajectory.stop_taken_back", trajectory, by=by, at=at, replanned=replanned, drafts=discarded)
    line = _("%(number)s gaat toch verder. De datums van open bijeenkomsten zijn vrij: spreek ze opnieuw af.")
    _tell(trajectory, trajectory, line % {"number": trajectory.number}, by=by, at=at)
    refresh_turn(trajectory, at=at)
    return trajectory


def _way_back(trajectory: Trajectory) -> str:
    last = trajectory.phase_decisions.last()
    return "take_back_stop_while_paused" if last and last.choice == "stop_for_now" else "take_back_stop"


def _locked(trajectory: Trajectory, version: int | None) -> Trajectory:
    rows = Trajectory.objects.select_for_update(of=("self",)).select_related("template", "series")
    current = rows.get(pk=trajectory.pk)
    if version is not None and current.version != version:
        raise Conflict(Problem(_("Iemand besliste net over dit traject. Bekijk wat er nu staat.")), current=current)
    return current


def _decide(
    trajectory: Trajectory, choice: str, *, note: str, contact_moments: int | None, by: Person, at: datetime
) -> PhaseDecision:
    return PhaseDecision.objects.create(
        trajectory=trajectory, phase=trajectory.phase, choice=choice, note=note, contact_moments=contact_moments,
        made_at=at, made_by=by,
    )  # fmt: skip


def _save(trajectory: Trajectory, *fields: str) -> None:
    trajectory.version += 1
    trajectory.save(update_fields=[*fields, "version"])


def _tell(trajectory: Trajectory, about: PhaseDecision | Trajectory, line: str, *, by: Person, at: datetime) -> None:
    """Organisation, provider and fund hear it; the last because it pays."""
    people = [
        *notices.people_of_organisation(trajectory, at=at),
        *notices.people_of_provider(trajectory, at=at),
        *notices.people_of_fund(trajectory, at=at),
    ]
    notices.tell(
        people, trajectory, key=f"phase:{about.pk}:{trajectory.version}", page="trajectory", arguments=(trajectory.pk,),
        subject=_("Nieuws over traject %(number)s") % {"number": trajectory.number}, line=line, by=by, at=at,
    )  # fmt: skip
