"""Expectations with the person's own answer, and the open barriers in their way."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.guidance.models import Barrier, BarrierEdge, Expectation
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.rules.barrier_map import IN_THE_WAY
from tandem.guidance.rules.expectation import in_the_way
from tandem.guidance.rules.vocabulary import DOMAINS, FEASIBLE


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An open barrier, in the person's words."""

    pk: UUID
    words: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpectationLine:
    """One expectation with the answer the person gave, and what stood in its way then."""

    pk: UUID
    words: str
    feasible: str
    answer: str
    in_the_way: list[str]
    made_at: datetime
    let_go_at: datetime | None


def expectation_for(place: Place, pk: object) -> Expectation:
    """One expectation; 404 for what is not there for this viewer."""
    return part_for(place, Expectation, pk)


def expectations_of(place: Place) -> list[ExpectationLine]:
    """All of them, newest first, with the words of the barriers that stood in the way."""
    rows = list(parts(place, Expectation))
    named = {pk for row in rows for pk in row.in_the_way}
    words = {barrier.pk: barrier.words for barrier in parts(place, Barrier).filter(pk__in=named)} if named else {}
    return [
        ExpectationLine(row.pk, row.words, row.feasible, FEASIBLE[row.feasible],
                        [words[pk] for pk in row.in_the_way if pk in words], row.made_at, row.let_go_at)
        for row in rows
    ]  # fmt: skip


def open_obstacles(place: Place) -> list[Obstacle]:
    """Every barrier that still stands in the way of something."""
    rows = parts(place, Barrier).filter(state__in=IN_THE_WAY)
    return [Obstacle(row.pk, row.words, tuple(row.domains)) for row in rows]


def domain_choices(obstacles: Iterable[Obstacle]) -> list[tuple[str, str]]:
    """Life domains in which a barrier is open, in the shipped order; own words of the person at the end."""
    used = dict.fromkeys(domain for obstacle in obstacles for domain in obstacle.domains)
    shipped = [(key, words) for key, words in DOMAINS.items() if key in used]
    return [*shipped, *((key, key) for key in used if key not in DOMAINS)]


def obstacles_of(
    place: Place, chosen: Collection[object], *, domains: Collection[str] = (), among: list[Obstacle] | None = None
) -> list[Obstacle]:
    """What stands in the way now of something that hangs on these barriers and domains, and what makes those harder."""
    if not chosen and not domains:
        return []
    obstacles = {obstacle.pk: obstacle for obstacle in (open_obstacles(place) if among is None else among)}
    edges = parts(place, BarrierEdge).filter(until__isnull=True).values_list("from_barrier_id", "to_barrier_id")
    found = in_the_way(
        barriers={pk: obstacle.domains for pk, obstacle in obstacles.items()}, harder=list(edges),
        chosen={UUID(str(pk)) for pk in chosen}, domains=domains,
    )  # fmt: skip
    return [obstacles[pk] for pk in found]
