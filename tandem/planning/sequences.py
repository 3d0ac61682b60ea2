"""Dates in a row: which days can be session 1, 2, ... n, with a least and a most number of working days in between.

A set of days is one integer, a bit per working day, so that all days of a step move at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import count

MOST_TRIES = 5_000
Fits = Callable[[tuple[int, ...]], bool]


def forward(allowed: Sequence[int], gaps: range) -> list[int]:
    """Per session the days that can be reached from a first session."""
    reached = [allowed[0]]
    for days in allowed[1:]:
        reached.append(_ahead(reached[-1], gaps) & days)
    return reached


def backward(allowed: Sequence[int], gaps: range) -> list[int]:
    """Per session the days from which the last session can be reached."""
    reached = [allowed[-1]]
    for days in reversed(allowed[:-1]):
        reached.append(_back(reached[-1], gaps) & days)
    return reached[::-1]


def exists(allowed: Sequence[int], gaps: range) -> bool:
    """Whether any row of dates exists."""
    reached = allowed[0]
    for days in allowed[1:]:
        if not reached:
            return False
        reached = _ahead(reached, gaps) & days
    return bool(reached)


def earliest(allowed: Sequence[int], gaps: range, fits: Fits | None = None) -> tuple[int, ...] | None:
    """The row whose first, then second, ... date is earliest; `fits` judges what masks cannot."""
    return next(rows(allowed, gaps, fits), None)


def rows(allowed: Sequence[int], gaps: range, fits: Fits | None = None) -> Iterator[tuple[int, ...]]:
    """Every row of dates, earliest first. With `fits` it may give up after many tries: no rather than maybe."""
    return _extend((), backward(allowed, gaps), gaps, fits, count())


def through(allowed: Sequence[int], gaps: range, chosen: Sequence[int]) -> int:
    """Every day that some row of dates uses beside the chosen days, which all are in it; empty when there is no such row."""
    if not chosen:
        return _meeting(forward(allowed, gaps), backward(allowed, gaps))
    skips = {gap: jumped(gap, chosen) for gap in gaps}
    ahead = [allowed[0] & between(0, min(chosen))]
    for days in allowed[1:]:
        ahead.append(union(((ahead[-1] & ~skip) << gap) & days for gap, skip in skips.items()))
    back = [allowed[-1] & ~between(0, max(chosen) - 1)]
    for days in reversed(allowed[:-1]):
        back.append(union((back[-1] >> gap) & ~skip & days for gap, skip in skips.items()))
    return _meeting(ahead, back[::-1])


def cheapest(kept: Sequence[int], free: Sequence[int], gaps: range) -> tuple[int, ...] | None:
    """The row with the fewest sessions off their kept day; session k may keep `kept[k]` or move to `free[k]`."""
    layers = [{0: kept[0], 1: free[0] & ~kept[0]}]
    for keep, move in zip(kept[1:], free[1:], strict=True):
        layer: dict[int, int] = {}
        for cost, days in layers[-1].items():
            near = _ahead(days, gaps)
            layer[cost] = layer.get(cost, 0) | near & keep
            layer[cost + 1] = layer.get(cost + 1, 0) | near & move & ~keep
        layers.append(layer)
    least = min((cost for cost, days in layers[-1].items() if days), default=None)
    return None if least is None else _walked_back(layers, kept, gaps, least)


def _walked_back(layers: list[dict[int, int]], kept: Sequence[int], gaps: range, cost: int) -> tuple[int, ...]:
    """One row behind the cheapest last day, from the last session to the first."""
    row: list[int] = []
    for number in range(len(layers) - 1, -1, -1):
        near = -1 if not row else between(row[-1] - gaps.stop + 1, row[-1] - gaps.start)
        row.append(next(bits(layers[number].get(cost, 0) & near)))
        cost -= not kept[number] >> row[-1] & 1
    return tuple(reversed(row))


def jumped(gap: int, chosen: Sequence[int]) -> int:
    """Days from which a step of this size jumps over a chosen day."""
    return union(between(day - gap + 1, day - 1) for day in chosen)


def _meeting(ahead: Sequence[int], back: Sequence[int]) -> int:
    return union(one & other for one, other in zip(ahead, back, strict=True))


def union(masks: Iterable[int]) -> int:
    return reduce(int.__or__, masks, 0)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the days in a set, in order."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def between(first: int, last: int) -> int:
    """The set of the days from first to last, both included; empty when they cross."""
    first = max(first, 0)
    return ((1 << (last + 1)) - 1) & ~((1 << first) - 1) if last >= first else 0


def _extend(
    row: tuple[int, ...], ends: list[int], gaps: range, fits: Fits | None, tries: Iterator[int]
) -> Iterator[tuple[int, ...]]:  # fmt: skip
    if len(row) == len(ends):
        yield row
        return
    near = between(row[-1] + gaps.start, row[-1] + gaps.stop - 1) if row else -1
    for day in bits(ends[len(row)] & near):
        if fits is not None and next(tries) > MOST_TRIES:
            return
        longer = (*row, day)
        if fits is None or fits(longer):
            yield from _extend(longer, ends, gaps, fits, tries)


def _ahead(days: int, gaps: range) -> int:
    return _spread(days, len(gaps)) << gaps.start


def _back(days: int, gaps: range) -> int:
    return _spread(days, len(gaps)) >> (gaps.stop - 1)


def _spread(days: int, width: int) -> int:
    """Each day and the `width - 1` days after it, in a few doublings."""
    spread, done = days, 1
    while done < width:
        step = min(done, width - done)
        spread |= spread << step
        done += step
    return spread
