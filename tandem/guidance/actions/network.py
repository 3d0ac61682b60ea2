"""The network round the person: it starts at the person, or at a suggestion the person said yes to (guidance.md 14)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.guidance.actions.file import mark
from tandem.guidance.models import NetworkMember
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules import network as rules
from tandem.guidance.rules.pen import CARD, OWN, SAID_TOGETHER
from tandem.identity.managing import hash_of, invitation_expiry
from tandem.kernel import audit, mail
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotInvite(Refusal):
    """Something misses, or it is not the person who says so."""


class CannotChangeMember(Refusal):
    """This member was answered or ended meanwhile."""


@dataclass(frozen=True, slots=True)
class Invited:
    """The member, and the link to hand over (empty when nothing has to be handed over)."""

    member: NetworkMember
    token: str


@transaction.atomic
def invite(
    place: Place, *, called: str, role: str, way: str, email: str, by: Person, at: datetime, how: str = "own"
) -> Invited:  # fmt: skip
    """The person asks somebody in. Who has no login just stands in the list and sees nothing."""
    CannotInvite.if_any(rules.invite_problems(called=called, role=role, way=way, email=email))
    how = says_the_person(place, how)
    member = NetworkMember(
        file=place.file, made_at=at, made_by=by, is_by_client=True, called=called.strip(), role=role, state="invited",
        email=email.strip().lower() if way == rules.MAIL else "", agreed_at=at, agreed_how=how,
    )  # fmt: skip
    if way == rules.NO_LOGIN:
        member.state, member.accepted_at = "active", at
    token = "" if way == rules.NO_LOGIN else give_link(member, at=at)
    member.save(force_insert=True)
    send_link(member, token, by=by, at=at)
    audit.record("network.invite", member, by=by, at=at, file=place.file.pk, role=role, how=how)
    return Invited(member, "" if member.email else token)


@transaction.atomic
def suggest(
    place: Place, *, called: str, role: str, email: str, why: str, by: Person, at: datetime
) -> NetworkMember:  # fmt: skip
    """A guide thinks of somebody. Nothing happens until the person says yes."""
    way = rules.MAIL if email else rules.LINK
    CannotInvite.if_any(rules.invite_problems(called=called, role=role, way=way, email=email))
    _is_theirs(place)
    member = NetworkMember.add(
        file=place.file, made_at=at, made_by=by, called=called.strip(), role=role, state="suggested",
        email=email.strip().lower(), why=why,
    )  # fmt: skip
    audit.record("network.suggest", member, by=by, at=at, file=place.file.pk, role=role)
    return member


@transaction.atomic
def agree(place: Place, member: NetworkMember, *, by: Person, at: datetime, how: str = "own") -> Invited:
    """The person says yes to a suggestion: now the other is asked."""
    how = says_the_person(place, how)
    member = locked(place, member, "suggested")
    member.state, member.agreed_at, member.agreed_how = "invited", at, how
    token = give_link(member, at=at)
    member.save()
    send_link(member, token, by=by, at=at)
    audit.record("network.agree", member, by=by, at=at, file=place.file.pk, how=how)
    return Invited(member, "" if member.email else token)


@transaction.atomic
def put_by(place: Place, member: NetworkMember, *, by: Person, at: datetime, how: str = "own") -> NetworkMember:
    """The person would rather not, or takes an invitation back. The link stops working."""
    says_the_person(place, how)
    member = locked(place, member, "suggested", "invited")
    _close(member, "declined", at=at, by_client=True)
    audit.record("network.put_by", member, by=by, at=at, file=place.file.pk)
    return member


@transaction.atomic
def renew_link(place: Place, member: NetworkMember, *, by: Person, at: datetime) -> Invited:
    """A new link; the old one stops working."""
    member = locked(place, member, "invited")
    if not place.is_owner and member.made_by_id != by.pk:
        raise CannotInvite(_("Alleen wie uitnodigde, maakt een nieuwe link."))
    if member.accepted_at:
        raise CannotChangeMember(_("%(name)s zei al ja. Een link is niet meer nodig.") % {"name": member.called})
    token = give_link(member, at=at)
    member.save()
    send_link(member, token, by=by, at=at)
    audit.record("network.renew_link", member, by=by, at=at, file=place.file.pk)
    return Invited(member, "" if member.email else token)


@transaction.atomic
def end_member(place: Place, member: NetworkMember, *, by: Person, at: datetime, how: str = "own") -> NetworkMember:
    """The person ends it: at once, without a reason. What was shared with this member is gone for them too."""
    says_the_person(place, how)
    member = locked(place, member, "active")
    mark(place.file, _kind_of_end(member), by=by, at=at)
    audit.record("network.end", member, by=by, at=at, file=place.file.pk, role=member.role)
    _close(member, "ended", at=at, by_client=True)
    return member


@transaction.atomic
def leave(place: Place, member: NetworkMember, *, by: Person, at: datetime) -> NetworkMember:
    """The member stops. Everything stays with the person."""
    own = NetworkMember.objects.select_for_update(of=("self",)).filter(file=place.file, person=by, state="active")
    if (current := own.filter(pk=member.pk).first()) is None:
        raise CannotChangeMember(_("Je doet hier al niet meer mee."))
    member = current
    if place.is_whole:
        mark(place.file, _kind_of_end(member), by=by, at=at)
    audit.record("network.leave", member, by=by, at=at, file=place.file.pk, role=member.role)
    _close(member, "ended", at=at, by_client=False)
    return member


def says_the_person(place: Place, how: str) -> str:
    """How the person's yes came; a guide cannot say it alone."""
    _is_theirs(place)
    if place.is_owner:
        return how if how in {OWN, CARD} else OWN
    if how not in SAID_TOGETHER:
        raise CannotInvite(_("Dit beslist de persoon zelf. Doe het samen, in een gesprek."))
    return how


