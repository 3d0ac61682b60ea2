"""Every act on organisations, people and invitations: what changes, its trace, its mail, and why it is refused."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.db import IntegrityError

from tandem.identity import managing, rules
from tandem.identity.actions import invitation as invitations
from tandem.identity.actions import membership as memberships
from tandem.identity.actions import organisation as organisations
from tandem.identity.actions import person as people
from tandem.identity.actions import registration
from tandem.identity.actions import sector as sectors
from tandem.identity.models import Invitation, Membership, Organisation, Person, Sector
from tandem.identity.queries import viewer_of
from tandem.identity.queries.invitation import invitation_with_token
from tandem.identity.sectors import SectorFacts
from tandem.kernel.models import AuditEntry, OutgoingMail
from tests import factories
from tests.databases import OwnDatabase

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 1, 11, tzinfo=UTC)
TODAY = date(2027, 3, 1)
LastMail = Callable[[str], OutgoingMail]


@pytest.fixture
def contact() -> Membership:
    return factories.make_membership()


@pytest.fixture
def administrator() -> Person:
    return factories.make_membership(rules.ADMINISTRATOR).person


# Organisation


def test_changed_organisation_names_the_fields_and_not_the_content(contact: Membership) -> None:
    organisation = contact.organisation

    changed = organisations.change_organisation(
        organisation=organisation, version=1, by=contact.person, at=NOON, **facts_of(organisation, name="Nieuw", postal_code="3500")
    )  # fmt: skip

    assert (changed.name, changed.province, changed.version) == ("Nieuw", "Limburg", 2)
    entry = AuditEntry.objects.get(action="organisation.change")
    assert (entry.by_id, entry.facts) == (contact.person_id, {"fields": ["name", "postal_code"]})


def test_organisation_changed_meanwhile_is_refused_with_both_versions(contact: Membership) -> None:
    organisation = contact.organisation
    facts = facts_of(organisation, name="Eerste")
    organisations.change_organisation(organisation=organisation, version=1, by=contact.person, at=NOON, **facts)

    with pytest.raises(organisations.OrganisationChangedMeanwhile) as refusal:
        organisations.change_organisation(
            organisation=organisation, version=1, by=contact.person, at=NOON, **facts_of(organisation, name="Tweede")
        )

    assert refusal.value.current.name == "Eerste"
    organisation.refresh_from_db()
    assert organisation.name == "Eerste"


def test_number_that_is_there_already_names_the_organisation(contact: Membership) -> None:
    other = factories.make_organisation(name="De Oude Linde")

    with pytest.raises(organisations.CannotSaveOrganisation, match="De Oude Linde heeft dit ondernemingsnummer al"):
        organisations.change_organisation(
            organisation=contact.organisation, version=1, by=contact.person, at=NOON,
            **facts_of(contact.organisation, enterprise_number=other.enterprise_number),
        )  # fmt: skip


def test_organisation_keeps_its_own_number(contact: Membership) -> None:
    organisation = contact.organisation

    organisations.change_organisation(
        organisation=organisation, version=1, by=contact.person, at=NOON, **facts_of(organisation, place="Aalst")
    )

    organisation.refresh_from_db()
    assert organisation.place == "Aalst"


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        ("organisation", {"enterprise_number": ""}, "Vul het ondernemingsnummer in"),
        ("organisation", {"enterprise_number": "0123456740"}, "klopt niet"),
        ("training_fund", {"fund_code": ""}, "Vul de code van het fonds in"),
        ("training_fund", {"fund_code": "331"}, "Er is al een fonds met deze code"),
        ("provider", {"postal_code": "90"}, "vier cijfers"),
    ],
)
def test_organisation_with_wrong_facts_is_not_made(
    administrator: Person, kind: str, facts: dict[str, str], sentence: str
) -> None:  # fmt: skip
    factories.make_fund("331")
    before = Organisation.objects.count()

    with pytest.raises(organisations.CannotSaveOrganisation, match=sentence):
        organisations.make_organisation(
            by=administrator, at=NOON, **{"kind": kind, "name": "Nieuw", "enterprise_number": "", **facts}
        )

    assert Organisation.objects.count() == before


def test_fund_is_made_with_its_code(administrator: Person) -> None:
    fund = organisations.make_organisation(
        kind="training_fund", name="Fonds", enterprise_number="", fund_code="329", by=administrator, at=NOON
    )

    assert (fund.fund_code, fund.enterprise_number) == ("329", None)
    assert AuditEntry.objects.get(action="organisation.make").facts == {"kind": "training_fund"}


def test_closed_organisation_gives_its_members_no_role(contact: Membership, administrator: Person) -> None:
    organisations.close_organisation(organisation=contact.organisation, reason="stopped", by=administrator, at=NOON)
    assert not viewer_of(contact.person, on=TODAY).memberships

    organisations.reopen_organisation(organisation=contact.organisation, by=administrator, at=NOON)

    assert viewer_of(contact.person, on=TODAY).memberships
    assert AuditEntry.objects.get(action="organisation.close").facts == {"reason": "stopped"}
    assert AuditEntry.objects.filter(action="organisation.reopen").count() == 1


def test_platform_of_the_administrator_stays_open(administrator: Person) -> None:
    with pytest.raises(organisations.CannotSaveOrganisation):
        organisations.close_organisation(
            organisation=factories.make_platform(), reason="mistake", by=administrator, at=NOON
        )


# Sectors


def test_sectors_are_added_together_with_one_trace(contact: Membership) -> None:
    made = sectors.add_sectors(
        organisation=contact.organisation, new=[SectorFacts("331", "122", TODAY), SectorFacts("319.01", "062")],
        by=contact.person, at=NOON,
    )  # fmt: skip

    assert [(row.joint_committee, row.rsz_category, row.valid_from) for row in made] == [
        ("331", "122", TODAY), ("319.01", "062", None)
    ]  # fmt: skip
    assert AuditEntry.objects.get(action="organisation.add_sectors").facts == {"sectors": [row.pk for row in made]}


def test_sectors_are_added_all_or_none(contact: Membership) -> None:
    factories.make_sector(contact.organisation)

    with pytest.raises(sectors.CannotChangeSectors):
        sectors.add_sectors(
            organisation=contact.organisation, new=[SectorFacts("319.01", "062"), SectorFacts("331", "122", TODAY)],
            by=contact.person, at=NOON,
        )  # fmt: skip

    assert Sector.objects.filter(organisation=contact.organisation).count() == 1


def test_sector_ends_on_a_day(contact: Membership) -> None:
    sector = factories.make_sector(contact.organisation)

    sectors.end_sector(sector=sector, ends_on=TODAY, by=contact.person, at=NOON)

    sector.refresh_from_db()
    assert sector.valid_to == TODAY
    assert AuditEntry.objects.get(action="organisation.end_sector").facts == {
        "sector": sector.pk, "ends_on": "2027-03-01"
    }  # fmt: skip


# Memberships


def test_role_ends_when_somebody_else_is_left(contact: Membership) -> None:
    factories.make_membership(organisation=contact.organisation)

    memberships.end_membership(membership=contact, ends_on=TODAY, by=contact.person, at=NOON)

    contact.refresh_from_db()
    assert contact.valid_to == TODAY
    assert AuditEntry.objects.filter(action="organisation.end_membership").count() == 1


@pytest.mark.parametrize("role", [rules.ORGANISATION_CONTACT, rules.PLANNER, rules.FUND_OFFICER, rules.ADMINISTRATOR])
def test_last_person_who_looks_after_an_organisation_stays(role: str) -> None:
    member = factories.make_membership(role)

    with pytest.raises(memberships.CannotChangeMembership, match="Nodig eerst een opvolger uit"):
        memberships.end_membership(membership=member, ends_on=TODAY, by=member.person, at=NOON)


def test_successor_who_leaves_earlier_or_is_closed_does_not_count(contact: Membership) -> None:
    factories.make_membership(organisation=contact.organisation, valid_to=TODAY)
    factories.make_membership(organisation=contact.organisation, person=factories.make_person(is_active=False))

    with pytest.raises(memberships.CannotChangeMembership):
        memberships.end_membership(membership=contact, ends_on=TODAY, by=contact.person, at=NOON)


def test_trainer_may_leave_last() -> None:
    trainer = factories.make_membership(rules.TRAINER)

    memberships.end_membership(membership=trainer, ends_on=TODAY, by=trainer.person, at=NOON)

    trainer.refresh_from_db()
    assert trainer.valid_to == TODAY


def test_diploma_of_an_expert_is_noted_with_a_trace_without_the_day() -> None:
    expert = factories.make_membership(rules.EXPERIENTIAL_EXPERT, trained_on=None)

    memberships.record_training(membership=expert, trained_on=TODAY, by=expert.person, at=NOON)

    expert.refresh_from_db()
    assert expert.trained_on == TODAY
    assert AuditEntry.objects.get(action="organisation.record_training").facts == {
        "membership": expert.pk, "is_trained": True
    }  # fmt: skip


def test_diploma_is_refused_for_a_trainer_and_for_a_day_to_come() -> None:
    trainer = factories.make_membership(rules.TRAINER)
    expert = factories.make_membership(rules.EXPERIENTIAL_EXPERT)

    with pytest.raises(memberships.CannotChangeMembership, match="ervaringsdeskundige"):
        memberships.record_training(membership=trainer, trained_on=TODAY, by=trainer.person, at=NOON)
    with pytest.raises(memberships.CannotChangeMembership, match="toekomst"):
        memberships.record_training(membership=expert, trained_on=TODAY + timedelta(days=1), by=expert.person, at=NOON)


def test_secrecy_regime_of_a_role_is_changed(contact: Membership) -> None:
    memberships.change_membership(
        membership=contact, secrecy_regime="professional_secrecy", province="Limburg", by=contact.person, at=NOON
    )

    contact.refresh_from_db()
    assert (contact.secrecy_regime, contact.province) == ("professional_secrecy", "Limburg")
    assert AuditEntry.objects.filter(action="organisation.change_membership").count() == 1


# Invitations


def test_invitation_sends_a_link_and_keeps_only_its_hash(contact: Membership, last_mail: LastMail) -> None:
    invitation = invite(contact, email="Nieuw@Voorbeeld.test")

    token = token_in(last_mail("nieuw@voorbeeld.test"))
    assert invitation_with_token(token) == invitation
    assert token not in str(Invitation.objects.values().get())
    assert invitation.expires_at == NOON + timedelta(days=14)
    assert AuditEntry.objects.get(action="organisation.invite").facts == {
        "invitation": str(invitation.pk), "role": rules.ORGANISATION_CONTACT
    }  # fmt: skip


def test_accepted_invitation_makes_person_and_role(contact: Membership) -> None:
    invitation = invite(contact, secrecy_regime="duty_of_discretion")

    person = invitations.accept_invitation(invitation=invitation, first_name="Ward", last_name="Grasveld", at=NOON)

    assert (str(person), person.email) == ("Ward Grasveld", "nieuw@voorbeeld.test")
    member = Membership.objects.get(person=person)
    assert (member.organisation, member.role, member.secrecy_regime, member.valid_from) == (
        contact.organisation, rules.ORGANISATION_CONTACT, "duty_of_discretion", TODAY
    )  # fmt: skip
    assert AuditEntry.objects.get(action="organisation.accept_invitation").by_id == person.pk


def test_invitation_of_somebody_who_is_known_adds_a_role_and_keeps_the_name(contact: Membership) -> None:
    known = factories.make_membership(rules.TRAINER).person
    invitation = invite(contact, email=known.email)

    person = invitations.accept_invitation(invitation=invitation, first_name="X", last_name="Y", at=NOON)

    assert person == known
    assert (person.first_name, person.memberships.count()) == (known.first_name, 2)


def test_invitation_is_accepted_once(contact: Membership) -> None:
    invitation = invite(contact)
    invitations.accept_invitation(invitation=invitation, first_name="Ward", last_name="Grasveld", at=NOON)

    with pytest.raises(invitations.CannotInvite, match="al aangenomen"):
        invitations.accept_invitation(invitation=invitation, first_name="Ward", last_name="Grasveld", at=NOON)


def test_expired_invitation_is_renewed_by_the_invited_person(contact: Membership, last_mail: LastMail) -> None:
    invitation = invite(contact)
    old = token_in(last_mail(invitation.email))
    late = NOON + timedelta(days=15)
    with pytest.raises(invitations.CannotInvite, match="verlopen"):
        invitations.accept_invitation(invitation=invitation, first_name="Ward", last_name="Grasveld", at=late)

    invitations.renew_invitation(invitation=invitation, at=late)

    new = token_in(last_mail(invitation.email))
    assert new != old
    assert invitations.accept_invitation(
        invitation=invitation_with_token(new), first_name="Ward", last_name="Grasveld", at=late
    ).pk


def test_invitation_that_still_works_is_not_renewed_by_strangers(contact: Membership) -> None:
    invitation = invite(contact)

    with pytest.raises(invitations.CannotInvite, match="werkt nog"):
        invitations.renew_invitation(invitation=invitation, at=NOON + timedelta(days=1))

    assert OutgoingMail.objects.count() == 1


def test_sent_again_invitation_replaces_the_link(contact: Membership, last_mail: LastMail) -> None:
    invitation = invite(contact)
    old = token_in(last_mail(invitation.email))

    invitations.resend_invitation(invitation=invitation, by=contact.person, at=NOON + timedelta(hours=1))

    assert invitation_with_token(token_in(last_mail(invitation.email))) == invitation
    assert Invitation.objects.exclude(token_hash=managing.hash_of(old)).exists()


def test_withdrawn_invitation_cannot_be_accepted(contact: Membership) -> None:
    invitation = invite(contact)
    invitations.withdraw_invitation(invitation=invitation, by=contact.person, at=NOON)

    with pytest.raises(invitations.CannotInvite, match="ingetrokken"):
        invitations.accept_invitation(invitation=invitation, first_name="Ward", last_name="Grasveld", at=NOON)
    with pytest.raises(invitations.CannotInvite, match="ingetrokken"):
        invitations.resend_invitation(invitation=invitation, by=contact.person, at=NOON)


def test_member_or_invited_person_is_not_invited_twice(contact: Membership) -> None:
    invite(contact)

    with pytest.raises(invitations.CannotInvite, match="kreeg al een uitnodiging"):
        invite(contact)
    with pytest.raises(invitations.CannotInvite, match="heeft deze rol al"):
        invite(contact, email=contact.person.email)


def test_role_of_another_kind_of_organisation_cannot_be_invited(contact: Membership) -> None:
    with pytest.raises(invitations.CannotInvite, match="past niet"):
        invite(contact, role=rules.ADMINISTRATOR)


# Registration


def test_newcomer_becomes_contact_of_a_new_organisation() -> None:
    done = registration.register(newcomer=newcomer(), at=NOON)

    assert done.person is not None
    member = Membership.objects.get(person=done.person)
    assert (member.role, member.organisation.name, member.organisation.kind) == (
        rules.ORGANISATION_CONTACT, "De Vlier vzw", "organisation"
    )  # fmt: skip
    assert AuditEntry.objects.get(action="organisation.register").by_id == done.person.pk


def test_newcomer_to_a_known_organisation_is_passed_to_its_contact(contact: Membership, last_mail: LastMail) -> None:
    done = registration.register(newcomer=newcomer(contact.organisation.enterprise_number), at=NOON)

    assert done.person is None
    assert not Person.objects.filter(email="ward@voorbeeld.test").exists()
    mail = last_mail(contact.person.email)
    assert "ward@voorbeeld.test" in mail.body
    assert f"/organisatie/{contact.organisation.public_id}/uitnodigen/?email=ward%40voorbeeld.test" in mail.body
    assert AuditEntry.objects.get(action="organisation.ask_access").by_id is None


def test_newcomer_to_an_organisation_without_contact_is_passed_to_administrators(
    administrator: Person, last_mail: LastMail
) -> None:  # fmt: skip
    registration.register(newcomer=newcomer(factories.make_organisation().enterprise_number), at=NOON)

    assert "ward@voorbeeld.test" in last_mail(administrator.email).body


def test_asking_twice_a_day_sends_one_mail(contact: Membership) -> None:
    for _ in range(2):
        registration.register(newcomer=newcomer(contact.organisation.enterprise_number), at=NOON)

    assert OutgoingMail.objects.filter(to_email=contact.person.email).count() == 1


def test_contact_who_registers_again_is_simply_let_in(contact: Membership) -> None:
    done = registration.register(
        newcomer=newcomer(contact.organisation.enterprise_number, email=contact.person.email), at=NOON
    )

    assert done.person == contact.person
    assert OutgoingMail.objects.count() == 0


def test_closed_login_cannot_register() -> None:
    closed = factories.make_person(is_active=False)

    with pytest.raises(registration.CannotRegister, match="afgesloten"):
        registration.register(newcomer=newcomer(email=closed.email), at=NOON)


# People


def test_another_address_must_be_free_and_ends_all_sessions(administrator: Person, contact: Membership) -> None:
    other = factories.make_person()
    facts = {"first_name": "Noor", "last_name": "Appelhof", "phone": ""}

    with pytest.raises(people.CannotChangePerson, match="gebruikt dit e-mailadres al"):
        people.change_person(person=contact.person, email=other.email, by=administrator, at=NOON, **facts)
    people.change_person(person=contact.person, email="Vers@Voorbeeld.test", by=administrator, at=NOON, **facts)

    contact.person.refresh_from_db()
    assert contact.person.email == "vers@voorbeeld.test"


def test_closed_login_and_its_reason(administrator: Person) -> None:
    trainer = factories.make_membership(rules.TRAINER).person

    people.close_person(person=trainer, reason="left", by=administrator, at=NOON)

    trainer.refresh_from_db()
    assert not trainer.is_active
    assert AuditEntry.objects.get(action="person.close").facts == {"reason": "left"}
    people.reopen_person(person=trainer, by=administrator, at=NOON)
    trainer.refresh_from_db()
    assert trainer.is_active


def test_own_login_and_last_contact_cannot_be_closed(administrator: Person, contact: Membership) -> None:
    with pytest.raises(people.CannotChangePerson, match="eigen login"):
        people.close_person(person=administrator, reason="asked", by=administrator, at=NOON)
    with pytest.raises(people.CannotChangePerson, match=re.escape(contact.organisation.name)):
        people.close_person(person=contact.person, reason="left", by=administrator, at=NOON)


def test_session_of_a_closed_person_is_over_at_once(administrator: Person) -> None:
    trainer = factories.make_membership(rules.TRAINER).person
    client = factories.client_for(trainer)
    assert client.get("/mijn-account/").status_code == 200

    people.close_person(person=trainer, reason="safety", by=administrator, at=NOON)

    assert client.get("/mijn-account/").status_code == 302


# The trace belongs to the act


@pytest.mark.parametrize("act", ["change", "sectors", "end", "invite", "accept", "register", "close"])
def test_act_is_undone_when_its_trace_cannot_be_written(act: str, fresh_database: OwnDatabase) -> None:
    administrator = factories.make_membership(rules.ADMINISTRATOR).person
    contact = factories.make_membership()
    factories.make_membership(organisation=contact.organisation)
    waiting = invite(contact, email="ander@voorbeeld.test")
    organisation, by = contact.organisation, contact.person
    acts: dict[str, Callable[[], object]] = {
        "change": lambda: organisations.change_organisation(
            organisation=organisation, version=1, by=by, at=NOON, **facts_of(organisation, name="Nieuw")),
        "sectors": lambda: sectors.add_sectors(
            organisation=organisation, new=[SectorFacts("331", "122")], by=by, at=NOON),
        "end": lambda: memberships.end_membership(membership=contact, ends_on=TODAY, by=by, at=NOON),
        "invite": lambda: invite(contact),
        "accept": lambda: invitations.accept_invitation(
            invitation=waiting, first_name="Ward", last_name="Grasveld", at=NOON),
        "register": lambda: registration.register(newcomer=newcomer(), at=NOON),
        "close": lambda: people.close_person(person=by, reason="left", by=administrator, at=NOON),
    }  # fmt: skip
    before = everything()

    break_audit(fresh_database)

    with pytest.raises(IntegrityError, match="audit is full"):
        acts[act]()

    assert everything() == before


def break_audit(database: OwnDatabase) -> None:
    """From now on the database refuses every audit line, as a full disk or a lost right would."""
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("""create function audit_is_full() returns trigger language plpgsql
                         as $$ begin raise exception 'audit is full' using errcode = 'check_violation'; end $$""")
        owner.execute("""create trigger audit_is_full before insert on kernel_auditentry
                         for each row execute function audit_is_full()""")


def everything() -> tuple[object, ...]:
    return tuple(
        sorted(map(str, model.objects.values_list()))
        for model in (Organisation, Sector, Membership, Invitation, Person, OutgoingMail, AuditEntry)
    )


def invite(contact: Membership, **facts: str) -> Invitation:
    return invitations.invite_member(
        organisation=contact.organisation, by=contact.person, at=NOON,
        **{"email": "nieuw@voorbeeld.test", "name": "Ward Grasveld", "role": rules.ORGANISATION_CONTACT,
           "secrecy_regime": "none", **facts},
    )  # fmt: skip


def newcomer(enterprise_number: str | None = None, **facts: str) -> registration.Newcomer:
    return registration.Newcomer(
        **{"enterprise_number": enterprise_number or factories.enterprise_number(), "organisation_name": "De Vlier vzw",
           "first_name": "Ward", "last_name": "Grasveld", "email": "ward@voorbeeld.test", **facts}
    )  # fmt: skip


def facts_of(organisation: Organisation, **changes: str) -> dict[str, str]:
    names = ("name", "enterprise_number", "street", "postal_code", "place", "email", "phone", "website")
    return {**{name: getattr(organisation, name) for name in names}, **changes}


def token_in(mail: OutgoingMail) -> str:
    found = re.search(r"/uitnodiging/([^/]+)/", mail.body)
    assert found
    return found[1]
