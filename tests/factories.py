"""Builders of a small invented world: people, organisations and what they do for each other.

Plain functions with keyword overrides. Nothing here exists outside these tests.
"""

from datetime import date
from itertools import count

from django.test import Client

from tandem.identity import rules
from tandem.identity.models import Membership, Organisation, Person, Sector
from tandem.identity.queries import default_provider, viewer_of
from tandem.identity.rules import Viewer
from tandem.kernel import clock

LONG_AGO = date(2020, 1, 1)
FIRST_NAMES = ("Noor", "Wannes", "Imke", "Tuur", "Jasmien", "Bavo", "Yasmina", "Ward", "Selma", "Kobe")
LAST_NAMES = (
    "Appelhof",
    "Brugwachter",
    "Citroenboom",
    "Dijkgraaf",
    "Eikenlaar",
    "Fluitenberg",
    "Grasveld",
    "Hazelnoot",
)
TREES = ("Linde", "Wilg", "Beuk", "Els", "Esdoorn", "Hazelaar", "Kastanje", "Populier", "Spar", "Vlier")

_numbers = count(1)


def enterprise_number(number: int | None = None) -> str:
    """A KBO number with correct check digits; each call another one."""
    first_eight = 4_000_000 + (next(_numbers) if number is None else number)
    return f"{first_eight:08d}{97 - first_eight % 97:02d}"


def make_person(**fields: object) -> Person:
    """Somebody with a name and an e-mail address; `password=` gives a usable password."""
    number = next(_numbers)
    facts = {
        "first_name": FIRST_NAMES[number % len(FIRST_NAMES)],
        "last_name": LAST_NAMES[number % len(LAST_NAMES)],
        "email": f"persoon{number}@voorbeeld.test",
        **fields,
    }
    return Person.objects.create_user(**facts)


def make_organisation(**fields: object) -> Organisation:
    """An organisation with a valid KBO number, without sectors (see `make_sector`)."""
    number = next(_numbers)
    facts = {
        "kind": "organisation",
        "name": f"De {TREES[number % len(TREES)]} {number} vzw",
        "enterprise_number": enterprise_number(number),
        "street": f"Wilgenlaan {number}",
        "postal_code": "9000",
        "place": "Gent",
        "province": "Oost-Vlaanderen",
        **fields,
    }
    return Organisation.objects.create(**facts)


def make_fund(code: str = "331", **fields: object) -> Organisation:
    """The training fund with this code; the existing one when there is one."""
    existing = Organisation.objects.filter(kind="training_fund", fund_code=code).first()
    facts = {"kind": "training_fund", "fund_code": code, "name": f"Vormingsfonds {code}", **fields}
    return existing or make_organisation(**facts)


def make_provider(**fields: object) -> Organisation:
    """A provider of trained experiential expertise; each call another one."""
    return make_organisation(**{"kind": "provider", "name": f"De Brugschakel {next(_numbers)}", **fields})


def make_platform(**fields: object) -> Organisation:
    """The organisation of the administrators."""
    existing = Organisation.objects.filter(kind="platform").first()
    return existing or make_organisation(**{"kind": "platform", "name": "Beheer van Tandem", **fields})


def make_sector(organisation: Organisation | None = None, **fields: object) -> Sector:
    """A joint committee and NSSO category of an organisation, in force since long."""
    facts = {"joint_committee": "331", "rsz_category": "122", "valid_from": LONG_AGO, **fields}
    return Sector.objects.create(organisation=organisation or make_organisation(), **facts)


def make_membership(
    role: str = rules.ORGANISATION_CONTACT, *, person: Person | None = None, organisation: Organisation | None = None,
    **fields: object,
) -> Membership:  # fmt: skip
    """A role of a person, in an organisation that fits the role. Experiential experts are trained unless told."""
    facts: dict[str, object] = {"valid_from": LONG_AGO}
    if role == rules.EXPERIENTIAL_EXPERT:
        facts["trained_on"] = date(2019, 6, 28)
    return Membership.objects.create(
        person=person or make_person(), organisation=organisation or _usual_organisation(role), role=role,
        **{**facts, **fields},
    )  # fmt: skip


def make_viewer(
    role: str = rules.ORGANISATION_CONTACT, *, person: Person | None = None, organisation: Organisation | None = None,
    on: date | None = None,
) -> Viewer:  # fmt: skip
    """Who looks: a person with one more role than before, as the doors see them."""
    membership = make_membership(role, person=person, organisation=organisation)
    return viewer_of(membership.person, on=on or clock.today(), membership_id=membership.pk)


def client_for(person: Person) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(person)
    return client


def _usual_organisation(role: str) -> Organisation:
    if role == rules.FUND_OFFICER:
        return make_fund()
    if role == rules.ADMINISTRATOR:
        return make_platform()
    if role == rules.ORGANISATION_CONTACT:
        return make_organisation()
    return default_provider() or make_provider()
