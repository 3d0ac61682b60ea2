"""Dates of sessions: propose, withdraw, confirm, move, cancel, report to the fund, and past (seeds 000 and 001)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock, dutch
from tandem.kernel.events import publish
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state
from tandem.sessions import rules, timetable
from tandem.sessions.actions import notices
from tandem.sessions.actions.bookings import (
    book_duo,
    busy_problems,
    expect_version,
    free_duo,
    locked_series,
    locked_session,
    raise_sequence,
    save_change,
)
from tandem.sessions.actions.invitations import refresh_invitations
from tandem.sessions.events import SeriesChanged, What
from tandem.sessions.models import Series, Session
from tandem.sessions.queries.people import expert_facts, trainer_facts
from tandem.sessions.timetable import Place, Proposal

if TYPE_CHECKING:
    from tandem.identity.models import Person

__all__ = [
    "CannotCancel", "CannotConfirm", "CannotHold", "CannotPropose", "CannotReport", "Place", "Proposal", "cancel_session",
    "change_place", "confirm_date", "mark_held", "propose_dates", "replan_session", "report_dates",
    "withdraw_proposal",
]  # fmt: skip
PLACE_FIELDS = ("place", "is_remote", "remote_link", "directions")
NO_PROPOSAL: Mapping[str, object] = {
    "starts_at": None, "ends_at": None, "proposed_by_side": "", "proposed_at": None, "proposal_note": "",
    "confirmed_at": None,
}  # fmt: skip


class CannotPropose(Refusal):
    """This date does not fit."""


class CannotConfirm(Refusal):
    """The proposal cannot become an appointment."""


class CannotCancel(Refusal):
    """Cancelling asks a reason."""


class CannotReport(Refusal):
    """There is nothing to report to the fund."""


class CannotHold(Refusal):
    """The session is not over yet."""


@transaction.atomic
def propose_dates(
    series: Series, *, proposals: Mapping[UUID, Proposal], side: str, by: Person | None, at: datetime
) -> list[Session]:
    """Propose dates for one or more sessions, all or none. A confirmed date is given up and confirmed anew."""
    series = locked_series(series.pk)
    sessions = list(series.sessions.select_for_update(of=("self",)).select_related("trainer", "experiential_expert"))
    chosen = [session for session in sorted(sessions, key=_order) if session.pk in proposals]
    for session in chosen:
        session.series = series
        expect_version(session, proposals[session.pk].version)
    CannotPropose.if_any(_proposal_problems(sessions, proposals, at=at))
    for session in chosen:
        _propose(session, proposals[session.pk], side=side, by=by, at=at)
    notices.tell_proposed(series, chosen, side=side, by=by, at=at)
    _publish(series, "dates_proposed", chosen[0] if len(chosen) == 1 else None, by=by, at=at)
    return chosen


def _order(session: Session) -> tuple[bool, int, int]:
    return timetable.place_in_order(session.kind, session.phase, session.position)


def _proposal_problems(sessions: list[Session], proposals: Mapping[UUID, Proposal], *, at: datetime) -> list[Problem]:
    problems = [] if proposals else [Problem(_("Vul minstens één datum in."))]
    for session in sessions:
        if session.pk in proposals:
            next_state(rules.SESSION_STATES, "propose", session.status)
            problems += _problems_of_one(session, proposals[session.pk], at=at)
    line = [_placed(session, proposals.get(session.pk)) for session in sessions if session.status != rules.CANCELLED]
    return problems or timetable.order_problems(line, frozenset(proposals))


def _problems_of_one(session: Session, proposal: Proposal, *, at: datetime) -> list[Problem]:
    hours = rules.date_problems(proposal.starts_at, proposal.ends_at, at=at, half_days=session.half_days)
    problems = hours + timetable.place_problems(proposal)
    problems = problems or busy_problems(session, proposal.starts_at, proposal.ends_at, field="day") + _signed_problems(
        session
    )
    return [Problem(problem.text, timetable.field_of(session.pk, problem.field)) for problem in problems]


def _signed_problems(session: Session) -> list[Problem]:
    """People already signed for this half-day: their signatures would end up with another day."""
    if not session.attendances.exists():
        return []
    return [Problem(_("Er staan al handtekeningen op de lijst. Maak die eerst ongedaan, of sluit de lijst af."), "day")]


def _placed(session: Session, proposal: Proposal | None) -> timetable.Placed:
    period = proposal or session
    return timetable.Placed(session.pk, session.title, _order(session), period.starts_at, period.ends_at)


def _propose(session: Session, proposal: Proposal, *, side: str, by: Person | None, at: datetime) -> None:
    was = session.status
    session.status = next_state(rules.SESSION_STATES, "propose", session.status)
    session.starts_at, session.ends_at = proposal.starts_at, proposal.ends_at
    _set_place(session, proposal)
    session.proposed_by_side, session.proposed_at, session.proposal_note = side, at, proposal.note
    session.confirmed_at = None
    _give_up_appointment(session, was=was, by=by, at=at)
    save_change(session, "status", *NO_PROPOSAL, *PLACE_FIELDS, "reported_at", "calendar_sequence", at=at)
    audit.record("sessions.propose_date", session, by=by, at=at, side=side, was=was)
    refresh_invitations(session, by=by, at=at)


def _set_place(session: Session, where: Place | Proposal) -> None:
    session.is_remote = where.is_remote
    session.place = "" if where.is_remote else where.place
    session.remote_link = where.remote_link if where.is_remote else ""
    session.directions = where.directions


def _give_up_appointment(session: Session, *, was: str, by: Person | None, at: datetime) -> None:
    """What was agreed no longer holds: half-days are free again, and a reported date asks a new report (seed 000)."""
    if was != rules.CONFIRMED:
        return
    free_duo(session)
    raise_sequence(session)
    if session.reported_at is not None:
        session.reported_at = None
        notices.ask_new_report(session, by=by, at=at)


@transaction.atomic
def withdraw_proposal(session: Session, *, side: str, version: int | None = None, by: Person, at: datetime) -> Session:
    """The side that proposed takes its proposal back."""
    session = locked_session(session, version=version)
    status = next_state(rules.SESSION_STATES, "withdraw", session.status)
    if session.proposed_by_side != side:
        raise CannotPropose(_("Dit voorstel komt van de andere kant. Stel zelf een andere dag voor."))
    session.status = status
    _clear_proposal(session)
    save_change(session, "status", *NO_PROPOSAL, at=at)
    audit.record("sessions.withdraw_proposal", session, by=by, at=at, side=side)
    _publish(session.series, "dates_proposed", session, by=by, at=at)
    return session


def _clear_proposal(session: Session) -> None:
    for field, value in NO_PROPOSAL.items():
        setattr(session, field, value)


@transaction.atomic
def confirm_date(session: Session, *, side: str, version: int | None = None, by: Person, at: datetime) -> Session:
    """The other side says yes: the duo's half-days are taken and everybody gets an invitation."""
    session = locked_session(session, version=version)
    status = next_state(rules.SESSION_STATES, "confirm", session.status)
    CannotConfirm.if_any(_confirm_problems(session, side=side, at=at))
    session.status, session.confirmed_at = status, at
    raise_sequence(session)
    book_duo(session)
    save_change(session, "status", "confirmed_at", "calendar_sequence", at=at)
    audit.record("sessions.confirm_date", session, by=by, at=at, side=side)
    refresh_invitations(session, by=by, at=at)
    _publish(session.series, "session_confirmed", session, by=by, at=at)
    return session


