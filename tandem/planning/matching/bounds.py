"""A lower bound for the duo costs of a problem that is too large to solve at once."""

from __future__ import annotations

from tandem.planning.board import Board, Occupied
from tandem.planning.matching.search import Search
from tandem.planning.matching.who import Who


def lower_bound(board: Board, search: Search, seconds: float) -> int:
    """No plan that places everything has cheaper duos: the bound of step 1 over the whole, as far as it comes in time."""
    requests = list(board.problem.requests.values())
    answer, _ = Who(board, Occupied(board, board.problem.kept), requests, checks_dates=False).solve(search, seconds)
    return max(0, int(answer.solver.best_objective_bound))
