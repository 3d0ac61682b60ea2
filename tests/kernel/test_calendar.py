"""Calendar files: read back by another reader, right on the days that the clock changes, and never more than meant."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from tandem.kernel.calendar import CalendarEvent, feed_ics, invitation_ics
from tandem.kernel.clock import BRUSSELS, moment_on

MADE = datetime(2026, 1, 5, 8, tzinfo=UTC)
SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=BRUSSELS), datetime(2026, 10, 25, tzinfo=BRUSSELS)


def workshop(**changes: object) -> CalendarEvent:
    facts = {
        "uid": "session-1@tandem.voorbeeld.test",
        "sequence": 0,
        "starts_at": moment_on(SPRING.date(), 9),
        "ends_at": moment_on(SPRING.date(), 12, 30),
        "summary": "Workshop 1: elkaar leren kennen",
        "location": "Kerkstraat 12, 9000 Gent",
        "description": "Breng niets mee.\nKoffie is er.",
        "organiser_email": "tandem@voorbeeld.test",
        "attendee_emails": ("noor@voorbeeld.test", "sami@voorbeeld.test"),
        "last_modified": MADE,
    }
    return CalendarEvent(**{**facts, **changes})


def read(content: bytes) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(content)
    (event,) = calendar.events
    return calendar, event


def test_invitation_comes_back_as_it_was() -> None:
    calendar, event = read(invitation_ics(workshop()))
    assert calendar.method == "REQUEST"
    assert (event.uid, event.sequence) == ("session-1@tandem.voorbeeld.test", 0)
    assert (event.start, event.end) == (workshop().starts_at, workshop().ends_at)
    assert event["SUMMARY"] == "Workshop 1: elkaar leren kennen"
    assert event["LOCATION"] == "Kerkstraat 12, 9000 Gent"
    assert event["DESCRIPTION"] == "Breng niets mee.\nKoffie is er."
    assert event["STATUS"] == "CONFIRMED"
    assert event["ORGANIZER"] == "mailto:tandem@voorbeeld.test"
    assert event["ATTENDEE"] == ["mailto:noor@voorbeeld.test", "mailto:sami@voorbeeld.test"]
    assert event["ATTENDEE"][0].params["RSVP"] == "TRUE"
    assert event.stamp == event.last_modified == MADE


def test_change_keeps_the_identity_and_counts_up() -> None:
    _, event = read(invitation_ics(workshop(sequence=3, starts_at=moment_on(SPRING.date(), 10))))
    assert (event.uid, event.sequence) == ("session-1@tandem.voorbeeld.test", 3)


def test_cancellation_cancels() -> None:
    calendar, event = read(invitation_ics(workshop(sequence=4), method="CANCEL"))
    assert calendar.method == "CANCEL"
    assert (event["STATUS"], event["TRANSP"], event.sequence) == ("CANCELLED", "TRANSPARENT", 4)


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    content = invitation_ics(workshop(description="Een lange uitleg met é en € erin. " * 20))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("day", [SPRING, AUTUMN], ids=["spring", "autumn"])
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 4, 9])
@pytest.mark.parametrize("minutes", [60, 180])
def test_moments_around_a_clock_change_stay_the_same_moments(day: datetime, hour: int, minutes: int) -> None:
    starts_at = day.astimezone(UTC) + timedelta(hours=hour)
    ends_at = starts_at + timedelta(minutes=minutes)
    _, event = read(invitation_ics(workshop(starts_at=starts_at, ends_at=ends_at)))
    assert (event.start.astimezone(UTC), event.end.astimezone(UTC)) == (starts_at, ends_at)


def test_hour_that_does_not_exist_becomes_one_that_does() -> None:
    _, event = read(invitation_ics(workshop(starts_at=SPRING.replace(hour=2, minute=30))))
    assert event.start.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert event.start.hour == 3


def test_time_is_written_on_the_wall_clock_of_brussels() -> None:
    assert b"DTSTART;TZID=Europe/Brussels:20260329T090000" in invitation_ics(workshop())


def test_time_zone_in_the_file_is_that_of_brussels() -> None:
    (zone,) = Calendar.from_ical(invitation_ics(workshop())).timezones
    written = zone.to_tz()
    for hours in range(0, 365 * 24 * 15, 7 * 24 + 1):
        wall = datetime(2024, 1, 1) + timedelta(hours=hours)  # noqa: DTZ001
        assert wall.replace(tzinfo=written).utcoffset() == wall.replace(tzinfo=BRUSSELS).utcoffset(), wall


def test_feed_holds_events_and_how_often_to_look_again() -> None:
    events = [
        workshop(uid=f"{number}@tandem", status=status) for number, status in enumerate(("confirmed", "cancelled"))
    ]
    content = feed_ics(events, name="Mijn agenda, Tandem")
    calendar = Calendar.from_ical(content)
    assert [(event.uid, event["STATUS"]) for event in calendar.events] == [
        ("0@tandem", "CONFIRMED"),
        ("1@tandem", "CANCELLED"),
    ]
    assert calendar.calendar_name == "Mijn agenda, Tandem"
    assert calendar.refresh_interval == timedelta(hours=1)
    assert b"X-PUBLISHED-TTL:PT1H" in content
    assert len(calendar.timezones) == 1


def test_feed_names_no_people() -> None:
    assert b"@voorbeeld.test\r\n" not in feed_ics([workshop(uid="1")], name="Agenda")
    assert b"mailto" not in feed_ics([workshop()], name="Agenda")


def test_empty_feed_is_a_calendar() -> None:
    assert Calendar.from_ical(feed_ics([], name="Agenda")).events == []


def test_same_facts_give_the_same_bytes() -> None:
    assert invitation_ics(workshop()) == invitation_ics(workshop())
    assert feed_ics([workshop()], name="Agenda") == feed_ics([workshop()], name="Agenda")


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_text_adds_a_property(summary: str, location: str, description: str) -> None:
    injected = "x\r\nATTENDEE:mailto:vreemd@voorbeeld.test\nEND:VEVENT"
    event = workshop(summary=summary + injected, location=location + injected, description=injected + description)
    _, found = read(invitation_ics(event))
    assert len(found["ATTENDEE"]) == 2
    assert found["SUMMARY"].endswith("x ATTENDEE:mailto:vreemd@voorbeeld.test END:VEVENT")


@pytest.mark.parametrize(
    "email", ["a b@c.be", "a@b.be\r\nX:1", "geen adres", 'a"@b.be', "a@b@c.be", "a@b.be,c@d.be", "a@b.be;X=1"]
)
def test_strange_address_is_refused(email: str) -> None:
    with pytest.raises(ValueError, match="e-mailadres"):
        workshop(attendee_emails=[email])


def test_impossible_event_is_refused() -> None:
    with pytest.raises(ValueError, match="na haar begin"):
        workshop(ends_at=workshop().starts_at)
    with pytest.raises(ValueError, match="tijdzone"):
        workshop(starts_at=datetime(2026, 3, 29, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="organisator"):
        invitation_ics(workshop(organiser_email=""))


def test_hour_that_comes_twice_is_told_apart() -> None:
    first, second = (AUTUMN.replace(hour=2, minute=30, fold=fold) for fold in (0, 1))
    starts = [
        read(invitation_ics(workshop(starts_at=start, ends_at=AUTUMN.replace(hour=6))))[1].start
        for start in (first, second)
    ]
    assert [later.astimezone(UTC) - earlier.astimezone(UTC) for earlier, later in pairwise(starts)] == [
        timedelta(hours=1)
    ]
