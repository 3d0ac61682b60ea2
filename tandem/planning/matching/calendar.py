"""One person's calendar, day by day: heavier than the dates of step 2, and it proves where those only keep searching.

One yes-or-no per session and day, with the rhythm as sums over the days before. Already with parts of a yes allowed (a linear
programme) it shows in a moment when sessions do not fit in the weeks there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ortools.sat.python import cp_model

from tandem.planning import sequences
from tandem.planning.board import WEEK
from tandem.planning.matching.bounds import is_linearly_impossible
from tandem.planning.problem.people import Person

Row = Mapping[int, cp_model.IntVar]  # day -> whether a session falls on it


def has_no_room(
    person: Person, rows: Iterable[tuple[Sequence[int], range]], taken: Sequence[int], seconds: float
) -> bool:
    """Whether it is proven that these sessions do not fit. `rows`: per request the days of each session, and the gaps between."""
    model, on_day = cp_model.CpModel(), defaultdict[int, list[cp_model.IntVar]](list)
    for masks, gaps in rows:
        sessions = [_session(model, mask, on_day) for mask in masks]
        for one, other in pairwise(sessions):
            _keep_rhythm(model, one, other, gaps)
    for days, most in sorted(_limits(person)):
        _limit(model, on_day, taken, days, most)
    return is_linearly_impossible(model.proto, seconds)


def _session(model: cp_model.CpModel, mask: int, on_day: dict[int, list[cp_model.IntVar]]) -> Row:
    row = {day: model.new_bool_var("") for day in sequences.bits(mask)}
    model.add_exactly_one(row.values())
    for day, chosen in row.items():
        on_day[day].append(chosen)
    return row


def _keep_rhythm(model: cp_model.CpModel, one: Row, other: Row, gaps: range) -> None:
    """By each day: who has had the second had the first long enough before, and who had the first long ago had the second."""
    least, most = gaps.start, gaps.stop - 1
    for day in sorted({*other, *(first + least for first in one), *(first + most for first in one)}):
        second = sum(chosen for on, chosen in other.items() if on <= day)
        model.add(sum(chosen for on, chosen in one.items() if on <= day - least) >= second)
        model.add(sum(chosen for on, chosen in one.items() if on <= day - most) <= second)


def _limits(person: Person) -> Iterator[tuple[int, int]]:
    """Days in a row, and the most sessions in them."""
    limits = person.limits
    yield WEEK, limits.max_per_week
    yield 1, limits.max_per_day
    if limits.max_per_day == 1 and limits.rest_days:
        yield 1 + limits.rest_days, 1


def _limit(
    model: cp_model.CpModel, on_day: Mapping[int, list[cp_model.IntVar]], taken: Sequence[int], days: int, most: int
) -> None:
    for start in sorted({day - back for day in on_day for back in range(days)}):
        inside = [chosen for day in range(start, start + days) for chosen in on_day.get(day, ())]
        left = most - sum(start <= day < start + days for day in taken)
        if left == 1:
            model.add_at_most_one(inside)
        elif len(inside) > left:
            model.add(sum(inside) <= left)
