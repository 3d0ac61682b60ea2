"""What is asked: a trajectory of sessions, or a session for a network."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.planning.problem.half_days import Availability, Span

TRAJECTORY, NETWORK = "trajectory", "network"
TRAINER_EXPERT, TWO_ORGANISATIONS = "trainer_expert", "two_organisations"
SAME, PREFERRED = "same", "preferred"
NICE, ORDINARY, HARD = "nice", "ordinary", "hard"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many sessions, how many working days apart, and the latest working day after the start of the window to begin."""

    sessions: int
    min_gap: int = 1
    max_gap: int = 60
    start_within: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Sessions for one organisation or network, by one duo."""

    id: str
    name: str
    kind: str
    organisation: str
    place: str | None  # NIS code; None = remote
    window: Span
    rhythm: Rhythm
    availability: Availability  # the half-days the organisation can
    language: str = "nl"
    theme: str | None = None
    needs: frozenset[str] = frozenset()  # qualifications: one of the duo holds each on the day
    group_size: int = 12
    continuity: str = SAME
    composition: str = TRAINER_EXPERT
    appeal: str = ORDINARY
    met_before: frozenset[str] = frozenset()  # people this organisation already knows
