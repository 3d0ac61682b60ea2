"""Who may see what here: an association its own drafts, everybody who works here what is final, the public what is sent."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from tandem.dialogue.models import Dossier, ForumDay, Group, Meeting, Recommendation
from tandem.identity.rules import FACILITATOR, POLICY_WORKER, Viewer
from tandem.kernel.finding import one_or_404


def is_policy_worker(viewer: Viewer) -> bool:
    """Whether the viewer makes forum days, recommendations and dossiers today."""
    return viewer.has_role(POLICY_WORKER)


def group_for(viewer: Viewer, pk: object) -> Group:
    """A group of the viewer's own association."""
    return one_or_404(Group.objects.filter(association_id__in=viewer.organisation_ids(FACILITATOR)), pk)


def meeting_for(viewer: Viewer, pk: object) -> Meeting:
    """A meeting of the viewer's own association, to write."""
    rows = Meeting.objects.filter(association_id__in=viewer.organisation_ids(FACILITATOR))
    return one_or_404(rows.select_related("group", "association"), pk)


def readable_meeting_for(viewer: Viewer, pk: object) -> Meeting:
    """The viewer's own, or a final one for policy workers and other facilitators."""
    rows = Meeting.objects.select_related("group", "association")
    found = one_or_404(rows, pk)
    is_own = found.association_id in viewer.organisation_ids(FACILITATOR)
    if is_own or (found.state == "final" and viewer.has_role(FACILITATOR, POLICY_WORKER)):
        return found
    raise Http404


def forum_day_for(viewer: Viewer, pk: object) -> ForumDay:
    """A forum day, for who prepares it."""
    _only_policy_workers(viewer)
    return one_or_404(ForumDay.objects.select_related("host"), pk)


def recommendation_for(viewer: Viewer, pk: object) -> Recommendation:
    """A recommendation in any state, for who follows it up."""
    _only_policy_workers(viewer)
    return one_or_404(Recommendation.objects.select_related("addressee", "owner", "forum_day", "meeting"), pk)


def public_recommendations() -> QuerySet[Recommendation]:
    """Every recommendation that was put to somebody, newest first."""
    rows = Recommendation.objects.exclude(state="draft").select_related("addressee")
    return rows.order_by("-proposed_at", "-number")


def public_recommendation_for(pk: object) -> Recommendation:
    """The page everybody may read."""
    return one_or_404(public_recommendations(), pk)


def dossier_for(viewer: Viewer, pk: object) -> Dossier:
    """A dossier in the making."""
    _only_policy_workers(viewer)
    return one_or_404(Dossier.objects.all(), pk)


def _only_policy_workers(viewer: Viewer) -> None:
    if not is_policy_worker(viewer):
        raise Http404
