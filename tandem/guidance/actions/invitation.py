"""The answer of somebody who was invited. The link is the door: behind it the system looks, for this one row."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import NetworkMember
from tandem.guidance.rules import network as rules
from tandem.identity.managing import hash_of
from tandem.identity.rules import GUIDE, Viewer
from tandem.kernel import access, audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotJoin(Refusal):
    """The link is over or for somebody else, or the role does not fit."""


@transaction.atomic
def accept_invitation(
    token: str, *, viewer: Viewer, organisation_id: int | None, by: Person, at: datetime
) -> NetworkMember:  # fmt: skip
    """Say yes. It gives access only when the person said yes too (a new guide waits for the handover)."""
    with access.as_system():
        member = _open_member(token, by=by, at=at)
        CannotJoin.if_any(
            rules.joining_problems(
                role=member.role, organisation_id=organisation_id, guide_in=viewer.organisation_ids(GUIDE),
                works_in=viewer.organisation_ids(),
            )
        )  # fmt: skip
        _is_not_here_yet(member, by)
        _take_place(member, viewer, organisation_id, by=by, at=at)
        audit.record("network.accept", member, by=by, at=at, file=member.file_id, role=member.role)
    return member


@transaction.atomic
def decline_invitation(token: str, *, by: Person, at: datetime) -> NetworkMember:
    """Say no. The person sees that this member does not take part, and no more."""
    with access.as_system():
        member = _open_member(token, by=by, at=at)
        member.state, member.ended_at, member.token_hash, member.expires_at = "declined", at, "", None
        member.save()
        audit.record("network.decline", member, by=by, at=at, file=member.file_id)
    return member


def _open_member(token: str, *, by: Person, at: datetime) -> NetworkMember:
    rows = NetworkMember.objects.select_related("file").select_for_update(of=("self",))
    member = rows.filter(token_hash=hash_of(token)).first()
    state = "over" if member is None else rules.door_state(
        state=member.state, accepted_at=member.accepted_at, expires_at=member.expires_at, at=at
    )  # fmt: skip
    if member is None or state == "over" or member.file.erased_at:
        raise CannotJoin(_("Deze link werkt niet meer. Vraag een nieuwe aan wie je uitnodigde."))
    if state == "expired":
        raise CannotJoin(_("Deze link is verlopen. Vraag een nieuwe aan wie je uitnodigde."))
    if member.email and member.email != by.email:
        raise CannotJoin(_("Deze uitnodiging ging naar een ander e-mailadres. Meld je aan met dat adres."))
    return member


def _is_not_here_yet(member: NetworkMember, by: Person) -> None:
    if member.file.person_id == by.pk:
        raise CannotJoin(_("Dit is je eigen dossier. Geef de link aan iemand anders."))
    if NetworkMember.objects.filter(file=member.file_id, person=by, state="active").exists():
        raise CannotJoin(_("Je doet hier al mee. Je hoeft niets meer te doen."))


def _take_place(
    member: NetworkMember, viewer: Viewer, organisation_id: int | None, *, by: Person, at: datetime
) -> None:  # fmt: skip
    regimes = [m.secrecy_regime for m in viewer.memberships if m.organisation_id == organisation_id]
    member.person, member.organisation_id, member.secrecy = by, organisation_id, rules.strongest(regimes)
    member.accepted_at, member.token_hash, member.expires_at = at, "", None
    if member.agreed_at:
        member.state = "active"
    member.save()
