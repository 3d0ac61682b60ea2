"""Series with sessions that still need a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from tandem.sessions.models import Series
from tandem.sessions.rules import FOLLOW_UP, TO_PLAN

if TYPE_CHECKING:
    from django.db.models import QuerySet


def series_without_dates(provider_id: int) -> QuerySet[Series]:
    """Series of a provider with a session to plan; `undated` counts them. The follow-up visit is planned apart."""
    is_open = Q(sessions__status=TO_PLAN) & ~Q(sessions__kind=FOLLOW_UP)
    rows = Series.objects.filter(provider_id=provider_id).annotate(undated=Count("sessions", filter=is_open))
    return rows.filter(undated__gt=0).select_related("organisation").order_by("made_at", "pk")
