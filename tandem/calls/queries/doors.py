"""Who may see what here. What is not yours does not exist (404); the database refuses the same rows behind these doors."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tandem.calls.models import Call, Grant, Juror, Network, Reading, Submission, Tie
from tandem.identity.rules import CALL_OFFICER, JUROR, ORGANISATION_CONTACT, SUPPORT_COORDINATOR, Viewer
from tandem.kernel.finding import first_or_404, one_or_404

PUBLIC_STATES = ("published", "judging", "decided", "announced", "closed")


def calls_of(viewer: Viewer) -> QuerySet[Call]:
    """Calls of the administration the viewer works for."""
    return Call.objects.filter(administration_id__in=viewer.organisation_ids(CALL_OFFICER))


def call_for(viewer: Viewer, pk: object) -> Call:
    """A call, for an officer of its administration."""
    return one_or_404(calls_of(viewer), pk)


def public_calls() -> QuerySet[Call]:
    """Calls everybody may read, the one that closes first in front."""
    return Call.objects.filter(state__in=PUBLIC_STATES).order_by("closes_at", "pk")


def public_call_for(pk: object) -> Call:
    """The page everybody may read."""
    return one_or_404(public_calls(), pk)


def written_by(viewer: Viewer) -> QuerySet[Submission]:
    """Projects of the viewer's organisation, and those of others the viewer writes along with."""
    mine = Q(organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    return Submission.objects.filter(mine | Q(editors__person_id=viewer.person_id or 0)).distinct()


def submission_for(viewer: Viewer, pk: object) -> Submission:
    """A project, for who writes it; `call`, `organisation` and `revision` are filled in."""
    return one_or_404(written_by(viewer).select_related("call", "organisation", "revision"), pk)


def is_submitter(viewer: Viewer, submission: Submission) -> bool:
    """Whether the viewer works for the submitting organisation: hands in, withdraws, invites who writes along."""
    return submission.organisation_id in viewer.organisation_ids(ORGANISATION_CONTACT)


def handed_in_for(viewer: Viewer, pk: object) -> Submission:
    """A project that was handed in, for an officer of the call."""
    rows = Submission.objects.filter(number__isnull=False, call__in=calls_of(viewer))
    return one_or_404(rows.select_related("call", "organisation", "handed_in"), pk)


def seat_for(viewer: Viewer, call_pk: UUID) -> Juror:
    """The viewer's own seat in the jury of a call; `call` is filled in."""
    if not viewer.has_role(JUROR):
        raise Http404
    rows = Juror.objects.filter(person_id=viewer.person_id or 0, left_at__isnull=True).select_related("call")
    return first_or_404(rows.filter(call_id=call_pk, call__state__in=PUBLIC_STATES))


def reading_for(viewer: Viewer, pk: object) -> Reading:
    """A submission the viewer reads as juror, in a seat that still stands; never one with a tie."""
    if not viewer.has_role(JUROR):
        raise Http404
    tie = Tie.objects.filter(juror=OuterRef("juror"), submission=OuterRef("submission"))
    rows = Reading.objects.filter(~Exists(tie), juror__person_id=viewer.person_id or 0, juror__left_at__isnull=True)
    return one_or_404(rows.select_related("juror", "submission__call", "submission__handed_in"), pk)


def grants_of(viewer: Viewer) -> QuerySet[Grant]:
    """Grants of the viewer's organisation, or of the administration the viewer works for."""
    ours = Q(organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    return Grant.objects.filter(ours | Q(administration_id__in=viewer.organisation_ids(CALL_OFFICER)))


def grant_for(viewer: Viewer, pk: object) -> Grant:
    """A grant, for both sides; `organisation`, `administration` and `submission` are filled in."""
    return one_or_404(grants_of(viewer).select_related("organisation", "administration", "submission__call"), pk)


def is_officer_of(viewer: Viewer, administration_id: int) -> bool:
    """Whether the viewer decides for this administration."""
    return administration_id in viewer.organisation_ids(CALL_OFFICER)


def is_coordinator(viewer: Viewer) -> bool:
    """Whether the viewer coordinates the support of all networks."""
    return viewer.has_role(SUPPORT_COORDINATOR)


def networks_of(viewer: Viewer) -> QuerySet[Network]:
    """Every network for who coordinates the support; for an officer those of the own calls and those without one."""
    if viewer.has_role(SUPPORT_COORDINATOR):
        return Network.objects.all()
    ours = Q(organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    if offices := viewer.organisation_ids(CALL_OFFICER):
        ours |= Q(grant__administration_id__in=offices) | Q(grant__isnull=True)
    return Network.objects.filter(ours)


def network_for(viewer: Viewer, pk: object) -> Network:
    """A network the viewer may see; `organisation` is filled in."""
    return one_or_404(networks_of(viewer).select_related("organisation"), pk)


def is_promoter(viewer: Viewer, network: Network) -> bool:
    """Whether the viewer works for the organisation that carries the network."""
    return network.organisation_id in viewer.organisation_ids(ORGANISATION_CONTACT)
