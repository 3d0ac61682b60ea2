"""The door behind the link of an invitation to somebody's network. Without the link it does not exist (guidance.md 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from tandem.guidance.models import NetworkMember
from tandem.guidance.rules import network as rules
from tandem.guidance.rules.vocabulary import NETWORK_ROLES
from tandem.identity.managing import hash_of
from tandem.identity.rules import GUIDE, Viewer
from tandem.kernel import access


@dataclass(frozen=True, slots=True)
class Door:
    """What the link leads to. Who it is about is told only to somebody the invitation is for."""

    state: str
    is_for_you: bool
    who: str
    called: str
    role: str
    role_words: str
    organisations: list[tuple[int, str]]
    file_id: object


def invitation_door(token: str, viewer: Viewer, *, email: str, at: datetime) -> Door:
    """The invitation behind a link; a link we do not know does not exist."""
    with access.as_system():
        member = NetworkMember.objects.select_related("file").filter(token_hash=hash_of(token)).first()
    if member is None:
        raise Http404
    state = rules.door_state(state=member.state, accepted_at=member.accepted_at, expires_at=member.expires_at, at=at)
    is_for_you = viewer.is_known and member.email in {"", email} and member.file.erased_at is None
    return Door(
        state=state, is_for_you=is_for_you, who=str(member.file) if is_for_you else "", called=member.called,
        role=member.role, role_words=NETWORK_ROLES[member.role],
        organisations=organisations_for(viewer, member.role), file_id=member.file_id,
    )  # fmt: skip


def organisations_for(viewer: Viewer, role: str) -> list[tuple[int, str]]:
    """Organisations for which the viewer can take part in this role."""
    is_guide = role == rules.GUIDE_ROLE
    fitting = [m for m in viewer.memberships if not is_guide or m.role == GUIDE]
    return list(dict.fromkeys((m.organisation_id, m.organisation_name) for m in fitting))
