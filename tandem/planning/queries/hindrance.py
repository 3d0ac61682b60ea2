"""Sessions that somebody cannot lead: who may say so, what is said already, what some days would hit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.identity.rules import PLANNER, Viewer
from tandem.kernel import clock
from tandem.planning.models import Hindrance
from tandem.planning.queries.half_days import asked_half_days
from tandem.planning.queries.own_plan import open_askings_of
from tandem.sessions.queries import doors as of_sessions
from tandem.sessions.queries.facts import sessions_of_person
from tandem.sessions.queries.people import duo_of

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.planning.models import Asking
    from tandem.sessions.models import Session

LEADING = frozenset({of_sessions.PLANNING, of_sessions.DUO})


@dataclass(frozen=True, slots=True)
class Hit:
    """What an absence touches: sessions that ask a solution, and questions that are still open."""

    sessions: list[Session]
    askings: list[Asking]


def session_to_miss(viewer: Viewer, pk: UUID | str) -> Session:
    """A session for who leads it and for its planner."""
    return of_sessions.session_for(viewer, pk, parts=LEADING)


def who_may_miss(session: Session, viewer: Viewer) -> list[Person]:
    """The planner of the provider chooses between both; others speak for themselves."""
    is_planner = session.series.provider_id in viewer.organisation_ids(PLANNER)
    return [person for person in duo_of(session) if is_planner or person.pk == viewer.person_id]


def open_in(session: Session, people: Iterable[Person]) -> list[Hindrance]:
    """What these people said of the session and still holds."""
    rows = Hindrance.objects.filter(session=session, person__in=list(people), state="open")
    return list(rows.select_related("person"))


def sessions_in(person_id: int, *, first: date, last: date, at: datetime) -> list[Session]:
    """What somebody would lead on these days and still lies ahead."""
    since, until = clock.moment_on(first, 0), clock.moment_on(last + timedelta(days=1), 0)
    return list(sessions_of_person(person_id, since=max(since, at), until=until))


def hit_by(person_id: int, *, first: date, last: date, at: datetime) -> Hit:
    """What an absence would touch."""
    asked = [
        row
        for row in open_askings_of(person_id)
        if any(first <= half_day.on <= last for half_day in asked_half_days(row).values())
    ]
    return Hit(sessions_in(person_id, first=first, last=last, at=at), asked)
