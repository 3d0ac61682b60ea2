"""Which sessions a trajectory starts with: those of phase 1; later phases open when they are decided (seed 000)."""

from dataclasses import dataclass

from tandem.programmes.rules.definition import ProgrammeDefinition, SessionPlan

PLACES_PER_PLAN = 100


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session to open: the plan it comes from, its place in the line, and its title among equals."""

    plan: SessionPlan
    position: int
    title: str


def opening_sessions(definition: ProgrammeDefinition) -> tuple[PlannedSession, ...]:
    """Sessions of the first phase; with one phase that is everything, the follow-up visit included."""
    return sessions_of_phase(definition, min(phase.number for phase in definition.phases))


def sessions_of_phase(
    definition: ProgrammeDefinition, phase: int, *, repeats: int | None = None
) -> tuple[PlannedSession, ...]:
    """The sessions of a phase in order. `repeats` is the agreed number of a repeated session, else as many as allowed."""
    return tuple(
        session
        for index, plan in enumerate(definition.sessions, start=1)
        if plan.phase == phase
        for session in _repeated(plan, index * PLACES_PER_PLAN, repeats)
    )


def phase_maxima(definition: ProgrammeDefinition) -> dict[str, int]:
    """Half-days per phase, where the programme limits a phase."""
    return {str(p.number): p.max_half_days for p in definition.phases if p.max_half_days is not None}


def _repeated(plan: SessionPlan, first: int, repeats: int | None) -> list[PlannedSession]:
    if plan.repeat_up_to == 1:
        return [PlannedSession(plan, first, plan.title)]
    count = min(repeats if repeats is not None else plan.repeat_up_to, plan.repeat_up_to)
    return [PlannedSession(plan, first + number, f"{plan.title} {number}") for number in range(1, count + 1)]
