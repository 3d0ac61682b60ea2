"""Who is reminded, and who is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tandem.planning.models import Asking, Hindrance

if TYPE_CHECKING:
    from tandem.sessions.models import Session


def unanswered_askings(*, since: datetime) -> list[Asking]:
    """Questions to a duo that were asked before this moment and still wait for somebody."""
    rows = Asking.objects.filter(state="open", asked_at__lte=since)
    return list(rows.select_related("series__organisation", "trainer", "expert").order_by("asked_at", "pk"))


def who_said_no(sessions: Iterable[Session]) -> set[tuple[UUID, int]]:
    """(session, person) of whom a "dit lukt niet" is open."""
    rows = Hindrance.objects.filter(session__in=list(sessions), state="open")
    return set(rows.values_list("session_id", "person_id"))
