"""The door behind a secret link, and what stands in the way of an invitation."""

from datetime import datetime

from django.http import Http404

from tandem.identity import managing
from tandem.identity.models import Invitation, Membership, Organisation
from tandem.identity.queries.organisation import invitation_facts


def invitation_with_token(token: str) -> Invitation:
    """The invitation behind a link, whatever its state; a link we do not know does not exist."""
    digest = managing.hash_of(token)
    invitation = Invitation.objects.select_related("organisation", "made_by").filter(token_hash=digest).first()
    if invitation is None:
        raise Http404
    return invitation


def state_of(invitation: Invitation, *, at: datetime) -> str:
    """open, expired, accepted or withdrawn."""
    return managing.invitation_state(invitation_facts(invitation), at=at)


def has_role_already(organisation: Organisation, email: str, role: str) -> bool:
    """Whether somebody with this address has an open role here."""
    return Membership.objects.filter(
        organisation=organisation, person__email=email, role=role, valid_to__isnull=True
    ).exists()


def has_waiting_invitation(organisation: Organisation, email: str, role: str, *, at: datetime) -> bool:
    """Whether a link is on its way to this address for the same role."""
    return Invitation.objects.filter(
        organisation=organisation, email=email, role=role, accepted_at__isnull=True, withdrawn_at__isnull=True,
        expires_at__gt=at,
    ).exists()  # fmt: skip


def guessed_name(invitation: Invitation) -> dict[str, str]:
    """First and last name out of the name the inviter typed."""
    first, _, last = invitation.name.partition(" ")
    return {"first_name": first, "last_name": last}