def _confirm_problems(session: Session, *, side: str, at: datetime) -> list[Problem]:
    starts_at, ends_at = session.starts_at, session.ends_at
    if starts_at is None or ends_at is None:
        return [Problem(_("Er is nog geen datum. Stel er een voor."))]
    if session.proposed_by_side == side:
        return [
            Problem(
                _("Jullie stelden deze datum zelf voor. %(other)s bevestigt.")
                % {"other": rules.SIDES[rules.other_side(side)].capitalize()}
            )
        ]
    return (
        rules.date_problems(starts_at, ends_at, at=at, half_days=session.half_days)
        or duo_problems_of(session, on=clock.local(starts_at).date())
        or busy_problems(session, starts_at, ends_at)
    )


def duo_problems_of(session: Session, *, on: date) -> list[Problem]:
    """Whether the two people of this session form a valid duo on a day."""
    series = session.series
    return rules.duo_problems(
        trainer_facts(series, session.trainer, on=on), expert_facts(series, session.experiential_expert, on=on), on=on
    )


@transaction.atomic
def change_place(session: Session, *, where: Place, version: int | None = None, by: Person, at: datetime) -> Session:
    """Another place, link or route on the same day; everybody with an invitation gets an update."""
    session = locked_session(session, version=version)
    if session.status in {rules.HELD, rules.CANCELLED}:
        raise CannotPropose(_("Deze bijeenkomst is voorbij of afgelast. De plaats verandert niet meer."))
    CannotPropose.if_any(timetable.place_problems(where))
    _set_place(session, where)
    if session.status == rules.CONFIRMED:
        raise_sequence(session)
    save_change(session, *PLACE_FIELDS, "calendar_sequence", at=at)
    audit.record("sessions.change_place", session, by=by, at=at, is_remote=session.is_remote)
    refresh_invitations(session, by=by, at=at)
    return session


