"""The organisations and duos of one block."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tandem.example.crowd.layout import DUOS, ORGANISATIONS_PER_BLOCK
from tandem.example.world import names
from tandem.identity import rules
from tandem.identity.models import Membership, Organisation, Person, Sector
from tandem.identity.places import province_of

SINCE = date(2020, 1, 1)
TRAINED_ON = date(2019, 6, 28)
FIRST_BLOCK = 30_000
FIRST_NUMBER = FIRST_BLOCK * ORGANISATIONS_PER_BLOCK  # enterprise numbers of the crowd start here
SECTORS = (("331", "122", "331"), ("331", "322", "331"), ("319.01", "062", "319.01"), ("329.01", "262", "329"))
TOWNS = (
    ("9000", "Gent"), ("2000", "Antwerpen"), ("3500", "Hasselt"), ("8000", "Brugge"), ("3000", "Leuven"),
    ("1000", "Brussel"), ("9300", "Aalst"), ("2300", "Turnhout"), ("3600", "Genk"), ("8500", "Kortrijk"),
)  # fmt: skip
KINDS = ("Buurthuis", "Crèche", "Inloophuis", "Leerhuis", "Opgroeihuis", "Speelhuis", "Jeugdhuis", "Zorghuis")
THINGS = (
    "De Kraanvogel", "De Kersenpit", "Het Hinkelpad", "De Trekvogel", "De Waterlelie", "Het Windwiel", "De Tolboom",
    "De Blauwe Deur", "De Notendop", "Het Kruispunt", "De Maretak",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applicant:
    """One organisation of the crowd with its contact and its sector."""

    organisation: Organisation
    contact: Person
    joint_committee: str
    rsz_category: str
    fund_code: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A trainer and a trained experiential expert."""

    trainer: Person
    expert: Person


def blocks_there() -> set[int]:
    """Which blocks stand in the database, known by the numbers of their organisations."""
    first = names.enterprise_number(FIRST_NUMBER)
    numbers = Organisation.objects.filter(enterprise_number__gte=first)
    known = (number or "" for number in numbers.order_by("pk").values_list("enterprise_number", flat=True))
    return {names.sequence_of(number) // ORGANISATIONS_PER_BLOCK - FIRST_BLOCK for number in known}


def make_applicants(block: int) -> list[Applicant]:
    """Thirty organisations, each with one contact and one sector."""
    numbers = range(block * ORGANISATIONS_PER_BLOCK, (block + 1) * ORGANISATIONS_PER_BLOCK)
    organisations = Organisation.objects.bulk_create([_organisation(number) for number in numbers])
    contacts = _people([f"contact{number}@crowd.example" for number in numbers])
    sectors = [SECTORS[number % len(SECTORS)] for number in numbers]
    _give_roles(zip(contacts, organisations, strict=True), rules.ORGANISATION_CONTACT)
    Sector.objects.bulk_create(
        Sector(organisation=organisation, joint_committee=committee, rsz_category=category, valid_from=SINCE)
        for organisation, (committee, category, _) in zip(organisations, sectors, strict=True)
    )
    rows = zip(organisations, contacts, sectors, strict=True)
    return [Applicant(organisation, contact, *sector) for organisation, contact, sector in rows]


def _organisation(number: int) -> Organisation:
    postal_code, place = TOWNS[number % len(TOWNS)]
    name = f"{KINDS[number % len(KINDS)]} {THINGS[number % len(THINGS)]} {number + 1} vzw"
    return Organisation(
        kind="organisation", name=name, sort_key=rules.sort_key(name), street=f"Lijsterpad {number % 200 + 1}",
        enterprise_number=names.enterprise_number(FIRST_NUMBER + number), postal_code=postal_code, place=place,
        province=province_of(postal_code), email=f"info{number}@crowd.example", phone=names.phone(number),
    )  # fmt: skip


def make_pairs(block: int, provider: Organisation) -> list[Pair]:
    """Three duos that work in this block only."""
    numbers = range(block * DUOS, (block + 1) * DUOS)
    trainers = _people([f"vorming{number}@delink.example" for number in numbers])
    experts = _people([f"ervaring{number}@delink.example" for number in numbers])
    _give_roles(((person, provider) for person in trainers), rules.TRAINER)
    _give_roles(((person, provider) for person in experts), rules.EXPERIENTIAL_EXPERT, trained_on=TRAINED_ON)
    return [Pair(trainer, expert) for trainer, expert in zip(trainers, experts, strict=True)]


def _people(emails: list[str]) -> list[Person]:
    people = []
    for email in emails:
        first_name, last_name = names.full_name(sum(map(ord, email)) * 31 % 3000)
        person = Person(
            email=email, first_name=first_name, last_name=last_name, sort_key=rules.sort_key(last_name, first_name)
        )
        person.set_unusable_password()
        people.append(person)
    return Person.objects.bulk_create(people)


def _give_roles(members: Iterable[tuple[Person, Organisation]], role: str, **facts: Any) -> None:
    Membership.objects.bulk_create(
        Membership(
            person=person, organisation=organisation, role=role, valid_from=SINCE, province=organisation.province,
            secrecy_regime="duty_of_discretion", **facts,
        )
        for person, organisation in members
    )  # fmt: skip
