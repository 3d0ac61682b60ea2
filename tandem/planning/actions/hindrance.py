"""Dit lukt niet: somebody of a duo says so of a session or of a row of days. There is no reason to give."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import access, audit, clock
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state
from tandem.planning.actions import hindrance_mail
from tandem.planning.models import Hindrance, PersonDate
from tandem.planning.queries.hindrance import sessions_in
from tandem.planning.rules.hindrance import away_problems, is_settled
from tandem.planning.rules.states import HINDRANCE
from tandem.sessions import rules
from tandem.sessions.actions.bookings import locked_session

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.sessions.events import SeriesChanged
    from tandem.sessions.models import Session


class CannotSay(Refusal):
    """There is nothing to say about this session or these days."""


@transaction.atomic
def say_cannot(session: Session, *, person: Person, by: Person, at: datetime) -> Hindrance:
    """The planners hear it and look for somebody else or another day. Saying it twice is saying it once."""
    row, is_new = _say(session, person=person, by=by, at=at)
    if is_new:
        hindrance_mail.tell_cannot([row], by=by, at=at)
    return row


@transaction.atomic
def withdraw_hindrance(hindrance: Hindrance, *, by: Person, at: datetime) -> Hindrance:
    """It works out after all, as long as nobody else was found."""
    row = _locked(hindrance)
    row.state, row.closed_at = next_state(HINDRANCE, "withdraw", row.state), at
    row.save(update_fields=["state", "closed_at"])
    audit.record("hindrance.withdraw", row, by=by, at=at, series=row.session.series_id, session=row.session_id)
    hindrance_mail.tell_withdrawn(row, by=by, at=at)
    return row


@transaction.atomic
def say_away(person: Person, *, first: date, last: date, by: Person, at: datetime) -> list[Hindrance]:
    """Away for some days: nobody plans them, and each session that stood there is said not to work. One mail for all."""
    CannotSay.if_any(away_problems(first, last, on=clock.local(at).date()))
    kept, _is_new = PersonDate.objects.get_or_create(
        person=person, first=first, last=last, half="", is_away=True, defaults={"added_at": at, "added_by": by}
    )
    found = sessions_in(person.pk, first=first, last=last, at=at)
    in_order = sorted(found, key=lambda one: (one.series_id, one.position))  # locks: nobody waits in a ring
    said = [_say(session, person=person, by=by, at=at) for session in in_order]
    rows = sorted((row for row, is_new in said if is_new), key=lambda row: (row.session.starts_at, row.pk))
    audit.record("hindrance.say_away", kept, by=by, at=at, person=person.pk, sessions=len(rows))
    hindrance_mail.tell_away(person, rows, first=first, last=last, by=by, at=at)
    return rows


def on_series_changed(event: SeriesChanged) -> None:
    """A stand-in, another day or no session at all: what was said before asks no help any more."""
    with access.as_system():
        rows = Hindrance.objects.filter(session__series_id=event.series_id, state="open")
        for row in rows.select_related("session").select_for_update(of=("self",)).order_by("pk"):
            if _is_settled(row):
                _solve(row, at=event.at)


def _is_settled(row: Hindrance) -> bool:
    session = row.session
    return is_settled(person_id=row.person_id, said_at=row.said_at, status=session.status, proposed_at=session.proposed_at,
                      leads=(session.trainer_id, session.experiential_expert_id))  # fmt: skip


def _solve(row: Hindrance, *, at: datetime) -> None:
    row.state, row.closed_at = next_state(HINDRANCE, "solve", row.state), at
    row.save(update_fields=["state", "closed_at"])


def _say(session: Session, *, person: Person, by: Person, at: datetime) -> tuple[Hindrance, bool]:
    """With the session held, so that two clicks at once make one row."""
    row = locked_session(session)
    CannotSay.if_any(_problems(row, person, at=at))
    found = Hindrance.objects.filter(session=row, person=person, state="open").first()
    if found:
        found.session = row
        return found, False
    made = Hindrance.objects.create(
        session=row, provider_id=row.series.provider_id, person=person, said_at=at, said_by=by
    )
    audit.record("hindrance.say", made, by=by, at=at, series=row.series_id, session=row.pk, person=person.pk)
    return made, True


def _problems(session: Session, person: Person, *, at: datetime) -> list[Problem]:
    if session.status not in {rules.PROPOSED, rules.CONFIRMED} or session.starts_at is None:
        return [Problem(_("Deze bijeenkomst heeft geen dag meer. Je hoeft niets te doen."))]
    if person.pk not in (session.trainer_id, session.experiential_expert_id):
        return [Problem(_("Iemand anders leidt deze bijeenkomst. Je hoeft niets te doen."))]
    if session.starts_at <= at:
        return [Problem(_("Deze bijeenkomst is al begonnen. Bel de planner."))]
    return []


def _locked(hindrance: Hindrance) -> Hindrance:
    rows = Hindrance.objects.select_for_update(of=("self",)).select_related("session__series__organisation", "person")
    return rows.get(pk=hindrance.pk)
