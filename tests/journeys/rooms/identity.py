"""Organisations, the people in them, and the links that bring somebody in."""

import re
from collections.abc import Iterator
from datetime import timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from tandem.identity import rules as roles
from tandem.identity.actions.invitation import invite_member
from tandem.identity.models import Invitation, Membership, Organisation, Person, Sector
from tandem.kernel import clock
from tandem.kernel.models import OutgoingMail
from tests.journeys.subjects import Subject, anybody, first_member, first_members, members_of, one_of_each

NO_PAGE = {
    "account_confirm_login_code": "in the middle of a login: measured in test_login",
    "account_request_login_code": "leads to the login page",
    "mfa_authenticate": "in the middle of a login: measured in test_login",
    "mfa_login_webauthn": "asked by the script of the login page",
    "mfa_list_webauthn": "leads to the ways in",
    "mfa_edit_webauthn": "needs a passkey, which only a device can make: test_login",
    "mfa_remove_webauthn": "needs a passkey, which only a device can make: test_login",
    "register_code": "in the middle of a registration: test_login",
    "typed": "after a lock: measured in test_login",
    "my_organisations": "leads on for who has one organisation",
}


def fill() -> None:
    """Links that wait, and somebody with every way in."""
    invite_somebody()
    secure_administrator()


def invite_somebody() -> None:
    """One invitation that waits, and one that nobody opened in time."""
    contact = first_member(roles.ORGANISATION_CONTACT)
    for number, days_ago in enumerate([1, 30]):
        invite_member(
            organisation=contact.organisation, email=f"gast{number}@voorbeeld.test", name="", secrecy_regime="none",
            role=roles.ORGANISATION_CONTACT, by=contact.person, at=clock.now() - timedelta(days=days_ago),
        )  # fmt: skip


def secure_administrator() -> None:
    """Somebody with a password, an app and recovery codes."""
    person = first_member(roles.ADMINISTRATOR).person
    person.set_password("vier gewone woorden samen")
    person.save()
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)


def invitation_tokens() -> dict[str, str]:
    """The secret of each link that was mailed, and what became of it."""
    mails = OutgoingMail.objects.filter(to_email__startswith="gast").order_by("made_at")
    found = [re.search(r"/uitnodiging/([^/\s]+)/", mail.body) for mail in mails]
    return {match[1]: f"invitation {number}" for number, match in enumerate(found) if match}


def organisations() -> Iterator[Subject]:
    """Each role's own organisation, and for the administrator one of every kind; with rows that belong to it."""
    own = Membership.objects.select_related("organisation").filter(pk__in=anybody().values()).order_by("pk")
    admin = {roles.ADMINISTRATOR: first_members()[roles.ADMINISTRATOR]}
    for row in own:
        yield Subject({"public_id": row.organisation.public_id}, row.role, {row.role: row.pk, **admin})
    for kind, row in one_of_each(Organisation.objects.order_by("pk"), lambda row: row.kind).items():
        yield Subject({"public_id": row.public_id}, kind, admin)


def memberships() -> Iterator[Subject]:
    """The members of each role, seen from their own organisation."""
    for subject in organisations():
        row = Membership.objects.filter(organisation__public_id=subject.arguments["public_id"]).order_by("-pk").first()
        if row:
            yield Subject({**subject.arguments, "pk": row.pk}, f"{subject.state}, {row.role}", subject.members)


def sectors() -> Iterator[Subject]:
    row = Sector.objects.filter(valid_to__isnull=True).select_related("organisation").order_by("pk").first()
    members = members_of(organisation=row.organisation, fund=None, provider=None)
    yield Subject({"public_id": row.organisation.public_id, "pk": row.pk}, "in force", members)


def invitations() -> Iterator[Subject]:
    row = Invitation.objects.select_related("organisation").order_by("pk").first()
    members = members_of(organisation=row.organisation, fund=None, provider=None)
    yield Subject({"public_id": row.organisation.public_id, "pk": row.pk}, "waits", members)


def invitation_links() -> Iterator[Subject]:
    for token, state in invitation_tokens().items():
        yield Subject({"token": token}, state)


def people() -> Iterator[Subject]:
    rows = [Person.objects.get(memberships=pk) for pk in anybody().values()]
    for row in rows:
        yield Subject({"pk": row.pk}, str(row.memberships.first().role), first_members())


def anyone() -> Iterator[Subject]:
    yield Subject({"pk": first_members()[roles.PLANNER]}, "planner", first_members())


SUBJECTS = {
    "organisatie/": organisations,
    "organisatie/<uuid:public_id>/lid/": memberships,
    "organisatie/<uuid:public_id>/sectoren/<int:pk>/": sectors,
    "organisatie/<uuid:public_id>/uitnodiging/": invitations,
    "uitnodiging/": invitation_links,
    "beheer/organisaties/": organisations,
    "beheer/mensen/": people,
    "mijn-account/toestellen/": anyone,
}
