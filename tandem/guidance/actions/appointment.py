"""Appointments: made, answered, moved, withdrawn. Nothing counts who came."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import Appointment
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.appointment import appointment_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotMakeAppointment(Refusal):
    """Without a day to come, a place and how to get there."""


class CannotChangeAppointment(Refusal):
    """It was moved or withdrawn meanwhile, or it is behind us."""


@transaction.atomic
def make_appointment(
    place_of: Place, *, starts_at: datetime, with_whom: str, place: str, travel: str, by: Person, at: datetime
) -> Appointment:  # fmt: skip
    """When, where, with whom, and how to get there."""
    CannotMakeAppointment.if_any(appointment_problems(starts_at=starts_at, place=place, travel=travel, at=at))
    appointment = Appointment.add(
        file=place_of.file, made_at=at, made_by=by, is_by_client=place_of.is_owner, starts_at=starts_at,
        with_whom=with_whom.strip(), place=place.strip(), travel=travel.strip(),
    )  # fmt: skip
    audit.record("appointment.make", appointment, by=by, at=at, file=place_of.file.pk)
    return appointment


@transaction.atomic
def answer_appointment(
    place_of: Place, appointment: Appointment, *, answer: str, words: str, by: Person, at: datetime
) -> Appointment:  # fmt: skip
    """Ik kom, or liever een andere dag. Answering again is fine."""
    appointment = _standing(place_of, appointment, at)
    appointment.answer, appointment.answered_at, appointment.answer_words = answer, at, words.strip()
    appointment.save()
    audit.record("appointment.answer", appointment, by=by, at=at, file=place_of.file.pk, answer=answer)
    return appointment


@transaction.atomic
def move_appointment(
    place_of: Place, appointment: Appointment, *, starts_at: datetime, with_whom: str, place: str, travel: str,
    by: Person, at: datetime,
) -> Appointment:  # fmt: skip
    """Another day takes its place; the new one waits for an answer of its own."""
    appointment = _standing(place_of, appointment, at)
    appointment.moved_to = make_appointment(
        place_of, starts_at=starts_at, with_whom=with_whom, place=place, travel=travel, by=by, at=at
    )
    appointment.save()
    audit.record("appointment.move", appointment, by=by, at=at, file=place_of.file.pk)
    return appointment.moved_to


@transaction.atomic
def withdraw_appointment(place_of: Place, appointment: Appointment, *, by: Person, at: datetime) -> Appointment:
    """It is not needed any more."""
    appointment = _standing(place_of, appointment, at)
    appointment.withdrawn_at = at
    appointment.save()
    audit.record("appointment.withdraw", appointment, by=by, at=at, file=place_of.file.pk)
    return appointment


def _standing(place_of: Place, appointment: Appointment, at: datetime) -> Appointment:
    current = parts(place_of, Appointment).select_for_update(of=("self",)).filter(pk=appointment.pk).first()
    if current is None or current.withdrawn_at or current.moved_to_id or current.starts_at <= at:
        raise CannotChangeAppointment(_("Deze afspraak is intussen veranderd of voorbij. Kijk wat er nu staat."))
    return current
