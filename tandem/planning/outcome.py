"""What a search gave, as it is kept beside the plan: numbers, proofs, reasons, and who does how much. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tandem.planning import travel
from tandem.planning.costs import TENTHS, fair_shares, objective, travel_minutes
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.people import Person
from tandem.planning.problem.plan import Booking, Part, Plan, Proof, by_person, by_request
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import Request

Facts = dict[str, Any]


def outcome_of(problem: Problem, plan: Plan, first_come: Iterable[Booking] | None) -> Facts:
    """Everything a page shows of a plan, without asking anybody anew. `first_come`: the plan of who comes first, to compare."""
    placed = by_request(plan.bookings)
    return {
        "status": plan.status, "duos": _proof(plan.duos), "dates": _proof(plan.dates), "findings": list(plan.findings),
        "unplaced": [{"request": one.request, "reasons": list(one.reasons)} for one in plan.unplaced],
        **numbers_of(problem, plan.bookings),
        "first_come": None if first_come is None else numbers_of(problem, first_come),
        "requests": {key: _request(problem, one, placed.get(key)) for key, one in wanted(problem).items()},
        "people": _people(problem, plan.bookings),
    }  # fmt: skip


def wanted(problem: Problem) -> dict[str, Request]:
    """The requests that ask for a place; what is kept is not among them."""
    kept = {row.request for row in problem.kept}
    return {key: one for key, one in problem.requests.items() if key not in kept}


def numbers_of(problem: Problem, bookings: Iterable[Booking]) -> Facts:
    """Parts of the objective, kilometres, and how many have a place."""
    rows = list(bookings)
    return {
        "parts": [_part(one) for one in objective(problem, rows)], "km": round(sum(_km(problem, row) for row in rows)),
        "placed": len({row.request for row in rows}), "asked": len(wanted(problem)), "sessions": len(rows),
    }  # fmt: skip


def booking_facts(row: Booking) -> Facts:
    """A booking as it is kept."""
    return {"request": row.request, "number": row.number, "trainer": row.trainer, "expert": row.expert,
            "at": f"{row.at.on.isoformat()}{row.at.half}"}  # fmt: skip


def _km(problem: Problem, row: Booking) -> float:
    """There and back, both people, by road."""
    place = problem.requests[row.request].place
    homes = [problem.people[one].home for one in row.duo]
    return sum(2 * travel.road_km(home, place) for home in homes) if place else 0.0


def _part(part: Part) -> Facts:
    return {"name": part.name, "words": part.words, "amount": part.amount, "weight": part.weight, "cost": part.cost}


def _proof(proof: Proof | None) -> Facts | None:
    if proof is None:
        return None
    return {"cost": proof.cost, "bound": proof.bound, "gap": round(proof.gap, 4), "is_optimal": proof.is_optimal}


def _request(problem: Problem, request: Request, rows: list[Booking] | None) -> Facts:
    place = travel.municipalities().get(request.place or "")
    facts: Facts = {
        "name": request.name, "organisation": request.organisation, "kind": request.kind, "theme": request.theme,
        "place": place.name if place else "", "province": place.province if place else "",
        "sessions": request.rhythm.sessions, "appeal": request.appeal,
    }  # fmt: skip
    return facts | (_why(problem, request, rows) if rows else {})


def _why(problem: Problem, request: Request, rows: list[Booking]) -> Facts:
    """What speaks for the duo that was chosen."""
    people = [problem.people[key] for key in dict.fromkeys(key for row in rows for key in row.duo)]
    return {
        "minutes": 2 * sum(travel_minutes(problem, row) for row in rows), "people": [one.id for one in people],
        "ways": [[one.name, _minutes(one, request)] for one in people],
        "theme_by": [one.name for one in people if request.theme in one.themes] if request.theme else [],
        "knows": [one.name for one in people if one.id in request.met_before],
        "broken_wishes": sum(_is_unwished(one, row.at) for row in rows for one in people if one.id in row.duo),
    }  # fmt: skip


def _is_unwished(person: Person, at: HalfDay) -> bool:
    return (at.on.weekday(), at.half) in person.wishes.never_on


def _minutes(person: Person, request: Request) -> int:
    return travel.minutes(person.home, request.place, person.transport)


def _people(problem: Problem, bookings: Iterable[Booking]) -> list[Facts]:
    """Load of everybody who may lead: sessions here and elsewhere, minutes there and back, and the fair share."""
    here, kept, shares = by_person(bookings), by_person(problem.kept), fair_shares(problem, "")
    return [
        {
            "person": one.id, "name": one.name, "role": one.role, "sessions": len(here.get(one.id, ())),
            "elsewhere": len(kept.get(one.id, ())), "share": round(shares.get(one.id, 0) / TENTHS, 1),
            "minutes": sum(2 * _minutes(one, problem.requests[row.request]) for row in here.get(one.id, ())),
        }
        for one in (*problem.trainers, *problem.experts)
    ]  # fmt: skip
