"""The shapes a selection works with. Money in cents and scores in units of the last decimal: whole numbers only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from tandem.kernel.dutch import money


@dataclass(frozen=True, slots=True)
class Envelope:
    """Money for one purpose in one budget year; the same name in another year is another wave's ceiling."""

    name: str
    cents: int
    year: int | None = None
    kind: str = ""
    label: str = ""

    def __str__(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class AreaLimit:
    """At least and at most how many projects from one area."""

    area: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to give a project its money: in which wave, from which envelopes, without which optional parts."""

    wave: int | None
    costs: tuple[tuple[int, int], ...]
    without: tuple[str, ...] = ()

    @property
    def cents(self) -> int:
        return sum(cents for _, cents in self.costs)


@dataclass(frozen=True, slots=True)
class Submission:
    """A project that asks. `ways` go from most to least wanted: whole before partly, early before late."""

    key: str
    area: str
    score: int
    ask: Mapping[str, int]
    optional: frozenset[str] = frozenset()
    year: int | None = None
    rank: int | None = None
    is_ready: bool | None = None
    ways: tuple[Way, ...] = ()

    @property
    def bare_ways(self) -> tuple[Way, ...]:
        """Per wave the way without any optional part."""
        least = {way.wave: way for way in sorted(self.ways, key=lambda way: len(way.without))}
        return tuple(least[wave] for wave in dict.fromkeys(way.wave for way in self.ways))


class CannotPlace(ValueError):
    """A project asks money from an envelope that does not exist in its year."""


@dataclass(frozen=True)
class Call:
    """Everything a rule may look at; `submissions` stand in the order of the ranking, whatever order they came in."""

    envelopes: tuple[Envelope, ...]
    limits: tuple[AreaLimit, ...] = ()
    submissions: tuple[Submission, ...] = ()
    decimals: int = 0

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each project in the ranking, from 1."""
        return {one.key: place for place, one in enumerate(self.submissions, 1)}

    def submission(self, key: str) -> Submission:
        return self.submissions[self.places[key] - 1]

    def points(self, score: int) -> Decimal:
        """A score as people wrote it."""
        return Decimal(score).scaleb(-self.decimals)

    def money_left(self) -> list[int]:
        return [envelope.cents for envelope in self.envelopes]


def in_order(submissions: Iterable[Submission]) -> tuple[Submission, ...]:
    """The jury's ranking: its own places when given, else the score; equal scores by identification."""
    return tuple(sorted(submissions, key=_ranking_key))


def euro(cents: int) -> str:
    """An amount in a sentence."""
    return money(Decimal(cents).scaleb(-2)).removesuffix(",00")


def ways_of(submission: Submission, envelopes: Sequence[Envelope]) -> tuple[Way, ...]:
    """Every way to give what is asked, most wanted first. A name with one envelope is that one, whatever the year."""
    by_name = _by_name(envelopes)
    years = _years(submission, by_name)
    found = [_way(submission, year, without, by_name, envelopes) for without in _left_out(submission) for year in years]
    return tuple(found)


def _ranking_key(submission: Submission) -> tuple[object, ...]:
    place = (submission.rank,) if submission.rank is not None else (-submission.score,)
    parts = [part.zfill(20) if part.isdecimal() else part for part in re.split(r"([0-9]+)", submission.key)]
    return (*place, parts, submission.key)


def _by_name(envelopes: Sequence[Envelope]) -> dict[str, dict[int | None, int]]:
    found: dict[str, dict[int | None, int]] = {}
    for index, envelope in enumerate(envelopes):
        found.setdefault(envelope.name, {})[envelope.year] = index
    return found


def _years(submission: Submission, by_name: Mapping[str, Mapping[int | None, int]]) -> list[int | None]:
    """In which years every envelope it asks from exists."""
    several = [name for name in submission.ask if len(by_name[name]) > 1]
    for name in several:
        if submission.year is not None and submission.year not in by_name[name]:
            known = ", ".join(map(str, by_name[name]))
            raise CannotPlace(f"{submission.key}: de envelop {name} bestaat niet in {submission.year}, wel in {known}.")
    if submission.year is not None or not several:
        return [submission.year]
    shared = set.intersection(*(set(by_name[name]) for name in several))
    if not shared:
        raise CannotPlace(f"{submission.key}: er is geen jaar waarin {' en '.join(several)} samen bestaan.")
    return sorted(shared, key=lambda year: (year is None, year))


def _left_out(submission: Submission) -> Iterator[tuple[str, ...]]:
    """Which optional parts may be missing, fewest first."""
    parts = sorted(submission.optional & submission.ask.keys())
    for number in range(len(parts) + 1):
        yield from combinations(parts, number)


def _way(
    submission: Submission, year: int | None, without: tuple[str, ...],
    by_name: Mapping[str, Mapping[int | None, int]], envelopes: Sequence[Envelope],
) -> Way:  # fmt: skip
    places = {name: next(iter(by_name[name].values())) for name in submission.ask}
    places |= {name: by_name[name][year] for name in submission.ask if len(by_name[name]) > 1}
    costs = tuple((places[name], cents) for name, cents in sorted(submission.ask.items()) if name not in without)
    years = [envelopes[places[name]].year for name in submission.ask.keys() - submission.optional]
    first = min((found for found in years if found is not None), default=None)
    return Way(first if year is None else year, costs, without)
