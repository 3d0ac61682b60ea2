"""Invented plannings, the same for the same seed: 45 networks and 60 organisations, six half-days each, six months.

Everybody is free on 60 % of half-days at random, which is harder than life: real calendars repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tandem.planning.admission import candidates, is_pair_admitted
from tandem.planning.problem.half_days import HALVES, Availability, HalfDay, Span
from tandem.planning.problem.people import CAR, EXPERT, PUBLIC, TRAINED, TRAINER, Limits, Person, Qualification, Wishes
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import (
    HARD,
    NETWORK,
    NICE,
    ORDINARY,
    TRAINER_EXPERT,
    TRAJECTORY,
    TWO_ORGANISATIONS,
    Request,
    Rhythm,
)  # fmt: skip
from tandem.planning.travel import Municipality, municipalities

START = date(2027, 1, 4)
NETWORKS = {
    "Oost-Vlaanderen": 14,
    "West-Vlaanderen": 5,
    "Antwerpen": 13,
    "Brussel": 6,
    "Vlaams-Brabant": 2,
    "Limburg": 5,
}
THEMES = ("leefwereld", "jeugd", "verslaving", "migratie", "justitie", "werk")
EMPLOYERS = ("Huis Wilg", "Huis Berk")


@dataclass(frozen=True)
class Size:
    """How large an instance is. Where networks lie follows the spread of seed 002."""

    networks: int = 45
    organisations: int = 60
    trainers: int = 12
    experts: int = 14
    weeks: int = 26
    sessions: int = 6
    free: float = 0.6
    release_days: int = 50  # requests come in during these working days

    def times(self, factor: int) -> Size:
        """So many times the requests and the people, in the same months."""
        return Size(
            self.networks * factor, self.organisations * factor, self.trainers * factor, self.experts * factor,
            self.weeks, self.sessions, self.free, self.release_days,
        )  # fmt: skip


def instance(seed: int, size: Size = Size()) -> Problem:
    """One invented planning."""
    return _Maker(Random(seed), size).problem()


class _Maker:
    """Draws one instance from one source of chance."""

    def __init__(self, chance: Random, size: Size) -> None:
        self.chance, self.size = chance, size
        self.places = [place for place in municipalities().values() if place.is_in_force(START)]
        every = (START + timedelta(days=n) for n in range(size.weeks * 7))
        self.days = [day for day in every if day.weekday() < 5]

    def problem(self) -> Problem:
        size = self.size
        organisations = [f"Huis van {kind} {n + 1}" for kind, many in self._kinds() for n in range(many)]
        people = [self._person(TRAINER, number) for number in range(size.trainers)]
        people += [self._person(EXPERT, number, organisations) for number in range(size.experts)]
        self.bare = Problem({one.id: one for one in people}, {}, today=START)
        requests = [self._possible(lambda n=number: self._network(n)) for number in range(size.networks)]
        requests += [self._possible(lambda n=number: self._trajectory(n)) for number in range(size.organisations)]
        self.chance.shuffle(requests)
        return replace(self.bare, requests={one.id: one for one in requests})

    def _possible(self, draw: Callable[[], Request]) -> Request:
        """Drawn anew until some duo may serve it, dates left aside."""
        while True:
            request = draw()
            trainers = candidates(self.bare, request, self.bare.trainers)
            experts = candidates(self.bare, request, self.bare.experts)
            if any(is_pair_admitted(self.bare, request, one, other) for one in trainers for other in experts):
                return request

    def _kinds(self) -> list[tuple[str, int]]:
        return [("Netwerk", self.size.networks), ("Organisatie", self.size.organisations)]

    def _person(self, role: str, number: int, organisations: list[str] | None = None) -> Person:
        is_expert = role == EXPERT
        name = f"{'Ervaring' if is_expert else 'Lesgever'} {number + 1:02}"
        blocked = (
            frozenset(self.chance.sample(organisations, min(4, len(organisations)))) if organisations else frozenset()
        )
        return Person(
            id=f"{role[0]}{number + 1:03}", name=name, role=role, organisation=EMPLOYERS[self._employer(is_expert, number)],
            home=self._home().nis_code, transport=PUBLIC if is_expert else CAR, languages=frozenset({"nl"}),
            themes=frozenset(self.chance.sample(THEMES, 3)),
            qualifications=(Qualification(TRAINED),) if is_expert else (), availability=self._availability(),
            limits=Limits(3 if is_expert else 4, max_travel=120 if is_expert else 105, never_at=blocked),
            wishes=self._wishes(), is_newcomer=self.chance.random() < 0.2,
        )  # fmt: skip

    def _employer(self, is_expert: bool, number: int) -> int:
        """Most trainers work for the first house, most experts for the second: networks are served by both."""
        return int(number % 4 != 3) if is_expert else int(number % 4 == 3)

    def _wishes(self) -> Wishes:
        if self.chance.random() >= 0.3:
            return Wishes()
        return Wishes(never_on=frozenset({(self.chance.randrange(5), self.chance.choice(HALVES))}))

    def _network(self, number: int) -> Request:
        province = self.chance.choices(list(NETWORKS), list(NETWORKS.values()))[0]
        if self.size.networks == sum(NETWORKS.values()):
            province = [name for name, many in NETWORKS.items() for _ in range(many)][number]
        return self._request(
            NETWORK, f"n{number + 1:04}", f"Netwerk {number + 1}", self._place(province), TWO_ORGANISATIONS
        )

    def _trajectory(self, number: int) -> Request:
        return self._request(
            TRAJECTORY, f"o{number + 1:04}", f"Organisatie {number + 1}", self._place(), TRAINER_EXPERT
        )

    def _request(self, kind: str, key: str, name: str, place: Municipality, composition: str) -> Request:
        release = self.days[self.chance.randrange(min(self.size.release_days, len(self.days)))]
        return Request(
            id=key, name=name, kind=kind, organisation=f"Huis van {name}", place=place.nis_code,
            window=Span(release, self.days[-1]), rhythm=Rhythm(self.size.sessions, 8, 20, start_within=40),
            availability=self._availability(), theme=self.chance.choice(THEMES) if self.chance.random() < 0.6 else None,
            group_size=self.chance.randint(6, 20), composition=composition,
            appeal=self.chance.choices([ORDINARY, HARD, NICE], [70, 15, 15])[0],
        )  # fmt: skip

    def _availability(self) -> Availability:
        free = (HalfDay(day, half) for day in self.days for half in HALVES if self.chance.random() < self.size.free)
        return Availability(dates=frozenset(free))

    def _home(self) -> Municipality:
        """People live, and organisations lie, as the networks are spread over the provinces."""
        return self._place(self.chance.choices(list(NETWORKS), list(NETWORKS.values()))[0])

    def _place(self, province: str = "") -> Municipality:
        return self.chance.choice([place for place in self.places if province in {"", place.province}])
