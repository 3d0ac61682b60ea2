"""A call: made, changed, copied (seed 002: one call each, with its own goals, dates and money)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.call_lock import CannotChangeCall, locked, stand_of, tell_change
from tandem.calls.models import AreaLimit, Call, Criterion, Envelope, FormRevision, MoneyKind
from tandem.calls.rules import call_changes as rules
from tandem.kernel import audit

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person

EDITABLE = (
    "title", "summary", "goals", "who_may_submit", "submitter_kinds", "area_rule", "least_months", "most_months",
    "opens_at", "closes_at", "grace_minutes", "decision_on", "first_start_on", "help_email", "is_blind", "readers_each",
)  # fmt: skip
COPIED = (
    "summary", "goals", "who_may_submit", "submitter_kinds", "area_rule", "least_months", "most_months", "grace_minutes",
    "help_email", "is_blind", "readers_each",
)  # fmt: skip
MOMENTS = ("opens_at", "closes_at", "decision_on", "first_start_on")


@transaction.atomic
def make_call(facts: Mapping[str, Any], *, administration: Organisation, by: Person | None, at: datetime) -> Call:
    """A call in preparation."""
    row = Call(administration=administration, made_at=at, made_by=by, **facts)
    CannotChangeCall.if_any(rules.problems_of_shape(facts_of(row)))
    row.save(force_insert=True)
    audit.record("call.make", row, by=by, at=at)
    return row


@transaction.atomic
def edit_call(call: Call, facts: Mapping[str, Any], *, version: int, by: Person | None, at: datetime) -> Call:
    """Other words, dates or terms. After publication only what moves no goalposts, and everybody reads what changed."""
    row = locked(call, version)
    before = facts_of(row)
    after = before | dict(facts)
    after |= {name: before[name] for name in ("opens_at", "closes_at") if _is_same_minute(before[name], after[name])}
    CannotChangeCall.if_any(
        [*rules.problems_of_shape(after), *rules.problems_of_edit(before, after, stand_of(row, at))]
    )
    changed = rules.changed_fields(before, after)
    if changed:
        Call.objects.filter(pk=row.pk).update(**{name: after[name] for name in changed})
        moments = {f"{name}_before": before[name] for name in MOMENTS if name in changed}
        tell_change("call.edit", row, changed, by=by, at=at, **moments)
    return row


@transaction.atomic
def copy_call(call: Call, *, by: Person | None, at: datetime) -> Call:
    """A new call that starts from this one: texts, money, limits, criteria and form. Nobody was heard for it yet."""
    facts = {name: getattr(call, name) for name in COPIED}
    title = (_("Kopie van %(title)s") % {"title": call.title})[:160]
    copy = Call.objects.create(administration_id=call.administration_id, title=title, made_at=at, made_by=by, **facts)
    _copy_money(call, copy)
    for limit in call.area_limits.all():
        AreaLimit.objects.create(call=copy, area=limit.area, least=limit.least, most=limit.most)
    for row in call.criteria.all():
        Criterion.objects.create(call=copy, position=row.position, title=row.title, hint=row.hint, weight=row.weight,
                                 most_points=row.most_points)  # fmt: skip
    form = call.revisions.order_by("published_at", "number").last() or call.revisions.last()
    if form:
        FormRevision.objects.create(call=copy, number=1, definition=form.definition, changed_at=at)
    audit.record("call.copy", copy, by=by, at=at, copied_from=call.pk)
    return copy


def facts_of(call: Call) -> dict[str, Any]:
    """What an officer can change."""
    return {name: getattr(call, name) for name in EDITABLE}


def _is_same_minute(one: datetime | None, other: datetime | None) -> bool:
    """A page shows minutes: what was not touched stays as it was, to the second."""
    return one is not None and other is not None and _minute(one) == _minute(other)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _copy_money(call: Call, copy: Call) -> None:
    for kind in call.money_kinds.prefetch_related("envelopes"):
        new = MoneyKind.objects.create(call=copy, key=kind.key, title=kind.title, hint=kind.hint, cap_eur=kind.cap_eur,
                                       is_optional=kind.is_optional, position=kind.position)  # fmt: skip
        Envelope.objects.bulk_create(
            Envelope(call=copy, kind=new, year=one.year, amount_eur=one.amount_eur) for one in kind.envelopes.all()
        )
