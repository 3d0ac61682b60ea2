"""Pages: who may open them, what a form with errors keeps, and what happens after a button."""

import re
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity import rules
from tandem.identity.models import Invitation, Membership, Organisation, Person
from tandem.kernel.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db

CodeFor = Callable[[str], str]
LastMail = Callable[[str], OutgoingMail]
OWN_PAGES = ("organisation", "organisation_edit", "sectors_add", "member_invite")
ADMINISTRATOR_PAGES = ("organisation_list", "organisation_new", "person_list")


@pytest.fixture
def contact() -> Membership:
    return factories.make_membership()


@pytest.fixture
def visitor(contact: Membership) -> Client:
    return factories.client_for(contact.person)


@pytest.fixture
def administrator() -> Client:
    return factories.client_for(factories.make_membership(rules.ADMINISTRATOR).person)


# Doors


@pytest.mark.parametrize("page", OWN_PAGES)
def test_page_of_an_organisation_opens_for_its_contact(contact: Membership, visitor: Client, page: str) -> None:
    assert visitor.get(reverse(page, args=[contact.organisation.public_id])).status_code == 200


@pytest.mark.parametrize("page", [*OWN_PAGES, "organisation_history", "organisation_close"])
def test_stranger_organisation_does_not_exist_or_is_closed_off(visitor: Client, page: str) -> None:
    stranger = factories.make_membership().organisation

    status = visitor.get(reverse(page, args=[stranger.public_id])).status_code

    assert status == (404 if page in OWN_PAGES else 403)


@pytest.mark.parametrize("page", ["organisation_edit", "sectors_add", "member_invite"])
def test_member_who_does_not_look_after_it_reads_only(page: str) -> None:
    trainer = factories.make_membership(rules.TRAINER)
    client = factories.client_for(trainer.person)
    key = [trainer.organisation.public_id]

    assert client.get(reverse("organisation", args=key)).status_code == 200
    assert client.get(reverse(page, args=key)).status_code == 403
    assert client.post(reverse(page, args=key)).status_code == 403


@pytest.mark.parametrize("page", ["membership_edit", "membership_end", "membership_training", "sector_end"])
def test_part_of_another_organisation_is_not_found_through_ones_own(
    contact: Membership, visitor: Client, page: str
) -> None:  # fmt: skip
    theirs = factories.make_membership()
    pk = factories.make_sector(theirs.organisation).pk if page == "sector_end" else theirs.pk

    assert visitor.get(reverse(page, args=[contact.organisation.public_id, pk])).status_code == 404
    assert visitor.post(reverse(page, args=[contact.organisation.public_id, pk])).status_code == 404


@pytest.mark.parametrize("page", ["invitation_resend", "invitation_withdraw"])
def test_invitation_of_another_organisation_is_not_found(contact: Membership, visitor: Client, page: str) -> None:
    theirs = invited(factories.make_membership())

    assert visitor.post(reverse(page, args=[contact.organisation.public_id, theirs.pk])).status_code == 404
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("role", [role for role in rules.ROLES if role != rules.ADMINISTRATOR])
@pytest.mark.parametrize("page", ADMINISTRATOR_PAGES)
def test_administration_is_for_administrators(role: str, page: str) -> None:
    client = factories.client_for(factories.make_membership(role).person)

    assert client.get(reverse(page)).status_code == 403


def test_administrator_opens_everything(administrator: Client) -> None:
    organisation = factories.make_membership().organisation
    person = factories.make_person()

    for page in (*OWN_PAGES, "organisation_history", "organisation_close"):
        assert administrator.get(reverse(page, args=[organisation.public_id])).status_code == 200
    for page in ("person", "person_edit", "person_close"):
        assert administrator.get(reverse(page, args=[person.pk])).status_code == 200
    for page in ADMINISTRATOR_PAGES:
        assert administrator.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", ["account", "choose_role", "my_organisations", "mfa_index", "usersessions_list"])
def test_own_page_asks_who_you_are(client: Client, page: str) -> None:
    response = client.get(reverse(page))

    assert response.url == f"{reverse('account_login')}?next={reverse(page)}"


# Organisation


def test_own_facts_are_changed(contact: Membership, visitor: Client) -> None:
    page = reverse("organisation_edit", args=[contact.organisation.public_id])

    response = visitor.post(page, organisation_fields(contact.organisation, name="De Nieuwe Naam", postal_code="2000"))

    assert response.url == reverse("organisation", args=[contact.organisation.public_id])
    contact.organisation.refresh_from_db()
    assert (contact.organisation.name, contact.organisation.province) == ("De Nieuwe Naam", "Antwerpen")


