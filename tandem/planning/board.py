"""The problem laid out on working days: when each person, organisation and duo can, as sets of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from tandem.planning import sequences, travel
from tandem.planning.admission import candidates, validity
from tandem.planning.problem.half_days import HALVES, Availability, HalfDay, Span
from tandem.planning.problem.people import EXPERT, TRAINED, Person
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import Request

WEEK = 5  # working days in which a person's weekly maximum counts, wherever the five begin


@dataclass(frozen=True, slots=True)
class Free:
    """The days on which mornings and afternoons are free."""

    am: int
    pm: int

    @property
    def days(self) -> int:
        """Days with at least one free half."""
        return self.am | self.pm

    def __and__(self, other: Free) -> Free:
        return Free(self.am & other.am, self.pm & other.pm)

    def without(self, am: int, pm: int) -> Free:
        """Less these half-days."""
        return Free(self.am & ~am, self.pm & ~pm)

    def half_on(self, day: int) -> str:
        """The first free half of a day."""
        return HALVES[0] if self.am >> day & 1 else HALVES[1]


@dataclass(frozen=True)
class Board:
    """Free half-days of everybody, before any booking. Made once per problem by `lay_out`."""

    problem: Problem
    people: dict[str, Free]
    requests: dict[str, Free]
    trainers: dict[str, tuple[Person, ...]]
    experts: dict[str, tuple[Person, ...]]

    def shared(self, request: Request, trainer: Person, expert: Person) -> Free:
        """Half-days on which the organisation and both people can, qualifications included."""
        free = self.requests[request.id] & self.people[trainer.id] & self.people[expert.id]
        if not request.needs:
            return free
        held = reduce(int.__and__, (self._holds(name, trainer, expert) for name in sorted(request.needs)))
        return Free(free.am & held, free.pm & held)

    def allowed(self, request: Request, free: Free) -> list[int]:
        """Per session the days it may fall on: window, start and pins."""
        allowed = [free.days] * request.rhythm.sessions
        allowed[0] &= self._starts(request)
        for number, at in self.pinned_dates.get(request.id, {}).items():
            mask = free.am if at.half == HALVES[0] else free.pm
            allowed[number - 1] &= mask & self.bit(at)
        return allowed

    def half_of(self, request: Request, number: int, day: int, free: Free) -> str:
        """The half of a chosen day: as pinned, or the first that is free."""
        pinned = self.pinned_dates.get(request.id, {}).get(number)
        return pinned.half if pinned else free.half_on(day)

    def at(self, day: int, half: str) -> HalfDay:
        """The half-day of a numbered day."""
        return HalfDay(self.problem.days.days[day], half)

    def bit(self, at: HalfDay) -> int:
        """The set of one day; empty outside the planning."""
        number = self.problem.days.numbers.get(at.on)
        return 0 if number is None else 1 << number

    @cached_property
    def pinned_dates(self) -> dict[str, dict[int, HalfDay]]:
        """Request -> session -> half-day that is fixed."""
        found: dict[str, dict[int, HalfDay]] = {}
        for pin in self.problem.pins:
            if pin.session and pin.at:
                found.setdefault(pin.request, {})[pin.session] = pin.at
        return found

    def _starts(self, request: Request) -> int:
        days = self.problem.days
        first = days.first_from(max(request.window.first, self.problem.today))
        within = request.rhythm.start_within
        last = len(days.days) - 1 if within is None else first + within
        return sequences.between(first, last)

    def _holds(self, name: str, *duo: Person) -> int:
        spans = [span for person in duo for span in validity(person, name)]
        return reduce(int.__or__, (self.problem.days.mask(span) for span in spans), 0)


def lay_out(problem: Problem, only: Collection[str] | None = None) -> Board:
    """Every calendar as sets of days, and who may serve each request; with `only` these requests alone."""
    requests = [one for key, one in problem.requests.items() if only is None or key in only]
    return Board(
        problem,
        {person.id: lay_out_person(problem, person) for person in problem.people.values()},
        {request.id: _free_request(problem, request) for request in requests},
        {one.id: tuple(candidates(problem, one, problem.trainers)) for one in requests},
        {one.id: tuple(candidates(problem, one, problem.experts)) for one in requests},
    )


def gaps_of(request: Request, *duo: Person) -> range:
    """Working days between two sessions, with the rest both people need."""
    rhythm = request.rhythm
    least = max(rhythm.min_gap, 1, *(1 + person.limits.rest_days for person in duo))
    return range(least, max(rhythm.max_gap, least - 1) + 1)


class Occupied:
    """What bookings take from everybody's days. Adding one at a time is cheap."""

    def __init__(self, board: Board, bookings: Iterable[Booking]) -> None:
        self.board = board
        self._of_request: dict[str, list[Booking]] = {}
        self.of: dict[str, list[Booking]] = {}
        self._full: dict[str, int] = {}
        self.add(bookings)

    @property
    def all(self) -> list[Booking]:
        """Every booking, request by request."""
        return [one for rows in self._of_request.values() for one in rows]

    def add(self, bookings: Iterable[Booking]) -> None:
        """Take up room."""
        for booking in bookings:
            self._of_request.setdefault(booking.request, []).append(booking)
            for person in booking.duo:
                self.of.setdefault(person, []).append(booking)
                self._full.pop(person, None)

    def remove(self, request: str) -> list[Booking]:
        """Give back the room of one request; what it was."""
        rows = self._of_request.pop(request, [])
        for person in {one for row in rows for one in row.duo}:
            self.of[person] = [one for one in self.of[person] if one.request != request]
            self._full.pop(person, None)
        return rows

    def left(self, person: Person) -> int | None:
        """How many sessions a person can still take; None is no maximum."""
        most = person.limits.max_total
        return None if most is None else most - len(self.of.get(person.id, ()))

    def free(self, person: Person, request: Request, free: Free) -> Free:
        """Half-days that remain for a request: no overlap, travel in between, rest, most a day and a week."""
        if not self.of.get(person.id):
            return free
        shut = self._shut(person)
        left = free.without(shut, shut)
        return left if person.limits.max_per_day == 1 else self._between_sessions(person, request, left)

    def fits(self, person: Person, days: Sequence[int]) -> bool:
        """Whether a person can take these days as well without passing the weekly maximum."""
        own = [*self.numbers(person), *days]
        most = person.limits.max_per_week
        return all(sum(start <= day < start + WEEK for day in own) <= most for start in days_around(days))

    def _shut(self, person: Person) -> int:
        if person.id not in self._full:
            self._full[person.id] = self._rest(person) | self._full_weeks(person)
        return self._full[person.id]

    def _rest(self, person: Person) -> int:
        """Days too near a session; the day itself too, unless somebody takes two a day."""
        rest, shut = person.limits.rest_days, 0
        days = self.numbers(person)
        for day in set(days):
            shut |= sequences.between(day - rest, day + rest)
            if days.count(day) < person.limits.max_per_day:
                shut &= ~(1 << day)
        return shut

    def _full_weeks(self, person: Person) -> int:
        taken, shut = Counter(self.numbers(person)), 0
        for start in days_around(taken):
            if sum(taken[day] for day in range(start, start + WEEK)) >= person.limits.max_per_week:
                shut |= sequences.between(start, start + WEEK - 1)
        return shut

    def _between_sessions(self, person: Person, request: Request, free: Free) -> Free:
        """Two a day only when the way from one to the other fits in the pause."""
        problem = self.board.problem
        for booking in self.of[person.id]:
            bit = self.board.bit(booking.at)
            away = problem.requests[booking.request].place
            way = travel.between(away, request.place, home=person.home, transport=person.transport)
            fits = way <= problem.pause_minutes
            free = free.without(
                bit if booking.at.half == HALVES[0] or not fits else 0,
                bit if booking.at.half == HALVES[1] or not fits else 0,
            )
        return free

    def numbers(self, person: Person) -> list[int]:
        """The working days on which somebody is booked, as numbers."""
        numbers = self.board.problem.days.numbers
        return [numbers[one.at.on] for one in self.of.get(person.id, ()) if one.at.on in numbers]


def days_around(days: Iterable[int]) -> set[int]:
    """Where a week of five working days can begin and still hold one of these days."""
    return {start for day in days for start in range(day - WEEK + 1, day + 1)}


def lay_out_person(problem: Problem, person: Person) -> Free:
    """The free half-days of one person, until the last day and with a valid training."""
    last = person.left_on or problem.days.days[-1]
    mask = problem.days.mask(Span(problem.days.days[0], last))
    if person.role == EXPERT:
        mask &= reduce(int.__or__, (problem.days.mask(span) for span in validity(person, TRAINED)), 0)
    return _free(problem, person.availability, mask)


def _free_request(problem: Problem, request: Request) -> Free:
    return _free(problem, request.availability, problem.days.mask(request.window))


def _free(problem: Problem, availability: Availability, mask: int) -> Free:
    am, pm = (
        sum(1 << n for n, day in enumerate(problem.days.days) if availability.holds(HalfDay(day, half)))
        for half in HALVES
    )
    return Free(am & mask, pm & mask)
