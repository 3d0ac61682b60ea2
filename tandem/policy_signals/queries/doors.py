"""Who may see what here. What was sent is public; everything before is the policy workers' desk."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from tandem.identity.rules import POLICY_WORKER, Viewer
from tandem.kernel.finding import one_or_404
from tandem.policy_signals.models import Bundle
from tandem.policy_signals.rules.states import PUBLIC_STATES


def is_policy_worker(viewer: Viewer) -> bool:
    """Whether the viewer works at the desk today."""
    return viewer.has_role(POLICY_WORKER)


def public_bundles() -> QuerySet[Bundle]:
    """Every structural signal that was sent, newest first."""
    return Bundle.objects.filter(state__in=PUBLIC_STATES).select_related("addressee").order_by("-sent_at", "-number")


def public_bundle_for(pk: object) -> Bundle:
    """The page everybody may read."""
    return one_or_404(public_bundles(), pk)


def bundle_for(viewer: Viewer, pk: object) -> Bundle:
    """The desk's page of a bundle, before and after it is sent."""
    if not is_policy_worker(viewer):
        raise Http404
    return one_or_404(Bundle.objects.select_related("addressee", "made_by"), pk)
