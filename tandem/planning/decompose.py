"""Ten times the size: per quarter and region, one part after the other; what is booked in an earlier part takes up room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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
            self._add(part, whole, self.search.left / (len(parts) - number + 1))
        self._fill_up()
        left = [
            one for key, one in sorted(self.problem.requests.items()) if key not in {row.request for row in self.rows}
        ]
        reasons = tuple(unplaced(self.board, Occupied(self.board, self.rows), one) for one in left)
        status = EMPTY if not self.rows else PARTIAL if reasons else FEASIBLE
        return Plan(
            tuple(self.rows), reasons, status, None if reasons else self._proof(whole), None, tuple(self.findings)
        )

    def _proof(self, whole: Relaxed) -> Proof:
        cost = duo_cost(objective(self.problem, self.rows))
        return Proof(cost, whole.bound, cost <= whole.bound, self.search.seconds - self.search.left)

    def _fill_up(self) -> None:
        """What found no place in its part, between all people; where needed by moving one other request."""
        occupied = Occupied(self.board, [*self.problem.kept, *self.rows])
        placed = {one.request for one in self.rows}
        greedy.place_all(self.board, [one for key, one in self.problem.requests.items() if key not in placed], occupied)
        make_room_for_all(self.board, occupied, self.problem.requests.values())
        kept = {one.request for one in self.problem.kept}
        self.rows = [one for one in occupied.all if one.request not in kept]

    def _add(self, part: list[Request], whole: Relaxed, seconds: float) -> None:
        """One part: the people that the whole points at, and the nearest; what it gives them there is their fair share."""
        problem = replace(self.problem, kept=(*self.problem.kept, *self.rows), shares=self._shares(part, whole))
        narrow = replace(
            self.board,
            trainers={
                **self.board.trainers,
                **{one.id: _narrowed(self.board.trainers[one.id], one, whole) for one in part},
            },
            experts={
                **self.board.experts,
                **{one.id: _narrowed(self.board.experts[one.id], one, whole) for one in part},
            },
        )
        search = Search(
            seconds, self.search.seed, self.search.workers, self.search.on_progress, self.search.should_stop
        )
        self.rows += solve(problem, search, only=[one.id for one in part], board=narrow).bookings
        self.search.tell("part", self.rows)

    def _shares(self, part: list[Request], whole: Relaxed) -> dict[str, float]:
        """What somebody has by now, and what the whole gives in this part; all together that is the fair share."""
        shares = dict.fromkeys(self.problem.people, 0.0)
        for row in (*self.problem.kept, *self.rows):
            for person in row.duo:
                shares[person] += 1
        asked = {one.id: one.rhythm.sessions for one in part}
        for (request, person), much in whole.picks.items():
            shares[person] += much * asked.get(request, 0)
        return shares


def _narrowed(people: tuple[Person, ...], request: Request, whole: Relaxed) -> tuple[Person, ...]:
    near = sorted(people, key=lambda one: (travel.minutes(one.home, request.place, one.transport), one.id))[:NEAREST]
    return tuple(one for one in people if one in near or (request.id, one.id) in whole.picks)
