"""Invitations and private feeds for any calendar program (iCalendar, RFC 5545 and 5546). Pure: facts in, bytes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration, vRecur

from tandem.kernel.clock import BRUSSELS
from tandem.kernel.plain_text import clean_text

PRODUCT = "-//Tandem//Agenda//NL"
ZONE = "Europe/Brussels"
REFRESH = timedelta(hours=1)
Method = Literal["REQUEST", "CANCEL"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One meeting. `uid` never changes; `sequence` grows by one with each change that people must notice."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    last_modified: datetime
    location: str = ""
    description: str = ""
    organiser_email: str = ""
    attendee_emails: Sequence[str] = ()
    status: Literal["confirmed", "cancelled"] = "confirmed"

    def __post_init__(self) -> None:
        if not all(moment.tzinfo for moment in (self.starts_at, self.ends_at, self.last_modified)):
            raise ValueError("Een afspraak heeft een tijdzone nodig.")
        if self.ends_at.astimezone(UTC) <= self.starts_at.astimezone(UTC):
            raise ValueError("Een afspraak eindigt na haar begin.")
        for email in (self.organiser_email, *self.attendee_emails):
            if email and (email.count("@") != 1 or clean_text(email) != email or set(email) & set(' \n\t,;:"<>')):
                raise ValueError("Een e-mailadres in een afspraak heeft geen spaties of leestekens.")


def invitation_ics(event: CalendarEvent, method: Method = "REQUEST") -> bytes:
    """The invitation (also for a change: same `uid`, higher `sequence`) or the cancellation to send by mail."""
    if not event.organiser_email:
        raise ValueError("Een uitnodiging heeft een organisator nodig.")
    calendar = _calendar(method)
    component = _component(replace(event, status="cancelled") if method == "CANCEL" else event)
    component["ORGANIZER"] = _address(event.organiser_email)
    for email in event.attendee_emails:
        component.add("ATTENDEE", _address(email, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="TRUE"))
    calendar.add_component(component)
    return bytes(calendar.to_ical())


def feed_ics(events: Iterable[CalendarEvent], *, name: str) -> bytes:
    """A calendar to subscribe to: no addresses of other people in it; cancelled events stay, marked as such."""
    calendar = _calendar("PUBLISH")
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, _one_line(name))
    calendar.add("X-WR-TIMEZONE", ZONE)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for event in events:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    calendar.add_component(_brussels())
    return calendar


def _component(event: CalendarEvent) -> Event:
    component = Event()
    component.add("UID", event.uid)
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", event.last_modified.astimezone(UTC))
    component.add("LAST-MODIFIED", event.last_modified.astimezone(UTC))
    component.add("DTSTART", _wall_clock(event.starts_at))
    component.add("DTEND", _wall_clock(event.ends_at))
    component.add("SUMMARY", _one_line(event.summary))
    if event.location:
        component.add("LOCATION", _one_line(event.location))
    if event.description:
        component.add("DESCRIPTION", clean_text(event.description))
    component.add("STATUS", event.status.upper())
    component.add("TRANSP", "TRANSPARENT" if event.status == "cancelled" else "OPAQUE")
    return component


def _wall_clock(moment: datetime) -> datetime:
    """Brussels time; the hour that comes twice in October is written in UTC the second time, else it would move."""
    universal = moment.astimezone(UTC)
    local = universal.astimezone(BRUSSELS)
    return universal if local.fold else local


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _address(email: str, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    for key, value in parameters.items():
        address.params[key] = value
    return address


def _brussels() -> Timezone:
    """The rule of the European Union since 1996: summer time from the last Sunday of March to that of October."""
    zone = Timezone()
    zone.add("TZID", ZONE)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, month, hour, before, after in (
        (summer, "CEST", 3, 2, 1, 2),
        (winter, "CET", 10, 3, 2, 1),
    ):
        part.add("TZNAME", name)
        part.add("DTSTART", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001  # wall clock
        part.add("TZOFFSETFROM", timedelta(hours=before))
        part.add("TZOFFSETTO", timedelta(hours=after))
        part.add("RRULE", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone
