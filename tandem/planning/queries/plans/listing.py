"""All plans of a provider: what state each is in, and how many requests have a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page

from tandem.kernel.pages import paginate
from tandem.planning.models import Plan
from tandem.planning.queries.plans.numbers import placed_words
from tandem.planning.rules import words
from tandem.planning.rules.plans import DRAFT, is_imagined

PER_PAGE = 25
TAGS = {"waiting": "yellow", "running": "yellow", "ready": "blue", "failed": "red", "asked": "green", "dropped": "grey"}
LIVE = frozenset({"waiting", "running", "ready", "failed", "asked"})


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan, ready to print."""

    plan_id: UUID
    title: str
    state: str
    tag: str
    made_at: datetime
    made_by: str
    placed: str
    follows: str
    is_imagined: bool


def plan_list(provider_id: int, *, text: str = "", state: str = "", page: object) -> tuple[list[PlanRow], Page[Plan]]:
    """Newest first; what was put away only on request. Three queries for one or for all."""
    rows = Plan.objects.filter(provider_id=provider_id).exclude(progress__contains={"step": DRAFT})
    rows = rows.filter(state=state) if state in words.PLAN_STATES else rows.filter(state__in=LIVE)
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    shown = paginate(rows.select_related("made_by", "based_on").order_by("-made_at", "pk"), page, PER_PAGE)
    return plan_rows(shown.object_list), shown


def plan_rows(plans: Iterable[Plan]) -> list[PlanRow]:
    """Rows of plans that were read with `made_by` and `based_on`."""
    return [
        PlanRow(
            one.pk, one.title, words.PLAN_STATES[one.state], TAGS[one.state], one.made_at, str(one.made_by), _placed(one),
            one.based_on.title if one.based_on else "", is_imagined(one.extra_people, one.away),
        )
        for one in plans
    ]  # fmt: skip


def _placed(plan: Plan) -> str:
    if plan.result:
        return placed_words(plan.result["placed"], plan.result["asked"])
    return placed_words(plan.progress.get("placed", 0), len(plan.series_ids)) if plan.state == "running" else ""
