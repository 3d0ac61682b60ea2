"""Can every area still reach its floor with the money that is left?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from tandem.calls.selection.call import Call, Submission
from tandem.calls.selection.solver import can_place

Place = tuple[int, int]  # cents, place in the ranking from 0


class Floors:
    """Answers quickly where it can (cheapest first, or too dear in one envelope), and exactly everywhere."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.by_area: dict[str, list[int]] = {limit.area: [] for limit in call.limits if limit.least}
        for place, submission in enumerate(call.submissions):
            if submission.area in self.by_area:
                self.by_area[submission.area].append(place)

    @property
    def needs(self) -> dict[str, int]:
        return {limit.area: limit.least for limit in self.call.limits if limit.least}

    def can_meet(self, needs: Mapping[str, int], left: Sequence[int], *, after: int = -1) -> bool:
        """May projects below a place of the ranking (from 0) still fill these needs with this money?"""
        wanted = {area: number for area, number in needs.items() if number > 0}
        if not wanted or self._is_met_cheaply(wanted, left, after):
            return True
        if self._is_too_dear(wanted, left, after):
            return False
        groups = [(number, self._below(area, after)) for area, number in wanted.items()]
        return can_place(groups, left)

    def _below(self, area: str, after: int) -> list[Submission]:
        return [self.call.submissions[place] for place in self.by_area[area] if place > after]

    @cached_property
    def _cheapest(self) -> dict[str, list[Place]]:
        return {area: self._sorted(places, None) for area, places in self.by_area.items()}

    @cached_property
    def _cheapest_from(self) -> list[dict[str, list[Place]]]:
        return [
            {area: self._sorted(places, index) for area, places in self.by_area.items()}
            for index in range(len(self.call.envelopes))
        ]

    def _sorted(self, places: list[int], index: int | None) -> list[Place]:
        return sorted((self._least(self.call.submissions[place], index), place) for place in places)

    def _least(self, submission: Submission, index: int | None) -> int:
        ways = submission.bare_ways
        return min(way.cents if index is None else dict(way.costs).get(index, 0) for way in ways)

    def _is_met_cheaply(self, needs: Mapping[str, int], left: Sequence[int], after: int) -> bool:
        money = list(left)
        return all(self._take_cheapest(area, number, money, after) for area, number in needs.items())

    def _take_cheapest(self, area: str, number: int, money: list[int], after: int) -> bool:
        for _, place in self._cheapest[area]:
            if place <= after or number == 0:
                continue
            for way in self.call.submissions[place].bare_ways:
                if all(cents <= money[index] for index, cents in way.costs):
                    for index, cents in way.costs:
                        money[index] -= cents
                    number -= 1
                    break
        return number == 0

    def _is_too_dear(self, needs: Mapping[str, int], left: Sequence[int], after: int) -> bool:
        if any(len(self._below(area, after)) < number for area, number in needs.items()):
            return True
        return any(
            sum(self.least_from(index, area, number, after=after) for area, number in needs.items()) > money
            for index, money in enumerate(left)
        )

    def least_from(self, index: int, area: str, number: int, *, after: int = -1) -> int:
        """The least cents that so many projects of an area take from one envelope."""
        found = (cents for cents, place in self._cheapest_from[index][area] if place > after)
        return sum(cents for cents, _ in zip(found, range(number), strict=False))
