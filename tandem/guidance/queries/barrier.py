"""Barriers: the map with the same in words, and one barrier with what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from tandem.guidance.models import Barrier, BarrierEdge, Step, Wish
from tandem.guidance.queries.domain import names_for
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules import barrier_map
from tandem.guidance.rules.barrier_drawing import Drawing, drawing
from tandem.guidance.rules.barrier_map import Node
from tandem.guidance.rules.domain import named
from tandem.guidance.rules.pen import tapped
from tandem.guidance.rules.step import ACTIVE
from tandem.guidance.rules.vocabulary import BARRIER_STATES, STEP_STATES

LOOPS_AT_FIRST = 3
TAGS = {"begin_here": "yellow", "open": "grey", "gone": "green", "goal": "blue"}


@dataclass(frozen=True, slots=True)
class BarrierLine:
    """One barrier, ready to print."""

    pk: UUID
    words: str
    state_text: str
    tag: str
    url: str
    harder: str = ""


@dataclass(frozen=True, slots=True)
class BarrierPage:
    """The map, the same in words, and what the web says."""

    lines: list[BarrierLine]
    hidden: int
    map: Drawing
    roots: list[BarrierLine]
    loops: list[list[str]]
    hidden_loops: int
    hangs_on_leaves: bool
    strength: str


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """One tie of a barrier: the other one, who said it and since when; `is_mine` tells whether the viewer may end it alone."""

    pk: UUID
    other: BarrierLine
    said_by: str
    since: datetime
    is_mine: bool

    @property
    def hidden(self) -> dict[str, str]:
        """What the button to end it sends along: what the person said, only both together end."""
        return tapped(is_alone=self.is_mine)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that hangs on a barrier."""

    words: str
    state_text: str
    url: str


@dataclass(frozen=True, slots=True)
class OneBarrier:
    """One barrier with all that hangs on it."""

    line: BarrierLine
    domains: list[str]
    made_harder_by: list[EdgeLine]
    makes_harder: list[EdgeLine]
    ended: list[EdgeLine]
    steps: list[StepLine]
    strength: str


def barrier_page(place: Place, *, shows_all: bool) -> BarrierPage:
    """The barriers of this file as this viewer sees them; at first the twelve that matter most for the map."""
    barriers = list(parts(place, Barrier))
    nodes = [Node(barrier.pk, barrier.words, barrier.state) for barrier in barriers]
    edges = [
        (edge.from_barrier_id, edge.to_barrier_id) for edge in parts(place, BarrierEdge).filter(until__isnull=True)
    ]
    web = barrier_map.web_of(nodes, edges)
    found = barrier_map.findings(web)
    shown = nodes if shows_all else barrier_map.first_shown(nodes, edges)
    keys = {node.key for node in shown}
    told = found.loops if shows_all else found.loops[:LOOPS_AT_FIRST]
    lines = {line.pk: line for line in _lines(barriers, edges)}
    return BarrierPage(
        lines=[lines[barrier.pk] for barrier in barriers if barrier.pk in keys],
        hidden=len(nodes) - len(shown),
        map=drawing(shown, edges),
        roots=[line for pk, line in lines.items() if pk in found.roots],
        loops=[barrier_map.loop_sentences(loop, web) for loop in told],
        hidden_loops=len(found.loops) - len(told),
        hangs_on_leaves=barrier_map.hangs_on_leaves_only(_busy_with(place), found),
        strength=strength_of(place, turn=len(barriers)),
    )


def one_barrier(place: Place, barrier: Barrier) -> OneBarrier:
    """A barrier, its ties both ways, the steps on it, and something the person can."""
    all_barriers = {row.pk: row for row in parts(place, Barrier)}
    ties = parts(place, BarrierEdge).filter(Q(from_barrier=barrier) | Q(to_barrier=barrier)).select_related("made_by")
    into: list[EdgeLine] = []
    out: list[EdgeLine] = []
    ended: list[EdgeLine] = []
    for edge in ties:
        is_into = edge.to_barrier_id == barrier.pk
        other = all_barriers.get(edge.from_barrier_id if is_into else edge.to_barrier_id)
        if other is not None:
            (ended if edge.until else into if is_into else out).append(_edge_line(edge, other, place))
    steps = parts(place, Step).filter(barrier=barrier)
    return OneBarrier(
        line=_line(barrier), domains=named(barrier.domains, names_for(place)), made_harder_by=into, makes_harder=out,
        ended=ended, strength=strength_of(place, turn=barrier.pk.int),
        steps=[
            StepLine(step.words, STEP_STATES[step.state], reverse("step", args=[step.file_id, step.pk]))
            for step in steps
        ],
    )  # fmt: skip


def other_barriers(place: Place, barrier: Barrier) -> list[tuple[str, str]]:
    """Choices for a tie: every other barrier of the file."""
    return [(str(row.pk), barrier_map.shortened(row.words)) for row in parts(place, Barrier) if row.pk != barrier.pk]


def strength_of(place: Place, *, turn: int) -> str:
    """Something the person can, in their words: each page another one, always the same one per page."""
    strengths = list(parts(place, Wish).filter(kind="can", put_away_at__isnull=True))
    return strengths[turn % len(strengths)].words if strengths else ""


def _busy_with(place: Place) -> set[object]:
    running = parts(place, Step).filter(state__in=ACTIVE, barrier__isnull=False)
    return set(running.values_list("barrier_id", flat=True))


def _lines(barriers: Sequence[Barrier], edges: Sequence[tuple[UUID, UUID]]) -> list[BarrierLine]:
    words = {barrier.pk: barrier.words for barrier in barriers}
    targets: dict[UUID, list[str]] = {}
    for source, target in edges:
        if target in words:
            targets.setdefault(source, []).append(words[target])
    return [
        _line(barrier, barrier_map.harder_sentence(barrier.words, targets.get(barrier.pk, []))) for barrier in barriers
    ]


def _line(barrier: Barrier, harder: str = "") -> BarrierLine:
    url = reverse("barrier", args=[barrier.file_id, barrier.pk])
    return BarrierLine(barrier.pk, barrier.words, BARRIER_STATES[barrier.state], TAGS[barrier.state], url, harder)


def _edge_line(edge: BarrierEdge, other: Barrier, place: Place) -> EdgeLine:
    said_by = "" if edge.is_by_client else str(edge.made_by or "")
    is_mine = place.is_owner or place.file.is_thread or (not edge.is_by_client and _made_here(edge, place))
    return EdgeLine(edge.pk, _line(other), said_by, edge.made_at, is_mine)


def _made_here(edge: BarrierEdge, place: Place) -> bool:
    return edge.made_by_id == place.viewer.person_id
