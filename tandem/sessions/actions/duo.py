"""The duo: always a trainer and a trained experiential expert (seed 000). Chosen together, each says yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import audit, clock
from tandem.kernel.events import publish
from tandem.kernel.refusal import Problem, Refusal
from tandem.sessions import rules
from tandem.sessions.actions import notices
from tandem.sessions.actions.bookings import (
    book_duo,
    busy_problems,
    duo_ids,
    free_duo,
    locked_series,
    locked_session,
    raise_sequence,
    save_change,
)
from tandem.sessions.actions.invitations import refresh_invitations
from tandem.sessions.events import SeriesChanged
from tandem.sessions.models import Duo, Series, Session
from tandem.sessions.queries import carrying
from tandem.sessions.queries.people import expert_facts, trainer_facts

if TYPE_CHECKING:
    from tandem.identity.models import Person

STILL_TO_COME = (rules.TO_PLAN, rules.PROPOSED, rules.CONFIRMED)


class CannotAssignDuo(Refusal):
    """These two people cannot lead this series or this session."""


class CannotAnswer(Refusal):
    """Only a member of the present duo says yes or no."""


@transaction.atomic
def assign_duo(
    series: Series, *, trainer: Person | None, experiential_expert: Person | None, has_agreed: bool = False,
    by: Person | None, at: datetime,
) -> Duo:  # fmt: skip
    """Give a series its duo, for every session still to come; an earlier duo ends. Both are asked by mail, unless both said yes."""
    series = locked_series(series.pk)
    on = clock.local(at).date()
    CannotAssignDuo.if_any(_pair_problems(series, trainer, experiential_expert, on=on))
    assert trainer is not None and experiential_expert is not None  # noqa: PT018, S101 -- the rule refused nobody
    before = _end_open_duo(series, reason="", at=at)
    if before and (before.trainer_id, before.experiential_expert_id) == (trainer.pk, experiential_expert.pk):
        raise CannotAssignDuo(_("Dit duo is al gekozen. Kies iemand anders of ga terug."))
    if not has_agreed:
        coming = list(series.sessions.filter(status__in=STILL_TO_COME))
        asked = [one for one in (trainer, experiential_expert) if one.pk not in _agreed(before)]
        CannotAssignDuo.if_any(_not_carried(series, asked, coming, on=on))
    duo = Duo.objects.create(
        series=series, trainer=trainer, experiential_expert=experiential_expert, assigned_at=at, assigned_by=by or trainer,
        trainer_agreed_at=at if has_agreed else before.trainer_agreed_at if before and before.trainer_id == trainer.pk else None,
        expert_agreed_at=at if has_agreed else before.expert_agreed_at
        if before and before.experiential_expert_id == experiential_expert.pk else None,
    )  # fmt: skip
    sessions = _lead(series, trainer, experiential_expert, by=by, at=at)
    audit.record(
        "sessions.assign_duo", duo, by=by, at=at, series=series.pk, trainer=trainer.pk, expert=experiential_expert.pk
    )
    if not has_agreed:
        notices.ask_duo(duo, sessions, by=by, at=at)
    _publish(series, None, by=by, at=at)
    return duo


def _pair_problems(series: Series, trainer: Person | None, expert: Person | None, *, on: date) -> list[Problem]:
    return rules.duo_problems(trainer_facts(series, trainer, on=on), expert_facts(series, expert, on=on), on=on)


def _agreed(duo: Duo | None) -> set[int]:
    """Who said yes in this duo may always: the limit is theirs."""
    if duo is None:
        return set()
    answers = ((duo.trainer_id, duo.trainer_agreed_at), (duo.experiential_expert_id, duo.expert_agreed_at))
    return {person for person, agreed_at in answers if agreed_at}


def _not_carried(series: Series, people: Sequence[Person], sessions: Sequence[Session], *, on: date) -> list[Problem]:
    """What somebody cannot carry, as that person said elsewhere; a planner asks first."""
    found = carrying.refusals(series, [one.pk for one in people], sessions, on=on)
    return [Problem(f"{one}: {found[one.pk]}") for one in people if one.pk in found]


def _end_open_duo(series: Series, *, reason: str, at: datetime) -> Duo | None:
    duo = Duo.objects.select_for_update(of=("self",)).filter(series=series, ended_at__isnull=True).first()
    if duo is not None:
        duo.ended_at, duo.end_reason = at, reason
        duo.save(update_fields=["ended_at", "end_reason"])
    return duo


def _lead(series: Series, trainer: Person, expert: Person, *, by: Person | None, at: datetime) -> list[Session]:
    """The two people take every session still to come; confirmed ones are booked and announced anew."""
    rows = series.sessions.filter(status__in=STILL_TO_COME).in_order()
    sessions = list(rows.select_for_update(of=("self",)).select_related("trainer", "experiential_expert"))
    problems: list[Problem] = []
    for session in sessions:
        session.series, session.trainer, session.experiential_expert = series, trainer, expert
        problems += _busy(session)
    CannotAssignDuo.if_any(problems)
    for session in sessions:
        _save_duo(session, by=by, at=at)
    return sessions


def _busy(session: Session) -> list[Problem]:
    if session.status != rules.CONFIRMED or session.starts_at is None or session.ends_at is None:
        return []
    return busy_problems(session, session.starts_at, session.ends_at)


def _save_duo(session: Session, *, by: Person | None, at: datetime) -> None:
    if session.status == rules.CONFIRMED:
        raise_sequence(session)
    save_change(session, "trainer", "experiential_expert", "calendar_sequence", at=at)
    if session.status == rules.CONFIRMED:
        book_duo(session)
        refresh_invitations(session, by=by, at=at)


@transaction.atomic
def answer_duo(series: Series, *, agrees: bool, reason: str = "", by: Person, at: datetime) -> Duo:
    """A member says yes, or no: then the planners choose again. Sessions already confirmed keep their people until then."""
    series = locked_series(series.pk)
    duo = Duo.objects.select_for_update(of=("self",)).filter(series=series, ended_at__isnull=True).first()
    if duo is None or by.pk not in (duo.trainer_id, duo.experiential_expert_id):
        raise CannotAnswer(_("Er is een ander duo gekozen. Je hoeft niets meer te doen."))
    duo.series = series
    if agrees:
        _agree(duo, by=by, at=at)
    else:
        _decline(duo, reason=reason, by=by, at=at)
    audit.record("sessions.answer_duo", duo, by=by, at=at, series=series.pk, agrees=agrees)
    _publish(series, None, by=by, at=at)
    return duo


def _agree(duo: Duo, *, by: Person, at: datetime) -> None:
    field = "trainer_agreed_at" if by.pk == duo.trainer_id else "expert_agreed_at"
    setattr(duo, field, at)
    duo.save(update_fields=[field])


def _decline(duo: Duo, *, reason: str, by: Person, at: datetime) -> None:
    duo.ended_at, duo.end_reason = at, reason.strip()[:300]
    duo.save(update_fields=["ended_at", "end_reason"])
    for session in duo.series.sessions.filter(status__in=(rules.TO_PLAN, rules.PROPOSED)).in_order():
        session.trainer = session.experiential_expert = None
        save_change(session, "trainer", "experiential_expert", at=at)
    notices.tell_duo_declined(duo, by, at=at)


@transaction.atomic
def assign_stand_in(
    session: Session, *, role: str, person: Person | None, version: int | None = None, has_agreed: bool = False,
    by: Person, at: datetime,
) -> Session:  # fmt: skip
    """Somebody else leads one session: same day, other trainer or other experiential expert. `has_agreed`: who was asked before."""
    session = locked_session(session, version=version)
    if session.status not in {rules.PROPOSED, rules.CONFIRMED} or session.starts_at is None:
        raise CannotAssignDuo(_("Een invaller kiezen kan alleen voor een bijeenkomst met een datum, die nog komt."))
    was = set(duo_ids(session))
    setattr(session, {TRAINER: "trainer", EXPERIENTIAL_EXPERT: "experiential_expert"}[role], person)
    CannotAssignDuo.if_any(
        _pair_problems(session.series, session.trainer, session.experiential_expert,
                       on=clock.local(session.starts_at).date())
        or _stand_in_busy(session)
        or ([] if has_agreed or person is None
            else _not_carried(session.series, [person], [session], on=clock.local(at).date()))
    )  # fmt: skip
    if session.status == rules.PROPOSED:
        free_duo(session)
    _save_duo(session, by=by, at=at)
    audit.record("sessions.assign_stand_in", session, by=by, at=at, role=role, person=person.pk if person else None)
    if person and person.pk not in was:
        notices.tell_stand_in(session, person, by=by, at=at)
    _publish(session.series, session, by=by, at=at)
    return session


def _stand_in_busy(session: Session) -> list[Problem]:
    if session.starts_at is None or session.ends_at is None:
        return []
    return busy_problems(session, session.starts_at, session.ends_at)


def _publish(series: Series, session: Session | None, *, by: Person | None, at: datetime) -> None:
    publish(
        SeriesChanged(
            series_id=series.pk, what="duo_assigned", at=at, by_id=by.pk if by else None,
            session_id=session.pk if session else None,
        )
    )  # fmt: skip