def test_wrong_number_is_explained_and_the_rest_is_kept(contact: Membership, visitor: Client) -> None:
    page = reverse("organisation_edit", args=[contact.organisation.public_id])
    fields = organisation_fields(contact.organisation, enterprise_number="0123.456.748", street="Verse straat 1")

    response = visitor.post(page, fields)

    assert response.status_code == 422
    assert "Dit ondernemingsnummer klopt niet" in response.content.decode()
    assert "Verse straat 1" in response.content.decode()


def test_organisation_changed_by_a_colleague_shows_both_and_saves_at_the_second_try(
    contact: Membership, visitor: Client
) -> None:  # fmt: skip
    page = reverse("organisation_edit", args=[contact.organisation.public_id])
    mine = organisation_fields(contact.organisation, name="Van mij")
    visitor.post(page, organisation_fields(contact.organisation, name="Van een collega"))

    response = visitor.post(page, mine)
    text = response.content.decode()
    second = visitor.post(page, {**mine, "version": version_on(text)})

    assert response.status_code == 422
    assert "Van een collega" in text
    assert "Van mij" in text
    assert second.status_code == 302
    contact.organisation.refresh_from_db()
    assert contact.organisation.name == "Van mij"


def test_two_sectors_are_added_at_once_and_empty_rows_do_not_count(contact: Membership, visitor: Client) -> None:
    response = visitor.post(
        reverse("sectors_add", args=[contact.organisation.public_id]),
        sector_rows(("331", "122", ""), ("319.01", "062", "1/1/2027"), ("", "", "")),
    )

    assert response.status_code == 302
    assert contact.organisation.sectors.count() == 2


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("", "", "")], "Kies minstens één paritair comité"),
        ([("", "122", "")], "Kies het paritair comité dat bij deze rij hoort"),
        ([("331", "12", "")], "drie cijfers"),
        ([("331", "122", "")], "staat er al"),
        ([("329.01", "262", "31/31/2027")], "Vul een dag in die bestaat"),
    ],
)
def test_wrong_sector_is_explained(
    contact: Membership, visitor: Client, rows: list[tuple[str, str, str]], sentence: str
) -> None:  # fmt: skip
    factories.make_sector(contact.organisation)

    response = visitor.post(reverse("sectors_add", args=[contact.organisation.public_id]), sector_rows(*rows))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert contact.organisation.sectors.count() == 1


def test_sector_is_ended(contact: Membership, visitor: Client) -> None:
    sector = factories.make_sector(contact.organisation)
    page = reverse("sector_end", args=[contact.organisation.public_id, sector.pk])

    assert visitor.post(page, {"ends_on": "1/1/2019"}).status_code == 422
    assert visitor.post(page, {"ends_on": "31/12/2027"}).status_code == 302


def test_planner_notes_a_diploma() -> None:
    planner = factories.make_membership(rules.PLANNER)
    expert = factories.make_membership(rules.EXPERIENTIAL_EXPERT, organisation=planner.organisation, trained_on=None)
    client = factories.client_for(planner.person)
    page = reverse("membership_training", args=[planner.organisation.public_id, expert.pk])

    response = client.post(page, {"trained_on": "28/6/2024"})

    assert response.status_code == 302
    shown = client.get(reverse("organisation", args=[planner.organisation.public_id])).content.decode()
    assert "opgeleid op 28/6/2024" in shown


def test_last_contact_reads_why_the_role_cannot_end(contact: Membership, visitor: Client) -> None:
    page = reverse("membership_end", args=[contact.organisation.public_id, contact.pk])

    response = visitor.post(page, {"ends_on": "1/3/2027"})

    assert response.status_code == 422
    assert "Nodig eerst een opvolger uit" in response.content.decode()


# Invitations


def test_invitation_from_the_form_to_the_start_page(contact: Membership, visitor: Client, last_mail: LastMail) -> None:
    visitor.post(reverse("member_invite", args=[contact.organisation.public_id]), invitation_fields())
    guest, link = Client(), link_in(last_mail("nieuw@voorbeeld.test"))
    page = guest.get(link)

    response = guest.post(link, {"first_name": "Ward", "last_name": "Grasveld"})

    assert contact.organisation.name in page.content.decode()
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert response.url == reverse("start")
    assert guest.session["_auth_user_id"] == str(Person.objects.get(email="nieuw@voorbeeld.test").pk)
    assert "al aangenomen" in Client().get(link).content.decode()


