"""Sessions of a provider that are led by somebody, in a period."""

from __future__ import annotations

from datetime import datetime

from tandem.sessions.models import Session
from tandem.sessions.rules import CONFIRMED, HELD, PROPOSED


def sessions_between(provider_id: int, since: datetime, until: datetime) -> list[Session]:
    """Proposed, confirmed and held sessions of a provider that begin between two moments, soonest first."""
    rows = Session.objects.filter(
        series__provider_id=provider_id,
        status__in=[PROPOSED, CONFIRMED, HELD],
        starts_at__gte=since,
        starts_at__lt=until,
    )
    return list(rows.select_related("series__organisation").order_by("starts_at", "pk"))
