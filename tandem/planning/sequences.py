"""Dates in a row: which days can be session 1, 2, ... n, with a least and a most number of working days in between.

A set of days is one integer, a bit per working day, so that all days of a step move at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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
    """Every row of dates, earliest first."""
    return _extend((), backward(allowed, gaps), gaps, fits)


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


def _extend(row: tuple[int, ...], ends: list[int], gaps: range, fits: Fits | None) -> Iterator[tuple[int, ...]]:
    if len(row) == len(ends):
        yield row
        return
    near = between(row[-1] + gaps.start, row[-1] + gaps.stop - 1) if row else -1
    for day in bits(ends[len(row)] & near):
        longer = (*row, day)
        if fits is None or fits(longer):
            yield from _extend(longer, ends, gaps, fits)


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
