"""The ways in, in a real browser: code, passkey on the device, the lock that gives back what was typed."""

import re
from collections.abc import Iterable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from playwright.sync_api import CDPSession, Page, expect

from tandem.identity.models import Person
from tandem.kernel.models import OutgoingMail
from tests import factories
from tests.journeys.conftest import NewWindow
from tests.journeys.measuring import faults_of
from tests.journeys.site import Site

pytestmark = pytest.mark.journey


@pytest.fixture
def person(site: Site) -> Person:
    return factories.make_membership().person


@pytest.fixture
def home(site: Site) -> str:
    """Passkeys belong to a name, not to a number."""
    return site.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def device(page: Page) -> CDPSession:
    """A device that knows its holder, as a phone with a fingerprint does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    return session


@pytest.mark.usefixtures("device")
def test_passkey_is_made_and_opens_the_door_alone(page: Page, home: str, person: Person) -> None:
    log_in(page, home, person)
    page.goto(f"{home}/mijn-account/aanmelden/sleutel/")
    page.get_by_label("Naam van dit toestel").fill("Werklaptop")
    page.get_by_role("button", name="Maak de sleutel").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    assert Authenticator.objects.get(user=person, type="webauthn").wrap().name == "Werklaptop"
    page.get_by_role("button", name="Afmelden").click()

    page.goto(f"{home}/aanmelden/?next=/mijn-account/")
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()

    expect(page).to_have_url(f"{home}/mijn-account/")
    expect(page.get_by_label("Voornaam")).to_have_value(person.first_name)


@pytest.mark.usefixtures("device")
def test_passkey_is_the_second_step_after_a_code(page: Page, home: str, person: Person) -> None:
    log_in(page, home, person)
    page.goto(f"{home}/mijn-account/aanmelden/sleutel/")
    page.get_by_role("button", name="Maak de sleutel").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()

    ask_and_fill_code(page, home, person)
    page.get_by_role("button", name="Gebruik mijn toegangssleutel").click()

    expect(page).to_have_url(f"{home}/start/")


def test_cancelled_passkey_says_what_to_do(page: Page, home: str, device: CDPSession) -> None:
    page.goto(f"{home}/aanmelden/")

    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()

    expect(page.get_by_text("vraag een code per e-mail")).to_be_visible()


@pytest.mark.parametrize("page", [{"javascript": False}, {"width": 360}], indirect=True)
def test_code_logs_in_without_javascript_and_on_a_phone(page: Page, home: str, person: Person) -> None:
    log_in(page, home, person)

    page.goto(f"{home}/mijn-account/")

    expect(page.get_by_label("Voornaam")).to_have_value(person.first_name)


def test_form_that_meets_the_lock_is_filled_in_again(page: Page, home: str, person: Person) -> None:
    log_in(page, home, person)
    page.goto(f"{home}/mijn-account/")
    page.get_by_label("Achternaam").fill("Van den Typer")
    let_it_be_idle(person)

    page.evaluate("document.querySelector('main form').requestSubmit()")
    expect(page.get_by_role("heading", name=f"Ben je er nog, {person.first_name}?")).to_be_visible()
    expect(page.get_by_label("E-mailadres")).to_have_value(person.email)
    faults = faults_of(page)
    fill_code(page, person)
    expect(page.get_by_text("Van den Typer")).to_be_visible()
    faults += faults_of(page)
    page.get_by_role("button", name="Verder met wat ik typte").click()

    expect(page.get_by_text("Je gegevens zijn bewaard")).to_be_visible()
    assert faults == []
    person.refresh_from_db()
    assert person.last_name == "Van den Typer"


def test_screen_that_locks_by_itself_gives_back_the_open_form(page: Page, home: str, person: Person) -> None:
    page.clock.install()
    log_in(page, home, person)
    page.goto(f"{home}/mijn-account/")
    page.get_by_label("Achternaam").fill("Van den Typer")
    page.clock.fast_forward("14:30")
    expect(page.get_by_role("heading", name="Ben je er nog?")).to_be_visible()
    let_it_be_idle(person)

    page.clock.fast_forward("00:40")
    expect(page.get_by_role("heading", name=f"Ben je er nog, {person.first_name}?")).to_be_visible()
    fill_code(page, person)

    expect(page).to_have_url(f"{home}/mijn-account/")
    expect(page.get_by_text("hebben we weer ingevuld")).to_be_visible()
    expect(page.get_by_label("Achternaam")).to_have_value("Van den Typer")


def test_staying_keeps_the_screen_open(page: Page, home: str, person: Person) -> None:
    page.clock.install()
    log_in(page, home, person)
    page.goto(f"{home}/mijn-account/")
    page.clock.fast_forward("14:30")

    page.get_by_role("button", name="Ik ben er nog").click()

    expect(page.get_by_role("heading", name="Ben je er nog?")).to_be_hidden()
    expect(page).to_have_url(f"{home}/mijn-account/")


def test_newcomer_accepts_an_invitation(new_window: NewWindow, home: str, person: Person) -> None:
    boss, guest = new_window().page, new_window(width=360).page
    log_in(boss, home, person)
    boss.goto(f"{home}/organisatie/")
    boss.get_by_role("link", name="Nodig iemand uit").click()
    boss.get_by_label("E-mailadres").fill("collega@voorbeeld.test")
    boss.get_by_label("Naam").fill("Selma Hazelnoot")
    boss.get_by_role("radio", name="contactpersoon van de organisatie").check()
    boss.get_by_role("button", name="Stuur de uitnodiging").click()
    expect(boss.get_by_text("De uitnodiging is verstuurd")).to_be_visible()

    body = newest_mail("collega@voorbeeld.test").body
    link = re.search(r"/uitnodiging/\S+", body)
    assert link
    guest.goto(f"{home}{link[0]}")
    guest.get_by_role("button", name="Neem de uitnodiging aan").click()

    expect(guest).to_have_url(f"{home}/start/")
    boss.reload()
    expect(boss.get_by_role("rowheader", name="Selma Hazelnoot")).to_be_visible()


def test_organisation_registers_itself(page: Page, home: str) -> None:
    page.goto(f"{home}/aanmelden/")
    page.get_by_role("link", name="Registreer je organisatie").click()
    page.get_by_label("Ondernemingsnummer").fill("123")
    page.get_by_label("Naam van de organisatie").fill("De Nieuwe Vlier vzw")
    page.get_by_label("Voornaam").fill("Ward")
    page.get_by_label("Achternaam").fill("Grasveld")
    page.get_by_label("E-mailadres").fill("ward.vlier@voorbeeld.test")
    page.get_by_role("button", name="Stuur me een code").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit ondernemingsnummer klopt niet")
    page.get_by_label("Ondernemingsnummer").fill(factories.enterprise_number())
    page.get_by_role("button", name="Stuur me een code").click()
    page.get_by_label("Code uit de e-mail").fill(code_in(newest_mail("ward.vlier@voorbeeld.test")))
    page.get_by_role("button", name="Ga verder").click()

    expect(page).to_have_url(f"{home}/start/")


OWN_PAGES = (
    "mijn-account/aanmelden/", "mijn-account/aanmelden/wachtwoord/", "mijn-account/aanmelden/app/",
    "mijn-account/aanmelden/app/weg/", "mijn-account/aanmelden/sleutel/", "mijn-account/aanmelden/herstelcodes/",
    "mijn-account/aanmelden/herstelcodes/nieuw/", "mijn-account/toestellen/", "bevestigen/", "slot/",
)  # fmt: skip


@pytest.mark.parametrize("page", [{"width": 360}, {"width": 1280}], indirect=True)
def test_pages_of_a_login_of_just_now_are_accessible(page: Page, home: str, person: Person) -> None:
    log_in(page, home, person)
    contact = person.memberships.get()
    sector = factories.make_sector(contact.organisation)
    mine = f"organisatie/{contact.organisation.public_id}"
    paths = [*OWN_PAGES, f"{mine}/lid/{contact.pk}/", f"{mine}/lid/{contact.pk}/einde/"]
    faults = faults_on(page, home, [*paths, f"{mine}/sectoren/{sector.pk}/einde/"])

    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    faults += faults_on(page, home, OWN_PAGES)

    assert faults == []


@pytest.mark.parametrize("page", [{"width": 360}, {"width": 1280}], indirect=True)
def test_pages_in_the_middle_of_a_login_are_accessible(page: Page, home: str, person: Person) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    page.goto(f"{home}/aanmelden/")
    page.get_by_role("button", name="Stuur me een code").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul je e-mailadres in")
    faults = faults_of(page)

    page.get_by_label("E-mailadres").fill(str(person.email))
    page.get_by_role("button", name="Stuur me een code").click()
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    faults += faults_of(page)
    page.get_by_label("Code uit de e-mail").fill(code_in(newest_mail(str(person.email))))
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()

    assert faults + faults_of(page) == []


def faults_on(page: Page, home: str, paths: Iterable[str]) -> list[str]:
    faults = []
    for path in paths:
        page.goto(f"{home}/{path}")
        faults += [f"{path}: {fault}" for fault in faults_of(page)]
    return faults


def log_in(page: Page, home: str, person: Person) -> None:
    ask_and_fill_code(page, home, person)
    expect(page).to_have_url(f"{home}/start/")


def ask_and_fill_code(page: Page, home: str, person: Person) -> None:
    page.goto(f"{home}/aanmelden/")
    page.get_by_label("E-mailadres").fill(str(person.email))
    fill_code(page, person)


def fill_code(page: Page, person: Person) -> None:
    page.get_by_role("button", name="Stuur me een code").click()
    field = page.get_by_label("Code uit de e-mail")
    expect(field).to_be_visible()
    field.fill(code_in(newest_mail(str(person.email))))
    page.get_by_role("button", name="Ga verder").click()


def newest_mail(to_email: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(to_email=to_email).latest("pk")


def code_in(mail: OutgoingMail) -> str:
    found = re.search(r"^\d{3}-\d{3}$", mail.body, re.MULTILINE)
    assert found
    return found[0]


def let_it_be_idle(person: Person) -> None:
    """As if nobody clicked for twenty minutes."""
    for key in UserSession.objects.filter(user=person).values_list("session_key", flat=True):
        store = Session.get_session_store_class()(key)
        if "seen" in store:
            store["seen"] -= 20 * 60
            store.save()
