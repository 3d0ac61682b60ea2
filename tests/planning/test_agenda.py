"""A calendar file becomes days off: repetitions, zones, whole days; and nothing of what stands in it is kept."""

import io
from datetime import date, datetime, time, timedelta

import pytest

from tandem.identity.models import Person
from tandem.kernel import clock
from tandem.kernel.documents.sandboxed import calendars
from tandem.kernel.documents.sandboxed.answers import Refused
from tandem.planning.actions import agenda
from tandem.planning.actions.agenda import CannotImport, Import, forget_agenda, keep_agenda, opened, read_agenda, sealed
from tandem.planning.models import PersonDate
from tandem.planning.rules.agenda import Away, Busy, away_from
from tests.factories import make_person

MONDAY = date(2027, 1, 4)
HOURS = {"am": (time(9, 30), time(12, 30)), "pm": (time(13, 30), time(16, 30))}
SECRET = "Gesprek Zeepaardje"


def ics(*events: str, name: str = "Werk") -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\nSUMMARY:{SECRET}\r\n{one.strip().replace(chr(10), chr(13) + chr(10))}\r\nEND:VEVENT\r\n"
                   for one in events)  # fmt: skip
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Proef//NL\r\nX-WR-CALNAME:{name}\r\n{body}END:VCALENDAR\r\n".encode()


def busy_in(*events: str, first: date = MONDAY, days: int = 27) -> list[tuple[str, str]]:
    """Begin and end of what the child finds."""
    last = first + timedelta(days=days)
    found = calendars.read(ics(*events), first=first.toordinal(), last=last.toordinal(), events=50).facts["busy"]
    return sorted((begin[:16], end[:16]) for _uid, begin, end in found)


def event(start: str, end: str = "", *more: str, uid: str = "een") -> str:
    return "\n".join([f"UID:{uid}", f"DTSTART{start}", *([f"DTEND{end}"] if end else []), *more])


NINE, TEN = ";TZID=Europe/Brussels:20270105T090000", ";TZID=Europe/Brussels:20270105T100000"


@pytest.mark.parametrize(
    ("one", "moments"),
    [
        (event(NINE, TEN), [("2027-01-05T09:00", "2027-01-05T10:00")]),
        (event(":20270105T080000Z", ":20270105T090000Z"), [("2027-01-05T09:00", "2027-01-05T10:00")]),
        (event(":20270105T090000", "", "DURATION:PT90M"), [("2027-01-05T09:00", "2027-01-05T10:30")]),
        (event(";VALUE=DATE:20270105"), [("2027-01-05T00:00", "2027-01-06T00:00")]),
        (event(";TZID=America/New_York:20270105T040000", ";TZID=America/New_York:20270105T050000"),
         [("2027-01-05T10:00", "2027-01-05T11:00")]),
        (event(";TZID=Romance Standard Time:20270105T090000", ";TZID=Romance Standard Time:20270105T100000"),
         [("2027-01-05T09:00", "2027-01-05T10:00")]),
        (event(";VALUE=DATE:20261201", ";VALUE=DATE:20270107"), [("2027-01-04T00:00", "2027-01-07T00:00")]),
        (event(":20270105T090000"), []),
        (event(NINE, TEN, "TRANSP:TRANSPARENT"), []),
        (event(NINE, TEN, "STATUS:CANCELLED"), []),
        (event(NINE, TEN, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), []),
        (event(";TZID=Europe/Brussels:20280105T090000", ";TZID=Europe/Brussels:20280105T100000"), []),
    ],
    ids=[
        "zone", "utc", "duration", "whole day", "elsewhere", "office zone", "began before", "no length", "free", "cancelled",
        "office", "late",
    ],
)  # fmt: skip
def test_event_is_busy_on_a_brussels_clock(one: str, moments: list[tuple[str, str]]) -> None:
    assert busy_in(one) == moments


def test_weekly_event_repeats_except_where_it_was_moved_or_cancelled() -> None:
    weekly = event(NINE, TEN, "RRULE:FREQ=WEEKLY;UNTIL=20270126T080000Z", "EXDATE;TZID=Europe/Brussels:20270112T090000")
    moved = event(";TZID=Europe/Brussels:20270120T140000", ";TZID=Europe/Brussels:20270120T150000",
                  "RECURRENCE-ID;TZID=Europe/Brussels:20270119T090000")  # fmt: skip
    assert [begin for begin, _end in busy_in(weekly, moved)] == [
        "2027-01-05T09:00",
        "2027-01-20T14:00",
        "2027-01-26T09:00",
    ]


def test_nine_o_clock_stays_nine_o_clock_in_summer() -> None:
    weekly = event(NINE, TEN, "RRULE:FREQ=WEEKLY")
    assert {begin[11:] for begin, _end in busy_in(weekly, first=date(2027, 3, 20), days=20)} == {"09:00"}


