"""What somebody sees before saying yes: when, where, with whom, how long on the way, how many hours, what it pays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import access, clock, dutch
from tandem.planning import travel
from tandem.planning.models import PayRate, Profile, RequestSheet
from tandem.planning.queries.facts.requests import place_of, usual_sheet
from tandem.planning.queries.half_days import asked_half_days, half_days_of, moments_of, words_of
from tandem.planning.queries.places import municipality_in
from tandem.planning.ride import may_ride_along
from tandem.planning.rules import durations, words
from tandem.planning.rules.pay import Pay, Rate, pay_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.identity.models import Person
    from tandem.identity.rules import Viewer
    from tandem.planning.models import Asking
    from tandem.planning.problem.half_days import HalfDay
    from tandem.sessions.models import Session

ANSWER_FIELDS = {TRAINER: "trainer_answer", EXPERIENTIAL_EXPERT: "expert_answer"}


@dataclass(frozen=True, slots=True)
class Travel:
    """The way there and back, estimated, by own means."""

    one_way: int
    days: int
    transport: str

    @property
    def per_time(self) -> str:
        """There and back once."""
        return durations.words(2 * self.one_way)

    @property
    def in_all(self) -> str:
        """Every time together."""
        return durations.words(2 * self.one_way * self.days)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a question means for one of the two. `travel` is None while home is not known.

    `stays` for who leads these sessions already, while somebody is asked to stand in beside.
    """

    person: Person
    partner: Person
    answer: str
    travel: Travel | None
    pay: Pay
    may_ride_along: bool
    stays: bool = False


@dataclass(frozen=True, slots=True)
class OfferDate:
    """One session that is asked; `was` when it stands on another day now."""

    title: str
    when: str
    begin: datetime
    end: datetime
    was: str = ""

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.end - self.begin).total_seconds()) // 60

    @property
    def half_days(self) -> int:
        """A whole day counts for two."""
        return len(list(half_days_of(self.begin, self.end)))


@dataclass(frozen=True, slots=True)
class Where:
    """Where one goes and how; `municipality` is None online or where it is not known."""

    address: str
    directions: str
    is_remote: bool
    remote_link: str
    municipality: str | None


@dataclass(frozen=True, slots=True)
class AskingPage:
    """One question to a duo. `mine` for who is asked; `offers` of both for the planner."""

    asking: Asking
    mine: Offer | None
    offers: tuple[Offer, ...]
    dates: tuple[OfferDate, ...]
    where: Where
    theme: str
    language: str
    group_size: int

    @property
    def half_days(self) -> int:
        """In all."""
        return sum(one.half_days for one in self.dates)

    @property
    def hours_in_all(self) -> str:
        """In the sessions, without the way."""
        return durations.words(sum(one.minutes for one in self.dates))

    @property
    def hours_per_time(self) -> str:
        """Of one session; empty when there is one, or when they differ."""
        lengths = {one.minutes for one in self.dates}
        return durations.words(lengths.pop()) if len(lengths) == 1 < len(self.dates) else ""


def asking_page(asking: Asking, viewer: Viewer, *, on: date) -> AskingPage:
    """For who is asked: the own side alone. The other's answer is told when both answered, never before."""
    sheet = RequestSheet.objects.filter(series_id=asking.series_id).first() or usual_sheet(asking.series)
    half_days = asked_half_days(asking)
    sessions = {row.pk: row for row in asking.series.sessions.filter(pk__in=half_days)}
    dates = tuple(_date(asking, sessions.get(pk), half_day) for pk, half_day in half_days.items())
    where = _where(asking, sheet, list(sessions.values()), on=on)
    sides = _offers(asking, where, dates, leads=_leads(asking, sessions.values()))
    return AskingPage(
        asking=asking, mine=next((one for one in sides if one.person.pk == viewer.person_id), None), offers=sides,
        dates=dates, where=where, theme=words.THEMES.get(sheet.theme, ""),
        language="" if sheet.language == "nl" else words.LANGUAGES[sheet.language],
        group_size=sheet.group_size or asking.series.expected_participants,
    )  # fmt: skip


def _where(asking: Asking, sheet: RequestSheet, sessions: list[Session], *, on: date) -> Where:
    """A stand-in goes where the session is; a new appointment is made with what stands on the sheet."""
    home = asking.series.organisation
    if asking.kind == "stand_in" and sessions:
        row = sessions[0]
        place = None if row.is_remote else municipality_in(row.place, on=on) or place_of(sheet, home, on=on)
        return Where(row.place, row.directions, row.is_remote, row.remote_link, place)
    place = None if sheet.is_remote else place_of(sheet, home, on=on)
    return Where(sheet.address, sheet.directions, sheet.is_remote, sheet.remote_link, place)


def _leads(asking: Asking, sessions: Iterable[Session]) -> set[int | None]:
    if asking.kind != "stand_in" or asking.state != "open":
        return set()
    return {person for row in sessions for person in (row.trainer_id, row.experiential_expert_id)}


def _offers(asking: Asking, where: Where, dates: tuple[OfferDate, ...], *, leads: set[int | None]) -> tuple[Offer, ...]:
    ways, rates = ways_of([asking.trainer_id, asking.expert_id]), _rates(asking.provider_id)
    days = [clock.local(one.begin).date() for one in dates for _half_day in range(one.half_days)]
    trainer, expert = (ways.get(key, ("", "")) for key in (asking.trainer_id, asking.expert_id))
    sides = (
        (TRAINER, asking.trainer, asking.expert, trainer, expert),
        (EXPERIENTIAL_EXPERT, asking.expert, asking.trainer, expert, trainer),
    )
    return tuple(
        Offer(
            person=person, partner=partner, answer=getattr(asking, ANSWER_FIELDS[role]), pay=pay_for(days, rates[role]),
            travel=_travel(own, where, len(set(days))),
            may_ride_along=may_ride_along(own=own, other=other, place=where.municipality), stays=person.pk in leads,
        )
        for role, person, partner, own, other in sides
    )  # fmt: skip


def _travel(own: tuple[str, str], where: Where, days: int) -> Travel | None:
    home, transport = own
    if not home or where.municipality is None:
        return None
    return Travel(travel.minutes(home, where.municipality, transport), days, words.TRANSPORT[transport])


def ways_of(person_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Person -> (home, transport), as the system: the home of another is never shown, only whether one may ride along."""
    with access.as_system():
        rows = Profile.objects.filter(person_id__in=list(person_ids)).exclude(home="")
        return {
            person: (home, transport) for person, home, transport in rows.values_list("person_id", "home", "transport")
        }


def _rates(provider_id: int) -> dict[str, list[Rate]]:
    found: dict[str, list[Rate]] = {TRAINER: [], EXPERIENTIAL_EXPERT: []}
    for row in PayRate.objects.filter(provider_id=provider_id).order_by("valid_from", "pk"):
        found[row.role].append(Rate(row.per_half_day_eur, row.per_km_eur, row.note, row.valid_from))
    return found


def _date(asking: Asking, session: Session | None, half_day: HalfDay) -> OfferDate:
    begin, end = moments_of(half_day)
    was = ""
    if session and session.starts_at and session.ends_at:
        if asking.kind == "stand_in":
            begin, end = session.starts_at, session.ends_at
        elif asking.kind == "move" and session.starts_at != begin:
            was = dutch.date_nl(clock.local(session.starts_at).date())
    return OfferDate(session.title if session else "", words_of(half_day), begin, end, was)
