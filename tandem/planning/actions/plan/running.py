"""A search begins, tells how far it is, and ends: ready, or failed with one sentence. Each step is a short transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.states import next_state
from tandem.planning.actions.plan.making import CannotPlan, locked, send
from tandem.planning.models import Plan
from tandem.planning.queries.plans.progress import stands_still
from tandem.planning.rules.plans import is_draft
from tandem.planning.rules.states import PLAN

if TYPE_CHECKING:
    from tandem.identity.models import Person

Rows = Sequence[Mapping[str, Any]]
MOST_TRIES = 3  # a search that took the worker down so often is not begun again


@transaction.atomic
def begin_search(plan_id: UUID, *, at: datetime) -> Plan | None:
    """Take a plan that waits, or one whose worker was killed; None when there is nothing to do."""
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None or plan.state not in {"waiting", "running"} or is_draft(plan.progress):
        return None
    tries = plan.progress.get("tries", 0) + 1
    if tries > MOST_TRIES:
        _fail(plan, _("Het zoeken viel telkens stil. Zoek opnieuw met minder aanvragen."), at=at)
        return None
    if plan.state == "waiting":
        plan.state, plan.started_at = next_state(PLAN, "begin", plan.state), at
    kept = plan.progress.get("placed", 0)
    plan.progress = {"tries": tries, "placed": kept, "began_at": at.isoformat(), "told_at": at.isoformat()}
    plan.save(update_fields=["state", "started_at", "progress"])
    return plan


@transaction.atomic
def tell_progress(plan_id: UUID, *, progress: Mapping[str, Any], bookings: Rows | None, at: datetime) -> bool:
    """Write down how far the search is, and the best plan where there is a new one; True when the planner asked to stop."""
    row = Plan.objects.filter(pk=plan_id, state="running").values_list("progress", "stop_asked_at").first()
    if row is None:
        return True
    facts: dict[str, Any] = {"progress": {**row[0], **progress, "told_at": at.isoformat()}}
    if bookings is not None:
        facts["bookings"] = list(bookings)
    Plan.objects.filter(pk=plan_id, state="running").update(**facts)
    return row[1] is not None


@transaction.atomic
def finish_search(plan_id: UUID, *, bookings: Rows, result: Mapping[str, Any], at: datetime) -> None:
    """The plan is ready to look at; a second end changes nothing."""
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id, state="running").first()
    if plan is None:
        return
    plan.state, plan.ended_at = next_state(PLAN, "finish", plan.state), at
    plan.bookings, plan.result = list(bookings), dict(result)
    plan.version += 1
    plan.save(update_fields=["state", "ended_at", "bookings", "result", "version"])
    audit.record("plan.finish", plan, by=None, at=at, placed=result["placed"], asked=result["asked"])


@transaction.atomic
def fail_search(plan_id: UUID, *, problem: str, at: datetime) -> None:
    """The search did not work; the sentence says what to do."""
    plan = Plan.objects.select_for_update(of=("self",)).filter(pk=plan_id, state__in=["waiting", "running"]).first()
    if plan is not None:
        _fail(plan, problem, at=at)


@transaction.atomic
def stop_plan(plan: Plan, *, by: Person, at: datetime) -> Plan:
    """Stop searching and keep the best plan so far; what was not begun is put away."""
    row = locked(plan)
    if row.state == "waiting":
        return _drop(row, by=by, at=at)
    if row.state != "running":
        raise CannotPlan(PLAN["finish"].sentence)
    row.stop_asked_at = row.stop_asked_at or at
    row.save(update_fields=["stop_asked_at"])
    audit.record("plan.stop", row, by=by, at=at)
    return row


@transaction.atomic
def drop_plan(plan: Plan, *, by: Person, at: datetime) -> Plan:
    """Put a plan away; it stays to look at."""
    return _drop(locked(plan), by=by, at=at)


@transaction.atomic
def retry_plan(plan: Plan, *, by: Person, at: datetime) -> Plan:
    """Search once more: a plan that failed, or one that nobody works on any more."""
    row = locked(plan)
    if not (row.state == "running" and stands_still(row, at=at)):
        row.state = next_state(PLAN, "again", row.state)
        row.problem, row.progress, row.stop_asked_at, row.ended_at = "", {}, None, None
        row.save(update_fields=["state", "problem", "progress", "stop_asked_at", "ended_at"])
    audit.record("plan.retry", row, by=by, at=at)
    send(row)
    return row


def _drop(row: Plan, *, by: Person, at: datetime) -> Plan:
    row.state, row.ended_at = next_state(PLAN, "drop", row.state), row.ended_at or at
    row.version += 1
    row.save(update_fields=["state", "ended_at", "version"])
    audit.record("plan.drop", row, by=by, at=at)
    return row


def _fail(plan: Plan, problem: str, *, at: datetime) -> None:
    plan.state, plan.problem, plan.ended_at = next_state(PLAN, "fail", plan.state), problem, at
    plan.version += 1
    plan.save(update_fields=["state", "problem", "ended_at", "version"])
    audit.record("plan.fail", plan, by=None, at=at)
