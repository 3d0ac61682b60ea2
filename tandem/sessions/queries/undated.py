"""Series with sessions that still need a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Subquery

from tandem.sessions.models import Series, Session
from tandem.sessions.rules import FOLLOW_UP, TO_PLAN

if TYPE_CHECKING:
    from django.db.models import QuerySet


def series_without_dates(provider_id: int) -> QuerySet[Series]:
    """Series of a provider with a session to plan; `undated` counts them. The follow-up visit is planned apart.

    A set of ids, and a count for what is shown only: a provider may have 30,000 series.
    """
    opened = Session.objects.filter(status=TO_PLAN).exclude(kind=FOLLOW_UP).order_by()
    count = opened.filter(series=OuterRef("pk")).values("series").annotate(number=Count("pk")).values("number")
    rows = Series.objects.filter(provider_id=provider_id, pk__in=opened.values("series_id"))
    return rows.annotate(undated=Subquery(count)).select_related("organisation").order_by("made_at", "pk")
