"""Ten times the size: per quarter and region, one part after the other; what is booked in an earlier part takes up room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tandem.planning import greedy, travel
from tandem.planning.board import Board, Occupied, lay_out
from tandem.planning.costs import TENTHS, duo_cost, fair_shares, objective
from tandem.planning.explain import unplaced
from tandem.planning.matching.bounds import lower_bound
from tandem.planning.matching.search import Search
from tandem.planning.matching.solving import solve
from tandem.planning.problem.plan import EMPTY, FEASIBLE, PARTIAL, Booking, Plan, Proof
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import Request

MOST_IN_PART = 110  # requests
BOUND_SHARE = 0.2  # of the time, for the bound of the whole
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
        parts = parts_of(self.problem)
        bound = lower_bound(self.board, self.search, self.search.seconds * BOUND_SHARE)
        for number, part in enumerate(parts):
            self._add(part, parts[: number + 1], self.search.left / (len(parts) - number))
        occupied = Occupied(self.board, self.rows)
        more, left = greedy.place_all(self.board, self._left(), occupied)
        self.rows += more
        reasons = tuple(unplaced(self.board, occupied, one) for one in left)
        cost = duo_cost(objective(self.problem, self.rows))
        proof = None if reasons else Proof(cost, bound, cost <= bound, self.search.seconds - self.search.left)
        status = EMPTY if not self.rows else PARTIAL if reasons else FEASIBLE
        return Plan(tuple(self.rows), reasons, status, proof, None, tuple(dict.fromkeys(self.findings)))

    def _left(self) -> list[Request]:
        placed = {one.request for one in self.rows}
        return [one for key, one in sorted(self.problem.requests.items()) if key not in placed]

    def _add(self, part: list[Request], done: list[list[Request]], seconds: float) -> None:
        shares = self._shares_by_now(done)
        problem = replace(self.problem, kept=tuple(self.rows), shares=shares)
        search = Search(
            seconds, self.search.seed, self.search.workers, self.search.on_progress, self.search.should_stop
        )
        plan = solve(problem, search, only=[one.id for one in part], board=self.board)
        self.rows += plan.bookings
        self.findings += plan.findings
        self.search.tell("part", self.rows)

    def _shares_by_now(self, done: list[list[Request]]) -> dict[str, float]:
        """The fair share of the whole, as far as the requests that somebody may serve have come up."""
        asked, so_far = self._sessions_for([list(self.problem.requests.values())]), self._sessions_for(done)
        shares = fair_shares(self.problem, "")
        return {key: share / TENTHS * so_far[key] / max(1, asked[key]) for key, share in shares.items()}

    def _sessions_for(self, parts: list[list[Request]]) -> dict[str, int]:
        sessions: dict[str, int] = defaultdict(int)
        for request in (one for part in parts for one in part):
            for person in (*self.board.trainers[request.id], *self.board.experts[request.id]):
                sessions[person.id] += request.rhythm.sessions
        return sessions
