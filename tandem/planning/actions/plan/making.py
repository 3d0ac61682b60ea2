"""A plan begins: of series that still need a duo or days, or as the follower of a plan that stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.planning.models import Plan
from tandem.planning.queries.plans.waiting import waiting_ids
from tandem.planning.rules import plans as rules

if TYPE_CHECKING:
    from tandem.identity.models import Person

TASK, QUEUE = "planning.solve_plan", "planning"


class CannotPlan(Refusal):
    """This search cannot begin."""


@transaction.atomic
def start_plan(
    *, provider_id: int, series_ids: Collection[UUID], title: str, seconds: int = rules.USUAL,
    weights: Mapping[str, int] | None = None, by: Person, at: datetime,
) -> Plan:  # fmt: skip
    """Search duos and days for these series; nobody hears of it before the planner asks."""
    wanted = list(dict.fromkeys(series_ids))
    if not wanted:
        raise CannotPlan(Problem(_("Kies minstens één aanvraag."), "series"))
    if not set(wanted) <= set(waiting_ids(provider_id)):
        raise CannotPlan(
            Problem(_("Een van de aanvragen wacht niet meer op een plan. Bekijk de lijst opnieuw."), "series")
        )
    plan = Plan.objects.create(
        provider_id=provider_id, title=title, series_ids=wanted, weights=dict(weights or {}), made_at=at, made_by=by,
        seconds=min(max(seconds, rules.SHORTEST), rules.LONGEST),
    )  # fmt: skip
    audit.record("plan.start", plan, by=by, at=at, series=len(wanted), seconds=plan.seconds)
    send(plan)
    return plan


def send(plan: Plan) -> None:
    """Give the search to the worker; one search at a time, so that mail and pages keep their pace."""
    app.configure_task(TASK, queue=QUEUE, lock=QUEUE).defer(plan_id=str(plan.pk))


def follower(plan: Plan, *, by: Person, at: datetime, **facts: Any) -> Plan:
    """A plan after another, with the same choices; what stood counts as the plan before. Not saved."""
    given: dict[str, Any] = {
        "provider_id": plan.provider_id, "based_on": plan, "title": rules.next_title(plan.title),
        "series_ids": list(plan.series_ids), "weights": plan.weights, "pins": plan.pins,
        "forbidden": plan.forbidden, "seed": plan.seed, "seconds": rules.FOLLOWING, "made_at": at, "made_by": by,
    }  # fmt: skip
    return Plan(**given | facts)


def locked(plan: Plan, *, seen: int | None = None) -> Plan:
    """The plan as it stands, held until the end of the transaction; `seen` is the version on the screen."""
    row = Plan.objects.select_for_update(of=("self",)).select_related("based_on", "provider").get(pk=plan.pk)
    if seen is not None and row.version != seen:
        raise Conflict(_("Een collega veranderde dit plan intussen. Kijk na wat er nu staat."), current=row)
    return row
