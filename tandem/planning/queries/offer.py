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
from tandem.planning.queries.half_days import asked_half_days, moments_of, words_of
from tandem.planning.ride import may_ride_along
from tandem.planning.rules import durations, words
from tandem.planning.rules.pay import Pay, Rate, pay_for
from tandem.sessions.queries.facts import led_sessions

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from tandem.identity.models import Person
    from tandem.identity.rules import Viewer
    from tandem.planning.models import Asking
    from tandem.planning.problem.half_days import HalfDay

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
    """What a question means for one of the two. `travel` is None while home is not known."""

    person: Person
    partner: Person
    answer: str
    travel: Travel | None
    pay: Pay
    may_ride_along: bool


@dataclass(frozen=True, slots=True)
class OfferDate:
    """One half-day that is asked; `was` when it stands on another day now."""

    title: str
    when: str
    hours: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class AskingPage:
    """One question to a duo. `mine` for who is asked; `offers` of both for the planner."""

    asking: Asking
    mine: Offer | None
    offers: tuple[Offer, ...]
    dates: tuple[OfferDate, ...]
    sheet: RequestSheet
    theme: str
    language: str
    group_size: int
    hours_per_time: str
    hours_in_all: str


def asking_page(asking: Asking, viewer: Viewer, *, on: date) -> AskingPage:
    """For who is asked: the own side alone. The other's answer is told when both answered, never before."""
    sheet = RequestSheet.objects.filter(series_id=asking.series_id).first() or usual_sheet(asking.series)
    half_days = asked_half_days(asking)
    sides = _offers(asking, sheet, list(half_days.values()), on=on)
    minutes = [_minutes(half_day) for half_day in half_days.values()]
    return AskingPage(
        asking=asking, mine=next((one for one in sides if one.person.pk == viewer.person_id), None), offers=sides,
        dates=_dates(asking, half_days.items()), sheet=sheet, theme=words.THEMES.get(sheet.theme, ""),
        language="" if sheet.language == "nl" else words.LANGUAGES[sheet.language],
        group_size=sheet.group_size or asking.series.expected_participants,
        hours_per_time=durations.words(minutes[0]) if minutes else "", hours_in_all=durations.words(sum(minutes)),
    )  # fmt: skip


def _offers(asking: Asking, sheet: RequestSheet, half_days: list[HalfDay], *, on: date) -> tuple[Offer, ...]:
    place = None if sheet.is_remote else place_of(sheet, asking.series.organisation, on=on)
    ways = ways_of([asking.trainer_id, asking.expert_id])
    rates = _rates(asking.provider_id)
    days = [one.on for one in half_days]
    found = []
    for role, person, partner in (
        (TRAINER, asking.trainer, asking.expert),
        (EXPERIENTIAL_EXPERT, asking.expert, asking.trainer),
    ):
        way, other = ways.get(person.pk, ("", "")), ways.get(partner.pk, ("", ""))
        is_known = bool(way[0]) and (sheet.is_remote or place is not None)
        found.append(
            Offer(
                person=person, partner=partner, answer=getattr(asking, ANSWER_FIELDS[role]), pay=pay_for(days, rates[role]),
                travel=Travel(travel.minutes(way[0], place, way[1]), len(set(days)), words.TRANSPORT[way[1]])
                if is_known else None, may_ride_along=may_ride_along(own=way, other=other, place=place),
            )
        )  # fmt: skip
    return tuple(found)


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


def _dates(asking: Asking, half_days: Iterable[tuple[UUID, HalfDay]]) -> tuple[OfferDate, ...]:
    titled = {row.session_id: row for row in led_sessions([asking.series_id])[asking.series_id]}
    found = []
    for session, half_day in half_days:
        begin, end = moments_of(half_day)
        row = titled.get(session)
        found.append(
            OfferDate(
                title=row.title if row else "", when=words_of(half_day), hours=f"{dutch.time_nl(begin)} tot {dutch.time_nl(end)}",
                was=_was(row.starts_at, begin) if row and asking.kind == "move" else "",
            )
        )  # fmt: skip
    return tuple(found)


def _was(now: datetime | None, wanted: datetime) -> str:
    return dutch.date_nl(clock.local(now).date()) if now and now != wanted else ""


def _minutes(half_day: HalfDay) -> int:
    begin, end = moments_of(half_day)
    return int((end - begin).total_seconds()) // 60
