"""The whole search: duos proven cheapest, then dates; a cut and another round where the dates do not exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from tandem.planning import greedy
from tandem.planning.board import Board, Occupied, lay_out
from tandem.planning.continuity import place_with_two_duos
from tandem.planning.explain import unplaced
from tandem.planning.insert import bookings_for, possible_duos
from tandem.planning.making_room import make_room_for_all
from tandem.planning.matching.conflicts import Conflict, conflicts
from tandem.planning.matching.search import Search
from tandem.planning.matching.when import Dates, When
from tandem.planning.matching.who import LEFT_OUT, Duos, Who
from tandem.planning.problem.plan import EMPTY, FEASIBLE, OPTIMAL, PARTIAL, Booking, Plan, Proof
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import PREFERRED, Request

MOST_ROUNDS = 12
DUO_SHARE, FIRST_SHARE, WISH_SHARE, BETTER_SHARE = 0.5, 0.25, 0.6, 0.25  # of the time, at most


def solve(
    problem: Problem, search: Search | None = None, *, only: Iterable[str] | None = None, board: Board | None = None
) -> Plan:  # fmt: skip
    """Place every request (or `only` these); what is in `problem.kept` stays and takes up room. Deterministic with one worker."""
    board = replace(board, problem=problem) if board else lay_out(problem)
    wanted = sorted(problem.requests if only is None else only)
    kept = {one.request for one in problem.kept}
    requests = [problem.requests[key] for key in wanted if key not in kept]
    return _Solving(board, search or Search(), requests).plan()


@dataclass
class _Solving:
    board: Board
    search: Search
    requests: list[Request]
    findings: list[str] = field(default_factory=list)
    cuts: list[tuple[Conflict, Duos]] = field(default_factory=list)
    proofs: dict[str, Proof] = field(default_factory=dict)
    bound: int | None = None  # proven before the first guess

    def plan(self) -> Plan:
        """From nothing to a plan with its proofs and reasons."""
        self.search.tell("start", greedy.place_all(self.board, self.requests, self._occupied())[0])
        placeable = [one for one in self.requests if self._is_placeable(one)]
        rows = self._place(placeable) if placeable else []
        if more := self._second_chances(rows):
            rows += more
            self.proofs.pop("duos", None)  # the proof was about one duo per request
        placed, occupied = {one.request for one in rows}, self._occupied(rows)
        left = tuple(unplaced(self.board, occupied, one) for one in self.requests if one.id not in placed)
        status = self._status(bool(rows), bool(left))
        return Plan(tuple(rows), left, status, self.proofs.get("duos"), self.proofs.get("dates"), tuple(self.findings))

    def _occupied(self, rows: Iterable[Booking] = ()) -> Occupied:
        return Occupied(self.board, [*self.board.problem.kept, *rows])

    def _is_placeable(self, request: Request) -> bool:
        occupied = self._occupied()
        return any(
            bookings_for(self.board, occupied, request, *duo) for duo in possible_duos(self.board, occupied, request)
        )

    def _place(self, requests: list[Request]) -> list[Booking]:
        """Rounds of duos and dates; what has no dates in the end is placed as well as it goes."""
        who, duos = Who(self.board, self._occupied(), requests), Duos()
        for _ in range(MOST_ROUNDS):
            who, duos = self._choose(who, duos)
            again = {one.person.id for one, _ in self.cuts}
            found = self._conflicts(duos, again) if again else []
            if not found and (rows := self._date(duos, self.search.seconds * FIRST_SHARE)):
                return rows
            found = found or self._conflicts(duos)
            if not found and (rows := self._date(duos, self.search.left)):
                return rows
            if not found:
                break
            self._cut(who, duos, found)
        self.findings.append(
            "Niet voor elk gekozen duo zijn data gevonden. Het plan is aangevuld met de eerste duo's die kunnen."
        )
        self.proofs.pop("duos", None)
        return self._as_far_as_it_goes(requests, duos)

    def _choose(self, who: Who, before: Duos) -> tuple[Who, Duos]:
        """Everything placed when that is possible; else as much as possible."""
        answer, duos = who.solve(self.search, self.search.seconds * DUO_SHARE)
        if answer.is_impossible and not who.may_leave_out:
            self.findings.append("Met deze mensen en deze grenzen kan niet alles een plaats krijgen.")
            who = Who(self.board, who.occupied, who.requests, may_leave_out=True)
            for conflict, chosen in self.cuts:
                conflict.cut(who, chosen)
            answer, duos = who.solve(self.search, self.search.seconds * DUO_SHARE)
        if answer.is_found:
            self.proofs["duos"] = self._proof(answer.proof(), len(who.requests) - len(duos))
        return who, duos or before

    def _proof(self, proof: Proof, left: int) -> Proof:
        """What the duos cost, without the price of leaving out; after a guess only what was proven before it holds."""
        out = left * LEFT_OUT
        cost, bound = proof.cost - out, max(0, proof.bound - out)
        if not any(one.is_guess for one, _ in self.cuts):
            self.bound = bound
        elif self.bound is not None:
            bound = min(bound, self.bound)
        return replace(proof, cost=cost, bound=bound, is_optimal=proof.is_optimal and cost <= bound)

    def _date(self, duos: Duos, seconds: float) -> list[Booking]:
        """Dates for all duos: first at all, then with every wish kept when that can be."""
        rows, dates = self._found(duos, "dates", seconds, keeps_wishes=False) if duos else ([], {})
        if not rows:
            return []
        wished, wished_dates = self._found(duos, "wishes", self.search.left * WISH_SHARE, keeps_wishes=True)
        return self._better(duos, wished or rows, wished_dates or dates, keeps_wishes=bool(wished))

    def _found(self, duos: Duos, step: str, seconds: float, *, keeps_wishes: bool) -> tuple[list[Booking], Dates]:
        when = When(self.board, self._occupied(), duos, keeps_wishes)
        answer, dates = when.solve(self.search, seconds)
        rows = when.bookings(answer, dates)
        if rows:
            self.search.tell(step, rows)
        return rows, dates

    def _better(self, duos: Duos, rows: list[Booking], dates: Dates, *, keeps_wishes: bool) -> list[Booking]:
        """Use some of the time that is left for earlier dates and fewer changes."""
        when = When(self.board, self._occupied(), duos, keeps_wishes)
        answer, better = when.solve(self.search, self.search.seconds * BETTER_SHARE, hint=dates)
        if not better:
            return rows
        self.proofs["dates"] = answer.proof()
        rows = when.bookings(answer, better)
        self.search.tell("better", rows)
        return rows

    def _conflicts(self, duos: Duos, again: Collection[str] = ()) -> list[Conflict]:
        if self.search.should_stop() or not duos:
            return []
        return list(conflicts(self.board, self._occupied(), duos, self.search, again))

    def _cut(self, who: Who, duos: Duos, found: Iterable[Conflict]) -> None:
        """A rule for the next round."""
        for conflict in found:
            conflict.cut(who, duos)
            self.cuts.append((conflict, duos))
            self.findings.append(conflict.sentence(self.board.problem))

    def _as_far_as_it_goes(self, requests: list[Request], duos: Duos) -> list[Booking]:
        """The chosen duos on the earliest dates that remain, then any duo, then by moving one other request each."""
        people, occupied, wanted = self.board.problem.people, self._occupied(), {one.id for one in requests}
        for request in sorted(requests, key=lambda one: one.id not in duos):
            duo = [people[one] for one in duos.get(request.id, ())]
            own = bookings_for(self.board, occupied, request, *duo) if duo else ()
            occupied.add(own or greedy.place_one(self.board, occupied, request))
        make_room_for_all(self.board, occupied, requests, self.search.should_stop)
        return [one for one in occupied.all if one.request in wanted]

    def _second_chances(self, rows: list[Booking]) -> list[Booking]:
        """Where the same duo was only preferred: two duos, one after the other."""
        placed, occupied, more = {one.request for one in rows}, self._occupied(rows), list[Booking]()
        for request in self.requests:
            if request.id not in placed and request.continuity == PREFERRED:
                own = place_with_two_duos(self.board, occupied, request)
                occupied.add(own)
                more += own
        return more

    def _status(self, has_rows: bool, has_left: bool) -> str:
        if not has_rows:
            return EMPTY
        if has_left:
            return PARTIAL
        proof = self.proofs.get("duos")
        return OPTIMAL if proof and proof.is_optimal else FEASIBLE
