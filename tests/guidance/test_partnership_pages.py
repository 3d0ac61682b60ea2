"""Local partnerships: they may add to what ships for everybody, never take away."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import get_resolver, reverse

from tandem.guidance.actions import partnership as actions
from tandem.guidance.models import ClientFile, ExtraDomain, Partnership, PartnershipMember
from tandem.guidance.rules.partnership import domain_key, domain_problems
from tandem.guidance.rules.vocabulary import DOMAINS
from tandem.identity.models import Organisation, Person
from tandem.identity.rules import ADMINISTRATOR, GUIDE, PARTNERSHIP_COORDINATOR
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry
from tests.factories import client_for, make_membership, make_organisation
from tests.guidance.factories import make_guide, make_partnership

pytestmark = pytest.mark.django_db
RULES = {"default_secrecy": "professional_secrecy", "basis": "public_task"}


def take_part(partnership: Partnership, organisation: Organisation, by: Person) -> PartnershipMember:
    return actions.add_member(
        partnership, organisation_id=organisation.pk, default_secrecy="professional_secrecy", legal_basis="opdracht",
        by=by, at=clock.now() - timedelta(days=10),
    )  # fmt: skip


def make_coordinator() -> tuple[Person, Partnership]:
    """Somebody who coordinates the partnership of their organisation."""
    membership = make_membership(PARTNERSHIP_COORDINATOR, organisation=make_organisation())
    partnership = make_partnership()
    take_part(partnership, membership.organisation, membership.person)
    return membership.person, partnership


def test_administrator_makes_a_partnership_and_brings_organisations_in() -> None:
    administrator = make_membership(ADMINISTRATOR).person
    organisation = make_organisation(name="Huis van de Buurt")
    browser = client_for(administrator)

    browser.post(reverse("partnership_new"), {"name": "Waas"})
    partnership = Partnership.objects.get()
    address = reverse("partnership_member_add", args=[partnership.pk])
    assert "Huis van de Buurt" in browser.get(address, {"zoek": "huis van"}).content.decode()
    browser.post(f"{address}?zoek=huis+van", {"organisation": organisation.pk, **RULES})
    browser.post(reverse("partnership_area_add", args=[partnership.pk]), {"nis_code": "44021"})

    page = browser.get(reverse("partnership", args=[partnership.pk])).content.decode()
    assert "Huis van de Buurt" in page
    assert "beroepsgeheim" in page
    assert "AVG art. 6.1.e" in page
    assert "Gent" in page
    assert AuditEntry.objects.filter(action__startswith="partnership.").count() == 3


def test_only_an_administrator_makes_a_partnership() -> None:
    coordinator, _ = make_coordinator()
    assert client_for(coordinator).get(reverse("partnership_new")).status_code == 403
    assert client_for(make_guide()).get(reverse("partnership_list")).status_code == 403


def test_coordinator_sees_the_own_partnership_only() -> None:
    coordinator, partnership = make_coordinator()
    other = make_partnership(name="Ergens anders")
    browser = client_for(coordinator)

    listed = browser.get(reverse("partnership_list")).content.decode()

    assert partnership.name in listed
    assert "Ergens anders" not in listed
    for name in ("partnership", "partnership_area_add", "partnership_member_add", "partnership_domain_add"):
        assert browser.get(reverse(name, args=[partnership.pk])).status_code == 200
        assert browser.get(reverse(name, args=[other.pk])).status_code == 404


def test_organisation_takes_part_once() -> None:
    coordinator, partnership = make_coordinator()
    again = coordinator.memberships.get().organisation
    with pytest.raises(actions.CannotAdd):
        take_part(partnership, again, coordinator)


@pytest.mark.parametrize("typed", [{"organisation": ""}, {"organisation": "0"}, {"basis": "other", "basis_words": " "}])
def test_organisation_without_its_rules_is_refused(typed: dict[str, str]) -> None:
    coordinator, partnership = make_coordinator()
    organisation = make_organisation(name="Huis van de Buurt")
    right = {"organisation": str(organisation.pk), **RULES}

    address = reverse("partnership_member_add", args=[partnership.pk]) + "?zoek=huis"
    answer = client_for(coordinator).post(address, {**right, **typed})

    assert answer.status_code == 422
    assert partnership.members.count() == 1


def test_rules_of_an_organisation_change() -> None:
    coordinator, partnership = make_coordinator()
    member = partnership.members.get()

    address = reverse("partnership_member_edit", args=[partnership.pk, member.pk])
    typed = {"default_secrecy": "duty_of_discretion", "basis": "other", "basis_words": "decreet, art. 12"}
    client_for(coordinator).post(address, typed)

    member.refresh_from_db()
    assert (member.default_secrecy, member.legal_basis) == ("duty_of_discretion", "decreet, art. 12")


def test_leaving_a_partnership_changes_nobodys_file() -> None:
    coordinator, partnership = make_coordinator()
    guide = make_guide()
    member = take_part(partnership, guide.memberships.get().organisation, coordinator)
    client_for(guide).post(reverse("thread_open"), {"called": "Momena", "language": "nl"})

    client_for(coordinator).post(reverse("partnership_member_end", args=[partnership.pk, member.pk]))

    with access.as_system():
        file = ClientFile.objects.get()
        assert (file.partnership_id, file.erased_at) == (partnership.pk, None)
    assert "Momena" in client_for(guide).get(reverse("guide_people")).content.decode()
    member.refresh_from_db()
    assert member.valid_to == clock.today() - timedelta(days=1)


def test_municipality_goes_out_and_may_come_back() -> None:
    coordinator, partnership = make_coordinator()
    browser, add = client_for(coordinator), reverse("partnership_area_add", args=[partnership.pk])
    browser.post(add, {"nis_code": "44021"})
    assert browser.post(add, {"nis_code": "44021"}).status_code == 422
    assert browser.post(add, {"nis_code": "99999"}).status_code == 422

    browser.post(reverse("partnership_area_end", args=[partnership.pk, partnership.areas.get().pk]))
    assert partnership.areas.count() == 0
    assert browser.post(add, {"nis_code": "44021"}).status_code == 302


def test_shipped_life_domains_are_shown_and_cannot_be_taken_away() -> None:
    coordinator, partnership = make_coordinator()
    browser = client_for(coordinator)
    address = reverse("partnership_domain_add", args=[partnership.pk])

    browser.post(address, {"name": "Dieren in huis"})
    for name in ("Wonen", "dieren in huis", "  ", "GEZONDHEID"):
        assert browser.post(address, {"name": name}).status_code == 422

    page = browser.get(reverse("partnership", args=[partnership.pk])).content.decode()
    assert all(name in page for name in DOMAINS.values())
    assert "Dieren in huis" in page
    # No address takes one away, and asking the page itself to do so does nothing.
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and "domain" in name}
    assert [name for name in names if "end" in name or "remove" in name or "delete" in name] == []
    for method in (browser.delete, browser.post):
        method(reverse("partnership", args=[partnership.pk]), {"domain": "housing"})
    assert ExtraDomain.objects.count() == 1
    assert len(DOMAINS) == 14


def test_key_of_an_own_domain_never_hides_a_shipped_one() -> None:
    assert [domain_key(key) for key in DOMAINS if domain_key(key) in DOMAINS] == []
    assert domain_problems("Wonen", []) != []
    assert domain_problems("Dieren", ["Dieren"]) != []
    assert domain_problems("Dieren", []) == []


def test_database_keeps_a_domain_once() -> None:
    _, partnership = make_coordinator()
    ExtraDomain.objects.create(partnership=partnership, key="x_a", name="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtraDomain.objects.create(partnership=partnership, key="x_a", name="B")


def test_guides_of_its_organisations_are_listed() -> None:
    coordinator, partnership = make_coordinator()
    guide = make_guide(coordinator.memberships.get().organisation)
    stranger = make_guide()

    page = client_for(coordinator).get(reverse("partnership", args=[partnership.pk])).content.decode()

    assert str(guide) in page
    assert stranger.memberships.get().organisation.name not in page


def test_contact_of_an_organisation_invites_a_guide() -> None:
    contact = make_membership()
    address = reverse("member_invite", args=[contact.organisation.public_id])
    typed = {"email": "leen@voorbeeld.test", "role": GUIDE, "secrecy_regime": "professional_secrecy"}
    assert client_for(contact.person).post(address, typed).status_code == 302


def test_list_of_who_sees_health_data_is_kept_per_organisation() -> None:
    coordinator, partnership = make_coordinator()
    organisation = partnership.members.get().organisation
    browser = client_for(coordinator)
    typed = {"organisation": organisation.pk, "category": "trajectbegeleiders", "why": "Zorg is een drempel naar werk."}

    assert "nog leeg" in browser.get(reverse("health_access_list")).content.decode()
    browser.post(reverse("health_access_add"), typed)
    page = browser.get(reverse("health_access_list")).content.decode()

    assert "trajectbegeleiders" in page
    assert "Zorg is een drempel naar werk." in page
    other, _ = make_coordinator()
    assert "trajectbegeleiders" not in client_for(other).get(reverse("health_access_list")).content.decode()
    answer = client_for(other).post(reverse("health_access_add"), typed)
    assert answer.status_code == 422


def test_category_leaves_the_list() -> None:
    coordinator, partnership = make_coordinator()
    row = actions.add_health_access(
        organisation_id=partnership.members.get().organisation_id, category="artsen", why="Zorg", by=coordinator,
        at=clock.now() - timedelta(days=3),
    )  # fmt: skip
    stranger, _ = make_coordinator()
    assert client_for(stranger).post(reverse("health_access_end", args=[row.pk])).status_code == 404

    browser = client_for(coordinator)
    browser.post(reverse("health_access_end", args=[row.pk]))

    row.refresh_from_db()
    assert row.valid_to == clock.today() - timedelta(days=1)
    assert "artsen" not in browser.get(reverse("health_access_list")).content.decode()


def test_lists_ask_as_much_for_many(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    coordinator, partnership = make_coordinator()
    for _ in range(5):
        take_part(partnership, make_guide().memberships.get().organisation, coordinator)
    browser = client_for(coordinator)
    for address in (
        reverse("partnership_list"),
        reverse("partnership", args=[partnership.pk]),
        reverse("health_access_list"),
    ):
        browser.get(address)
        with django_assert_max_num_queries(13):
            browser.get(address)
