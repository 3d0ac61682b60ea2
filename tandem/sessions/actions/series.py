"""A series of sessions: open it, add to it, cancel what has not taken place, plan the follow-up visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock
from tandem.kernel.refusal import Refusal
from tandem.sessions import rules, timetable
from tandem.sessions.actions.bookings import busy_people, locked_series
from tandem.sessions.actions.dates import Proposal, cancel_session, propose_dates, replan_session
from tandem.sessions.models import Duo, Series, Session
from tandem.sessions.queries.dates import usual_directions, usual_place

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person


class CannotAddSessions(Refusal):
    """More half-days than the programme finances."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """One session as the programme foresees it; position 0 means: after the others."""

    step: str
    phase: int
    kind: str
    title: str
    group_kind: str = ""
    half_days: int = 1
    is_financed: bool = True
    needs_list: bool = True
    position: int = 0
    expected_participants: int = 0
    work_form: str = ""


@transaction.atomic
def open_series(
    *, title: str, organisation: Organisation, provider: Organisation, funder: Organisation | None,
    max_half_days: int, phase_maxima: Mapping[str, int], expected_participants: int, place: str,
    sessions: Iterable[NewSession], by: Person | None, at: datetime,
) -> Series:  # fmt: skip
    """A series with its first sessions, still without duo and dates."""
    series = Series.objects.create(
        title=title, organisation=organisation, provider=provider, funder=funder, max_half_days=max_half_days,
        phase_maxima=dict(phase_maxima), expected_participants=expected_participants, place=place, made_at=at,
    )  # fmt: skip
    rows = _add(series, tuple(sessions), at=at)
    audit.record("sessions.open_series", series, by=by, at=at, sessions=len(rows))
    return series


@transaction.atomic
def add_sessions(series: Series, *, sessions: Iterable[NewSession], by: Person | None, at: datetime) -> list[Session]:
    """More sessions after the others, up to the half-days of the programme and of the phase."""
    series = locked_series(series.pk)
    rows = _add(series, tuple(sessions), at=at)
    audit.record("sessions.add_sessions", series, by=by, at=at, sessions=[str(row.pk) for row in rows])
    return rows


def _add(series: Series, plans: Sequence[NewSession], *, at: datetime) -> list[Session]:
    _refuse_too_many(series, plans)
    last = series.sessions.aggregate(last=Max("position"))["last"] or 0
    duo = Duo.objects.filter(series=series, ended_at__isnull=True).first()
    return [
        Session.objects.create(
            series=series, position=plan.position or last + number, step=plan.step, phase=plan.phase, kind=plan.kind,
            title=plan.title, group_kind=plan.group_kind, work_form=plan.work_form, half_days=plan.half_days,
            is_financed=plan.is_financed, needs_list=plan.needs_list, place=series.place, changed_at=at,
            expected_participants=plan.expected_participants or series.expected_participants,
            trainer_id=duo.trainer_id if duo else None,
            experiential_expert_id=duo.experiential_expert_id if duo else None,
        )
        for number, plan in enumerate(plans, start=1)
    ]  # fmt: skip


def _refuse_too_many(series: Series, plans: Sequence[NewSession]) -> None:
    planned = timetable.phase_sums(series.sessions.financed().values_list("phase", "half_days"))
    extra = timetable.phase_sums((plan.phase, plan.half_days) for plan in plans if plan.is_financed)
    CannotAddSessions.if_any(
        rules.half_day_problems(planned.values(), sum(extra.values()), series.max_half_days)
        or timetable.phase_problems(planned, extra, series.phase_maxima)
    )


@transaction.atomic
def cancel_open_sessions(
    series: Series, *, phase: int | None = None, reason: str, by: Person | None, at: datetime
) -> int:
    """Cancel every session that has not taken place, of one phase or of all; everybody concerned is told."""
    series = locked_series(series.pk)
    still_open = series.sessions.filter(status__in=[rules.TO_PLAN, rules.PROPOSED, rules.CONFIRMED])
    if phase is not None:
        still_open = still_open.filter(phase=phase)
    sessions = list(still_open.in_order())
    for session in sessions:
        cancel_session(session, reason=reason, by=by, at=at)
    return len(sessions)


@transaction.atomic
def replan_cancelled_sessions(series: Series, *, reason: str, by: Person, at: datetime) -> int:
    """Take up again every session that was cancelled for one reason; their dates are free, so they get new ones."""
    series = locked_series(series.pk)
    sessions = list(series.sessions.filter(status=rules.CANCELLED, cancel_reason=reason).in_order())
    for session in sessions:
        replan_session(session, by=by, at=at)
    return len(sessions)


@transaction.atomic
def plan_follow_up(series: Series, *, on: date, by: Person | None, at: datetime) -> Session:
    """Propose the visit on the first working day from `on` that suits the duo (seed 000: two months after the end).

    A visit that already has a date stays as people left it.
    """
    series = locked_series(series.pk)
    visit = _open_visit(series) or _new_visit(series, at=at)
    if visit.status != rules.TO_PLAN:
        return visit
    starts_at, ends_at = _first_free_half_day(visit, _not_before(series, on, at=at))
    proposal = Proposal(
        starts_at=starts_at, ends_at=ends_at, place=visit.place or usual_place(series), version=visit.version,
        directions=visit.directions or usual_directions(series) or _("Zelfde plaats als de vorige keer."),
        note=_("Twee maanden na het einde komt het duo terug. Past deze dag niet? Stel een andere dag voor."),
    )  # fmt: skip
    return propose_dates(series, proposals={visit.pk: proposal}, side=rules.PROVIDER_SIDE, by=by, at=at)[0]


def _open_visit(series: Series) -> Session | None:
    return series.sessions.filter(kind=rules.FOLLOW_UP).exclude(status=rules.CANCELLED).in_order().first()


def _not_before(series: Series, on: date, *, at: datetime) -> date:
    """In the future, and after the last session that has a date."""
    dated = series.sessions.exclude(status=rules.CANCELLED).exclude(kind=rules.FOLLOW_UP)
    last = dated.aggregate(last=Max("ends_at"))["last"]
    return max(on, clock.local(max(at, last) if last else at).date() + timedelta(days=1))


def _new_visit(series: Series, *, at: datetime) -> Session:
    phase = series.sessions.aggregate(last=Max("phase"))["last"] or 1
    plan = NewSession(step=rules.FOLLOW_UP, phase=phase, kind=rules.FOLLOW_UP, title=_("Feedbackmoment"), group_kind="applicants",
                      is_financed=False, needs_list=False)  # fmt: skip
    return _add(series, [plan], at=at)[0]


def _first_free_half_day(visit: Session, first: date) -> tuple[datetime, datetime]:
    people = [person for person in (visit.trainer_id, visit.experiential_expert_id) if person]
    for day in timetable.working_days(first):
        starts, ends = (clock.moment_on(day, hour.hour, hour.minute) for hour in timetable.FOLLOW_UP_HOURS)
        if (day - first).days > 60 or not busy_people(people, starts, ends, except_session=visit.pk):
            return starts, ends
    raise AssertionError("working days never end")
