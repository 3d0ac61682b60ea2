"""Ten times the size: per quarter and region, one part after the other; what is booked in an earlier part takes up room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from tandem.planning import greedy, travel
from tandem.planning.board import Board, Occupied, lay_out
from tandem.planning.costs import duo_cost, objective
from tandem.planning.explain import unplaced
from tandem.planning.making_room import make_room_for_all
from tandem.planning.matching.bounds import Relaxed, relaxed
from tandem.planning.matching.search import Search
from tandem.planning.matching.solving import solve
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import EMPTY, FEASIBLE, PARTIAL, Booking, Plan, Proof
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import Request

MOST_IN_PART = 110  # requests
NEAREST = 12  # people per role beside those that the whole points at
BOUND_SHARE = 0.4  # of the time, for the bound of the whole
PARTS_SHARE = 0.8  # of the time, for the parts; the rest is for what they leave over
AROUND, MEND_SECONDS = (30, 60), 40.0  # how many requests are planned anew around one that has no place, and how long
REMOTE = "op afstand"
Key = tuple[int, int, str]


def solve_in_parts(problem: Problem, search: Search) -> Plan:
    """A whole plan of a large problem, with a bound for the duo costs of the whole."""
    return _Parts(lay_out(problem), search).plan()


def parts_of(problem: Problem) -> list[list[Request]]:
    """Requests per year, quarter and region, early ones first; a part that is too large is cut in time."""
    groups: dict[Key, list[Request]] = defaultdict(list)
    for request in sorted(problem.requests.values(), key=lambda one: (one.window.first, one.id)):
        groups[_key(problem, request)].append(request)
    return [part for _, group in sorted(groups.items()) for part in _cut(group)]


def _key(problem: Problem, request: Request) -> Key:
    start = max(request.window.first, problem.today)
    region = travel.municipalities()[request.place].province if request.place else REMOTE
    return start.year, (start.month - 1) // 3, region


def _cut(group: list[Request]) -> Iterable[list[Request]]:
    pieces = -(-len(group) // MOST_IN_PART)
    size = -(-len(group) // pieces)
    return [group[start : start + size] for start in range(0, len(group), size)]


@dataclass
class _Parts:
    board: Board
    search: Search
    rows: list[Booking] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def problem(self) -> Problem:
        return self.board.problem

    def plan(self) -> Plan:
        """Part after part, then what was left over between all people, then the reasons of the rest."""
        whole, parts = relaxed(self.board, self.search.seconds * BOUND_SHARE), parts_of(self.problem)
        for number, part in enumerate(parts):
            left = self.search.left - (1 - PARTS_SHARE) * self.search.seconds
            self._add(part, whole, left / (len(parts) - number))
        self._fill_up()
        for around in AROUND:
            for request in self._left():
                self._mend(request, whole, around)
        reasons = tuple(unplaced(self.board, Occupied(self.board, self.rows), one) for one in self._left())
        status = EMPTY if not self.rows else PARTIAL if reasons else FEASIBLE
        return Plan(
            tuple(self.rows), reasons, status, None if reasons else self._proof(whole), None, tuple(self.findings)
        )

    def _left(self) -> list[Request]:
        placed = {row.request for row in self.rows}
        return [one for key, one in sorted(self.problem.requests.items()) if key not in placed]

    def _mend(self, request: Request, whole: Relaxed, around: int) -> None:
        """Plan a request anew together with those around it, all else kept; taken only when every one of them has a place."""
        again = {request.id, *self._around(request)[:around]}
        kept = [row for row in self.rows if row.request not in again]
        people = {one for row in self.rows if row.request in again for one in row.duo}
        found = self._solved(
            [self.problem.requests[key] for key in sorted(again)],
            kept,
            whole,
            min(MEND_SECONDS, self.search.left),
            people,
        )
        if {row.request for row in found} == again:
            self.rows = [*kept, *found]
            self.search.tell("part", self.rows)

    def _around(self, request: Request) -> list[str]:
        """The requests that stand most in its way: of people who could serve it, near in time."""
        able = {one.id for one in (*self._near(self.board.trainers, request), *self._near(self.board.experts, request))}
        duos = {row.request: row.duo for row in self.rows}
        apart = {
            key: abs((self.problem.requests[key].window.first - request.window.first).days)
            for key, duo in duos.items()
            if able & {*duo}
        }
        return sorted(apart, key=lambda key: (-len(able & {*duos[key]}), apart[key], key))

    def _near(self, people: dict[str, tuple[Person, ...]], request: Request) -> tuple[Person, ...]:
        return _narrowed(people[request.id], request, Relaxed())

    def _proof(self, whole: Relaxed) -> Proof:
        cost = duo_cost(objective(self.problem, self.rows))
        return Proof(cost, whole.bound, cost <= whole.bound, self.search.seconds - self.search.left)

    def _fill_up(self) -> None:
        """What found no place in its part, between all people; where needed by moving one other request."""
        occupied = Occupied(self.board, [*self.problem.kept, *self.rows])
        placed = {one.request for one in self.rows}
        greedy.place_all(self.board, [one for key, one in self.problem.requests.items() if key not in placed], occupied)
        make_room_for_all(self.board, occupied, self.problem.requests.values(), self.search.should_stop)
        kept = {one.request for one in self.problem.kept}
        self.rows = [one for one in occupied.all if one.request not in kept]

    def _add(self, part: list[Request], whole: Relaxed, seconds: float) -> None:
        """One part, beside what is planned by now."""
        self.rows += self._solved(part, self.rows, whole, seconds)
        self.search.tell("part", self.rows)

    def _solved(
        self, part: list[Request], kept: list[Booking], whole: Relaxed, seconds: float, also: Collection[str] = ()
    ) -> tuple[Booking, ...]:
        """By the people that the whole points at, the nearest, and `also` these; what it gives them there is their fair share."""
        kept = [*self.problem.kept, *kept]
        problem = replace(self.problem, kept=tuple(kept), shares=self._shares(part, kept, whole))
        trainers, experts = (
            {**people, **{one.id: _narrowed(people[one.id], one, whole, also) for one in part}}
            for people in (self.board.trainers, self.board.experts)
        )
        narrow = replace(self.board, trainers=trainers, experts=experts)
        search = Search(
            seconds, self.search.seed, self.search.workers, self.search.on_progress, self.search.should_stop
        )
        return solve(problem, search, only=[one.id for one in part], board=narrow).bookings

    def _shares(self, part: list[Request], kept: Iterable[Booking], whole: Relaxed) -> dict[str, float]:
        """What somebody has by now, and what the whole gives in this part; all together that is the fair share."""
        shares = dict.fromkeys(self.problem.people, 0.0)
        for row in kept:
            for person in row.duo:
                shares[person] += 1
        asked = {one.id: one.rhythm.sessions for one in part}
        for (request, person), much in whole.picks.items():
            shares[person] += much * asked.get(request, 0)
        return shares


def _narrowed(
    people: tuple[Person, ...], request: Request, whole: Relaxed, also: Collection[str] = ()
) -> tuple[Person, ...]:
    near = sorted(people, key=lambda one: (travel.minutes(one.home, request.place, one.transport), one.id))[:NEAREST]
    return tuple(one for one in people if one in near or one.id in also or (request.id, one.id) in whole.picks)
