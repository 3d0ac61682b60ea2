"""The only doors to a series and a session. What is not yours does not exist (404)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404

from tandem.identity.rules import (
    EXPERIENTIAL_EXPERT,
    FUND_OFFICER,
    ORGANISATION_CONTACT,
    PLANNER,
    SUPPORT_COORDINATOR,
    TRAINER,
    Viewer,
)
from tandem.sessions import rules
from tandem.sessions.models import Series, Session

ORGANISATION, PLANNING, DUO, FUND = "organisation", "planning", "duo", "fund"


def parts_in(series: Series, viewer: Viewer) -> frozenset[str]:
    """What the viewer is in this series: organisation, planning, duo, fund; empty when a stranger."""
    found = set()
    if series.organisation_id in viewer.organisation_ids(ORGANISATION_CONTACT, SUPPORT_COORDINATOR):
        found.add(ORGANISATION)
    if series.provider_id in viewer.organisation_ids(PLANNER):
        found.add(PLANNING)
    if series.funder_id in viewer.organisation_ids(FUND_OFFICER):
        found.add(FUND)
    homes = viewer.organisation_ids(TRAINER, EXPERIENTIAL_EXPERT)
    if (series.provider_id in homes or series.funder_id in homes) and _leads(series, viewer):
        found.add(DUO)
    return frozenset(found)


def _leads(series: Series, viewer: Viewer) -> bool:
    """In the open duo, or leading one session as a stand-in."""
    person = viewer.person_id
    if any(person in (duo.trainer_id, duo.experiential_expert_id) for duo in series.duos.all() if duo.ended_at is None):
        return True
    return person is not None and series.sessions.led_by(person).exists()


def series_for(viewer: Viewer, pk: UUID | str, *, parts: frozenset[str] | None = None) -> Series:
    """A series the viewer takes part in; with `parts`, only when one of these is theirs."""
    try:
        series = (
            Series.objects.select_related("organisation", "provider", "funder")
            .prefetch_related("duos")
            .filter(pk=pk)
            .first()
        )
    except ValidationError:
        series = None
    mine = parts_in(series, viewer) if series else frozenset()
    if series is None or not mine or (parts is not None and not mine & parts):
        raise Http404
    return series


def session_for(viewer: Viewer, pk: UUID | str, *, parts: frozenset[str] | None = None) -> Session:
    """A session of a series the viewer takes part in; `session.series` is filled in."""
    try:
        session = Session.objects.select_related("trainer", "experiential_expert").filter(pk=pk).first()
    except ValidationError:
        session = None
    if session is None:
        raise Http404
    session.series = series_for(viewer, session.series_id, parts=parts)
    return session


def side_of(series: Series, viewer: Viewer) -> str:
    """The side the viewer speaks for when dates are agreed: organisation or provider."""
    return rules.ORGANISATION_SIDE if ORGANISATION in parts_in(series, viewer) else rules.PROVIDER_SIDE


def series_led_by(person_id: int | None) -> QuerySet[Series, Any]:
    """Ids of the series of one duo member: the open duo, or a session as a stand-in. For use inside another query."""
    is_mine = Q(duos__ended_at__isnull=True) & (
        Q(duos__trainer_id=person_id) | Q(duos__experiential_expert_id=person_id)
    )
    leads = Session.objects.led_by(person_id or 0).values("series_id")
    return Series.objects.filter(is_mine | Q(pk__in=leads)).values("pk")
