"""What givers say about the answer on their signal: most of them, or nothing yet. Their numbers stay here."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from tandem.kernel import access
from tandem.policy_signals.models import ContributorMark
from tandem.policy_signals.rules.marks import says_answered


def said_of_answers(ids: Collection[UUID]) -> dict[UUID, bool | None]:
    """By bundle, for those with a mark on the present answer; for pages of everybody. Each giver counts once for yes and for no."""
    with access.as_system():
        return said_at_desk(ids)


def said_at_desk(ids: Collection[UUID]) -> dict[UUID, bool | None]:
    """The same for policy workers, who may read marks themselves. One query."""
    marks = ContributorMark.objects.filter(
        bundle__in=ids, signal__places__bundle=F("bundle"), signal__places__removed_at__isnull=True,
        at__gte=Coalesce("bundle__answered_at", "bundle__outcome_at"),
    )  # fmt: skip
    counted = marks.order_by().values("bundle").annotate(
        yes=Count("signal__giver", filter=Q(is_answer=True), distinct=True),
        no=Count("signal__giver", filter=Q(is_answer=False), distinct=True),
    )  # fmt: skip
    return {row["bundle"]: says_answered(yes=row["yes"], no=row["no"]) for row in counted}
