"""A plan that follows another: what still holds stays and only the rest is searched; or all anew, where that is better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from tandem.planning.admission import is_pair_admitted, person_reasons
from tandem.planning.board import Board, Occupied, gaps_of, lay_out
from tandem.planning.costs import duo_cost, objective
from tandem.planning.decompose import solve_in_parts
from tandem.planning.explain import unplaced
from tandem.planning.insert import free_for, has_room
from tandem.planning.making_room import make_room_for_all
from tandem.planning.matching.search import Search
from tandem.planning.matching.solving import solve
from tandem.planning.problem.half_days import HALVES
from tandem.planning.problem.plan import EMPTY, FEASIBLE, OPTIMAL, PARTIAL, Booking, Plan, Proof, by_request
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import Request

LARGE = 300  # more requests than this are planned per quarter and region
NEAR_SHARE = 0.3  # of the time, for the plan that changes least
ENOUGH = 0.5  # seconds: with less it is no use to begin


def search_plan(problem: Problem, search: Search, before: Iterable[Booking] = ()) -> Plan:
    """The best plan found; beside a plan that stood before, never one with fewer requests placed than that allows."""
    old = by_request(before)
    if not old:
        return _whole(problem, search)
    near = plan_near(problem, search, old)
    search.tell("near", near.bookings)
    if search.left < ENOUGH or search.should_stop():
        return near
    return better(problem, near, _whole(problem, search))


def plan_near(problem: Problem, search: Search, before: dict[str, list[Booking]]) -> Plan:
    """As few changes as possible: what breaks no rule stays, the rest is placed beside it."""
    board = lay_out(problem)
    held = held_rows(board, before)
    rest = problem.requests.keys() - {row.request for row in (*problem.kept, *held)}
    short = Search(search.seconds * NEAR_SHARE, search.seed, search.workers, should_stop=search.should_stop)
    found = solve(replace(problem, kept=(*problem.kept, *held)), short, only=rest, board=board)
    moved = [problem.requests[key] for key in before if key in rest]
    return whole_of(problem, _with_room(board, (*held, *found.bookings), moved, search))


def _with_room(board: Board, rows: Iterable[Booking], moved: Iterable[Request], search: Search) -> list[Booking]:
    """For what had a place before and found none beside the rest, move one or two other requests."""
    kept = {row.request for row in board.problem.kept}
    occupied = Occupied(board, (*board.problem.kept, *rows))
    make_room_for_all(board, occupied, moved, search.should_stop)
    return [row for row in occupied.all if row.request not in kept]


def held_rows(board: Board, before: dict[str, list[Booking]]) -> list[Booking]:
    """The bookings of an earlier plan that still break no rule, request by request."""
    occupied, held = Occupied(board, board.problem.kept), list[Booking]()
    kept = {row.request for row in board.problem.kept}
    for key, rows in before.items():
        request = board.problem.requests.get(key)
        if request and key not in kept and _holds(board, occupied, request, rows):
            held += rows
            occupied.add(rows)
    return held


def _holds(board: Board, occupied: Occupied, request: Request, rows: list[Booking]) -> bool:
    numbers = board.problem.days.numbers
    if [row.number for row in rows] != list(range(1, request.rhythm.sessions + 1)):
        return False
    if len({row.duo for row in rows}) > 1 or not all(row.at.on in numbers for row in rows):
        return False
    duo = [board.problem.people.get(one) for one in rows[0].duo]
    return None not in duo and _duo_holds(board, occupied, request, rows)


def _duo_holds(board: Board, occupied: Occupied, request: Request, rows: list[Booking]) -> bool:
    problem = board.problem
    trainer, expert = (problem.people[one] for one in rows[0].duo)
    for person in (trainer, expert):
        if next(person_reasons(problem, request, person), None) or not has_room(occupied, person, request):
            return False
    if not is_pair_admitted(problem, request, trainer, expert):
        return False
    free = free_for(board, occupied, request, trainer, expert)
    allowed, days = board.allowed(request, free), [problem.days.numbers[row.at.on] for row in rows]
    gaps = gaps_of(request, trainer, expert)
    return (
        all(mask >> day & 1 for mask, day in zip(allowed, days, strict=True))
        and all((free.am if row.at.half == HALVES[0] else free.pm) & board.bit(row.at) for row in rows)
        and all(later - day in gaps for day, later in pairwise(days))
        and all(_keeps_pins(board, row) for row in rows)
        and all(occupied.fits(person, days) for person in (trainer, expert))
    )


def _keeps_pins(board: Board, row: Booking) -> bool:
    pinned = board.pinned_dates.get(row.request, {}).get(row.number)
    return pinned in {None, row.at}


def better(problem: Problem, near: Plan, whole: Plan) -> Plan:
    """More requests placed wins, then the lower cost; what was proven about the whole holds for both."""
    if _rank(problem, whole) < _rank(problem, near):
        return whole
    if whole.duos is None:
        return near
    cost = duo_cost(objective(problem, near.bookings))
    is_proven = not near.unplaced and cost <= whole.duos.bound
    proof = Proof(cost, whole.duos.bound, is_proven, whole.duos.seconds)
    return replace(near, status=OPTIMAL if is_proven else near.status, duos=proof)


def whole_of(problem: Problem, rows: Iterable[Booking]) -> Plan:
    """A plan from bookings alone, with the reasons of what has no place."""
    board, bookings = lay_out(problem), tuple(rows)
    occupied = Occupied(board, (*problem.kept, *bookings))
    placed = {row.request for row in (*problem.kept, *bookings)}
    left = tuple(unplaced(board, occupied, one) for key, one in sorted(problem.requests.items()) if key not in placed)
    status = EMPTY if not bookings else PARTIAL if left else FEASIBLE
    return Plan(bookings, left, status)


def _rank(problem: Problem, plan: Plan) -> tuple[int, int]:
    placed = len({row.request for row in plan.bookings})
    return -placed, sum(part.cost for part in objective(problem, plan.bookings))


def _whole(problem: Problem, search: Search) -> Plan:
    is_large = len(problem.requests) - len({row.request for row in problem.kept}) > LARGE
    return solve_in_parts(problem, search) if is_large else solve(problem, search)
