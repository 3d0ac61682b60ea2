"""From a plan to the documented JSON, and to lines for reading."""

from __future__ import annotations

from tandem.kernel.dutch import date_short
from tandem.planning.costs import objective
from tandem.planning.problem.half_days import HALF_WORDS
from tandem.planning.problem.plan import EMPTY, FEASIBLE, OPTIMAL, PARTIAL, Booking, Plan, Proof, by_request
from tandem.planning.problem.problem import Problem

STATUS_WORDS = {
    OPTIMAL: "Alles heeft een plaats. Goedkopere duo's bestaan niet.",
    FEASIBLE: "Alles heeft een plaats. Misschien bestaan er goedkopere duo's.",
    PARTIAL: "Niet alles heeft een plaats.",
    EMPTY: "Niets heeft een plaats.",
}


def plan_as_json(problem: Problem, plan: Plan) -> dict[str, object]:
    """The shape of `reference/plan.schema.json`; the same plan gives the same text."""
    return {
        "status": plan.status,
        "duos": _proof(plan.duos),
        "dates": _proof(plan.dates),
        "objective": [
            {"part": one.name, "words": one.words, "amount": one.amount, "weight": one.weight, "cost": one.cost}
            for one in objective(problem, plan.bookings)
        ],
        "assignments": [_booking(one) for one in sorted(plan.bookings, key=lambda one: (one.request, one.number))],
        "unassigned": [{"request": one.request, "reasons": list(one.reasons)} for one in plan.unplaced],
        "findings": list(plan.findings),
    }


def plan_as_lines(problem: Problem, plan: Plan) -> list[str]:
    """For people: what happened, who goes where, what it costs, what has no place."""
    placed = by_request(plan.bookings)
    lines = [STATUS_WORDS[plan.status], *plan.findings, ""]
    lines += [_duo_line(problem, key, rows) for key, rows in sorted(placed.items())]
    lines += [f"{problem.requests[one.request].name}: geen plaats. {' '.join(one.reasons)}" for one in plan.unplaced]
    lines += ["", *(f"{one.cost:>9}  {one.amount} {one.words}" for one in objective(problem, plan.bookings))]
    if plan.duos:
        lines.append(f"Duo's: {plan.duos.cost}, minder dan {plan.duos.bound} kan niet ({plan.duos.gap:.1%} verschil).")
    return lines


def _duo_line(problem: Problem, key: str, rows: list[Booking]) -> str:
    duos = dict.fromkeys(f"{problem.people[one.trainer].name} en {problem.people[one.expert].name}" for one in rows)
    dates = ", ".join(f"{date_short(one.at.on)} {HALF_WORDS[one.at.half]}" for one in rows)
    return f"{problem.requests[key].name}: {', daarna '.join(duos)}: {dates}"


def _booking(one: Booking) -> dict[str, object]:
    at = f"{one.at.on.isoformat()} {one.at.half}"
    return {"request": one.request, "session": one.number, "trainer": one.trainer, "expert": one.expert, "at": at}


def _proof(proof: Proof | None) -> dict[str, object]:
    if proof is None:
        return {"cost": None, "bound": None, "gap": None, "is_optimal": False}
    return {"cost": proof.cost, "bound": proof.bound, "gap": round(proof.gap, 4), "is_optimal": proof.is_optimal}