def locked(place: Place, member: NetworkMember, *states: str) -> NetworkMember:
    """The member as it stands now; refused when it moved on meanwhile."""
    current = parts(place, NetworkMember).select_for_update(of=("self",)).filter(pk=member.pk).first()
    if current is None or current.state not in states:
        raise CannotChangeMember(_("Dit is intussen veranderd. Bekijk de pagina opnieuw."))
    return current


def give_link(member: NetworkMember, *, at: datetime) -> str:
    """A fresh secret for this member; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    member.token_hash, member.expires_at = hash_of(token), invitation_expiry(at)
    return token


def send_link(member: NetworkMember, token: str, *, by: Person, at: datetime) -> None:
    """The link by mail, when there is an address. The mail names nobody: an address may be wrong."""
    if not member.email or not token:
        return
    facts = {"link": link_of(token), "called": member.called}
    mail.write_mail(
        key=f"network:{member.token_hash}", kind=mail.LOGIN, to_email=member.email, to_name=member.called,
        subject=_("Iemand vraagt of je mee wil doen op Tandem"), at=at, by=by,
        body=render_to_string("guidance/mail/network_invitation.txt", facts),
    )  # fmt: skip


def link_of(token: str) -> str:
    """The address to hand over."""
    return f"{settings.SITE_URL}{reverse('network_invitation', args=[token])}"


def _is_theirs(place: Place) -> None:
    if place.file.is_thread:
        raise CannotInvite(_("Dit gesprek is nog van niemand. Maak er eerst samen een eigen dossier van."))


def _close(member: NetworkMember, state: str, *, at: datetime, by_client: bool) -> None:
    member.state, member.ended_at, member.ended_by_client = state, at, by_client
    member.token_hash, member.expires_at = "", None
    member.save()


def _kind_of_end(member: NetworkMember) -> str:
    return "guide_ended" if member.role == rules.GUIDE_ROLE else "member_ended"
