"""Somebody falls ill: the same day with a stand-in, or another day with the same duo, and how many people must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from tandem.planning import sequences
from tandem.planning.admission import is_pair_admitted
from tandem.planning.board import Board, Free, Occupied, gaps_of, lay_out_person
from tandem.planning.insert import free_for
from tandem.planning.problem.half_days import HALVES, Span
from tandem.planning.problem.people import TRAINER, Person
from tandem.planning.problem.plan import Booking, by_request
from tandem.planning.problem.requests import Request

CONTACT = 1  # one person at the organisation


@dataclass(frozen=True, slots=True)
class Option:
    """One way out for one request: all its bookings after the repair, and what it takes."""

    request: Request
    bookings: tuple[Booking, ...]
    stand_in: Person | None
    replaced: int  # sessions that keep their day, with the stand-in
    moved: int  # sessions on another day
    lost: int  # sessions without a way out; they are no longer in the bookings
    tell: int  # people to tell
    is_stretched: bool = False  # two sessions come further apart than asked
    is_moved_by_stand_in: bool = False

    @property
    def rank(self) -> tuple[int, bool, int, int, str]:
        """Nothing lost first, then the asked rhythm, then the fewest people to tell, then the fewest moves."""
        return self.lost, self.is_stretched, self.tell, self.moved, self.stand_in.id if self.stand_in else ""

    def sentence(self) -> str:
        """For the planner."""
        ways = []
        if self.stand_in and self.replaced:
            ways.append(f"{self.replaced} keer dezelfde dag met {self.stand_in.name}")
        if self.moved:
            who = self.stand_in.name if self.stand_in and self.is_moved_by_stand_in else "hetzelfde duo"
            ways.append(f"{self.moved} keer een andere dag met {who}")
        if self.lost:
            ways.append(f"voor {self.lost} sessies is er geen oplossing")
        stretched = " De tijd tussen twee sessies wordt langer dan gevraagd." if self.is_stretched else ""
        return f"{self.request.name}: {', '.join(ways)}.{stretched} Te verwittigen: {self.tell} mensen."


@dataclass(frozen=True, slots=True)
class Repair:
    """The plan after an illness, and per request that was hit every option, best first. The first one is taken."""

    bookings: tuple[Booking, ...]
    options: dict[str, tuple[Option, ...]]

    @property
    def taken(self) -> list[Option]:
        """What is in the bookings."""
        return [options[0] for options in self.options.values()]

    @property
    def tell(self) -> int:
        """People to tell in all."""
        return sum(option.tell for option in self.taken)

    @property
    def lost(self) -> int:
        """Sessions without a way out."""
        return sum(option.lost for option in self.taken)


def repair(board: Board, bookings: Iterable[Booking], ill: Person, span: Span) -> Repair:
    """Repair a plan around somebody who cannot during these days. Sessions before them stay as they are."""
    rows, board = tuple(bookings), _without(board, ill, span)
    hit = [
        one
        for one in sorted(rows, key=lambda one: (one.at, one.request))
        if ill.id in one.duo and span.holds(one.at.on)
    ]
    own, options = by_request(rows), dict[str, tuple[Option, ...]]()
    occupied = Occupied(board, (*board.problem.kept, *(one for one in rows if one not in hit)))
    for key in dict.fromkeys(one.request for one in hit):
        occupied.remove(key)
        options[key] = _ranked(_Case(board, occupied, own[key], ill, span))
        occupied.add(options[key][0].bookings)
    kept = (one for one in rows if one.request not in options)
    return Repair((*kept, *(one for found in options.values() for one in found[0].bookings)), options)


def _without(board: Board, ill: Person, span: Span) -> Board:
    away = replace(ill.availability, away=(*ill.availability.away, span))
    person = replace(ill, availability=away)
    people = {**board.people, ill.id: lay_out_person(board.problem, person)}
    return replace(board, people=people)


@dataclass(frozen=True)
class _Case:
    """One request that is hit, beside everything else that stays."""

    board: Board
    occupied: Occupied
    rows: list[Booking]
    ill: Person
    span: Span

    @property
    def request(self) -> Request:
        return self.board.problem.requests[self.rows[0].request]

    @property
    def duo(self) -> tuple[Person, Person]:
        people, hit = self.board.problem.people, next(one for one in self.rows if self.is_hit(one))
        return people[hit.trainer], people[hit.expert]

    @property
    def partner(self) -> Person:
        return next(one for one in self.duo if one.id != self.ill.id)

    def is_hit(self, row: Booking) -> bool:
        return self.ill.id in row.duo and self.span.holds(row.at.on)

    def stand_ins(self) -> Iterator[Person]:
        """Who may take the place of the one who is ill, dates left aside."""
        is_trainer = self.ill.role == TRAINER
        people = (self.board.trainers if is_trainer else self.board.experts)[self.request.id]
        for person in people:
            if person.id != self.ill.id and is_pair_admitted(self.board.problem, self.request, *self._pair(person)):
                yield person

    def covered(self, person: Person) -> set[int]:
        """The sessions that a stand-in can take on their own day; the partner may have got other sessions meanwhile."""
        free = self.board.shared(self.request, *self._pair(person))
        for one in (person, self.partner):
            free = self.occupied.free(one, self.request, free)
        left, taken = self.occupied.left(person), list[int]()
        for row in filter(self.is_hit, self.rows):
            if _is_free(self.board, free, row) and len(taken) != left and self._fit_with(person, [*taken, row.number]):
                taken.append(row.number)
        return set(taken)

    def _fit_with(self, person: Person, taken: list[int]) -> bool:
        """Whether stand-in and partner stay under their weekly maximum with these sessions, and the stand-in has rest between."""
        numbers = self.board.problem.days.numbers
        days = {row.number: numbers[row.at.on] for row in self.rows if row.number in taken or not self.is_hit(row)}
        own = [days[number] for number in taken]
        rested = all(other - one > person.limits.rest_days for one, other in pairwise(sorted(own)))
        return rested and self.occupied.fits(person, own) and self.occupied.fits(self.partner, list(days.values()))

    def option(self, person: Person | None, covered: set[int]) -> Option:
        """The covered sessions by a stand-in, the other ones that are hit on another day."""
        after = [self._with(row, person) if person and row.number in covered else row for row in self.rows]
        stuck = [row.number for row in after if self.is_hit(row)]
        if not stuck:
            return self._told(after, person, len(covered))
        for taker in (None, person) if person else (None,):
            for stretch in (0, self._days_away):
                if moved := self._moved(after, stretch, taker):
                    changes = sum(one.at != other.at for one, other in zip(after, moved, strict=True))
                    return self._told(moved, person, len(covered), moved=changes, stretch=stretch, taker=taker)
        return self._told([row for row in after if row.number not in stuck], person, len(covered), lost=len(stuck))

    @property
    def _days_away(self) -> int:
        """Working days of the absence: by as much the rhythm may stretch rather than lose a session."""
        return self.board.problem.days.mask(self.span).bit_count()

    def _told(
        self, rows: list[Booking], person: Person | None, replaced: int,
        *, moved: int = 0, lost: int = 0, stretch: int = 0, taker: Person | None = None,
    ) -> Option:  # fmt: skip
        """Partner and contact always, the stand-in when there is one; the group and the one who was ill when a day changes."""
        changed, helps = bool(moved or lost), bool(replaced or taker)
        tell = 1 + CONTACT + helps + changed * (1 + self.request.group_size)
        return Option(
            self.request, tuple(rows), person if helps else None, replaced, moved, lost, tell, bool(stretch), taker is not None
        )  # fmt: skip

    def _with(self, row: Booking, person: Person) -> Booking:
        return replace(row, trainer=person.id) if self.ill.role == TRAINER else replace(row, expert=person.id)

    def _moved(self, rows: list[Booking], stretch: int, taker: Person | None) -> list[Booking] | None:
        """Other days for what is hit, in order, with few other changes: by the same duo, or by a stand-in when `taker` is one."""
        duo = self._pair(taker) if taker else self.duo
        free = free_for(self.board, self.occupied, self.request, *duo)
        gaps = gaps_of(self.request, *duo)
        days = sequences.cheapest(
            self._kept(rows), self._room(rows, free, taker, stretch), range(gaps.start, gaps.stop + stretch)
        )
        if not days or not all(self._fits(person, rows, days, taker) for person in duo):
            return None
        return [self._on(row, day, free, taker) for row, day in zip(rows, days, strict=True)]

    def _pair(self, person: Person) -> tuple[Person, Person]:
        return (person, self.partner) if self.ill.role == TRAINER else (self.partner, person)

    def _kept(self, rows: list[Booking]) -> list[int]:
        """The day each session keeps; none for what is hit."""
        return [0 if self.is_hit(row) else self.board.bit(row.at) for row in rows]

    def _room(self, rows: list[Booking], free: Free, taker: Person | None, stretch: int) -> list[int]:
        """Where each session may go, from the first day of the absence on."""
        days = self.board.problem.days
        later = ~sequences.between(0, days.first_from(self.span.first) - 1)
        allowed = self.board.allowed(self.request, free)
        if stretch and not self.board.pinned_dates.get(self.request.id, {}).get(1):
            allowed[0] = free.days
        return [
            mask & later if self._may_move(row, taker, later) else 0 for mask, row in zip(allowed, rows, strict=True)
        ]

    def _may_move(self, row: Booking, taker: Person | None, later: int) -> bool:
        """A stand-in takes only what is hit; the duo itself may move its later sessions too."""
        if taker or self.is_hit(row):
            return self.is_hit(row)
        return row.duo == (self.duo[0].id, self.duo[1].id) and bool(self.board.bit(row.at) & later)

    def _fits(self, person: Person, rows: list[Booking], days: tuple[int, ...], taker: Person | None) -> bool:
        """The weekly maximum, over the sessions that this person will really do, and the most in all."""
        own = [day for row, day in zip(rows, days, strict=True) if person.id in self._who(row, taker).duo]
        left = self.occupied.left(person)
        return (left is None or len(own) <= left) and self.occupied.fits(person, own)

    def _who(self, row: Booking, taker: Person | None) -> Booking:
        return self._with(row, taker) if taker and self.is_hit(row) else row

    def _on(self, row: Booking, day: int, free: Free, taker: Person | None) -> Booking:
        if not self.is_hit(row) and self.board.problem.days.numbers[row.at.on] == day:
            return row
        at = self.board.at(day, self.board.half_of(self.request, row.number, day, free))
        return replace(self._who(row, taker), at=at)


def _ranked(case: _Case) -> tuple[Option, ...]:
    options = [case.option(None, set())]
    options += [case.option(person, case.covered(person)) for person in case.stand_ins()]
    return tuple(sorted(options, key=lambda option: option.rank))


def _is_free(board: Board, free: Free, row: Booking) -> bool:
    return bool((free.am if row.at.half == HALVES[0] else free.pm) & board.bit(row.at))
