"""The only doors to applications, trajectories and settlements. What is not yours does not exist (404)."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404

from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, PLANNER, Viewer
from tandem.programmes.models import Application, Settlement, Trajectory
from tandem.programmes.rules import states
from tandem.sessions.queries.doors import parts_in

ORGANISATION, PLANNING, DUO, FUND = "organisation", "planning", "duo", "fund"
_Row = TypeVar("_Row", bound=Model)


def application_for(viewer: Viewer, pk: object, *, parts: frozenset[str] | None = None) -> Application:
    """An application of the viewer's organisation, or (not a draft) of the viewer's fund."""
    application = _first(Application.objects.select_related("organisation", "fund", "template", "provider"), pk)
    mine = application_parts(application, viewer) if application else frozenset()
    if application is None or not mine or (parts is not None and not mine & parts):
        raise Http404
    return application


def application_parts(application: Application, viewer: Viewer) -> frozenset[str]:
    """organisation, fund, planning (only after the approval was released), or nothing."""
    found = set()
    if application.organisation_id in viewer.organisation_ids(ORGANISATION_CONTACT):
        found.add(ORGANISATION)
    if application.status != states.DRAFT and application.fund_id in viewer.organisation_ids(FUND_OFFICER):
        found.add(FUND)
    if is_released_approval(application) and application.provider_id in viewer.organisation_ids(PLANNER):
        found.add(PLANNING)
    return frozenset(found)


def is_released_approval(application: Application) -> bool:
    """Contact data of the provider are released only by this (seed 000)."""
    return application.status == states.APPROVED and application.released_at is not None


def trajectory_for(viewer: Viewer, pk: object, *, parts: frozenset[str] | None = None) -> Trajectory:
    """A trajectory the viewer takes part in: as organisation, planner, duo member or fund."""
    trajectories = Trajectory.objects.select_related(
        "organisation", "provider", "fund", "template", "series", "application"
    ).prefetch_related("series__duos")
    trajectory = _first(trajectories, pk)
    mine = trajectory_parts(trajectory, viewer) if trajectory else frozenset()
    if trajectory is None or not mine or (parts is not None and not mine & parts):
        raise Http404
    return trajectory


def trajectory_parts(trajectory: Trajectory, viewer: Viewer) -> frozenset[str]:
    """What the viewer is in this trajectory; the same words as in its series."""
    return parts_in(trajectory.series, viewer)


def settlement_for(viewer: Viewer, pk: object, *, parts: frozenset[str] | None = None) -> Settlement:
    """A settlement of the viewer's provider (planner) or fund; a fund does not see drafts."""
    settlement = _first(
        Settlement.objects.select_related("trajectory", "provider", "fund", "trajectory__organisation"), pk
    )
    mine = settlement_parts(settlement, viewer) if settlement else frozenset()
    if settlement is None or not mine or (parts is not None and not mine & parts):
        raise Http404
    return settlement


def settlement_parts(settlement: Settlement, viewer: Viewer) -> frozenset[str]:
    """planning or fund."""
    found = set()
    if settlement.provider_id in viewer.organisation_ids(PLANNER):
        found.add(PLANNING)
    if settlement.status != states.OPEN and settlement.fund_id in viewer.organisation_ids(FUND_OFFICER):
        found.add(FUND)
    return frozenset(found)


def _first(rows: QuerySet[_Row], pk: object) -> _Row | None:
    try:
        return rows.filter(pk=pk).first()
    except ValidationError:
        return None