@transaction.atomic
def cancel_session(
    session: Session, *, reason: str, version: int | None = None, by: Person | None, at: datetime
) -> Session:
    """The session does not take place. Everybody concerned is told why; it can be planned again later."""
    session = locked_session(session, version=version)
    was = session.status
    session.status = next_state(rules.SESSION_STATES, "cancel", was)
    if not reason.strip():
        raise CannotCancel(Problem(_("Schrijf in een zin waarom de bijeenkomst niet doorgaat."), "reason"))
    CannotCancel.if_any(_signed_problems(session))
    session.cancel_reason = reason.strip()[:300]
    _give_up_appointment(session, was=was, by=by, at=at)
    save_change(session, "status", "cancel_reason", "reported_at", "calendar_sequence", at=at)
    audit.record("sessions.cancel_session", session, by=by, at=at, was=was)
    refresh_invitations(session, by=by, at=at)
    if was == rules.PROPOSED:
        notices.tell_proposal_cancelled(session, by=by, at=at)
    _publish(session.series, "session_cancelled", session, by=by, at=at)
    return session


@transaction.atomic
def replan_session(session: Session, *, version: int | None = None, by: Person, at: datetime) -> Session:
    """Take a cancelled session up again, if the programme still has a half-day left for it."""
    session = locked_session(session, version=version)
    status = next_state(rules.SESSION_STATES, "replan", session.status)
    if session.is_financed:
        planned = timetable.phase_sums(session.series.sessions.financed().values_list("phase", "half_days"))
        CannotPropose.if_any(
            rules.half_day_problems(planned.values(), session.half_days, session.series.max_half_days)
            or timetable.phase_problems(planned, {session.phase: session.half_days}, session.series.phase_maxima)
        )
    session.status, session.cancel_reason = status, ""
    _clear_proposal(session)
    save_change(session, "status", "cancel_reason", *NO_PROPOSAL, at=at)
    audit.record("sessions.replan_session", session, by=by, at=at)
    _publish(session.series, "dates_proposed", session, by=by, at=at)
    return session


@transaction.atomic
def report_dates(series: Series, *, by: Person, at: datetime) -> int:
    """The organisation passes the agreed dates on to the fund (seed 000). Counts the dates that are new to it."""
    series = locked_series(series.pk)
    agreed = series.sessions.financed().filter(status__in=[rules.CONFIRMED, rules.HELD], reported_at__isnull=True)
    reported = agreed.update(reported_at=at)
    if not reported:
        raise CannotReport(_("Er is geen nieuwe bevestigde datum. Bevestig eerst een datum met de aanbieder."))
    audit.record("sessions.report_dates", series, by=by, at=at, sessions=reported)
    _publish(series, "dates_reported", None, by=by, at=at)
    return reported


@transaction.atomic
def mark_held(session: Session, *, by: Person | None, at: datetime) -> Session:
    """The session is past: by hand after its end, or when its list closes. A second time changes nothing."""
    session = locked_session(session)
    if session.status == rules.HELD:
        return session
    status = next_state(rules.SESSION_STATES, "hold", session.status)
    if not _may_be_past(session, at=at):
        raise CannotHold(
            _("Deze bijeenkomst eindigt op %(when)s. Meld ze daarna als voorbij.")
            % {"when": dutch.datetime_nl(session.ends_at)}
        )
    session.status, session.held_at = status, at
    save_change(session, "status", "held_at", at=at)
    audit.record("sessions.mark_held", session, by=by, at=at)
    _publish(session.series, "session_held", session, by=by, at=at)
    return session


def _may_be_past(session: Session, *, at: datetime) -> bool:
    """A closed list says that it took place, even when everybody left a little early."""
    attendance_list = getattr(session, "attendance_list", None)
    is_closed = attendance_list is not None and attendance_list.closed_at is not None
    begin, end = session.starts_at, session.ends_at
    return begin is not None and end is not None and at >= (begin if is_closed else end)


def _publish(series: Series, what: What, session: Session | None, *, by: Person | None, at: datetime) -> None:
    publish(
        SeriesChanged(
            series_id=series.pk, what=what, at=at, by_id=by.pk if by else None,
            session_id=session.pk if session else None,
        )
    )  # fmt: skip
