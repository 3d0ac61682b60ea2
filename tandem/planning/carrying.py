"""Whether more half-days fit in what one person can carry. Pure; the same limits as the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tandem.planning.board import WEEK
from tandem.planning.problem.half_days import HalfDay, Span, WorkingDays, working_days
from tandem.planning.problem.people import Limits


def too_much(
    limits: Limits, own: Sequence[HalfDay], new: Sequence[HalfDay], *, undated: int = 0, closed: Iterable[date] = ()
) -> str:
    """The first limit that half-days on top of one's own pass, as a sentence; empty when all fits."""
    if limits.max_total is not None and len(own) + len(new) + undated > limits.max_total:
        return f"Zit aan het maximum van {limits.max_total} sessies."
    every = [*own, *new]
    if not new:
        return ""
    days = working_days(Span(min(one.on for one in every), max(one.on for one in every)), closed)
    return next(_passed(limits, every, new, days), "")


def _passed(limits: Limits, every: list[HalfDay], new: Sequence[HalfDay], days: WorkingDays) -> Iterator[str]:
    per_day = Counter(one.on for one in every)
    if any(per_day[one.on] > limits.max_per_day for one in new):
        yield f"Doet hoogstens {limits.max_per_day} halve dag{'en' if limits.max_per_day > 1 else ''} op één dag."
    fresh = {days.first_from(one.on) for one in new}
    numbers = sorted(days.first_from(day) for day in per_day)
    if any(0 < abs(one - other) <= limits.rest_days for one in fresh for other in numbers):
        yield f"Heeft {limits.rest_days} vrije werkdagen nodig tussen twee sessies."
    taken = [days.first_from(one.on) for one in every]
    starts = {number - back for number in fresh for back in range(WEEK)}
    if any(sum(start <= number < start + WEEK for number in taken) > limits.max_per_week for start in starts):
        yield f"Zit die week aan het maximum van {limits.max_per_week} halve dagen."
