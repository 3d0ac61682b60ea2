"""One request into a plan that stands: every duo that can, ranked, with why; every other with its one reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tandem.planning import sequences, travel
from tandem.planning.admission import is_pair_admitted, pair_reasons, person_reasons
from tandem.planning.board import Board, Free, Occupied, gaps_of
from tandem.planning.costs import lacks_theme, person_travel
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import Request

Duo = tuple[Person, Person]
NO_DATES = "Er zijn geen {n} halve dagen waarop {trainer}, {expert} en de organisatie alle drie kunnen."
NO_DATE = "Er is geen halve dag waarop {trainer}, {expert} en de organisatie alle drie kunnen."


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for a duo, in numbers; `sentences` says it."""

    trainer_minutes: int
    expert_minutes: int
    theme: str | None
    theme_by: tuple[str, ...]
    loads: tuple[int, int]
    shares: tuple[int, int]  # tenths of sessions
    knows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A duo that can, with its dates; the lowest cost comes first."""

    trainer: Person
    expert: Person
    bookings: tuple[Booking, ...]
    cost: int
    why: Why


@dataclass(frozen=True, slots=True)
class Excluded:
    """A duo that cannot, and the one reason that comes first."""

    trainer: Person
    expert: Person
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """All duos for one request."""

    proposals: tuple[Proposal, ...]
    excluded: tuple[Excluded, ...]


def rank(board: Board, occupied: Occupied, request: Request, shares: dict[str, int]) -> Ranking:
    """Every duo for a request beside a plan. `shares`: fair shares, from `costs.fair_shares`."""
    proposals, no_dates = [], set[tuple[str, str]]()
    for duo in possible_duos(board, occupied, request):
        if rows := bookings_for(board, occupied, request, *duo):
            proposals.append(_proposal(board.problem, occupied, request, duo, rows, shares))
        else:
            no_dates.add((duo[0].id, duo[1].id))
    proposals.sort(key=lambda one: (one.cost, one.trainer.id, one.expert.id))
    can = {(one.trainer.id, one.expert.id) for one in proposals}
    excluded = tuple(_excluded(board, occupied, request, can, no_dates))
    return Ranking(tuple(proposals), excluded)


def possible_duos(board: Board, occupied: Occupied, request: Request) -> Iterator[Duo]:
    """Duos that break no rule, dates left aside."""
    experts = [one for one in board.experts[request.id] if has_room(occupied, one, request)]
    for trainer in board.trainers[request.id]:
        if has_room(occupied, trainer, request):
            yield from ((trainer, one) for one in experts if is_pair_admitted(board.problem, request, trainer, one))


def has_room(occupied: Occupied, person: Person, request: Request) -> bool:
    """Whether all sessions fit under the most a person wants in all."""
    left = occupied.left(person)
    return left is None or left >= request.rhythm.sessions


def free_for(board: Board, occupied: Occupied, request: Request, trainer: Person, expert: Person) -> Free:
    """Half-days on which the three can, beside the bookings."""
    free = occupied.free(trainer, request, board.shared(request, trainer, expert))
    return occupied.free(expert, request, free)


def bookings_for(
    board: Board, occupied: Occupied, request: Request, trainer: Person, expert: Person
) -> tuple[Booking, ...]:
    """The earliest dates of a duo for a request; empty when there are none."""
    free = free_for(board, occupied, request, trainer, expert)
    gaps = gaps_of(request, trainer, expert)
    fits = None if is_week_apart(gaps, request) else fits_of(occupied, trainer, expert)
    days = sequences.earliest(board.allowed(request, free), gaps, fits)
    return booked(board, request, (trainer, expert), days, free) if days else ()


def is_week_apart(gaps: range, request: Request) -> bool:
    """Whether two sessions of the request never fall in one week of five working days."""
    return request.rhythm.sessions == 1 or gaps.start >= 5


def booked(board: Board, request: Request, duo: Duo, days: Sequence[int], free: Free) -> tuple[Booking, ...]:
    """Bookings on these days, each on its first free half."""
    trainer, expert = duo
    return tuple(
        Booking(request.id, n, trainer.id, expert.id, board.at(day, board.half_of(request, n, day, free)))
        for n, day in enumerate(days, start=1)
    )


def first_reason(board: Board, occupied: Occupied, request: Request, trainer: Person, expert: Person) -> str:
    """The single reason that keeps a duo from a request; dates are the last that is looked at."""
    for person in (trainer, expert):
        if reason := next(person_reasons(board.problem, request, person), None):
            return reason.text
    if reason := next(pair_reasons(board.problem, request, trainer, expert), None):
        return reason.text
    for person in (trainer, expert):
        if not has_room(occupied, person, request):
            return full_reason(person)
    return dates_reason(request, trainer, expert)


def full_reason(person: Person) -> str:
    """Somebody's calendar holds what that person wants at most."""
    return f"{person.name} zit aan het maximum van {person.limits.max_total} sessies."