def test_invitation_without_a_name_asks_it(contact: Membership, visitor: Client, last_mail: LastMail) -> None:
    visitor.post(reverse("member_invite", args=[contact.organisation.public_id]), invitation_fields())

    response = Client().post(link_in(last_mail("nieuw@voorbeeld.test")), {"first_name": "", "last_name": ""})

    assert response.status_code == 422
    assert "Vul een voornaam in" in response.content.decode()


def test_expired_invitation_offers_a_new_link(contact: Membership, visitor: Client, last_mail: LastMail) -> None:
    visitor.post(reverse("member_invite", args=[contact.organisation.public_id]), invitation_fields())
    old = link_in(last_mail("nieuw@voorbeeld.test"))
    Invitation.objects.update(expires_at="2020-01-01T00:00Z")
    guest = Client()

    page = guest.get(old)
    renewed = guest.post(f"{old}nieuwe-link/")

    assert "Deze link is verlopen" in page.content.decode()
    assert "Kijk in je mailbox" in renewed.content.decode()
    new = link_in(last_mail("nieuw@voorbeeld.test"))
    assert guest.get(old).status_code == 404
    assert "Welkom bij" in guest.get(new).content.decode()


def test_withdrawn_invitation_says_so(contact: Membership, visitor: Client, last_mail: LastMail) -> None:
    key = contact.organisation.public_id
    visitor.post(reverse("member_invite", args=[key]), invitation_fields())
    visitor.post(reverse("invitation_withdraw", args=[key, Invitation.objects.get().pk]))

    guest, link = Client(), link_in(last_mail("nieuw@voorbeeld.test"))

    assert "ingetrokken" in guest.get(link).content.decode()
    assert "ingetrokken" in guest.post(link, {"first_name": "W", "last_name": "G"}).content.decode()
    assert "_auth_user_id" not in guest.session


def test_invitation_is_not_accepted_by_somebody_else_who_is_logged_in(
    contact: Membership, visitor: Client, last_mail: LastMail
) -> None:  # fmt: skip
    visitor.post(reverse("member_invite", args=[contact.organisation.public_id]), invitation_fields())
    link = link_in(last_mail("nieuw@voorbeeld.test"))

    response = visitor.post(link, {"first_name": "Ward", "last_name": "Grasveld"})

    assert "voor iemand anders" in response.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_invitation_of_somebody_with_an_app_still_asks_its_code(
    contact: Membership, visitor: Client, last_mail: LastMail
) -> None:  # fmt: skip
    from tests.identity.test_login import person_with_app

    known = person_with_app()
    fields = {**invitation_fields(), "email": known.email}
    visitor.post(reverse("member_invite", args=[contact.organisation.public_id]), fields)
    guest = Client()

    response = guest.post(link_in(last_mail(known.email)))

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in guest.session


def test_guessed_link_does_not_exist(client: Client) -> None:
    assert client.get(reverse("invitation", args=["geraden"])).status_code == 404


def test_invitation_to_a_member_is_explained_and_kept(contact: Membership, visitor: Client) -> None:
    fields = {**invitation_fields(), "email": contact.person.email}

    response = visitor.post(reverse("member_invite", args=[contact.organisation.public_id]), fields)

    assert response.status_code == 422
    assert "heeft deze rol al" in response.content.decode()


def test_link_of_who_asked_access_fills_the_form_in(contact: Membership, visitor: Client) -> None:
    page = reverse("member_invite", args=[contact.organisation.public_id])

    response = visitor.get(page, {"email": "ward@voorbeeld.test", "naam": "Ward Grasveld"})

    assert 'value="ward@voorbeeld.test"' in response.content.decode()
    assert 'value="Ward Grasveld"' in response.content.decode()


# Registration


def test_newcomer_registers_with_a_code_and_is_logged_in(client: Client, code_for: CodeFor) -> None:
    response = client.post(reverse("register"), registration_fields())
    assert response.url == reverse("register_code")
    wrong = client.post(reverse("register_code"), {"code": "000-000"})

    response = client.post(reverse("register_code"), {"code": code_for("ward@voorbeeld.test")})

    assert (wrong.status_code, response.url) == (422, reverse("start"))
    assert Organisation.objects.get(name="De Vlier vzw").memberships.get().role == rules.ORGANISATION_CONTACT


