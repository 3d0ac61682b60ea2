"""The partnership, its organisations, and who works there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tandem.example.world import names
from tandem.example.world.cast import World, at_hour
from tandem.guidance.actions import partnership as actions
from tandem.guidance.models import Partnership
from tandem.guidance.rules.partnership import LEGAL_BASES
from tandem.identity import rules
from tandem.identity.actions.invitation import accept_invitation, invite_member
from tandem.identity.actions.organisation import make_organisation
from tandem.identity.models import Organisation, Person
from tandem.identity.places import municipalities

BEGAN_DAYS_AGO = 400
FIRST_NUMBER, FIRST_PERSON = 501, 2501
MUNICIPALITIES = ("46021", "46025", "46030")
HOMES = (
    ("Huis van de Buurt Rietmeer vzw", "Rietlaan 4", "9100", "Sint-Niklaas"),
    ("Werkhuis De Spoel vzw", "Spoelstraat 11", "9140", "Temse"),
    ("Woonpunt Zonnewijzer vzw", "Zonneweg 2", "9120", "Beveren"),
)
SECRET, DISCREET = "professional_secrecy", "duty_of_discretion"


@dataclass(frozen=True, slots=True)
class GuidanceCast:
    """Who walks along with people here."""

    partnership: Partnership
    coordinator: Person
    guide: Person
    colleague: Person
    adviser: Person
    worker: Person
    organisations: tuple[Organisation, ...]


def bring_guidance_cast(world: World) -> GuidanceCast:
    """One partnership of three organisations: two guides, a coordinator, and two people of services."""
    at = at_hour(world.today - timedelta(days=BEGAN_DAYS_AGO), 9)
    homes = tuple(_home(number, world, at) for number in range(len(HOMES)))
    neighbours, work = homes[0], homes[1]
    contacts = [
        _invited(number, home, rules.ORGANISATION_CONTACT, DISCREET, world.administrator, at)
        for number, home in enumerate(homes)
    ]
    guide = _invited(3, neighbours, rules.GUIDE, SECRET, contacts[0], at)
    colleague = _invited(4, work, rules.GUIDE, SECRET, contacts[1], at)
    coordinator = _invited(5, neighbours, rules.PARTNERSHIP_COORDINATOR, DISCREET, contacts[0], at)
    partnership = _partnership(world, homes, coordinator, at)
    return GuidanceCast(partnership, coordinator, guide, colleague, contacts[2], contacts[1], homes)


def _home(number: int, world: World, at: datetime) -> Organisation:
    name, street, postal_code, place = HOMES[number]
    domain = names.email_part(name.removesuffix(" vzw"))
    return make_organisation(
        kind="organisation", name=name, enterprise_number=names.enterprise_number(FIRST_NUMBER + number), street=street,
        postal_code=postal_code, place=place, email=f"info@{domain}.example", phone=names.phone(5000 + number),
        by=world.administrator, at=at,
    )  # fmt: skip


def _invited(number: int, home: Organisation, role: str, secrecy: str, by: Person, at: datetime) -> Person:
    first_name, last_name = names.full_name(FIRST_PERSON + number)
    email = f"{names.email_part(f'{first_name} {last_name}')}@{home.email.partition('@')[2]}"
    invitation = invite_member(
        organisation=home,
        email=email,
        name=f"{first_name} {last_name}",
        role=role,
        secrecy_regime=secrecy,
        by=by,
        at=at,
    )
    return accept_invitation(
        invitation=invitation, first_name=first_name, last_name=last_name, at=at + timedelta(hours=1)
    )


def _partnership(
    world: World, homes: tuple[Organisation, ...], coordinator: Person, at: datetime
) -> Partnership:  # fmt: skip
    found = municipalities(on=world.today)
    partnership = actions.make_partnership(name="Partnerschap Zoete Polder", by=world.administrator, at=at)
    for home, secrecy in zip(homes, (SECRET, SECRET, DISCREET), strict=True):
        actions.add_member(
            partnership, organisation_id=home.pk, default_secrecy=secrecy, legal_basis=LEGAL_BASES["public_task"],
            by=world.administrator, at=at,
        )  # fmt: skip
    for code in MUNICIPALITIES:
        actions.add_area(partnership, nis_code=code, municipality=found[code], by=coordinator, at=at)
    actions.add_domain(partnership, name="Dieren in huis", by=coordinator, at=at)
    for category, why in (("trajectbegeleiders", "Zorg kan een drempel zijn op de weg die iemand kiest."),
                          ("de maatschappelijk werker van het team", "Vervangt een begeleider die ziek is.")):  # fmt: skip
        actions.add_health_access(organisation_id=homes[0].pk, category=category, why=why, by=coordinator, at=at)
    return partnership
