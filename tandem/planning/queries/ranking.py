"""All duos for one series: who can, best first and with why; who cannot, each with one reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tandem.planning import costs, insert
from tandem.planning.admission import Reason, person_reasons
from tandem.planning.board import Occupied, lay_out
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Pin, Problem
from tandem.planning.problem.requests import Request
from tandem.planning.queries.facts import Situation
from tandem.planning.queries.half_days import words_of

ASKABLE = frozenset({"group", "travel", "load", "full"})  # a maximum: the person may be asked for more


@dataclass(frozen=True, slots=True)
class DuoRow:
    """A duo that can, with the half-days it would get. `minutes`: one way, both together, an estimate."""

    trainer_id: int
    expert_id: int
    trainer: str
    expert: str
    sentences: tuple[str, ...]
    dates: tuple[HalfDay, ...]
    minutes: int
    cost: int
    ways: tuple[int, int] = (0, 0)  # minutes one way of the trainer and of the expert
    loads: tuple[str, str] = ("", "")  # sessions beside a fair share
    notes: tuple[str, ...] = ()  # theme, and who knows the organisation: what a list has room for

    @property
    def key(self) -> str:
        """As it stands in a form: 12-34."""
        return f"{self.trainer_id}-{self.expert_id}"

    @property
    def day_words(self) -> list[str]:
        """The half-days as people read them."""
        return [words_of(at) for at in self.dates]


@dataclass(frozen=True, slots=True)
class ExcludedRow:
    """One reason and the duos that it keeps away. `person_id`: whom the reason is about, when it is one person."""

    reason: str
    duos: tuple[tuple[str, str], ...]
    person_id: int | None = None
    person: str = ""
    may_be_asked: bool = False


@dataclass(frozen=True, slots=True)
class DuoRanking:
    """Every duo of the house for one series: in `rows`, or counted once in `excluded`."""

    rows: tuple[DuoRow, ...]
    excluded: tuple[ExcludedRow, ...]

    @property
    def excluded_count(self) -> int:
        """Duos that cannot."""
        return sum(len(one.duos) for one in self.excluded)


def ranked(
    known: Situation, request_id: str, *, beside: Iterable[Booking] = (), days: Sequence[HalfDay] = ()
) -> DuoRanking:
    """All duos for one request beside what is booked. With `days` only duos that can on exactly those, in order."""
    problem = _on_days(known.problem, request_id, days)
    request, board = problem.requests[request_id], lay_out(problem)
    occupied = Occupied(board, (*problem.kept, *(row for row in beside if row.request != request_id)))
    found = insert.rank(board, occupied, request, costs.fair_shares(problem, ""))
    rows = tuple(_row(request, one) for one in found.proposals)
    return DuoRanking(rows, tuple(_grouped(problem, occupied, request, found.excluded)))


def _on_days(problem: Problem, request_id: str, days: Sequence[HalfDay]) -> Problem:
    pins = (Pin(request_id, session=number, at=at) for number, at in enumerate(sorted(days), start=1))
    return replace(problem, pins=(*problem.pins, *pins)) if days else problem


def _row(request: Request, one: insert.Proposal) -> DuoRow:
    minutes = one.why.trainer_minutes + one.why.expert_minutes
    return DuoRow(
        int(one.trainer.id), int(one.expert.id), one.trainer.name, one.expert.name, insert.sentences(request, one),
        tuple(row.at for row in one.bookings), minutes, one.cost, (one.why.trainer_minutes, one.why.expert_minutes),
        (_load_words(one.why, 0), _load_words(one.why, 1)), insert.sentences(request, one)[4:],
    )  # fmt: skip


def _load_words(why: insert.Why, number: int) -> str:
    return f"{why.loads[number]} / {why.shares[number] / 10:.1f}".replace(".", ",")


def _grouped(
    problem: Problem, occupied: Occupied, request: Request, excluded: Iterable[insert.Excluded]
) -> Iterator[ExcludedRow]:
    """One row per reason; first what is about one person, then what is about two."""
    duos: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in excluded:
        duos[one.reason].append((one.trainer.name, one.expert.name))
    for person in (*problem.trainers, *problem.experts):
        reason = reason_of(problem, occupied, request, person)
        if reason and (own := duos.pop(reason.text, None)):
            yield ExcludedRow(reason.text, tuple(own), *_about(person), reason.code in ASKABLE)
    yield from (ExcludedRow(text, tuple(own)) for text, own in duos.items())


def reason_of(problem: Problem, occupied: Occupied, request: Request, person: Person) -> Reason | None:
    """The first reason why one person cannot, whatever the dates and the partner. Private ones say only "niet mogelijk"."""
    if reason := next(person_reasons(problem, request, person), None):
        return reason
    return None if insert.has_room(occupied, person, request) else Reason("full", insert.full_reason(person))


def _about(person: Person) -> tuple[int | None, str]:
    """Somebody who was only thought up has no page."""
    return int(person.id) if person.id.isdigit() else None, person.name
