"""Step 2: when. One number per session, its day, with only shared free days as domain; no yes-or-no per half-day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from tandem.planning import sequences, travel
from tandem.planning.board import WEEK, Board, Free, Occupied, gaps_of
from tandem.planning.costs import existing_dates
from tandem.planning.insert import booked, free_for
from tandem.planning.matching.search import Answer, Search, run
from tandem.planning.problem.half_days import HALVES
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.requests import Request

Dates = dict[str, tuple[int, ...]]


@dataclass
class When:
    """The model of step 2 for chosen duos. With `wishes` it keeps every wish; without, wishes cost."""

    board: Board
    occupied: Occupied
    duos: Mapping[str, tuple[str, str]]
    keeps_wishes: bool = False
    only: Person | None = None  # check one person's calendar alone
    ignores_partner: bool = False  # and as if every partner could always
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    days: dict[str, list[cp_model.IntVar]] = field(default_factory=dict)
    halves: dict[str, list[cp_model.LinearExpr]] = field(default_factory=dict)
    free: dict[str, Free] = field(default_factory=dict)
    rows: dict[str, tuple[list[int], range]] = field(default_factory=dict)  # days of each session, gaps between
    costs: list[cp_model.LinearExpr] = field(default_factory=list)

    def __post_init__(self) -> None:
        for key in sorted(self.duos):
            self._add_request(self.board.problem.requests[key])
        for person, keys in self._requests_of().items():
            self._add_person(self.board.problem.people[person], keys)

    def solve(self, search: Search, seconds: float, hint: Dates | None = None) -> tuple[Answer, Dates]:
        """Dates for every request; with a hint from before it looks for better ones."""
        if hint:
            self._price(hint)
        answer = run(self.model, search, step="dates", placed=len(self.duos), seconds=seconds)
        if not answer.is_found:
            return answer, {}
        return answer, {key: tuple(answer.solver.value(day) for day in days) for key, days in self.days.items()}

    def bookings(self, answer: Answer, dates: Dates) -> list[Booking]:
        """Who and when."""
        people, rows = self.board.problem.people, list[Booking]()
        for key, days in dates.items():
            trainer, expert = self.duos[key]
            free = self._as_chosen(answer, key, days)
            rows += booked(self.board, self.board.problem.requests[key], (people[trainer], people[expert]), days, free)
        return rows

    def _as_chosen(self, answer: Answer, key: str, days: Iterable[int]) -> Free:
        """Where the half of the day matters, the half that was chosen."""
        if key not in self.halves:
            return self.free[key]
        masks = [0, 0]
        for day, half in zip(days, self.halves[key], strict=True):
            masks[answer.solver.value(half)] |= 1 << day
        return Free(*masks)

    def _duo(self, request: Request) -> tuple[Person, Person]:
        trainer, expert = self.duos[request.id]
        return self.board.problem.people[trainer], self.board.problem.people[expert]

    def _add_request(self, request: Request) -> None:
        duo = self._duo(request)
        free = self.free[request.id] = self._free(request, duo)
        gaps, allowed = gaps_of(request, *duo), self.board.allowed(request, free)
        ahead, back = sequences.forward(allowed, gaps), sequences.backward(allowed, gaps)
        masks = [one & other for one, other in zip(ahead, back, strict=True)]
        self.rows[request.id] = masks, gaps
        days = [self._day(request, n, mask) for n, mask in enumerate(masks)]
        for one, other in pairwise(days):
            self.model.add_linear_constraint(other - one, gaps.start, gaps.stop - 1)
        self.days[request.id] = days
        if any(person.limits.max_per_day > 1 for person in duo):
            self.halves[request.id] = [self._half(request, n, day, free) for n, day in enumerate(days, start=1)]

    def _free(self, request: Request, duo: tuple[Person, Person]) -> Free:
        if self.only and self.ignores_partner:
            own = self.board.requests[request.id] & self.board.people[self.only.id]
            return self.occupied.free(self.only, request, own)
        free = free_for(self.board, self.occupied, request, *duo)
        return self._wished(free, duo) if self.keeps_wishes else free

    def _day(self, request: Request, number: int, mask: int) -> cp_model.IntVar:
        domain = cp_model.Domain.from_values(list(sequences.bits(mask)))
        return self.model.new_int_var_from_domain(domain, f"{request.id} {number + 1}")

    def _half(self, request: Request, number: int, day: cp_model.IntVar, free: Free) -> cp_model.LinearExpr:
        """Which half of the day, where somebody may do two a day."""
        half = self.model.new_bool_var(f"{request.id} {number} half")
        pinned = self.board.pinned_dates.get(request.id, {}).get(number)
        masks = [
            mask if pinned is None or pinned.half == name else 0
            for name, mask in zip(HALVES, (free.am, free.pm), strict=True)
        ]
        slots = [2 * bit + n for n, mask in enumerate(masks) for bit in sequences.bits(mask)]
        self.model.add_linear_expression_in_domain(2 * day + half, cp_model.Domain.from_values(slots))
        return half

    def _wished(self, free: Free, duo: Iterable[Person]) -> Free:
        """Less the half-days that somebody would rather not."""
        for person in duo:
            am, pm = (self._unwished(person, half) for half in HALVES)
            free = free.without(am, pm)
        return free

    def _unwished(self, person: Person, half: str) -> int:
        days = self.board.problem.days.days
        return sum(1 << n for n, day in enumerate(days) if (day.weekday(), half) in person.wishes.never_on)

    def _requests_of(self) -> dict[str, list[str]]:
        of: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self.duos):
            for person in self.duos[key]:
                if self.only is None or person == self.only.id:
                    of[person].append(key)
        return of

    def _add_person(self, person: Person, keys: list[str]) -> None:
        """No overlap, rest, and the most in any five working days, what is booked already included."""
        own = [day for key in keys for day in self.days[key]]
        taken = self.occupied.numbers(person)
        if person.limits.max_per_day == 1:
            rest = 1 + person.limits.rest_days
            if rest == 1:
                self.model.add_all_different(own)
            else:
                self.model.add_no_overlap([self.model.new_fixed_size_interval_var(day, rest, "rest") for day in own])
        else:
            self._two_a_day(person, keys)
        weeks = [self.model.new_fixed_size_interval_var(day, WEEK, "week") for day in own]
        weeks += [self.model.new_fixed_size_interval_var(day, WEEK, "week") for day in taken]
        self.model.add_cumulative(weeks, [1] * len(weeks), self._most(person))

    def _most(self, person: Person) -> int:
        wished = person.wishes.max_per_week
        keeps = self.keeps_wishes and wished is not None
        return min(person.limits.max_per_week, wished) if keeps and wished is not None else person.limits.max_per_week

    def _two_a_day(self, person: Person, keys: list[str]) -> None:
        """Another half-day each time, and never both halves when the way between the places is longer than the pause."""
        slots = [2 * day + half for key in keys for day, half in zip(self.days[key], self.halves[key], strict=True)]
        self.model.add_all_different(slots)
        for n, one in enumerate(keys):
            for other in keys[n + 1 :]:
                if not self._is_near(person, one, other):
                    for day in self.days[one]:
                        for second in self.days[other]:
                            self.model.add(day != second)
        if person.limits.rest_days:
            self._rest_after_two(person, [day for key in keys for day in self.days[key]])

    def _rest_after_two(self, person: Person, days: list[cp_model.IntVar]) -> None:
        """Two sessions on one day, or at least the rest between them."""
        near = cp_model.Domain.from_intervals(
            [[-10_000, -1 - person.limits.rest_days], [0, 0], [1 + person.limits.rest_days, 10_000]]
        )
        for n, one in enumerate(days):
            for other in days[n + 1 :]:
                self.model.add_linear_expression_in_domain(one - other, near)

    def _is_near(self, person: Person, one: str, other: str) -> bool:
        requests, pause = self.board.problem.requests, self.board.problem.pause_minutes
        places = requests[one].place, requests[other].place
        return travel.between(*places, home=person.home, transport=person.transport) <= pause

    def _price(self, hint: Dates) -> None:
        """Shorter trajectories, fewer broken wishes, few changes."""
        weights, before = self.board.problem.weights, existing_dates(self.board.problem)
        for key, days in self.days.items():
            self.costs.append(weights.earliest * days[-1])
            for number, day in enumerate(days, start=1):
                self._price_session(key, number, day, before)
                self.model.add_hint(day, hint[key][number - 1])
        self.model.minimize(sum(self.costs))

    def _price_session(
        self, key: str, number: int, day: cp_model.IntVar, before: Mapping[tuple[str, int], object]
    ) -> None:
        numbers, weights = self.board.problem.days.numbers, self.board.problem.weights
        old = before.get((key, number))
        if old is not None and (bit := numbers.get(old.on)) is not None:  # type: ignore[attr-defined]
            self._price_outside(day, 1 << bit, weights.change_date)
        if not self.keeps_wishes:
            for person in self._duo(self.board.problem.requests[key]):
                if person.wishes.never_on:
                    free = self.free[key].without(*(self._unwished(person, half) for half in HALVES))
                    self._price_outside(day, free.days, weights.wishes)

    def _price_outside(self, day: cp_model.IntVar, mask: int, weight: int) -> None:
        inside = self.model.new_bool_var("inside")
        domain = cp_model.Domain.from_values(list(sequences.bits(mask)))
        self.model.add_linear_expression_in_domain(day, domain).only_enforce_if(inside)
        self.costs.append(weight * inside.negated())
