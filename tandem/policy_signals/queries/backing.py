"""How many people and organisations stand behind bundles. Only for rules: no page shows these numbers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from tandem.policy_signals.models import Bundle, BundleSignal
from tandem.policy_signals.rules.bundle import Backing


def backings(ids: Collection[UUID]) -> dict[UUID, Backing]:
    """By bundle; one query. Each giver and each source counts once; what was taken back does not."""
    rows = BundleSignal.objects.filter(bundle__in=ids, removed_at__isnull=True, signal__withdrawn_at__isnull=True)
    counted = rows.order_by().values("bundle").annotate(
        people=Count("signal__giver", distinct=True), organisations=Count("signal__source", distinct=True)
    )  # fmt: skip
    found = {row["bundle"]: Backing(row["people"], row["organisations"]) for row in counted}
    return {pk: found.get(pk, Backing()) for pk in ids}


def backing_of(bundle: Bundle) -> Backing:
    """Of one bundle."""
    return backings([bundle.pk])[bundle.pk]
