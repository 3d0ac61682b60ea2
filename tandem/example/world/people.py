"""Brings the cast on: funds, the provider, organisations and everybody in them, by invitation and registration."""

from datetime import date, datetime, timedelta
from itertools import count

from tandem.example.world import homes, names
from tandem.example.world.cast import Colleague, Home, World, at_hour
from tandem.identity import rules
from tandem.identity.actions.invitation import accept_invitation, invite_member
from tandem.identity.actions.membership import change_membership, open_membership, record_training
from tandem.identity.actions.organisation import change_organisation, make_organisation
from tandem.identity.actions.person import change_own_facts
from tandem.identity.actions.registration import Newcomer, register
from tandem.identity.actions.sector import add_sectors
from tandem.identity.models import Organisation, Person
from tandem.identity.sectors import SectorFacts
from tandem.sessions.timetable import working_days

BEGAN_DAYS_AGO = 1200
PLATFORM_EMAIL = "beheer@tandem.example"
SECTORS_SINCE = date(2020, 1, 1)
OFFICERS_PER_FUND, PLANNERS = 2, 2


class _Stage:
    """Gives every newcomer another name and every organisation another number."""

    def __init__(self, world_starts_at: datetime) -> None:
        self.at = world_starts_at
        self.people_so_far = 0
        self._organisations = count(1)

    def next_name(self) -> tuple[int, str, str]:
        self.people_so_far += 1
        return (self.people_so_far, *names.full_name(self.people_so_far))

    def next_enterprise_number(self) -> str:
        return names.enterprise_number(next(self._organisations))


def bring_cast(*, seed: int, today: date) -> World:
    """Funds, provider and organisations with their people, as they came in over the years."""
    stage = _Stage(at_hour(next(working_days(today - timedelta(days=BEGAN_DAYS_AGO))), 9))
    administrator = _first_administrator(stage)
    world = World(seed=seed, today=today, administrator=administrator)
    for code, name in homes.FUNDS.items():
        world.funds[code] = _fund(stage, code, name, administrator)
    world.provider = _provider(stage, world)
    for plan in homes.HOMES:
        world.homes[plan.key] = _home(stage, plan)
    return world


def _first_administrator(stage: _Stage) -> Person:
    """The installation begins with one administrator, who then invites a colleague."""
    platform = make_organisation(
        kind="platform", name="Beheer van Tandem", enterprise_number="", by=None, at=stage.at,
        email=PLATFORM_EMAIL,
    )  # fmt: skip
    _, first_name, last_name = stage.next_name()
    person = Person.objects.create_user(
        email=f"{names.email_part(first_name)}@tandem.example", first_name=first_name, last_name=last_name
    )
    open_membership(person=person, organisation=platform, role=rules.ADMINISTRATOR,
                    secrecy_regime="duty_of_discretion", valid_from=stage.at.date())  # fmt: skip
    _invited(stage, platform, rules.ADMINISTRATOR, by=person, domain="tandem.example")
    return person


def _fund(stage: _Stage, code: str, name: str, administrator: Person) -> Home:
    domain = f"fonds-{code.replace('.', '-')}.example"
    fund = make_organisation(
        kind="training_fund", fund_code=code, name=name, enterprise_number=stage.next_enterprise_number(),
        by=administrator, at=stage.at, email=f"vorming@{domain}", phone=names.phone(9000 + len(code)),
        street="Fondsenplein 13", postal_code="1000", place="Brussel",
    )  # fmt: skip
    officers = tuple(
        _invited(stage, fund, rules.FUND_OFFICER, by=administrator, domain=domain) for _ in range(OFFICERS_PER_FUND)
    )
    return Home(0, fund, officers)


