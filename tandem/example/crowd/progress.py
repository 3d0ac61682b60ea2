"""How far a course is on a day: its sessions, papers and money. Pure; whose turn it is follows from the room's own rule."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tandem.example.crowd.layout import TALK_FORTNIGHT, VISIT_FORTNIGHT, Course, Period
from tandem.programmes.rules import rails
from tandem.programmes.rules.definition import DocumentPlan, ProgrammeDefinition, SessionPlan
from tandem.programmes.rules.opening import sessions_of_phase
from tandem.sessions import rules

CONTACT_MOMENTS = 4
DAYS_BEFORE = {
    "submitted": 60,
    "decided": 50,
    "released": 48,
    "duo": 45,
    "proposed": 40,
    "confirmed": 38,
    "reported": 37,
}
DAYS_AFTER = {"document": 14, "evaluation": 9, "claimed": 5, "accepted": 20, "paid": 40, "note": 7}
UNDATED_LANES, PROPOSED_LANE, LATE_LANE, PAUSED_LANE, STOPPED_LANE = (0, 5), 1, 2, 3, 4
STOPPED_CYCLE, HELD_BEFORE_STOP = 4, 3
VISIT_KIND = "follow_up_visit"


@dataclass(slots=True, eq=False)
class Meeting:
    """One session of a course; equal only to itself."""

    plan: SessionPlan
    position: int
    title: str
    status: str
    period: Period | None
    is_list_closed: bool = False

    @property
    def ends_at(self) -> datetime:
        """The end of a session that has a date."""
        assert self.period is not None  # noqa: S101
        return self.period[1]


@dataclass(slots=True)
class Claim:
    """One settlement: the sessions on it and when each step was taken."""

    meetings: list[Meeting]
    claimable_at: datetime
    claimed_at: datetime | None = None
    accepted_at: datetime | None = None
    paid_at: datetime | None = None

    @property
    def status(self) -> str:
        """The state these moments lead to."""
        return "paid" if self.paid_at else "accepted" if self.accepted_at else "claimed" if self.claimed_at else "open"


@dataclass(slots=True)
class Progress:
    """Everything about one course on a day."""

    course: Course
    definition: ProgrammeDefinition
    now: datetime
    meetings: list[Meeting] = field(default_factory=list)
    phase: int = 1
    status: str = "active"
    ended_at: datetime | None = None
    documents: dict[str, datetime] = field(default_factory=dict)
    evaluated_at: datetime | None = None
    claims: list[Claim] = field(default_factory=list)
    finished_at: datetime | None = None

    def moment(self, what: str) -> datetime:
        """When something before the first session happened."""
        return self.course.period(0)[0] - timedelta(days=DAYS_BEFORE[what])


def progress_of(course: Course, definition: ProgrammeDefinition, *, now: datetime) -> Progress:
    """Walk a course up to now."""
    found = Progress(course=course, definition=definition, now=now)
    phases = [phase.number for phase in definition.phases]
    fortnights = iter(range(6))
    for number in phases:
        if number > phases[0] and not _goes_on(found):
            break
        found.phase = number
        found.meetings += _meetings(found, number, fortnights)
    _end(found, last_phase=phases[-1])
    _write_documents(found)
    _settle(found)
    _visit(found)
    return found


def _goes_on(found: Progress) -> bool:
    """The next phase opens when this one is past, unless the organisation pauses (seed 000)."""
    if not all(meeting.is_list_closed for meeting in found.meetings if meeting.plan.needs_list):
        return False
    if found.course.lane == PAUSED_LANE and found.course.cycle % 2:
        found.status = "paused"
    return found.status == "active"


def _meetings(found: Progress, phase: int, fortnights: Iterator[int]) -> Iterator[Meeting]:
    for planned in sessions_of_phase(found.definition, phase, repeats=CONTACT_MOMENTS):
        if planned.plan.kind == VISIT_KIND:
            period, status = None, rules.TO_PLAN
        else:
            fortnight = TALK_FORTNIGHT if planned.plan.kind == "exploratory_talk" else next(fortnights)
            period = found.course.period(fortnight)
            status = _status(found, period)
        meeting = Meeting(
            planned.plan, planned.position, planned.title, status, None if status == rules.TO_PLAN else period
        )
        meeting.is_list_closed = status == rules.HELD and planned.plan.needs_list and not _is_late(found, meeting)
        yield meeting


def _status(found: Progress, period: Period) -> str:
    if period[1] < found.now:
        return rules.HELD
    if found.course.lane in UNDATED_LANES:
        return rules.TO_PLAN
    return rules.PROPOSED if found.course.lane == PROPOSED_LANE else rules.CONFIRMED


def _is_late(found: Progress, meeting: Meeting) -> bool:
    """The list of the last two weeks of one lane is still open: a repair is proposed."""
    is_recent = meeting.ends_at > found.now - timedelta(days=14)
    return found.course.lane == LATE_LANE and found.course.is_present and is_recent


def _end(found: Progress, *, last_phase: int) -> None:
    workshops = [meeting for meeting in found.meetings if meeting.plan.kind != VISIT_KIND]
    if found.course.lane == STOPPED_LANE and found.course.cycle == STOPPED_CYCLE:
        _stop(found, workshops)
    elif all(meeting.status == rules.HELD for meeting in workshops) and found.phase == last_phase:
        found.ended_at = max(meeting.ends_at for meeting in workshops)
        found.evaluated_at = _past(found, found.ended_at, "evaluation")


def _stop(found: Progress, workshops: list[Meeting]) -> None:
    """Half-way the organisation could not go on: the rest does not take place."""
    found.status = "stopped"
    for meeting in found.meetings:
        if meeting not in workshops[:HELD_BEFORE_STOP]:
            meeting.status, meeting.period, meeting.is_list_closed = rules.CANCELLED, None, False


def _past(found: Progress, since: datetime, what: str) -> datetime | None:
    """The moment something follows, or None while that lies ahead."""
    at = since + timedelta(days=DAYS_AFTER[what])
    return at if at < found.now else None


def _write_documents(found: Progress) -> None:
    for document in found.definition.documents:
        steps = [meeting for meeting in found.meetings if meeting.plan.step == document.after_step]
        if document.kind != "follow_up_note" and steps and all(step.status == rules.HELD for step in steps):
            written_at = _past(found, max(step.ends_at for step in steps), "document")
            if written_at:
                found.documents[document.kind] = written_at


def _settle(found: Progress) -> None:
    ready = [meeting for meeting in found.meetings if meeting.plan.is_financed and meeting.is_list_closed]
    if found.definition.settlement_trigger == "per_phase":
        groups = [[meeting for meeting in ready if meeting.plan.phase == phase] for phase in (1, 2)]
    else:
        groups = [ready]
    for group in filter(None, groups):
        phase = {meeting.plan.phase for meeting in group}
        if found.status == "stopped" or _is_complete(found, phase):
            found.claims.append(_claim(found, group))


def _is_complete(found: Progress, phases: set[int]) -> bool:
    """Every session of these phases, the visit apart, is past."""
    sessions = [m for m in found.meetings if m.plan.phase in phases and m.plan.kind != VISIT_KIND]
    return all(meeting.status == rules.HELD for meeting in sessions)


def _claim(found: Progress, meetings: list[Meeting]) -> Claim:
    since = max(meeting.ends_at for meeting in meetings)
    return Claim(
        meetings, since, claimed_at=_past(found, since, "claimed"), accepted_at=_past(found, since, "accepted"),
        paid_at=_past(found, since, "paid"),
    )  # fmt: skip


def _visit(found: Progress) -> None:
    """Two months after the end the duo comes back; with its note the trajectory is finished."""
    visit = next((meeting for meeting in found.meetings if meeting.plan.kind == VISIT_KIND), None)
    if visit is None or found.ended_at is None or found.status != "active":
        return
    period = found.course.period(VISIT_FORTNIGHT)
    visit.period = period
    visit.status = rules.HELD if period[1] < found.now else rules.CONFIRMED
    noted_at = _past(found, period[1], "note")
    if visit.status == rules.HELD and noted_at:
        found.documents["follow_up_note"] = noted_at
        found.finished_at, found.status = noted_at, "finished"


def facts_of(found: Progress) -> rails.TrajectoryFacts:
    """What the rule on turns asks about a course."""
    return rails.TrajectoryFacts(
        status=found.status, phase=found.phase, last_phase=max(phase.number for phase in found.definition.phases),
        may_stop_after_phase=found.definition.phase(found.phase).may_stop_after, has_duo=True,
        sessions=tuple(_session_facts(found, meeting) for meeting in found.meetings),
        documents=tuple(_document_facts(found, plan) for plan in found.definition.documents),
        is_evaluation_complete=found.evaluated_at is not None,
        settlement_states=tuple(claim.status for claim in found.claims), has_claimable=False, at=found.now,
    )  # fmt: skip


def _session_facts(found: Progress, meeting: Meeting) -> rails.SessionFacts:
    plan = meeting.plan
    return rails.SessionFacts(
        session_id=None, title=meeting.title, kind=plan.kind, phase=plan.phase, status=meeting.status,  # type: ignore[arg-type]
        starts_at=meeting.period[0] if meeting.period else None,
        proposed_by_side=rules.ORGANISATION_SIDE if meeting.status == rules.PROPOSED else "",
        needs_list=plan.needs_list, is_list_closed=meeting.is_list_closed, is_reported=is_reported(meeting),
        is_financed=plan.is_financed,
    )  # fmt: skip


def _document_facts(found: Progress, plan: DocumentPlan) -> rails.DocumentFacts:
    steps = [meeting for meeting in found.meetings if meeting.plan.step == plan.after_step]
    is_due = bool(steps) and all(meeting.status == rules.HELD for meeting in steps)
    return rails.DocumentFacts(plan.kind, plan.title, plan.phase, is_due, plan.kind in found.documents)


def is_reported(meeting: Meeting) -> bool:
    """Whether the organisation passed the date on to the fund."""
    return meeting.plan.is_financed and meeting.status in (rules.CONFIRMED, rules.HELD)


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment, or None."""
    return moment.date() if moment else None
