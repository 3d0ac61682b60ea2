"""Rows of dates under a weekly maximum, where two sessions may fall in five working days: all rows at once, as sets of days.

A state is a day with the days taken in the four before it. Of a session the states that can be reached from the first session
and those from which the last can be reached are kept; a day is possible where both meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from tandem.planning import sequences

BEFORE = 4  # days before a session that are in one stretch of five with it
STATES = range(1 << BEFORE)  # bit 0: the day before is taken, bit 3: four days before


def room_left(most: int, booked: Sequence[int], days: int) -> list[int]:
    """Per day how many sessions more the five days that end there may hold; also the days just after the planning."""
    left = [most] * (days + BEFORE)
    for day in booked:
        for end in range(day, day + BEFORE + 1):
            left[end] -= 1
    return left


class Weeks:
    """Which days may be taken when some of the four days before are taken as well."""

    def __init__(self, left: Sequence[int]) -> None:
        self.with_room = [sum(1 << end for end, room in enumerate(left) if room >= n) for n in range(BEFORE + 2)]
        self.fitting = [self._fitting(state) for state in STATES]

    def _fitting(self, state: int) -> int:
        """Every stretch of five days with the day in it still has room."""
        days = -1
        for later in range(BEFORE + 1):
            taken = 1 + (state & ((1 << (BEFORE - later)) - 1)).bit_count()
            days &= self.with_room[taken] >> later
        return days


class Rows:
    """All rows through some chosen days; `allowed` per session, `gaps` between two."""

    def __init__(self, allowed: Sequence[int], gaps: range, chosen: Sequence[int], weeks: Weeks) -> None:
        self.gaps, self.weeks = gaps, weeks
        self.skips = {gap: ~sequences.jumped(gap, chosen) for gap in gaps}
        self.allowed = list(allowed)
        if chosen:
            self.allowed[0] &= sequences.between(0, min(chosen))
            self.allowed[-1] &= ~sequences.between(0, max(chosen) - 1)

    @cached_property
    def days(self) -> int:
        """Every day that some row uses; empty when there is no row."""
        found = 0
        for ahead, back in zip(self._ahead(), reversed(list(self._back())), strict=True):
            for state in STATES:
                found |= ahead[state] & back[state]
        return found

    def _ahead(self) -> Iterator[list[int]]:
        reached = [self.allowed[0] & self.weeks.fitting[0], *([0] * (len(STATES) - 1))]
        yield reached
        for days in self.allowed[1:]:
            reached = self._step(reached, days)
            yield reached

    def _step(self, reached: list[int], days: int) -> list[int]:
        found = [0] * len(STATES)
        anywhere = sequences.union(reached)
        for gap in self.gaps:
            if gap > BEFORE:
                found[0] |= (anywhere & self.skips[gap]) << gap
                continue
            for state in STATES:
                found[_after(state, gap)] |= (reached[state] & self.skips[gap]) << gap
        return [one & days & fits for one, fits in zip(found, self.weeks.fitting, strict=True)]

    def _back(self) -> Iterator[list[int]]:
        """From the last session to the first."""
        reached = [self.allowed[-1] & fits for fits in self.weeks.fitting]
        yield reached
        for days in reversed(self.allowed[:-1]):
            reached = self._step_back(reached, days)
            yield reached

    def _step_back(self, reached: list[int], days: int) -> list[int]:
        far = sequences.union((reached[0] >> gap) & self.skips[gap] for gap in self.gaps if gap > BEFORE)
        near = [gap for gap in self.gaps if gap <= BEFORE]
        return [
            days
            & fits
            & (far | sequences.union((reached[_after(state, gap)] >> gap) & self.skips[gap] for gap in near))
            for state, fits in enumerate(self.weeks.fitting)
        ]


def _after(state: int, gap: int) -> int:
    """The days before the next session, so many days later."""
    return ((state << gap) | (1 << (gap - 1))) & (len(STATES) - 1)
