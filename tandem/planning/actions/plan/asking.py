"""A plan is put to its duos: each of both says yes or no; what is declined gets a next plan that keeps what was agreed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.refusal import Problem
from tandem.kernel.states import next_state
from tandem.planning.actions.asking import Ask, CannotAsk, ask_duos
from tandem.planning.actions.plan.making import CannotPlan, follower, locked, send
from tandem.planning.queries.plans.ask_page import asks_of, declined_by
from tandem.planning.queries.plans.plan_page import PlanPage
from tandem.planning.rules.plans import is_imagined
from tandem.planning.rules.states import PLAN

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.planning.models import Asking, Plan


@transaction.atomic
def ask_plan(plan: Plan, *, series_ids: Collection[UUID], seen: int, by: Person, at: datetime) -> list[Asking]:
    """Ask the duos of these requests, all or none. A plan is asked once; a second planner hears that it was."""
    row = locked(plan)
    state = next_state(PLAN, "ask", row.state)
    locked(row, seen=seen)
    if is_imagined(row.extra_people, row.away):
        raise CannotAsk(_("Dit is een «wat als». Niemand kan ervoor gevraagd worden. Zoek opnieuw met wie er is."))
    found = asks_of(row, series_ids)
    if not found or {one.series_id for one in found} != set(series_ids):
        raise CannotAsk(Problem(_("Kies minstens één aanvraag die in dit plan een duo heeft."), "series"))
    asks = [Ask(one.series, one.trainer_id, one.expert_id, one.dates) for one in found]
    askings = ask_duos(asks, provider_id=row.provider_id, plan=row, by=by, at=at)
    row.state, row.asked_at, row.asked_by = state, at, by
    row.version += 1
    row.save(update_fields=["state", "asked_at", "asked_by", "version"])
    audit.record("plan.ask", row, by=by, at=at, series=len(askings))
    return askings


@transaction.atomic
def search_rest(plan: Plan, *, by: Person, at: datetime) -> Plan:
    """A next plan for what was declined, taken back or never asked. Who said no there is not proposed there again."""
    base = locked(plan)
    if base.state != "asked":
        raise CannotPlan(_("Vraag dit plan eerst aan de duo's."))
    left = PlanPage(base).left
    if not left:
        raise CannotPlan(_("Elke aanvraag van dit plan is afgesproken of wacht nog op antwoord."))
    said_no = [{"request": key, "person": person} for key, person in declined_by(base) if key in left]
    new = [one for one in said_no if one not in base.forbidden]
    pins = [one for one in base.pins if one["request"] in left and not _names(one, said_no)]
    row = follower(
        base, by=by, at=at, series_ids=[UUID(key) for key in left], pins=pins, forbidden=[*base.forbidden, *new]
    )
    row.save()
    audit.record("plan.search_rest", row, by=by, at=at, plan=base.pk, series=len(left))
    send(row)
    return row


def _names(pin: dict[str, object], said_no: Collection[dict[str, str]]) -> bool:
    """A pin of somebody who said no there."""
    return any(
        one["request"] == pin["request"] and one["person"] in {pin.get("trainer"), pin.get("expert")} for one in said_no
    )