ZONE = """BEGIN:VTIMEZONE
TZID:Eigen
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""


def test_own_zone_of_a_file_is_read_from_that_file() -> None:
    zone = ZONE.replace("\n", "\r\n").encode()
    content = ics(event(";TZID=Eigen:20270105T040000", ";TZID=Eigen:20270105T050000"))
    content = content.replace(b"BEGIN:VEVENT", zone + b"BEGIN:VEVENT")
    facts = calendars.read(content, first=MONDAY.toordinal(), last=MONDAY.toordinal() + 30, events=50).facts
    assert [begin for _uid, begin, _end in facts["busy"]] == ["2027-01-05T10:00:00"]


def test_whole_days_repeat_until_a_day() -> None:
    yearly = event(
        ";VALUE=DATE:20270104", "", "RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20270108", "RDATE;VALUE=DATE:20270112"
    )
    assert [begin[:10] for begin, _end in busy_in(yearly)] == ["2027-01-04", "2027-01-06", "2027-01-08", "2027-01-12"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html></html>", "no_calendar"),
        (b"\x00\xff" * 200, "no_calendar"),
        (b"BEGIN:VCALENDAR\r\nzonder dubbelpunt\r\n", "damaged_calendar"),
        (ics(event(NINE, TEN, "RRULE:FREQ=SECONDLY")), "too_many_events"),
        (ics(*[event(NINE, TEN, uid=str(number)) for number in range(51)]), "too_many_events"),
    ],
    ids=["page", "noise", "broken", "every second", "many"],
)
def test_hostile_file_is_refused_with_a_code(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        calendars.read(content, first=MONDAY.toordinal(), last=MONDAY.toordinal() + 30, events=50)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "odd", ["RRULE:FREQ=OOIT", "RRULE:FREQ=DAILY;INTERVAL=0", "DURATION:P99999999999D", "DTSTART:kapot"]
)
def test_odd_event_is_counted_and_the_others_are_read(odd: str) -> None:
    begin, end = "" if "DTSTART" in odd else f"\nDTSTART{NINE}", "" if "DURATION" in odd else f"\nDTEND{TEN}"
    broken = f"UID:raar\n{odd}{begin}{end}"
    content = ics(broken, event(";VALUE=DATE:20270107"))
    facts = calendars.read(content, first=MONDAY.toordinal(), last=MONDAY.toordinal() + 30, events=50).facts
    assert (facts["unread"], [begin[:10] for _uid, begin, _end in facts["busy"]]) == (1, ["2027-01-07"])


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


def test_events_become_half_days_and_a_holiday_one_span() -> None:
    tuesday, thursday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
    busy = [
        Busy("kort", moment(tuesday, 10), moment(tuesday, 11)),
        Busy("nog", moment(tuesday, 9), moment(tuesday, 12)),  # the same half-day stands there once
        Busy("middag", moment(MONDAY, 12, 30), moment(MONDAY, 13, 30)),  # between both halves
        Busy("verlof", moment(thursday, 0), moment(thursday + timedelta(days=5), 0)),  # over a weekend
        Busy("zaterdag", moment(thursday + timedelta(days=2), 9), moment(thursday + timedelta(days=2), 12)),
    ]
    assert away_from(busy, first=MONDAY, last=MONDAY + timedelta(days=30), hours=HOURS) == [
        Away(tuesday, tuesday, "am", "nog"), Away(thursday, thursday + timedelta(days=4), "", "verlof")
    ]  # fmt: skip


@pytest.fixture
def person(system: None) -> Person:
    return make_person()


def looked_at(person: Person, content: bytes) -> Import:
    found = read_agenda(person, io.BytesIO(content), size=len(content), today=MONDAY)
    return opened(person, sealed(person, found)) if content else found


def keep(person: Person, content: bytes) -> list[str]:
    """Import, and the days that stand there then."""
    keep_agenda(person, looked_at(person, content), by=person, at=clock.now())
    return [f"{row.first:%d/%m}{row.half}" for row in PersonDate.objects.filter(person=person)]


def day(number: int, uid: str) -> str:
    return event(f";VALUE=DATE:202701{number:02d}", uid=uid)


def test_second_import_moves_what_moved_and_keeps_other_calendars(person: Person) -> None:
    assert keep(person, ics(day(5, "a"), day(7, "b"))) == ["05/01", "07/01"]
    assert keep(person, ics(day(6, "thuis"), name="Thuis")) == ["05/01", "06/01", "07/01"]
    assert keep(person, ics(day(8, "a"))) == ["06/01", "08/01"]
    assert keep(person, ics(day(11, "a"), name="Werk nieuw")) == ["06/01", "11/01"]
    assert forget_agenda(person, by=person, at=clock.now()) == 2


def test_own_days_stay_and_nothing_of_an_event_is_kept(person: Person) -> None:
    PersonDate.objects.create(person=person, first=date(2027, 1, 5), last=date(2027, 1, 5), added_at=clock.now())
    assert keep(person, ics(day(5, "geheim-a"), day(7, "geheim-b"))) == ["05/01", "07/01"]
    kept = "".join(str(row) for row in PersonDate.objects.filter(person=person).values_list())
    assert (SECRET in kept, "geheim" in kept) == (False, False)
    assert keep(person, ics()) == ["05/01"]


def test_preview_counts_what_is_new_stays_and_goes(person: Person) -> None:
    keep(person, ics(day(5, "a"), day(7, "b")))
    content = ics(day(5, "a"), day(8, "b"), day(12, "c"))
    found = read_agenda(person, io.BytesIO(content), size=len(content), today=MONDAY)
    assert (found.new, found.stays, found.goes) == (2, 1, 1)


def test_seal_of_somebody_else_is_refused(person: Person) -> None:
    found = looked_at(person, ics(day(5, "a")))
    for seal in (sealed(make_person(), found), sealed(person, found)[:-2]):
        with pytest.raises(CannotImport):
            opened(person, seal)


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "leeg"), (b"geen agenda", ".ics"), (b"x" * (agenda.LIMIT_BYTES + 1), "groter")],
    ids=["empty", "text", "large"],
)  # fmt: skip
def test_file_that_is_no_calendar_says_what_to_do(person: Person, content: bytes, says: str) -> None:
    with pytest.raises(CannotImport, match=says):
        looked_at(person, content)
