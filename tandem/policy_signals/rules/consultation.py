"""The vertical consultation (VPAO): at least twice a year per policy domain (armoededecreet 2003). Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.kernel.refusal import Problem
from tandem.kernel.states import Transition

TIMES_A_YEAR = 2
LONGEST_AGENDA = 60
LONGEST_POINT = 300
PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
CONSULTATION_STATES = {
    "hold": Transition(frozenset({PLANNED}), HELD, "Dit overleg is al gehouden of gaat niet door."),
    "cancel": Transition(frozenset({PLANNED}), CANCELLED, "Dit overleg is al gehouden of gaat niet door."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the form in which somebody makes the agenda: a point that stands there, or a signal that may come.

    `key` is its name in the form; of `item` and `bundle` one is filled in for sure.
    """

    key: str
    title: str
    note: str = ""
    item: int | None = None
    bundle: UUID | None = None

    @property
    def stands(self) -> bool:
        """Whether it is on the agenda now."""
        return self.item is not None


@dataclass(frozen=True, slots=True)
class Point:
    """A point as it must stand on the agenda: one that stands there (`item`), a structural signal, or own words."""

    item: int | None = None
    bundle: UUID | None = None
    words: str = ""


def in_order(chosen: Iterable[tuple[int | None, Point]]) -> list[Point]:
    """By the place that was typed; points without a place come last, equal ones as they stood."""
    return [point for _place, point in sorted(chosen, key=lambda row: row[0] if row[0] is not None else 10_000)]


def times_said(held: int, planned: int) -> str:
    """How a domain does this year; empty when there are enough."""
    times = held + planned
    if times >= TIMES_A_YEAR:
        return ""
    return "Dit jaar nog geen overleg." if not times else "Dit jaar maar één overleg. Het moeten er minstens twee zijn."


def plan_problems(*, policy_domain: str, held_on: date, today: date, domains: Collection[str]) -> list[Problem]:
    """Why no consultation can be planned then."""
    checks = (
        ("policy_domain", policy_domain in domains, "Kies een beleidsdomein."),
        ("held_on", held_on >= today, "Die dag is voorbij. Kies vandaag of een dag die nog komt."),
    )
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]


def agenda_problems(points: Sequence[Point]) -> list[Problem]:
    """Too many points, or own words that are too long."""
    problems = []
    if len(points) > LONGEST_AGENDA:
        problems.append(Problem(f"Een agenda heeft hoogstens {LONGEST_AGENDA} punten. Laat er een paar weg."))
    if any(len(point.words) > LONGEST_POINT for point in points):
        problems.append(Problem(f"Dat is te lang. Hou een punt bij hoogstens {LONGEST_POINT} tekens.", "words"))
    return problems


def holding_problems(*, held_on: date, today: date, report: str) -> list[Problem]:
    """A consultation is held on its day, and leaves a report."""
    problems = []
    if held_on > today:
        problems.append(Problem("Dit overleg is nog niet geweest. Vul dit in op de dag zelf of erna."))
    if not report.strip():
        problems.append(Problem("Schrijf kort wat er besproken is.", "report"))
    return problems
