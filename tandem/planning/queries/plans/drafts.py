"""The draft in which changes to a plan collect."""

from __future__ import annotations

from tandem.planning.models import Plan
from tandem.planning.rules.plans import DRAFT


def draft_of(plan: Plan) -> Plan | None:
    """The draft that follows a plan; one at most, because it is made while the plan is held."""
    rows = Plan.objects.filter(based_on=plan, state="waiting", progress__step=DRAFT)
    return rows.select_related("made_by", "provider").order_by("made_at", "pk").first()
