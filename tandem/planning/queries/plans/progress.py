"""How far a search is, in words and numbers, for a page that renews itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tandem.planning.rules.plans import DRAFT, STEPS

if TYPE_CHECKING:
    from tandem.planning.models import Plan

STILL_AFTER = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """What the page shows while a plan is searched. `gap`: percent that the duos may still be too dear."""

    words: str
    seconds: int
    of_seconds: int
    placed: int
    asked: int
    gap: str
    is_stopping: bool
    is_still: bool
    before_it: int


def progress_row(plan: Plan, *, at: datetime) -> ProgressRow:
    """Of a plan that waits or runs; one query."""
    told = plan.progress
    began = datetime.fromisoformat(told["began_at"]) if "began_at" in told else at
    return ProgressRow(
        words=STEPS.get(told.get("step", ""), STEPS[""]) if plan.state == "running" and told.get("step") else STEPS[""],
        seconds=max(0, round((at - began).total_seconds())), of_seconds=plan.seconds, placed=told.get("placed", 0),
        asked=len(plan.series_ids), gap=_gap(told.get("cost", 0), told.get("bound", 0)),
        is_stopping=plan.stop_asked_at is not None, is_still=plan.state == "running" and stands_still(plan, at=at),
        before_it=_before(plan),
    )  # fmt: skip


def stands_still(plan: Plan, *, at: datetime) -> bool:
    """Nobody told anything for a while: the worker was killed, and nobody took the plan up again."""
    told_at = plan.progress.get("told_at")
    return not told_at or at - datetime.fromisoformat(told_at) > STILL_AFTER


def _before(plan: Plan) -> int:
    """Plans that are searched first: one at a time."""
    if plan.state != "waiting":
        return 0
    rows = type(plan).objects.filter(state__in=["waiting", "running"], made_at__lt=plan.made_at)
    return rows.exclude(progress__contains={"step": DRAFT}).exclude(pk=plan.pk).count()


def _gap(cost: int, bound: int) -> str:
    if cost <= 0:
        return ""
    return f"{max(0, cost - bound) / cost:.1%}".replace(".", ",").replace("%", " %")