def dates_reason(request: Request, trainer: Person, expert: Person) -> str:
    """No dates on which all three can."""
    text = NO_DATE if request.rhythm.sessions == 1 else NO_DATES
    return text.format(n=request.rhythm.sessions, trainer=trainer.name, expert=expert.name)


def sentences(request: Request, proposal: Proposal) -> tuple[str, ...]:
    """Why this duo, in words for the planner."""
    why, (trainer, expert) = proposal.why, (proposal.trainer, proposal.expert)
    said = [
        f"{trainer.name}: ongeveer {why.trainer_minutes} minuten enkel (schatting).",
        f"{expert.name}: ongeveer {why.expert_minutes} minuten enkel (schatting).",
        *(
            _load_sentence(one.name, load, share)
            for one, load, share in zip((trainer, expert), why.loads, why.shares, strict=True)
        ),
    ]
    if why.theme:
        said.append(f"Het thema {why.theme} kent {' en '.join(why.theme_by)}.")
    if why.knows:
        said.append(f"{' en '.join(why.knows)} {'kennen' if len(why.knows) > 1 else 'kent'} {request.organisation} al.")
    return tuple(said)


def _load_sentence(name: str, load: int, share: int) -> str:
    fair = f"{share / 10:.1f}".replace(".", ",")
    return f"{name} heeft {load} sessies in dit plan; een eerlijk deel is {fair}."


def _proposal(
    problem: Problem, occupied: Occupied, request: Request, duo: Duo, rows: tuple[Booking, ...], shares: dict[str, int]
) -> Proposal:  # fmt: skip
    return Proposal(*duo, rows, _cost(problem, occupied, request, duo, shares), _why(occupied, request, duo, shares))


def _cost(problem: Problem, occupied: Occupied, request: Request, duo: Duo, shares: dict[str, int]) -> int:
    """What the whole plan costs more with this duo on this request."""
    weights = problem.weights
    return (
        weights.travel * sum(person_travel(request, person) for person in duo)
        + weights.theme * lacks_theme(request, duo[1])
        + weights.learning * all(person.is_newcomer for person in duo)
        + weights.fairness * sum(_further(occupied, request, person, shares) for person in duo)
    )


def _further(occupied: Occupied, request: Request, person: Person, shares: dict[str, int]) -> int:
    """Tenths of a session that somebody moves away from (or nearer to) a fair share."""
    load, share = 10 * len(occupied.of.get(person.id, ())), shares.get(person.id, 0)
    return abs(load + 10 * request.rhythm.sessions - share) - abs(load - share)


def _why(occupied: Occupied, request: Request, duo: Duo, shares: dict[str, int]) -> Why:
    trainer, expert = duo
    return Why(
        travel.minutes(trainer.home, request.place, trainer.transport),
        travel.minutes(expert.home, request.place, expert.transport),
        request.theme,
        tuple(person.name for person in duo if request.theme in person.themes),
        (len(occupied.of.get(trainer.id, ())), len(occupied.of.get(expert.id, ()))),
        (shares.get(trainer.id, 0), shares.get(expert.id, 0)),
        tuple(person.name for person in duo if person.id in request.met_before),
    )


def _excluded(
    board: Board, occupied: Occupied, request: Request, can: set[tuple[str, str]], no_dates: set[tuple[str, str]]
) -> Iterator[Excluded]:  # fmt: skip
    for trainer in board.problem.trainers:
        for expert in board.problem.experts:
            key = trainer.id, expert.id
            if key in no_dates:
                yield Excluded(trainer, expert, dates_reason(request, trainer, expert))
            elif key not in can:
                yield Excluded(trainer, expert, first_reason(board, occupied, request, trainer, expert))


def fits_of(occupied: Occupied, *duo: Person) -> sequences.Fits:
    """Judges days by the weekly maximum of both people."""
    return lambda days: all(occupied.fits(person, days) for person in duo)
