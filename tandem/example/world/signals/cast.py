"""The network of associations, its policy workers, three associations with a facilitator, and the addressees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tandem.example.world import names
from tandem.example.world.cast import World, at_hour
from tandem.example.world.signals.texts import ADDRESSEES, ASSOCIATIONS
from tandem.identity import rules
from tandem.identity.actions.invitation import accept_invitation, invite_member
from tandem.identity.actions.organisation import make_organisation
from tandem.identity.models import Organisation, Person
from tandem.policy_signals.actions.addressee import AddresseeFacts, make_addressee
from tandem.policy_signals.models import Addressee

BEGAN_DAYS_AGO = 1150
FIRST_NUMBER, FIRST_PERSON = 601, 2601
UMBRELLA = "Netwerk De Brede Tafel vzw"


@dataclass(frozen=True, slots=True)
class SignalCast:
    """Who works at the desk and with groups."""

    umbrella: Organisation
    worker: Person
    colleague: Person
    facilitators: tuple[Person, ...]
    associations: tuple[Organisation, ...]
    addressees: dict[str, Addressee]  # by policy domain


def bring_signal_cast(world: World) -> SignalCast:
    """Two policy workers, three facilitators, nine addressees."""
    at = at_hour(world.today - timedelta(days=BEGAN_DAYS_AGO), 9)
    umbrella = _organisation(world, 0, "umbrella", UMBRELLA, "Vooruitgangstraat 9", "1030", "Schaarbeek", at)
    worker, colleague = (
        _invited(world, number, umbrella, rules.POLICY_WORKER, world.administrator, at) for number in range(2)
    )
    associations = tuple(
        _organisation(world, number, "association", f"{name} vzw", f"Kerkplein {number}", "9000", "Gent", at)
        for number, (name, _people) in enumerate(ASSOCIATIONS[:3], 1)
    )
    facilitators = tuple(
        _invited(world, 10 + number, home, rules.FACILITATOR, world.administrator, at)
        for number, home in enumerate(associations)
    )
    addressees = {
        domain: make_addressee(
            AddresseeFacts(name=name, kind=kind, email=f"{names.email_part(name)}@beleid.example", policy_domain=domain),
            by=worker, at=at,
        )
        for name, kind, domain in ADDRESSEES
    }  # fmt: skip
    return SignalCast(umbrella, worker, colleague, facilitators, associations, addressees)


def _organisation(
    world: World, number: int, kind: str, name: str, street: str, postal_code: str, place: str, at: datetime
) -> Organisation:  # fmt: skip
    domain = names.email_part(name.removesuffix(" vzw"))
    return make_organisation(
        kind=kind, name=name, enterprise_number=names.enterprise_number(FIRST_NUMBER + number), street=street,
        postal_code=postal_code, place=place, email=f"info@{domain}.example", phone=names.phone(6000 + number),
        by=world.administrator, at=at,
    )  # fmt: skip


def _invited(world: World, number: int, home: Organisation, role: str, by: Person, at: datetime) -> Person:
    first_name, last_name = names.full_name(FIRST_PERSON + number)
    full_name = f"{first_name} {last_name}"
    email = f"{names.email_part(full_name)}@{home.email.partition('@')[2]}"
    invitation = invite_member(
        organisation=home, email=email, name=full_name, role=role, secrecy_regime="duty_of_discretion", by=by, at=at
    )
    return accept_invitation(
        invitation=invitation, first_name=first_name, last_name=last_name, at=at + timedelta(hours=1)
    )