def test_registration_of_a_known_organisation_tells_nothing_before_and_little_after(
    client: Client, contact: Membership, code_for: CodeFor, last_mail: LastMail
) -> None:  # fmt: skip
    number = contact.organisation.enterprise_number

    step = client.post(reverse("register"), registration_fields(enterprise_number=number), follow=True)
    page = client.post(reverse("register_code"), {"code": code_for("ward@voorbeeld.test")}, follow=True)

    assert step.redirect_chain[-1][0] == reverse("register_code")
    assert page.redirect_chain[-1][0] == reverse("register_asked")
    for text in (step.content.decode(), page.content.decode()):
        assert contact.organisation.name not in text
        assert contact.person.last_name not in text
    assert "_auth_user_id" not in client.session
    assert "ward@voorbeeld.test" in last_mail(contact.person.email).body


def test_registration_code_dies_after_ten_minutes_and_five_tries(client: Client, code_for: CodeFor) -> None:
    with time_machine.travel("2027-03-01 09:00 +0100", tick=False):
        client.post(reverse("register"), registration_fields())
    with time_machine.travel("2027-03-01 09:11 +0100", tick=False):
        late = client.post(reverse("register_code"), {"code": code_for("ward@voorbeeld.test")})
        client.post(reverse("register"), registration_fields())
        for _ in range(5):
            client.post(reverse("register_code"), {"code": "000-000"})
        tired = client.post(reverse("register_code"), {"code": code_for("ward@voorbeeld.test")})

    assert "Deze code werkt niet meer" in late.content.decode()
    assert "Deze code werkt niet meer" in tired.content.decode()
    assert not Organisation.objects.exists()


def test_registration_keeps_what_was_typed(client: Client) -> None:
    response = client.post(reverse("register"), registration_fields(enterprise_number="123"))

    assert response.status_code == 422
    assert "De Vlier vzw" in response.content.decode()
    assert OutgoingMail.objects.count() == 0


def test_code_page_without_a_registration_goes_back(client: Client) -> None:
    assert client.get(reverse("register_code")).url == reverse("register")


def test_address_gets_five_registration_codes_in_a_quarter(client: Client) -> None:
    answers = [client.post(reverse("register"), registration_fields()) for _ in range(6)]

    assert answers[-1].status_code == 429
    assert OutgoingMail.objects.count() == 5


# Administration


def test_administrator_makes_a_provider_and_invites_the_first_planner(
    administrator: Client, last_mail: LastMail
) -> None:  # fmt: skip
    response = administrator.post(reverse("organisation_new"), {"kind": "provider", "name": "De Brug"})
    provider = Organisation.objects.get(name="De Brug")
    fields = {**invitation_fields(), "role": rules.PLANNER}
    administrator.post(reverse("member_invite", args=[provider.public_id]), fields)

    assert response.url == reverse("organisation", args=[provider.public_id])
    assert Invitation.objects.get().role == rules.PLANNER
    assert "planner" in last_mail("nieuw@voorbeeld.test").body


def test_name_that_looks_alike_is_shown_before_anything_is_made(administrator: Client) -> None:
    factories.make_organisation(name="De Lindeboom vzw")
    fields = {"kind": "organisation", "name": "Lindeboom", "enterprise_number": factories.enterprise_number()}

    first = administrator.post(reverse("organisation_new"), fields)
    second = administrator.post(reverse("organisation_new"), {**fields, "looked_at": "1"})

    assert first.status_code == 422
    assert "De Lindeboom vzw" in first.content.decode()
    assert second.status_code == 302
    assert Organisation.objects.filter(name="Lindeboom").count() == 1


@pytest.mark.parametrize("words", ["linde", "LÎNDE", "0123.456.749", "aalst"])
def test_organisation_is_found_by_name_number_or_place(administrator: Client, words: str) -> None:
    factories.make_organisation(name="De Lindeboom", enterprise_number="0123456749", place="Aalst")
    factories.make_organisation(name="De Wilg", place="Gent")

    page = administrator.get(reverse("organisation_list"), {"zoek": words})

    assert [row.name for row in page.context["rows"]] == ["De Lindeboom"]


