"""Appointments of one file: what comes, and for who looks back what was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tandem.guidance.models import Appointment
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.rules.appointment import COMING, OTHER_DAY
from tandem.kernel import dutch
from tandem.kernel.calendar import CalendarEvent, feed_ics

LONG_ENOUGH = timedelta(hours=1)
EARLIER_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One appointment, ready to print."""

    pk: UUID
    when: str
    with_whom: str
    place: str
    travel: str
    answer: str
    answer_words: str
    is_coming: bool
    asks_other_day: bool


@dataclass(frozen=True, slots=True)
class Appointments:
    """The first one that comes, those after it, and earlier ones."""

    first: AppointmentRow | None
    later: list[AppointmentRow]
    earlier: list[AppointmentRow]


def appointments_of(place: Place) -> Appointments:
    """In order of time. Moved and withdrawn ones are gone from the page."""
    rows = parts(place, Appointment).filter(withdrawn_at__isnull=True, moved_to__isnull=True)
    coming = _rows(rows.filter(starts_at__gt=place.at).order_by("starts_at", "pk"))
    earlier = _rows(rows.filter(starts_at__lte=place.at).order_by("-starts_at", "pk")[:EARLIER_SHOWN])
    return Appointments(coming[0] if coming else None, coming[1:], earlier)


def appointment_for(place: Place, pk: object) -> Appointment:
    """One appointment of this file; 404 otherwise."""
    return part_for(place, Appointment, pk)


def appointment_row(appointment: Appointment) -> AppointmentRow:
    """Ready to print."""
    return AppointmentRow(
        pk=appointment.pk, when=dutch.datetime_nl(appointment.starts_at), with_whom=appointment.with_whom,
        place=appointment.place, travel=appointment.travel, answer=appointment.get_answer_display(),
        answer_words=appointment.answer_words, is_coming=appointment.answer == COMING,
        asks_other_day=appointment.answer == OTHER_DAY,
    )  # fmt: skip


def calendar_of(appointment: Appointment) -> bytes:
    """For the person's own calendar. Neutral: it names a first name and a place, no service."""
    event = CalendarEvent(
        uid=f"{appointment.pk}@tandem", sequence=0, starts_at=appointment.starts_at,
        ends_at=appointment.starts_at + LONG_ENOUGH, summary=appointment.with_whom, location=appointment.place,
        description=appointment.travel, last_modified=appointment.made_at,
    )  # fmt: skip
    return feed_ics([event], name=appointment.with_whom)


def _rows(found: Iterable[Appointment]) -> list[AppointmentRow]:
    return [appointment_row(appointment) for appointment in found]
