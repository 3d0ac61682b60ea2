"""A call as rows and items for the best total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import gcd

from tandem.calls.selection.call import Call, Envelope, Submission, Way
from tandem.calls.selection.prices import Item, Program, Row


@dataclass(frozen=True, slots=True)
class Asked:
    """A program with the projects behind its items, in the order of the ranking."""

    program: Program
    keys: tuple[str, ...]

    def keys_of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.keys[number] for number in numbers)


def program_of(call: Call) -> Asked:
    """Per project its barest way in each wave, as far as the envelope could ever hold it."""
    rows = [Row(0, cents) for cents in call.money_left()]
    items = {one.key: _item(one, call) for one in call.submissions}
    items = {key: item for key, item in items.items() if item.ways}
    rows, found = _in_whole_steps(rows, list(items.values()))
    return Asked(_with_limits(call, rows, dict(zip(items, found, strict=True))), tuple(items))


def years_together(call: Call) -> Call:
    """A looser call: who may start in several years draws on their sum. Its best total is never lower than the call's."""
    counts = Counter(envelope.name for envelope in call.envelopes)
    names = [name for name, number in counts.items() if number > 1]
    sums = {name: len(call.envelopes) + place for place, name in enumerate(names)}
    wide = [Envelope(name, sum(one.cents for one in call.envelopes if one.name == name)) for name in names]
    looser = tuple(replace(one, ways=_loosened(one, call, sums)) for one in call.submissions)
    return replace(call, envelopes=(*call.envelopes, *wide), submissions=looser)


def _loosened(submission: Submission, call: Call, sums: dict[str, int]) -> tuple[Way, ...]:
    ways = [way for way in submission.bare_ways if _can_ever_fit(way, call)]
    is_free = len(submission.bare_ways) > 1
    return tuple(replace(way, costs=_loosened_costs(way, call, sums, is_free=is_free)) for way in ways[:1])


def _loosened_costs(way: Way, call: Call, sums: dict[str, int], *, is_free: bool) -> tuple[tuple[int, int], ...]:
    """From the sum of the years; who has one year only also from that year's own envelope."""
    names = [(call.envelopes[index].name, index, cents) for index, cents in way.costs]
    wide = [(sums[name], cents) for name, _, cents in names if name in sums]
    own = [(index, cents) for name, index, cents in names if name not in sums or not is_free]
    return (*own, *wide)


def _item(submission: Submission, call: Call) -> Item:
    return Item(submission.score, tuple(dict(way.costs) for way in submission.bare_ways if _can_ever_fit(way, call)))


def _can_ever_fit(way: Way, call: Call) -> bool:
    return all(cents <= call.envelopes[index].cents for index, cents in way.costs)


def _in_whole_steps(rows: Sequence[Row], items: Sequence[Item]) -> tuple[list[Row], list[Item]]:
    """Where every amount is a multiple of a step, what an envelope holds beyond whole steps helps nobody."""
    steps = [gcd(*(way.get(row, 0) for item in items for way in item.ways)) or 1 for row in range(len(rows))]
    whole = [replace(row, high=row.high // step) for row, step in zip(rows, steps, strict=True)]
    smaller = [
        replace(item, ways=tuple({row: amount // steps[row] for row, amount in way.items()} for way in item.ways))
        for item in items
    ]
    return whole, smaller


def _with_limits(call: Call, rows: list[Row], items: dict[str, Item]) -> Program:
    """One row more per area with a floor or a ceiling."""
    places = {limit.area: len(rows) + place for place, limit in enumerate(call.limits)}
    most = len(items)
    limits = [Row(limit.least, most if limit.most is None else limit.most) for limit in call.limits]
    counted = []
    for key, item in items.items():
        area = call.submission(key).area
        extra = {places[area]: 1} if area in places else {}
        counted.append(replace(item, ways=tuple(way | extra for way in item.ways)))
    return Program((*rows, *limits), tuple(counted))
