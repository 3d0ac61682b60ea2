"""The sessions of the coming days, for start pages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from tandem.identity.rules import EXPERIENTIAL_EXPERT, ORGANISATION_CONTACT, PLANNER, TRAINER, Viewer
from tandem.kernel import dutch
from tandem.sessions import rules
from tandem.sessions.models import Session
from tandem.sessions.queries.doors import series_led_by


@dataclass(frozen=True, slots=True)
class ComingSession:
    """One session, ready to print."""

    when: str
    title: str
    organisation: str
    place: str
    url: str


def coming_sessions_of(viewer: Viewer, *, since: datetime, until: datetime, limit: int = 10) -> list[ComingSession]:
    """Confirmed sessions of the viewer between two moments, soonest first. One query."""
    mine = Q(series__organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    mine |= Q(series__provider_id__in=viewer.organisation_ids(PLANNER))
    if viewer.has_role(TRAINER, EXPERIENTIAL_EXPERT):
        mine |= Q(series_id__in=series_led_by(viewer.person_id))
    rows = (
        Session.objects.filter(mine, status=rules.CONFIRMED, starts_at__gte=since, starts_at__lt=until)
        .select_related("series__organisation")
        .order_by("starts_at", "pk")[:limit]
    )
    return [
        ComingSession(dutch.datetime_nl(row.starts_at), row.title, row.series.organisation.name,
                      "online" if row.is_remote else row.place, reverse("session", args=[row.pk]))
        for row in rows
    ]  # fmt: skip
