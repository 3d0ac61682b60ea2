"""One person's calendar as sums: it proves that sessions do not fit, and never when they do."""

import pytest

from tandem.planning.board import Occupied, lay_out
from tandem.planning.matching.calendar import has_no_room
from tandem.planning.matching.search import Search
from tandem.planning.matching.when import When
from tandem.planning.problem.people import Limits
from tests.planning.factories import make_person, make_problem, make_request

SECONDS = 10


def room_for(requests: int, *, sessions: int = 2, **limits: int) -> tuple[bool, bool]:
    """Whether step 2 finds dates for one trainer in eight weeks, and whether the sums say there are none."""
    trainer = make_person("t1", limits=Limits(**{"max_per_week": 1, **limits}))
    expert = make_person("e1", limits=Limits(5))
    asked = [make_request(f"r{number}", sessions=sessions) for number in range(requests)]
    problem = make_problem([trainer, expert], asked)
    board = lay_out(problem)
    when = When(board, Occupied(board, ()), {one.id: ("t1", "e1") for one in asked}, only=trainer)
    answer, _ = when.solve(Search(SECONDS, seed=1), SECONDS)
    return answer.is_found, has_no_room(trainer, when.rows.values(), [], SECONDS)


@pytest.mark.parametrize(
    "limits", [{}, {"max_per_week": 2}, {"max_per_week": 2, "rest_days": 2}, {"max_per_week": 3, "max_per_day": 2}]
)
def test_what_fits_is_never_called_impossible(limits: dict[str, int]) -> None:
    for requests in (1, 3, 4):
        is_found, is_impossible = room_for(requests, **limits)
        assert not (is_found and is_impossible)


def test_nine_sessions_do_not_fit_in_eight_weeks_of_one() -> None:
    assert room_for(4) == (True, False)
    assert room_for(5) == (False, True)


def test_sessions_that_are_taken_leave_less_room() -> None:
    trainer, expert = make_person("t1", limits=Limits(1)), make_person("e1")
    problem = make_problem([trainer, expert], [make_request("r1", sessions=8)])
    board = lay_out(problem)
    when = When(board, Occupied(board, ()), {"r1": ("t1", "e1")}, only=trainer)
    assert not has_no_room(trainer, when.rows.values(), [], SECONDS)
    assert has_no_room(trainer, when.rows.values(), [2], SECONDS)
