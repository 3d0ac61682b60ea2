"""From one phase to the next, and what follows the end: pure rules (seed 000)."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tandem.kernel.refusal import Problem
from tandem.programmes.rules.definition import WORK_FORMS, DocumentPlan, ProgrammeDefinition, SessionPlan
from tandem.programmes.rules.opening import PlannedSession, sessions_of_phase
from tandem.sessions.timetable import working_days

TAKE_BACK_DAYS = 14


@dataclass(frozen=True, slots=True)
class ContactMoment:
    """One contact moment as agreed: what it is called and in which work form."""

    title: str = ""
    work_form: str = ""


@dataclass(frozen=True, slots=True)
class NextPhase:
    """The phase after this one: sessions that always take place, and the one whose number is agreed."""

    number: int
    title: str
    plans: tuple[SessionPlan, ...]
    repeated: SessionPlan | None
    most: int


def is_within_take_back(stopped_at: datetime | None, at: datetime) -> bool:
    """Whether stopping for good was so recent that it can be taken back."""
    return stopped_at is not None and at <= stopped_at + timedelta(days=TAKE_BACK_DAYS)


def months_after(day: date, months: int) -> date:
    """The same day some months later; a day that does not exist becomes the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def follow_up_day(ended_on: date, months: int) -> date:
    """Two months after the end (seed 000), moved to the next working day when needed."""
    return next(working_days(months_after(ended_on, months)))


def next_phase(definition: ProgrammeDefinition, phase: int) -> NextPhase | None:
    """What follows a phase; None after the last."""
    following = next((one for one in definition.phases if one.number == phase + 1), None)
    if following is None:
        return None
    plans = definition.sessions_of_phase(following.number)
    repeated = next((plan for plan in plans if plan.repeat_up_to > 1), None)
    fixed = sum(plan.half_days for plan in plans if plan.is_financed and plan is not repeated)
    limit = following.max_half_days if following.max_half_days is not None else definition.max_half_days
    most = min(repeated.repeat_up_to, (limit - fixed) // repeated.half_days) if repeated else 0
    return NextPhase(following.number, following.title, plans, repeated, most)


def contact_moment_problems(phase: NextPhase, moments: Sequence[ContactMoment]) -> list[Problem]:
    """At least one, at most six half-days (seed 000), each in a work form that exists."""
    if phase.repeated is None:
        return []
    problems = []
    if not 1 <= len(moments) <= phase.most:
        problems.append(Problem(f"Kies tussen 1 en {phase.most} contactmomenten.", "contact_moments"))
    if any(moment.work_form not in WORK_FORMS for moment in moments):
        problems.append(Problem("Kies voor elk contactmoment een werkvorm.", "work_form_1"))
    return problems


def planned_sessions(
    definition: ProgrammeDefinition, phase: NextPhase, moments: Sequence[ContactMoment]
) -> list[tuple[PlannedSession, str]]:
    """The sessions of the phase in order with their work form; agreed contact moments take their own title."""
    agreed = iter(moments)
    planned: list[tuple[PlannedSession, str]] = []
    for session in sessions_of_phase(definition, phase.number, repeats=len(moments)):
        moment = next(agreed, ContactMoment()) if session.plan == phase.repeated else ContactMoment()
        title = f"{session.title}: {moment.title}"[:200] if moment.title else session.title
        planned.append((replace(session, title=title), moment.work_form))
    return planned


def missing_documents(
    documents: Iterable[DocumentPlan], final_kinds: Iterable[str], *, phase: int
) -> list[DocumentPlan]:
    """Documents of a phase that are not final: a warning when deciding, never a refusal."""
    done = set(final_kinds)
    return [plan for plan in documents if plan.phase == phase and plan.kind not in done]
