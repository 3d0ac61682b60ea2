"""A half-day as a proposal to the organisation: hours, place, and what must still be known about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.kernel import clock
from tandem.kernel.refusal import Problem
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import half_days_of, moments_of
from tandem.sessions import rules
from tandem.sessions.timetable import Proposal, place_problems

if TYPE_CHECKING:
    from tandem.planning.models import RequestSheet
    from tandem.sessions.models import Session


def proposal_for(session: Session, sheet: RequestSheet, half_day: HalfDay) -> Proposal:
    """At the usual hours and the place of the sheet; what is moved keeps its place, and its hours on the same half."""
    present, begin, end = half_day_of(session), session.starts_at, session.ends_at
    if begin and end and present and present.half == half_day.half:
        begin, end = _at_same_hour(half_day.on, begin), _at_same_hour(half_day.on, end)
    else:
        begin, end = moments_of(half_day)
    has_place = session.status in {rules.PROPOSED, rules.CONFIRMED} and bool(session.place or session.is_remote)
    return Proposal(
        starts_at=begin, ends_at=end, version=session.version,
        place=session.place if has_place else sheet.address,
        is_remote=session.is_remote if has_place else sheet.is_remote,
        remote_link=session.remote_link if has_place else sheet.remote_link,
        directions=(session.directions if has_place else "") or sheet.directions,
    )  # fmt: skip


def half_day_of(session: Session) -> HalfDay | None:
    """The half-day a session begins on now."""
    return next(half_days_of(session.starts_at, session.ends_at)) if session.starts_at and session.ends_at else None


def moved(sessions: Iterable[Session], wanted: Mapping[UUID, HalfDay]) -> dict[UUID, HalfDay]:
    """What gets another half-day than it has."""
    return {one.pk: wanted[one.pk] for one in sessions if one.pk in wanted and half_day_of(one) != wanted[one.pk]}


def moved_lacks(sessions: Iterable[Session], sheet: RequestSheet, wanted: Mapping[UUID, HalfDay]) -> Iterator[Problem]:
    """What must be filled in before anybody is asked for another day, per session."""
    rows = list(sessions)
    changed = moved(rows, wanted)
    for one in rows:
        if one.pk in changed:
            for problem in place_problems(proposal_for(one, sheet, changed[one.pk])):
                yield Problem(f"{one.title}: {problem.text}")


def _at_same_hour(on: date, moment: datetime) -> datetime:
    local = clock.local(moment)
    return clock.moment_on(on, local.hour, local.minute)
