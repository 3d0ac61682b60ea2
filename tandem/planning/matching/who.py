"""Step 1: who. One yes-or-no per request and person, never one per pair; dates only where a pair has none at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import gcd

from ortools.sat.python import cp_model

from tandem.planning import sequences
from tandem.planning.admission import is_pair_admitted, validity
from tandem.planning.board import WEEK, Board, Occupied, gaps_of
from tandem.planning.costs import TENTHS, existing_duos, fair_shares, lacks_theme, loads, person_travel
from tandem.planning.insert import free_for, has_room
from tandem.planning.matching.search import Answer, Search, run
from tandem.planning.problem.people import Person
from tandem.planning.problem.requests import HARD, NICE, TWO_ORGANISATIONS, Request

LEFT_OUT = 1_000_000  # a request without a place costs more than everything else together
Duos = dict[str, tuple[str, str]]
Fixed = frozenset[tuple[str, str]]  # (request, person): what may not all hold together


@dataclass
class Who:
    """The model of step 1. Grows by cuts when the dates turn out impossible."""

    board: Board
    occupied: Occupied
    requests: Sequence[Request]
    may_leave_out: bool = False
    checks_dates: bool = True  # without, the model is smaller and its bound still holds
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    chosen: dict[tuple[str, str], cp_model.IntVar] = field(default_factory=dict)  # (request, person)
    left_out: dict[str, cp_model.IntVar] = field(default_factory=dict)
    costs: list[cp_model.LinearExpr] = field(default_factory=list)

    def __post_init__(self) -> None:
        for request in self.requests:
            self._add_request(request)
        self._limit_loads()
        self._fair_loads()
        self.model.minimize(sum(self.costs))

    def solve(self, search: Search, seconds: float) -> tuple[Answer, Duos]:
        """The cheapest duos, and who they are."""
        answer = run(self.model, search, step="duos", placed=len(self.requests), seconds=seconds, linear=2)
        return answer, self._duos(answer) if answer.is_found else {}

    def never_together(self, fixed: Fixed) -> None:
        """A cut: not all of these at once."""
        self.model.add_bool_or([self.chosen[one].negated() for one in sorted(fixed)])

    def at_most(self, person: Person, requests: Iterable[str], most: int) -> None:
        """A cut: somebody has no dates for more than so many of these requests."""
        self.model.add(sum(self.chosen[one, person.id] for one in requests if (one, person.id) in self.chosen) <= most)

    def _duos(self, answer: Answer) -> Duos:
        found: Duos = {}
        for request in self.requests:
            picked = [one.id for one in self._people(request) if answer.solver.value(self.chosen[request.id, one.id])]
            if len(picked) == 2:
                found[request.id] = picked[0], picked[1]
        return found

    def _people(self, request: Request) -> list[Person]:
        return [*self.trainers(request), *self.experts(request)]

    def trainers(self, request: Request) -> list[Person]:
        """Trainers who may serve and have room."""
        return [one for one in self.board.trainers[request.id] if has_room(self.occupied, one, request)]

    def experts(self, request: Request) -> list[Person]:
        """Experts who may serve and have room."""
        return [one for one in self.board.experts[request.id] if has_room(self.occupied, one, request)]

    def _add_request(self, request: Request) -> None:
        trainers, experts = self.trainers(request), self.experts(request)
        for person in (*trainers, *experts):
            self.chosen[request.id, person.id] = self.model.new_bool_var(f"{request.id} {person.id}")
        spare = self._spare(request)
        for people in (trainers, experts):
            self.model.add_exactly_one([*(self.chosen[request.id, one.id] for one in people), *spare])
        self._forbid_pairs(request, spare)
        self._price(request, trainers, experts)

    def _spare(self, request: Request) -> list[cp_model.IntVar]:
        """The way out when not everything can have a place."""
        if not self.may_leave_out:
            return []
        self.left_out[request.id] = self.model.new_bool_var(f"{request.id} left out")
        self.costs.append(LEFT_OUT * self.left_out[request.id])
        return [self.left_out[request.id]]

    def _forbid_pairs(self, request: Request, spare: list[cp_model.IntVar]) -> None:
        """Rules about two people, said over one person at a time where that says the same."""
        for holders in self._one_of_both(request):
            self.model.add_at_least_one([*(self.chosen[request.id, one.id] for one in holders), *spare])
        if request.composition == TWO_ORGANISATIONS:
            for colleagues in self._colleagues(request):
                self.model.add_at_most_one(self.chosen[request.id, one.id] for one in colleagues)
        for ban in self.board.problem.forbidden:
            keys = [(request.id, one) for one in (ban.trainer, ban.expert) if one is not None]
            if len(keys) == 2 and self.chosen.keys() >= set(keys):
                self.model.add_bool_or([self.chosen[key].negated() for key in keys])
        if self.checks_dates:
            self._forbid_dateless(request)

    def _one_of_both(self, request: Request) -> Iterator[list[Person]]:
        """Who knows the theme; who holds each qualification. One of the duo is enough."""
        people = self._people(request)
        if request.theme is not None:
            yield [one for one in people if request.theme in one.themes]
        for need in sorted(request.needs):
            yield [one for one in people if validity(one, need)]

    def _colleagues(self, request: Request) -> list[list[Person]]:
        people = self._people(request)
        return [
            [one for one in people if one.organisation == name] for name in sorted({one.organisation for one in people})
        ]

    def _forbid_dateless(self, request: Request) -> None:
        """A trainer only with experts with whom some row of dates exists."""
        experts = self.experts(request)
        for trainer in self.trainers(request):
            fine = [one for one in experts if self.has_dates(request, trainer, one)]
            if len(fine) < len(experts):
                allowed = [self.chosen[request.id, one.id] for one in fine]
                self.model.add_bool_or([self.chosen[request.id, trainer.id].negated(), *allowed])

    def has_dates(self, request: Request, trainer: Person, expert: Person) -> bool:
        """Whether a pair has some row of dates at all; a pair that other rules exclude is not judged."""
        if not is_pair_admitted(self.board.problem, request, trainer, expert):
            return True
        free = free_for(self.board, self.occupied, request, trainer, expert)
        return sequences.exists(self.board.allowed(request, free), gaps_of(request, trainer, expert))

    def _price(self, request: Request, trainers: list[Person], experts: list[Person]) -> None:
        weights, before = self.board.problem.weights, existing_duos(self.board.problem).get(request.id)
        for person in (*trainers, *experts):
            cost = weights.travel * person_travel(request, person)
            cost += weights.theme * (person in experts and lacks_theme(request, person))
            cost += weights.change_duo * (before is not None and person.id not in before)
            self.costs.append(cost * self.chosen[request.id, person.id])
        self._price_newcomers(request, trainers, experts)

    def _price_newcomers(self, request: Request, trainers: list[Person], experts: list[Person]) -> None:
        """A newcomer learns beside somebody with experience."""
        new = [[self.chosen[request.id, one.id] for one in people if one.is_newcomer] for people in (trainers, experts)]
        if all(new):
            both = self.model.new_bool_var(f"{request.id} newcomers")
            self.model.add(both >= sum(new[0]) + sum(new[1]) - 1)
            self.costs.append(self.board.problem.weights.learning * both)

    def _limit_loads(self) -> None:
        for person in self.board.problem.people.values():
            if taking := self._taking(person):
                self.model.add(self._load(person, taking) <= self.most_sessions(person))

    def most_sessions(self, person: Person) -> int:
        """More than this cannot be: the most in all, and the most per five working days."""
        free, cap, days = (
            self.board.people[person.id].days,
            person.limits.max_per_week,
            len(self.board.problem.days.days),
        )
        weeks = (free & sequences.between(start, start + WEEK - 1) for start in range(0, days, WEEK))
        a_day = person.limits.max_per_day
        left = self.occupied.left(person)
        taken = sum(free >> day & 1 for day in self.occupied.numbers(person))
        by_week = sum(min(cap, a_day * week.bit_count()) for week in weeks) - taken
        return by_week if left is None else min(by_week, left)

    def _taking(self, person: Person, appeal: str = "") -> list[Request]:
        """The requests that somebody may get."""
        return [one for one in self.requests if (one.id, person.id) in self.chosen and appeal in {"", one.appeal}]

    def _load(self, person: Person, requests: Iterable[Request]) -> cp_model.LinearExpr:
        return sum(one.rhythm.sessions * self.chosen[one.id, person.id] for one in requests)  # type: ignore[return-value]

    def _fair_loads(self) -> None:
        weights, problem = self.board.problem.weights, self.board.problem
        before = loads(problem, {})
        for appeal, weight in (("", weights.fairness), (HARD, weights.hard_jobs), (NICE, weights.nice_jobs)):
            for person, share in fair_shares(problem, appeal).items():
                self._price_distance(problem.people[person], appeal, share - TENTHS * before[appeal][person], weight)

    def _price_distance(self, person: Person, appeal: str, share: int, weight: int) -> None:
        taking = self._taking(person, appeal)
        if not taking or not weight:
            self.costs.append(weight * abs(share))  # type: ignore[arg-type]
            return
        load = self._load(person, taking)
        sizes = [TENTHS * one.rhythm.sessions for one in taking]
        distance = self.model.new_int_var(0, sum(sizes) + abs(share), f"{person.id} {appeal} distance")
        for scale, slope, through, height in _sides(share, gcd(*sizes)):
            self.model.add(scale * distance >= slope * (TENTHS * load - through) + scale * height)
        self.costs.append(weight * distance)


def _sides(share: int, step: int) -> Iterator[tuple[int, int, int, int]]:
    """Lines under the distance between a load and a share: scale, slope, point and height.

    A load moves in steps, so between the two steps around the share no load exists: the line through both closes the valley, and
    that makes the proof short.
    """
    yield 1, 1, share, 0
    yield 1, -1, share, 0
    below = share // step * step
    low, high = abs(below - share), abs(below + step - share)
    yield step, high - low, below, low
