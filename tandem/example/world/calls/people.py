"""Officers, jurors, the coordinators of the support with their trainers, and 151 organisations with a contact each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tandem.calls.rules.vocabulary import AREAS
from tandem.example.world import names
from tandem.example.world.calls import texts
from tandem.example.world.cast import World, at_hour
from tandem.identity import rules
from tandem.identity.actions.organisation import make_organisation
from tandem.identity.models import Membership, Organisation, Person

BEGAN_DAYS_AGO = 1100
FIRST_NUMBER, FIRST_PERSON = 701, 2701
SUBMITTERS = 151


@dataclass(frozen=True, slots=True)
class CallCast:
    """Who plays in the calls."""

    administration: Organisation
    officers: tuple[Person, Person]
    jurors: tuple[Person, ...]
    umbrella: Organisation
    coordinators: tuple[Person, Person]  # of the umbrella and of the provider
    trainers: tuple[Person, ...]
    submitters: tuple[tuple[Organisation, Person], ...]


class _Newcomers:
    """Gives every newcomer another name, and people their role since long."""

    def __init__(self, since: date) -> None:
        self.since, self.so_far = since, 0

    def person(self, home: Organisation, *roles: str) -> Person:
        """Somebody with these roles in one organisation."""
        first_name, last_name = names.full_name(FIRST_PERSON + self.so_far)
        self.so_far += 1
        slug = names.email_part(f"{first_name} {last_name} {self.so_far}")
        person = Person.objects.create_user(
            email=f"{slug}@{home.email.partition('@')[2]}", password=None, first_name=first_name, last_name=last_name
        )
        for role in roles:
            Membership.objects.create(
                person=person, organisation=home, role=role, valid_from=self.since, secrecy_regime="duty_of_discretion"
            )
        return person


def bring_call_cast(world: World, *, submitters: int = SUBMITTERS) -> CallCast:
    """Everybody; the umbrella of the signals plays along when it is there."""
    at = at_hour(world.today - timedelta(days=BEGAN_DAYS_AGO), 9)
    new = _Newcomers(world.today - timedelta(days=BEGAN_DAYS_AGO))
    administration = _house(world, 0, "administration", texts.ADMINISTRATION, "Albert II-laan 1", "1030", "Brussel", at)
    umbrella = Organisation.objects.filter(kind="umbrella").order_by("pk").first() or _house(
        world, 1, "umbrella", "Netwerk De Brede Tafel vzw", "Vooruitgangstraat 9", "1030", "Schaarbeek", at
    )
    assert world.provider is not None  # noqa: S101 -- the cast brings one
    return CallCast(
        administration,
        (new.person(administration, rules.CALL_OFFICER), new.person(administration, rules.CALL_OFFICER)),
        tuple(new.person(administration, rules.JUROR) for _seat in texts.SEATS),
        umbrella,
        (
            new.person(umbrella, rules.SUPPORT_COORDINATOR),
            new.person(world.provider.organisation, rules.SUPPORT_COORDINATOR, rules.PLANNER),
        ),
        tuple(new.person(umbrella, rules.TRAINER) for _number in range(3)),
        tuple(_submitters(new, submitters)),
    )


def _house(
    world: World, number: int, kind: str, name: str, street: str, postal_code: str, place: str, at: datetime
) -> Organisation:  # fmt: skip
    domain = names.email_part(name.removesuffix(" vzw"))
    return make_organisation(
        kind=kind, name=name, enterprise_number=names.enterprise_number(FIRST_NUMBER - 10 + number), street=street,
        postal_code=postal_code, place=place, email=f"info@{domain}.example", phone=names.phone(7000 + number),
        by=world.administrator, at=at,
    )  # fmt: skip


def _submitters(new: _Newcomers, how_many: int) -> Iterable[tuple[Organisation, Person]]:
    """All at once: 151 registrations one by one would take as long as the rest of the world."""
    rows = Organisation.objects.bulk_create(_submitter(number) for number in range(how_many))
    return [(row, new.person(row, rules.ORGANISATION_CONTACT)) for row in rows]


def _submitter(number: int) -> Organisation:
    house, tree = texts.HOUSES[number % len(texts.HOUSES)], texts.TREES[number % len(texts.TREES)]
    name = f"{house} De {tree} vzw"
    return Organisation(
        kind="organisation", name=name, sort_key=rules.sort_key(name),
        enterprise_number=names.enterprise_number(FIRST_NUMBER + number), street=f"{tree}straat {number + 1}",
        province=list(AREAS.values())[number % len(AREAS)], email=f"info@{names.email_part(f'{house} {tree}')}.example",
        phone=names.phone(7100 + number),
    )  # fmt: skip
