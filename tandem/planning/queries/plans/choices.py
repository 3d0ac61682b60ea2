"""Between the rows of a plan and what the search takes: pins, what is ruled out, weights, people who are away or imagined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from tandem.planning.models import Plan
from tandem.planning.problem.half_days import Availability, Span
from tandem.planning.problem.people import EXPERT, TRAINED, Limits, Person, Qualification
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Forbidden, Pin, Weights
from tandem.planning.queries.facts.situation import Choices
from tandem.planning.queries.half_days import half_day_from
from tandem.planning.rules import words

USUAL_PER_WEEK = 3  # of somebody who does not exist yet; ours


def choices_of(plan: Plan) -> Choices:
    """Everything a planner chose for a plan. What it follows counts as the plan that stands."""
    before = plan.based_on.bookings if plan.based_on else []
    return Choices(
        weights=Weights(**weights_of(plan.weights)), pins=tuple(map(_pin, plan.pins)),
        forbidden=tuple(_forbidden(one) for one in plan.forbidden), existing=bookings_of(before),
        away=_away(plan.away), extra_people=tuple(extra_person(one, str(plan.provider)) for one in plan.extra_people),
    )  # fmt: skip


def weights_of(kept: Mapping[str, Any]) -> dict[str, int]:
    """Only weights that exist."""
    names = {one.name for one in fields(Weights)}
    return {name: int(value) for name, value in kept.items() if name in names}


def bookings_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Booking, ...]:
    """The bookings of a plan; the request is the series."""
    found = []
    for row in rows:
        at = half_day_from(row["at"])
        if at is not None:
            found.append(Booking(row["request"], row["number"], row["trainer"], row["expert"], at))
    return tuple(found)


def extra_person(facts: Mapping[str, Any], organisation: str) -> Person:
    """Somebody who does not exist yet, with the usual limits: what if there were one more?"""
    is_expert = facts["role"] == EXPERT
    return Person(
        id=facts["id"], name=facts["name"], role=facts["role"], organisation=organisation, home=facts["home"],
        transport=facts["transport"], languages=frozenset(facts["languages"]),
        themes=frozenset(words.THEMES[one] for one in facts["themes"] if one in words.THEMES),
        qualifications=(Qualification(TRAINED),) if is_expert else (),
        availability=Availability(frozenset((int(key[0]), key[1:]) for key in facts["weekly"] if key in words.HALF_DAYS)),
        limits=Limits(facts.get("max_per_week") or USUAL_PER_WEEK),
    )  # fmt: skip


def _pin(one: Mapping[str, Any]) -> Pin:
    at = half_day_from(one.get("at") or "")
    return Pin(one["request"], one.get("trainer"), one.get("expert"), one.get("session") if at else None, at)


def _forbidden(one: Mapping[str, Any]) -> Forbidden:
    return Forbidden(one.get("request"), one.get("person"), one.get("trainer"), one.get("expert"))


def _away(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    for one in rows:
        span = Span(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]))
        found[one["person"]] = (*found.get(one["person"], ()), span)
    return found
