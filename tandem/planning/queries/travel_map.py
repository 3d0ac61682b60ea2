"""Homes and sessions on the map of Flanders and Brussels, with minutes and kilometres; and where no duo comes in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.kernel import clock
from tandem.planning import travel
from tandem.planning.problem.people import EXPERT, TRAINER, Person
from tandem.planning.queries.facts.people import people_of
from tandem.planning.queries.load import places_of
from tandem.sessions.queries.led import sessions_between
from tandem.sessions.queries.undated import series_without_dates

if TYPE_CHECKING:
    from tandem.sessions.models import Session

MONTHS_AHEAD_DAYS = 183
FAR_MINUTES = 90  # one way
AREAS = {
    "Antwerpen": "antwerp", "Brussel": "brussels", "Limburg": "limburg", "Oost-Vlaanderen": "east_flanders",
    "Vlaams-Brabant": "flemish_brabant", "West-Vlaanderen": "west_flanders",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One province or Brussels. Minutes and kilometres: there and back of everybody, an estimate."""

    key: str
    label: str
    trainers: int
    experts: int
    sessions: int
    minutes: int
    km: int
    far: tuple[str, ...]  # municipalities where no duo comes in time

    @property
    def homes(self) -> dict[str, object]:
        """For the map of homes."""
        return {"key": self.key, "label": self.label, "value": self.trainers + self.experts}

    @property
    def work(self) -> dict[str, object]:
        """For the map of sessions."""
        mean = round(self.minutes / self.sessions / 4) if self.sessions else 0
        note = _("gemiddeld %(n)s min. enkel per persoon") % {"n": mean} if self.sessions else ""
        return {"key": self.key, "label": self.label, "value": self.sessions, "note": note}


@dataclass(frozen=True, slots=True)
class TravelMap:
    """All areas, and the series that wait where nobody comes in time."""

    areas: tuple[AreaRow, ...]
    remote: int
    unknown: int
    far_series: tuple[tuple[object, str], ...]
    silent: tuple[str, ...]

    @property
    def far_count(self) -> int:
        """Municipalities where no duo comes in time."""
        return sum(len(one.far) for one in self.areas)

    @property
    def sentence(self) -> str:
        """What the map of sessions says."""
        count = sum(one.sessions for one in self.areas)
        hours = round(sum(one.minutes for one in self.areas) / 60)
        said = ngettext("%(n)s sessie op verplaatsing", "%(n)s sessies op verplaatsing", count) % {"n": count}
        return _("%(said)s, samen ongeveer %(hours)s uur onderweg (schatting).") % {"said": said, "hours": hours}


def travel_map(provider_id: int, *, on: date) -> TravelMap:
    """From today on, half a year. Fifteen queries or fewer, whatever the number of people and sessions."""
    people, silent = people_of(provider_id, (), on=on)
    waiting = list(series_without_dates(provider_id))
    until = clock.moment_on(on + timedelta(days=MONTHS_AHEAD_DAYS), 0)
    sessions = sessions_between(provider_id, clock.moment_on(on, 0), until)
    _sheets, places = places_of([*(one.series for one in sessions), *waiting], on=on)
    where = {one.pk: None if one.is_remote else places[one.series_id] for one in sessions}
    far = far_places(people.values(), on=on)
    return TravelMap(
        tuple(_areas(people, [one for one in sessions if where[one.pk]], {k: v for k, v in where.items() if v}, far)),
        sum(one.is_remote for one in sessions), sum(not one.is_remote and not where[one.pk] for one in sessions),
        tuple((one, _name(places[one.pk])) for one in waiting if places[one.pk] in far), tuple(silent),
    )  # fmt: skip


def far_places(people: Iterable[Person], *, on: date) -> set[str]:
    """Municipalities where not one trainer, or not one expert, comes in ninety minutes. Pure, an estimate."""
    homes = {(one.role, one.home, one.transport) for one in people}
    return {
        place.nis_code for place in travel.municipalities().values()
        if place.is_in_force(on) and not all(
            any(travel.minutes(home, place.nis_code, transport) <= FAR_MINUTES
                for of_role, home, transport in homes if of_role == role)
            for role in (TRAINER, EXPERT)
        )
    }  # fmt: skip


def _areas(
    people: Mapping[str, Person], sessions: Sequence[Session], where: Mapping[object, str], far: Iterable[str]
) -> Iterable[AreaRow]:
    homes = Counter((_area(one.home), one.role) for one in people.values())
    of_area: dict[str, list[Session]] = defaultdict(list)
    for one in sessions:
        of_area[_area(where[one.pk])].append(one)
    names = defaultdict[str, list[str]](list)
    for code in far:
        names[_area(code)].append(_name(code))
    for label, key in AREAS.items():
        ways = [_way(people, one, where[one.pk]) for one in of_area[label]]
        yield AreaRow(
            key, label, homes[label, TRAINER], homes[label, EXPERT], len(ways), sum(one[0] for one in ways),
            round(sum(one[1] for one in ways)), tuple(sorted(names[label])),
        )  # fmt: skip


def _way(people: Mapping[str, Person], session: Session, place: str) -> tuple[int, float]:
    duo = [people[key] for key in map(str, (session.trainer_id, session.experiential_expert_id)) if key in people]
    minutes = sum(2 * travel.minutes(one.home, place, one.transport) for one in duo)
    return minutes, sum(2 * travel.road_km(one.home, place) for one in duo)


def _area(code: str) -> str:
    found = travel.municipalities().get(code)
    return found.province if found else ""


def _name(code: str | None) -> str:
    return travel.municipalities()[code].name if code else ""