def _provider(stage: _Stage, world: World) -> Home:
    link = make_organisation(
        kind="provider", name="De Link", enterprise_number=stage.next_enterprise_number(), by=world.administrator,
        at=stage.at, email="hallo@delink.example", phone=names.phone(9999), website="https://delink.example/",
        street="Schakelstraat 2", postal_code="2600", place="Antwerpen",
    )  # fmt: skip
    planners = tuple(
        _invited(stage, link, rules.PLANNER, by=world.administrator, domain="delink.example") for _ in range(PLANNERS)
    )
    world.trainers = [
        _colleague(stage, link, rules.TRAINER, province, planners[0]) for province in homes.TRAINER_PROVINCES
    ]
    world.experts = [
        _colleague(stage, link, rules.EXPERIENTIAL_EXPERT, province, planners[0]) for province in homes.EXPERT_PROVINCES
    ]
    _invited(stage, link, rules.EXPERIENTIAL_EXPERT, by=planners[0], domain="delink.example")  # still in training
    return Home(0, link, planners)


def _colleague(stage: _Stage, provider: Organisation, role: str, province: str, planner: Person) -> Colleague:
    person = _invited(stage, provider, role, by=planner, domain="delink.example")
    membership = person.memberships.get()
    change_membership(membership=membership, secrecy_regime="duty_of_discretion", province=province, by=planner,
                      at=stage.at)  # fmt: skip
    if role == rules.EXPERIENTIAL_EXPERT:
        trained_on = stage.at.date() - timedelta(days=200 + 37 * (stage.people_so_far % 20))
        record_training(membership=membership, trained_on=trained_on, by=planner, at=stage.at)
    return Colleague(person, province)


def _home(stage: _Stage, plan: homes.HomePlan) -> Home:
    """The first contact registers the organisation, tells its address and joint committees, and invites a colleague."""
    number, first_name, last_name = stage.next_name()
    domain = f"{names.email_part(plan.name.removesuffix(' vzw').removesuffix(' asbl'))}.example"
    registered = register(
        newcomer=Newcomer(
            enterprise_number=stage.next_enterprise_number(), organisation_name=plan.name, first_name=first_name,
            last_name=last_name, email=f"{names.email_part(f'{first_name} {last_name}')}@{domain}",
        ),
        at=stage.at,
    )  # fmt: skip
    contact, organisation = registered.person, registered.organisation
    assert contact is not None, "the invented numbers are all different"  # noqa: S101
    organisation = change_organisation(
        organisation=organisation, version=organisation.version, by=contact, at=stage.at, name=plan.name,
        enterprise_number=organisation.enterprise_number or "", street=plan.street, postal_code=plan.postal_code,
        place=plan.place, email=f"info@{domain}", phone=names.phone(1000 + number), website="",
    )  # fmt: skip
    add_sectors(
        organisation=organisation, new=[SectorFacts(*sector, valid_from=SECTORS_SINCE) for sector in plan.sectors],
        by=contact, at=stage.at, source="RSZ-aangifte van de organisatie",
    )  # fmt: skip
    contact = _with_phone(contact, number, stage.at)
    colleagues = [
        _invited(stage, organisation, rules.ORGANISATION_CONTACT, by=contact, domain=domain)
        for _ in range(plan.contacts - 1)
    ]
    return Home(number, organisation, (contact, *colleagues))


def _invited(stage: _Stage, organisation: Organisation, role: str, *, by: Person, domain: str) -> Person:
    number, first_name, last_name = stage.next_name()
    invitation = invite_member(
        organisation=organisation, email=f"{names.email_part(f'{first_name} {last_name}')}@{domain}",
        name=f"{first_name} {last_name}", role=role, secrecy_regime="duty_of_discretion", by=by, at=stage.at,
    )  # fmt: skip
    person = accept_invitation(
        invitation=invitation, first_name=first_name, last_name=last_name, at=stage.at + timedelta(hours=1)
    )
    return _with_phone(person, number, stage.at)


def _with_phone(person: Person, number: int, at: datetime) -> Person:
    return change_own_facts(
        person=person, first_name=person.first_name, last_name=person.last_name, phone=names.phone(number), by=person,
        at=at,
    )  # fmt: skip
