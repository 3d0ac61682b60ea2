"""Trainers and experiential experts as the search sees them. Runs as the system: what is private never leaves the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tandem.identity.queries import members_of
from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.planning.models import Capacity, NotPossible, PersonDate, Profile, Qualification
from tandem.planning.problem import people as shapes
from tandem.planning.problem.half_days import HALVES, Availability, HalfDay, Span
from tandem.planning.rules import words
from tandem.sessions.queries.facts import sessions_led

if TYPE_CHECKING:
    from tandem.identity.models import Membership

NEWCOMER_BELOW = 6  # sessions led: one trajectory (seed 001). Ours: no source says when somebody is experienced
ANY_HOME = "21004"  # of somebody whose way is never looked at
ROLES = {TRAINER: shapes.TRAINER, EXPERIENTIAL_EXPERT: shapes.EXPERT}


def people_of(provider_id: int, holder_ids: Iterable[int], *, on: date) -> tuple[dict[str, shapes.Person], list[str]]:
    """Everybody who may lead: people of the provider, and trainers of who pays (seed 002). Second: who said nothing yet."""
    rows = _memberships(provider_id, holder_ids, on=on)
    sheets = _Sheets([row.person_id for row in rows], on=on)
    people = {str(row.person_id): sheets.person(row) for row in rows if sheets.is_filled_in(row.person_id)}
    silent = [str(row.person) for row in rows if not sheets.is_filled_in(row.person_id)]
    return people, sorted(silent)


def stub(person_id: int) -> shapes.Person:
    """Somebody who leads a session that is kept and cannot be planned: only takes up room."""
    return shapes.Person(
        id=str(person_id), name="", role="", organisation="", home=ANY_HOME, transport=shapes.CAR, languages=frozenset(),
        themes=frozenset(), qualifications=(), availability=Availability(), limits=shapes.Limits(10),
    )  # fmt: skip


def _memberships(provider_id: int, holder_ids: Iterable[int], *, on: date) -> list[Membership]:
    """One row per person; who is both an expert with a diploma and a trainer counts as an expert: they are few."""
    with_home = members_of([provider_id], EXPERIENTIAL_EXPERT, on=on).select_related("person", "organisation")
    experts = [one for one in with_home if one.trained_on]
    trainers = members_of([provider_id, *holder_ids], TRAINER, on=on).select_related("person", "organisation")
    found: dict[int, Membership] = {}
    for row in (*experts, *trainers):
        found.setdefault(row.person_id, row)
    return list(found.values())


class _Sheets:
    """Everything that people told, read once for all."""

    def __init__(self, ids: Collection[int], *, on: date) -> None:
        self.profiles = {one.person_id: one for one in Profile.objects.filter(person_id__in=ids)}
        self.capacities = {one.person_id: one for one in Capacity.objects.filter(person_id__in=ids)}
        self.dates = _by_person(PersonDate.objects.filter(person_id__in=ids, last__gte=on))
        self.not_possible = _by_person(NotPossible.objects.filter(person_id__in=ids).select_related("organisation"))
        self.qualifications = _by_person(Qualification.objects.filter(person_id__in=ids))
        self.led = Counter(sessions_led(ids))

    def is_filled_in(self, person_id: int) -> bool:
        """Without a home and half-days nobody can be planned."""
        profile = self.profiles.get(person_id)
        return profile is not None and bool(profile.home) and self._offers(profile)

    def _offers(self, profile: Profile) -> bool:
        return bool(profile.weekly) or any(not one.is_away for one in self.dates[profile.person_id])

    def person(self, row: Membership) -> shapes.Person:
        profile, key = self.profiles[row.person_id], row.person_id
        return shapes.Person(
            id=str(key), name=str(row.person), role=ROLES[row.role], organisation=row.organisation.name, home=profile.home,
            transport=profile.transport, languages=frozenset(profile.languages),
            themes=frozenset(words.THEMES[one] for one in profile.themes if one in words.THEMES),
            qualifications=self._qualifications(row), availability=availability_of(profile.weekly, self.dates[key]),
            limits=self._limits(key), wishes=shapes.Wishes(_weekly(profile.never_on), profile.wished_per_week),
            is_newcomer=not profile.is_experienced and self.led[key] < NEWCOMER_BELOW, left_on=row.valid_to,
        )  # fmt: skip

    def _qualifications(self, row: Membership) -> tuple[shapes.Qualification, ...]:
        found = [
            shapes.Qualification(one.name, one.valid_from, one.valid_until)
            for one in self.qualifications[row.person_id]
        ]
        diploma = [shapes.Qualification(shapes.TRAINED, row.trained_on)] if row.role == EXPERIENTIAL_EXPERT else []
        return (*diploma, *found)

    def _limits(self, key: int) -> shapes.Limits:
        own, refused = self.capacities.get(key) or Capacity(), self.not_possible[key]
        return shapes.Limits(
            max_per_week=own.max_per_week, max_total=own.max_total, max_per_day=own.max_per_day, rest_days=own.rest_days,
            max_travel=own.max_travel, max_group=own.max_group,
            never_at=frozenset(one.organisation.name for one in refused if one.organisation),
            never_about=frozenset(words.THEMES.get(one.theme, one.theme) for one in refused if one.theme),
        )  # fmt: skip


def availability_of(weekly: Iterable[str], dates: Iterable[Any]) -> Availability:
    """The usual week with the days that differ: what is off goes before what is on."""
    rows = list(dates)
    return Availability(
        weekly=_weekly(weekly),
        dates=frozenset(at for one in rows if not one.is_away for at in _half_days(one)),
        away=tuple(Span(one.first, one.last) for one in rows if one.is_away and not one.half),
        taken=frozenset(at for one in rows if one.is_away and one.half for at in _half_days(one)),
    )


def _weekly(keys: Iterable[str]) -> frozenset[tuple[int, str]]:
    return frozenset((int(key[0]), key[1:]) for key in keys if key in words.HALF_DAYS)


def _half_days(row: Any) -> Iterable[HalfDay]:
    days = (row.first + timedelta(days=number) for number in range((row.last - row.first).days + 1))
    return [HalfDay(day, half) for day in days for half in ((row.half,) if row.half else HALVES)]


def _by_person(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found
