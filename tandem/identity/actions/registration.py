"""A newcomer whose address is proven brings an organisation, or asks to join one that is already there."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tandem.identity import rules
from tandem.identity.actions.membership import open_membership
from tandem.identity.actions.organisation import make_organisation
from tandem.identity.models import Organisation, Person
from tandem.identity.queries import organisation as organisations
from tandem.identity.queries import person as people
from tandem.kernel import audit, clock, mail
from tandem.kernel.refusal import Refusal


class CannotRegister(Refusal):
    """The login with this address is closed."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who asks, as filled in; the address was proven by a code."""

    enterprise_number: str
    organisation_name: str
    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True, slots=True)
class Registered:
    """`person` may log in; None when the request went to people who can decide."""

    organisation: Organisation
    person: Person | None


@transaction.atomic
def register(*, newcomer: Newcomer, at: datetime) -> Registered:
    """Make organisation and contact person; when the number is known already, ask those who look after it."""
    number = rules.compact_enterprise_number(newcomer.enterprise_number)
    existing = organisations.organisation_with_number(number)
    if existing is not None:
        return _ask_access(existing, newcomer, at)
    person = _person(newcomer)
    organisation = make_organisation(
        kind="organisation", name=newcomer.organisation_name, enterprise_number=number, by=person, at=at,
        action="organisation.register",
    )  # fmt: skip
    open_membership(
        person=person, organisation=organisation, role=rules.ORGANISATION_CONTACT, secrecy_regime="none",
        valid_from=clock.local(at).date(),
    )  # fmt: skip
    return Registered(organisation, person)


def _person(newcomer: Newcomer) -> Person:
    person = people.person_with_email(newcomer.email)
    if person is None:
        return Person.objects.create_user(
            email=newcomer.email, first_name=newcomer.first_name, last_name=newcomer.last_name
        )
    if not person.is_active:
        raise CannotRegister("De login met dit e-mailadres is afgesloten. Neem contact op met de beheerder.")
    return person


def _ask_access(organisation: Organisation, newcomer: Newcomer, at: datetime) -> Registered:
    """Nothing about the organisation is told to the newcomer; those who know them can invite them."""
    person = people.person_with_email(newcomer.email)
    on = clock.local(at).date()
    if person and organisation.is_active and organisation.pk in _organisations_of(person):
        return Registered(organisation, person)
    deciders = people.managers_of(organisation, on=on) if organisation.is_active else []
    query = urlencode({"email": newcomer.email, "naam": f"{newcomer.first_name} {newcomer.last_name}".strip()})
    link = f"{settings.SITE_URL}{reverse('member_invite', args=[organisation.public_id])}?{query}"
    for decider in deciders or people.administrators(on=on):
        facts = {"newcomer": newcomer, "organisation": organisation, "link": link, "decider": decider}
        mail.write_mail(
            key=f"access:{organisation.pk}:{newcomer.email}:{decider.pk}:{on}"[:150], kind=mail.NOTICE,
            to_email=decider.email or "", to_name=str(decider), to_person=decider, about=organisation,
            subject=_("Iemand vraagt toegang tot %(name)s") % {"name": organisation.name},
            body=render_to_string("identity/mail/access_asked.txt", facts), at=at, by=None,
        )  # fmt: skip
    audit.record("organisation.ask_access", organisation, by=person, at=at)
    return Registered(organisation, None)


def _organisations_of(person: Person) -> set[int]:
    return set(person.memberships.filter(valid_to__isnull=True).values_list("organisation_id", flat=True))