def test_list_of_organisations_costs_the_same_for_one_and_for_many(administrator: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            administrator.get(reverse("organisation_list"))
        return len(context)

    factories.make_membership()
    queries()  # the first visit writes the session
    one = queries()
    for _ in range(5):
        factories.make_membership()

    assert queries() == one


def test_person_is_found_changed_closed_and_opened(administrator: Client) -> None:
    person = factories.make_membership(
        rules.TRAINER, person=factories.make_person(first_name="Zoë", last_name="Van Veen")
    ).person
    found = administrator.get(reverse("person_list"), {"zoek": "zoe veen"})
    fields = {"first_name": "Zoë", "last_name": "Van Veen", "email": "zoe@voorbeeld.test", "phone": ""}

    administrator.post(reverse("person_edit", args=[person.pk]), fields)
    administrator.post(reverse("person_close", args=[person.pk]), {"reason": "left"})
    closed = administrator.get(reverse("person_list"), {"gesloten": "1"})
    administrator.post(reverse("person_reopen", args=[person.pk]))

    assert [row.name for row in found.context["rows"]] == ["Zoë Van Veen"]
    assert [row.email for row in closed.context["rows"]] == ["zoe@voorbeeld.test"]
    person.refresh_from_db()
    assert person.is_active
    history = [row.text for row in administrator.get(reverse("person", args=[person.pk])).context["entries"]]
    assert history == [
        "opende deze login opnieuw", "sloot deze login af: werkt niet meer mee", "wijzigde naam, adres of telefoon"
    ]  # fmt: skip


def test_who_has_an_own_file_alone_is_not_found_and_gets_no_address_from_an_administrator(
    administrator: Client,
) -> None:
    person = factories.make_person(email=None, first_name="Kanarievogel")
    fields = {"first_name": "Kanarievogel", "last_name": "", "email": "indringer@voorbeeld.test", "phone": ""}

    listed = administrator.get(reverse("person_list"), {"zoek": "kanarie"})
    changed = administrator.post(reverse("person_edit", args=[person.pk]), fields)

    assert list(listed.context["rows"]) == []
    assert changed.status_code == administrator.get(reverse("person", args=[person.pk])).status_code == 404
    person.refresh_from_db()
    assert person.email is None


def test_organisation_is_closed_with_a_reason_and_shows_its_history(administrator: Client) -> None:
    organisation = factories.make_membership().organisation
    key = [organisation.public_id]

    assert administrator.post(reverse("organisation_close", args=key), {"reason": ""}).status_code == 422
    administrator.post(reverse("organisation_close", args=key), {"reason": "merged"})
    shown = administrator.get(reverse("organisation", args=key)).content.decode()
    history = administrator.get(reverse("organisation_history", args=key)).context["entries"]
    administrator.post(reverse("organisation_reopen", args=key))

    assert "afgesloten" in shown
    assert [row.text for row in history] == ["sloot de organisatie af: ging op in een andere organisatie"]
    organisation.refresh_from_db()
    assert organisation.is_active


def organisation_fields(organisation: Organisation, **changes: str) -> dict[str, object]:
    return {
        "name": organisation.name, "enterprise_number": organisation.enterprise_number, "street": "", "postal_code": "",
        "place": "", "email": "", "phone": "", "website": "", "version": organisation.version, **changes,
    }  # fmt: skip


def sector_rows(*rows: tuple[str, str, str]) -> dict[str, str]:
    fields = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for number, (committee, category, day) in enumerate(rows):
        fields[f"form-{number}-joint_committee"] = committee
        fields[f"form-{number}-rsz_category"] = category
        fields[f"form-{number}-valid_from"] = day
    return fields


def invitation_fields() -> dict[str, str]:
    return {
        "email": "nieuw@voorbeeld.test", "name": "Ward Grasveld", "role": rules.ORGANISATION_CONTACT,
        "secrecy_regime": "none",
    }  # fmt: skip


def registration_fields(**changes: str) -> dict[str, str]:
    return {
        "enterprise_number": factories.enterprise_number(999_999), "organisation_name": "De Vlier vzw",
        "first_name": "Ward", "last_name": "Grasveld", "email": "ward@voorbeeld.test", **changes,
    }  # fmt: skip


def invited(member: Membership) -> Invitation:
    return Invitation.objects.create(
        organisation=member.organisation, email="elders@voorbeeld.test", role=member.role, token_hash="x" * 64,
        made_at="2027-03-01T09:00Z", made_by=member.person, expires_at="2027-03-15T09:00Z",
    )  # fmt: skip


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"(/uitnodiging/[^/]+/)", mail.body)
    assert found
    return found[1]


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]
