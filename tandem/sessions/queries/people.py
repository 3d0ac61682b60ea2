"""Who leads sessions and who hears about them: plain facts about people of the provider and of the organisation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tandem.identity.queries import members_with_role
from tandem.identity.rules import EXPERIENTIAL_EXPERT, ORGANISATION_CONTACT, PLANNER, SUPPORT_COORDINATOR, TRAINER
from tandem.sessions.models import Series, Session
from tandem.sessions.rules import DuoMember

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tandem.identity.models import Membership, Person


def contacts_of(series: Series, *, on: date) -> list[Person]:
    """People of the organisation who arrange this series; for one of several networks those who coordinate the support."""
    rows = members_with_role(series.organisation_id, ORGANISATION_CONTACT, on=on)
    return [row.person for row in rows | members_with_role(series.organisation_id, SUPPORT_COORDINATOR, on=on)]


def planners_of(series: Series, *, on: date) -> list[Person]:
    """Planners of the provider."""
    return [row.person for row in members_with_role(series.provider_id, PLANNER, on=on)]


def duo_of(session: Session) -> list[Person]:
    """The people who lead a session, as far as they are known."""
    return [person for person in (session.trainer, session.experiential_expert) if person]


def members_to_lead(series: Series, role: str, *, on: date) -> QuerySet[Membership]:
    """Who may lead in this role: people of the provider, and trainers of who pays.

    A tandem for networks has a trainer of the budget holder and an expert of the provider (seed 002).
    """
    rows = members_with_role(series.provider_id, role, on=on)
    if role == TRAINER and series.funder_id:
        rows = rows | members_with_role(series.funder_id, role, on=on)
    return rows


def trainer_facts(series: Series, person: Person | None, *, on: date) -> DuoMember | None:
    """The trainer as the rule on duos sees somebody; None for nobody and for who may not lead as a trainer."""
    rows = members_to_lead(series, TRAINER, on=on)
    is_member = person is not None and rows.filter(person_id=person.pk).exists()
    return DuoMember(person.pk, str(person), TRAINER) if person and is_member else None


def expert_facts(series: Series, person: Person | None, *, on: date) -> DuoMember | None:
    """The experiential expert as the rule on duos sees somebody, with the day the training was finished."""
    if person is None:
        return None
    row = members_to_lead(series, EXPERIENTIAL_EXPERT, on=on).filter(person_id=person.pk).first()
    return DuoMember(person.pk, str(person), EXPERIENTIAL_EXPERT, row.trained_on) if row else None


def member_of_provider(series: Series, person_id: int | None, role: str, *, on: date) -> Person | None:
    """Somebody who may lead in this role, by number; None for who may not."""
    row = members_to_lead(series, role, on=on).filter(person_id=person_id or 0).first()
    return row.person if row else None
