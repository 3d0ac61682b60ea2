"""Changes collect on a draft that follows the plan; one button searches the rest again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.refusal import Conflict
from tandem.planning.actions.plan.making import CannotPlan, follower, locked, send
from tandem.planning.models import Plan
from tandem.planning.queries.half_days import half_day_from
from tandem.planning.queries.plans.drafts import draft_of
from tandem.planning.queries.plans.plan_page import PlanPage
from tandem.planning.rules.plan_changes import Change, changed
from tandem.planning.rules.plans import DRAFT, is_imagined
from tandem.planning.rules.states import PLAN

if TYPE_CHECKING:
    from tandem.identity.models import Person

SHOWN = frozenset({"ready", "asked"})


@transaction.atomic
def change_plan(plan: Plan, *, change: Change, seen: int, by: Person, at: datetime) -> Plan:
    """Fix or rule out something for the next search. `seen`: version of the draft on the screen, 0 when there was none."""
    base = locked(plan)
    _refuse_unknown(base, change)
    if UUID(change.request) not in _open_series(base):
        raise CannotPlan(_("Deze aanvraag is al gevraagd of afgesproken. Wacht op het antwoord of trek de vraag in."))
    draft = _draft(base, seen=seen, by=by, at=at)
    draft.pins, draft.forbidden = changed(draft.pins, draft.forbidden, change)
    draft.version += 1
    draft.save()
    audit.record("plan.change", draft, by=by, at=at, plan=base.pk, act=change.act, series=change.request)
    return draft


@transaction.atomic
def search_again(plan: Plan, *, seen: int, by: Person, at: datetime) -> Plan:
    """Search with the changes that were collected; without any, with fresh eyes on who can now."""
    base = locked(plan)
    draft = _draft(base, seen=seen, by=by, at=at)
    draft.progress, draft.made_at, draft.made_by, draft.series_ids = {}, at, by, _open_series(base)
    if not draft.series_ids:
        raise CannotPlan(_("Elke aanvraag van dit plan is afgesproken of wacht nog op antwoord."))
    draft.version += 1
    draft.save()
    audit.record("plan.search_again", draft, by=by, at=at, plan=base.pk, pins=len(draft.pins))
    send(draft)
    return draft


@transaction.atomic
def imagine(
    plan: Plan, *, title: str, extra_people: Sequence[Mapping[str, Any]] = (), away: Sequence[Mapping[str, Any]] = (),
    by: Person, at: datetime,
) -> Plan:  # fmt: skip
    """What if there were somebody more, or somebody away? A plan that is never asked."""
    base = locked(plan)
    _refuse_unseen(base)
    people, spans = [*base.extra_people, *extra_people], [*base.away, *away]
    if not is_imagined(people, spans):
        raise CannotPlan(_("Kies iemand die erbij komt, of iemand die weg is."))
    row = follower(base, by=by, at=at, title=title, extra_people=people, away=spans)
    row.save()
    audit.record("plan.imagine", row, by=by, at=at, plan=base.pk, extra=len(people), away=len(spans))
    send(row)
    return row


def _draft(base: Plan, *, seen: int, by: Person, at: datetime) -> Plan:
    """The draft of a plan, made when it is first needed. Whoever looked at an older one sees what stands first."""
    _refuse_unseen(base)
    found = draft_of(base)
    if (found.version if found else 0) != seen:
        raise Conflict(
            _("Intussen zijn de wijzigingen veranderd. Kijk na wat er nu staat en kies opnieuw."), current=found
        )
    if found is None:
        extra = {"extra_people": base.extra_people, "away": base.away}
        found = follower(base, by=by, at=at, progress={"step": DRAFT}, version=0, **extra)
    return found


def _refuse_unknown(base: Plan, change: Change) -> None:
    """A request, person, session or half-day that this plan does not know."""
    request = base.result.get("requests", {}).get(change.request, {})
    people = {one["person"] for one in base.result.get("people", ())}
    named = {change.trainer, change.expert, change.person} - {""}
    is_known = bool(request) and named <= people and (change.session or 1) <= request["sessions"]
    if not (change.is_whole and is_known and (not change.at or half_day_from(change.at))):
        raise CannotPlan(_("Kies opnieuw. Dit past niet bij dit plan."))


def _open_series(base: Plan) -> list[UUID]:
    """All series of a plan that was not asked; of one that was, those that are neither agreed nor waiting for an answer."""
    return [UUID(key) for key in PlanPage(base).left] if base.state == "asked" else list(base.series_ids)


def _refuse_unseen(base: Plan) -> None:
    if base.state not in SHOWN:
        raise CannotPlan(PLAN["ask"].sentence if base.state == "dropped" else _("Wacht tot het zoeken klaar is."))
