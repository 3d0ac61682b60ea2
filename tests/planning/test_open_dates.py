"""An open half-day leaves a duo that can finish; a closed one does not. Tried against all rows of dates."""

from itertools import pairwise
from random import Random

import pytest

from tandem.planning import greedy
from tandem.planning.board import Board, Occupied, gaps_of, lay_out
from tandem.planning.insert import free_for, possible_duos
from tandem.planning.open_dates import open_dates
from tandem.planning.problem.half_days import HALVES, Availability, HalfDay
from tandem.planning.problem.people import Limits
from tandem.planning.problem.requests import Request, Rhythm
from tests.planning.factories import day, make_booking, make_person, make_problem, make_request, random_problem


def tried_out(board: Board, occupied: Occupied, request: Request, chosen: list[HalfDay]) -> dict[HalfDay, int]:
    """The same answer, by trying every half-day and every row of every duo."""
    found: dict[HalfDay, int] = {}
    for duo in possible_duos(board, occupied, request):
        free = free_for(board, occupied, request, *duo)
        for number, on in enumerate(board.problem.days.days):
            for half, mask in zip(HALVES, (free.am, free.pm), strict=True):
                wanted = [*chosen, HalfDay(on, half)]
                if (
                    mask >> number & 1
                    and on not in {at.on for at in chosen}
                    and _can(board, occupied, request, duo, wanted)
                ):
                    found[HalfDay(on, half)] = found.get(HalfDay(on, half), 0) + 1
    return dict(sorted(found.items()))


def _can(board: Board, occupied: Occupied, request: Request, duo: tuple, wanted: list[HalfDay]) -> bool:  # type: ignore[type-arg]
    free = free_for(board, occupied, request, *duo)
    halves = {HALVES[0]: free.am, HALVES[1]: free.pm}
    numbers = {board.problem.days.numbers[at.on] for at in wanted if halves[at.half] & board.bit(at)}
    if len(numbers) < len(wanted):
        return False
    allowed, gaps = board.allowed(request, free), gaps_of(request, *duo)
    return any(True for _ in _rows((), allowed, gaps, numbers, lambda row: all(occupied.fits(one, row) for one in duo)))


def _rows(row: tuple[int, ...], allowed: list[int], gaps: range, wanted: set[int], fits):  # type: ignore[no-untyped-def]
    if len(row) == len(allowed):
        if wanted <= set(row):
            yield row
        return
    for number in range(
        row[-1] + gaps.start if row else 0, min(row[-1] + gaps.stop if row else 99, allowed[0].bit_length() + 60)
    ):
        longer = (*row, number)
        if allowed[len(row)] >> number & 1 and all(b - a in gaps for a, b in pairwise(longer)) and fits(longer):
            yield from _rows(longer, allowed, gaps, wanted, fits)


@pytest.mark.parametrize("seed", range(6))
def test_open_half_days_are_exactly_those_that_can_be_finished(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    problem = random_problem(seed)
    board = lay_out(problem)
    rows, _ = greedy.place_all(board, problem.requests.values(), Occupied(board, ()))
    for key, request in list(problem.requests.items())[:3]:
        occupied, chosen = Occupied(board, [one for one in rows if one.request != key]), list[HalfDay]()
        found = open_dates(board, occupied, request)
        while len(chosen) < min(2, request.rhythm.sessions) and found.open:
            assert found.open == tried_out(board, occupied, request, chosen)
            chosen.append(chance.choice(list(found.open)))
            before, found = found, open_dates(board, occupied, request, chosen)
            assert found.duos == before.open[chosen[-1]]
            assert found.duos > 0


def test_each_click_narrows_the_rest() -> None:
    mondays = make_person("e2", availability=Availability(weekly=frozenset({(0, "am")})))
    request = make_request(rhythm=Rhythm(2, 5, 5), availability=Availability(weekly=frozenset({(0, "am"), (1, "am")})))
    problem = make_problem([make_person("t1"), make_person("e1"), mondays], [request])
    board = lay_out(problem)
    occupied = Occupied(board, ())
    first = open_dates(board, occupied, request)
    assert (first.duos, first.open[day(0)], first.open[day(1)]) == (2, 2, 1)
    then = open_dates(board, occupied, request, [day(1)])
    assert (then.duos, then.open) == (1, {day(6): 1})
    done = open_dates(board, occupied, request, [day(1), day(6)])
    assert (done.duos, done.open) == (1, {})
    assert open_dates(board, occupied, request, [day(1), day(7)]).duos == 0


def test_full_week_closes_its_days() -> None:
    busy = make_person("e1", limits=Limits(1))
    request = make_request(sessions=1)
    problem = make_problem([make_person("t1"), busy], [request, make_request("r2", sessions=1)])
    board = lay_out(problem)
    found = open_dates(board, Occupied(board, [make_booking(1, day(4), "r2")]), request)
    assert [number for number in range(12) if day(number) in found.open] == [9, 10, 11]
