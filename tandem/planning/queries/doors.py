"""The only doors to rows of planning. What is not yours does not exist (404)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from tandem.identity.queries import members_with_role
from tandem.identity.rules import DUO_ROLES, PLANNER, Viewer
from tandem.kernel import clock
from tandem.kernel.finding import one_or_404
from tandem.planning.models import Asking, Hindrance, LimitQuestion, Plan, RequestSheet
from tandem.planning.queries.facts.requests import usual_sheet
from tandem.sessions.queries import doors as of_sessions

if TYPE_CHECKING:
    from tandem.identity.models import Membership
    from tandem.sessions.models import Series

PLANNING = frozenset({of_sessions.PLANNING})
SHEET_WRITERS = frozenset({of_sessions.PLANNING, of_sessions.ORGANISATION})


def provider_of(viewer: Viewer) -> int:
    """The provider the viewer plans for: of the role in use, else the first."""
    mine = viewer.organisation_ids(PLANNER)
    current = viewer.current.organisation_id if viewer.current else None
    if not mine:
        raise Http404
    return current if current in mine else min(mine)


def series_to_plan(viewer: Viewer, pk: UUID | str) -> Series:
    """A series of the provider, for its planner."""
    return of_sessions.series_for(viewer, pk, parts=PLANNING)


def sheet_for(viewer: Viewer, pk: UUID | str) -> tuple[Series, RequestSheet]:
    """A series with its sheet, for the organisation and the planner; without one the usual sheet, not saved."""
    series = of_sessions.series_for(viewer, pk, parts=SHEET_WRITERS)
    sheet = RequestSheet.objects.filter(series=series).prefetch_related("dates").first()
    return series, sheet or usual_sheet(series)


def colleague_for(viewer: Viewer, person_id: int) -> Membership:
    """A trainer or experiential expert of the viewer's provider, as planned by the viewer."""
    on, provider = clock.today(), provider_of(viewer)
    for role in DUO_ROLES:
        row = members_with_role(provider, role, on=on).filter(person_id=person_id).first()
        if row is not None:
            return row
    raise Http404


def plan_for(viewer: Viewer, pk: UUID | str) -> Plan:
    """A plan of the viewer's provider."""
    return one_or_404(Plan.objects.filter(provider_id__in=viewer.organisation_ids(PLANNER)), pk)


def asking_for(viewer: Viewer, pk: UUID | str) -> Asking:
    """A question to a duo, for the two who are asked and for the planner."""
    rows = Asking.objects.select_related("series__organisation", "provider", "trainer", "expert", "asked_by")
    row = one_or_404(rows, pk)
    if viewer.person_id in (row.trainer_id, row.expert_id) or row.provider_id in viewer.organisation_ids(PLANNER):
        return row
    raise Http404


def hindrance_for(viewer: Viewer, pk: UUID | str) -> Hindrance:
    """Something that somebody cannot do, for that person and for the planner."""
    row = one_or_404(Hindrance.objects.select_related("session__series__organisation", "person"), pk)
    if viewer.person_id == row.person_id or row.provider_id in viewer.organisation_ids(PLANNER):
        return row
    raise Http404


def limit_question_for(viewer: Viewer, pk: UUID | str) -> LimitQuestion:
    """A question to carry more, for the person who is asked."""
    return one_or_404(
        LimitQuestion.objects.filter(person_id=viewer.person_id or 0).select_related("asked_by", "provider"), pk
    )
