"""When a session can take place: half-days, working days and the order of a programme. Pure: no ORM, no clock."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from tandem.kernel import dutch
from tandem.kernel.refusal import Problem

MORNING, AFTERNOON = "vm", "nm"
HALF_DAY_NAMES = {MORNING: "voormiddag", AFTERNOON: "namiddag"}
HALF_DAY_HOURS = {MORNING: (time(9, 30), time(12, 30)), AFTERNOON: (time(13, 30), time(16, 30))}
FOLLOW_UP_HOURS = (time(9, 30), time(11, 0))
WEEKS_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """A session on the line of its programme, with the date it has or would get."""

    session_id: UUID
    title: str
    order: tuple[bool, int, int]
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session takes place and how to get there, or the link with which everybody takes part."""

    place: str = ""
    is_remote: bool = False
    remote_link: str = ""
    directions: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A date for one session; `version` is the session as the proposer saw it."""

    starts_at: datetime
    ends_at: datetime
    version: int
    place: str = ""
    is_remote: bool = False
    remote_link: str = ""
    directions: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """Which sessions somebody wants to see in a calendar."""

    since: date | None = None
    person_id: int | None = None
    text: str = ""


def place_in_order(kind: str, phase: int, position: int) -> tuple[bool, int, int]:
    """Phases follow each other, sessions follow their position, the follow-up visit comes last (seed 000)."""
    return kind == "follow_up_visit", phase, position


def place_problems(where: Place | Proposal) -> list[Problem]:
    """Everybody knows where to go and how to get there, or which link to open."""
    if where.is_remote and not where.remote_link:
        return [Problem("Vul de link in waarmee iedereen online meedoet.", "remote_link")]
    if not where.is_remote and not where.place:
        return [Problem("Vul in waar de bijeenkomst doorgaat.", "place")]
    if not where.is_remote and not where.directions:
        return [Problem("Schrijf hoe je er geraakt, ook zonder auto: halte, parking, ingang.", "directions")]
    return []


def order_problems(sessions: Iterable[Placed], changed: frozenset[UUID]) -> list[Problem]:
    """A later step never starts before an earlier one ends; told at the session that is being dated."""
    dated = sorted((s for s in sessions if s.starts_at and s.ends_at), key=lambda s: s.order)
    problems = []
    for index, earlier in enumerate(dated):
        for later in dated[index + 1 :]:
            touched = {earlier.session_id, later.session_id} & changed
            begins, ends = later.starts_at, earlier.ends_at
            if touched and begins and ends and begins < ends:
                problems.append(_order_problem(earlier, later, at_later=later.session_id in touched))
    return problems


def _order_problem(earlier: Placed, later: Placed, *, at_later: bool) -> Problem:
    if at_later:
        when, session = dutch.datetime_nl(earlier.starts_at), later
        text = f"«{later.title}» komt na «{earlier.title}» ({when}). Kies een latere dag."
    else:
        when, session = dutch.datetime_nl(later.starts_at), earlier
        text = f"«{earlier.title}» komt voor «{later.title}» ({when}). Kies een vroegere dag."
    return Problem(text, field_of(session.session_id, "day"))


def field_of(session_id: UUID, field: str) -> str:
    """The name of one input in the row of one session; a form with several sessions tells its rows apart by this."""
    return f"{session_id}-{field}"


def phase_sums(rows: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Half-days per phase out of (phase, half-days)."""
    sums: dict[int, int] = {}
    for phase, half_days in rows:
        sums[phase] = sums.get(phase, 0) + half_days
    return sums


def phase_problems(planned: Mapping[int, int], extra: Mapping[int, int], maxima: Mapping[str, int]) -> list[Problem]:
    """Half-days of one phase stay within that phase's own limit, where the programme has one (seed 000: six)."""
    return [
        Problem(f"Fase {phase} telt ten hoogste {maxima[str(phase)]} halve dagen. Schrap eerst een andere bijeenkomst.")
        for phase, half_days in extra.items()
        if str(phase) in maxima and planned.get(phase, 0) + half_days > maxima[str(phase)]
    ]


def easter(year: int) -> date:
    """Easter Sunday (Gregorian computus of Meeus)."""
    century = year // 100
    golden = year % 19
    skipped = century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15
    epact = skipped % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def public_holidays(year: int) -> frozenset[date]:
    """The ten Belgian public holidays (royal decree of 18 April 1974)."""
    moving = {easter(year) + timedelta(days=days) for days in (1, 39, 50)}
    fixed = {date(year, month, day) for month, day in ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))}
    return frozenset(moving | fixed)


def is_working_day(day: date) -> bool:
    """Monday to Friday, no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def working_days(first: date) -> Iterator[date]:
    """Working days from `first` on, without end."""
    day = first
    while True:
        if is_working_day(day):
            yield day
        day += timedelta(days=1)


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def half_day_of(moment: datetime) -> str:
    """Before 13 o'clock on a Brussels clock is the morning."""
    return MORNING if dutch.wall_clock(moment).hour < 13 else AFTERNOON
