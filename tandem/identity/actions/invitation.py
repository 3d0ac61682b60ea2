"""Invitations: a secret link by mail makes somebody a member. Only the hash of the link is kept."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.identity import managing
from tandem.identity.actions.membership import open_membership
from tandem.identity.models import Invitation, Organisation, Person
from tandem.identity.queries.invitation import has_role_already, has_waiting_invitation, state_of
from tandem.kernel import audit, clock, mail
from tandem.kernel.refusal import Problem, Refusal


class CannotInvite(Refusal):
    """Somebody is already a member or invited, or the invitation is over."""


@transaction.atomic
def invite_member(
    *, organisation: Organisation, email: str, name: str, role: str, secrecy_regime: str, by: Person, at: datetime
) -> Invitation:  # fmt: skip
    """Send somebody a link that makes them a member."""
    email = email.strip().lower()
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    CannotInvite.if_any(_problems(organisation, email, role, at))
    invitation = Invitation(
        organisation=organisation, email=email, name=name.strip(), role=role, secrecy_regime=secrecy_regime,
        made_at=at, made_by=by,
    )  # fmt: skip
    _send(invitation, by=by, at=at)
    audit.record("organisation.invite", organisation, by=by, at=at, invitation=invitation.pk, role=role)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """A new link; the old one stops working."""
    invitation = _open_again(invitation, at=at)
    _send(invitation, by=by, at=at)
    audit.record("organisation.resend_invitation", invitation.organisation, by=by, at=at, invitation=invitation.pk)
    return invitation


@transaction.atomic
def renew_invitation(*, invitation: Invitation, at: datetime) -> Invitation:
    """The invited person asks a new link because the old one expired. It only goes to the invited address."""
    invitation = _open_again(invitation, at=at)
    if state_of(invitation, at=at) != "expired":
        raise CannotInvite("Je link werkt nog. Je hebt geen nieuwe nodig.")
    _send(invitation, by=None, at=at)
    audit.record("organisation.renew_invitation", invitation.organisation, by=None, at=at, invitation=invitation.pk)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """The link stops working."""
    invitation = _open_again(invitation, at=at)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    audit.record("organisation.withdraw_invitation", invitation.organisation, by=by, at=at, invitation=invitation.pk)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, first_name: str, last_name: str, at: datetime) -> Person:
    """Become a member, as the person with the invited address: an existing one, or a new one with this name."""
    invitation = _open_again(invitation, at=at)
    if state_of(invitation, at=at) == "expired":
        raise CannotInvite("Deze link is verlopen. Vraag een nieuwe.")
    person = Person.objects.filter(email=invitation.email).first() or Person.objects.create_user(
        email=invitation.email, first_name=first_name.strip(), last_name=last_name.strip()
    )
    if not person.is_active:
        raise CannotInvite("De login met dit e-mailadres is afgesloten. Neem contact op met de beheerder.")
    open_membership(
        person=person, organisation=invitation.organisation, role=invitation.role,
        secrecy_regime=invitation.secrecy_regime, valid_from=clock.local(at).date(),
    )  # fmt: skip
    invitation.accepted_at, invitation.accepted_by = at, person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record("organisation.accept_invitation", invitation.organisation, by=person, at=at,
                 invitation=invitation.pk, role=invitation.role)  # fmt: skip
    return person


def _problems(organisation: Organisation, email: str, role: str, at: datetime) -> list[Problem]:
    problems = managing.role_problems(role, organisation.kind)
    if has_role_already(organisation, email, role):
        problems.append(Problem("Deze persoon heeft deze rol al. Je hoeft niemand uit te nodigen.", "email"))
    elif has_waiting_invitation(organisation, email, role, at=at):
        problems.append(Problem("Deze persoon kreeg al een uitnodiging. Je kan ze opnieuw sturen.", "email"))
    return problems


def _open_again(invitation: Invitation, *, at: datetime) -> Invitation:
    """The invitation, locked; refused when it was accepted or withdrawn."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invitation.pk)
    state = state_of(invitation, at=at)
    if state == "accepted":
        raise CannotInvite("Deze uitnodiging is al aangenomen.")
    if state == "withdrawn":
        raise CannotInvite("Deze uitnodiging is ingetrokken. Vraag de contactpersoon om een nieuwe.")
    return invitation


def _send(invitation: Invitation, *, by: Person | None, at: datetime) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = managing.hash_of(token), managing.invitation_expiry(at)
    invitation.save()
    facts = {
        "invitation": invitation,
        "by": by,
        "role": invitation.get_role_display(),
        "link": f"{settings.SITE_URL}{reverse('invitation', args=[token])}",
    }
    mail.write_mail(
        key=f"invitation:{invitation.token_hash}", kind=mail.LOGIN, to_email=invitation.email, to_name=invitation.name,
        subject=_("Uitnodiging van %(name)s op Tandem") % {"name": invitation.organisation.name},
        body=render_to_string("identity/mail/invitation.txt", facts), at=at, by=by,
    )  # fmt: skip
