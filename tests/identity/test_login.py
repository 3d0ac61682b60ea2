"""The ways in: a code by mail, password and app, recovery codes; limits on trying; one's own devices."""

import re
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tandem.identity import rules
from tandem.identity.models import Person
from tandem.kernel.models import AuditEntry, OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "vier gewone woorden samen"
CodeFor = Callable[[str], str]
LastMail = Callable[[str], OutgoingMail]


def test_code_by_mail_logs_in_with_a_new_session(client: Client, code_for: CodeFor) -> None:
    person = factories.make_membership().person
    ask_code(client, person)
    before = client.session.session_key

    response = client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)})

    assert (response.status_code, response.url) == (302, reverse("start"))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before
    entry = AuditEntry.objects.get(action="person.log_in")
    assert (entry.by_id, entry.facts) == (person.pk, {"methods": ["code"]})


def test_code_is_accepted_without_dash_and_returns_to_the_page_asked(client: Client, code_for: CodeFor) -> None:
    person = factories.make_membership().person
    there = reverse("account")
    response = client.post(f"{reverse('account_login')}?next={there}", {"login": person.email.upper()})

    response = client.post(response.url, {"code": code_for(person.email).replace("-", " "), "next": there})

    assert response.url == there


def test_login_never_leads_to_another_site(client: Client, code_for: CodeFor) -> None:
    person = factories.make_membership().person
    ask_code(client, person)

    response = client.post(
        reverse("account_confirm_login_code"), {"code": code_for(person.email), "next": "https://elders.test/"}
    )

    assert response.url == reverse("start")


def test_code_by_mail_works_once(client: Client, code_for: CodeFor) -> None:
    person = factories.make_membership().person
    ask_code(client, person)
    code = code_for(person.email)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("account_logout"))

    response = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert response.url == reverse("account_request_login_code")
    assert "_auth_user_id" not in client.session


def test_wrong_code_says_what_to_do_and_five_times_ends_it(client: Client, code_for: CodeFor) -> None:
    person = factories.make_membership().person
    ask_code(client, person)

    first = client.post(reverse("account_confirm_login_code"), {"code": "000-000"})
    for _ in range(4):
        last = client.post(reverse("account_confirm_login_code"), {"code": "000-000"})

    assert first.status_code == 422
    assert "Deze code klopt niet" in first.content.decode()
    assert last.status_code == 302
    again = client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)})
    assert "_auth_user_id" not in client.session
    assert again.status_code == 302


def test_code_of_eleven_minutes_ago_is_refused(client: Client, code_for: CodeFor) -> None:
    person = factories.make_membership().person
    with time_machine.travel("2027-03-01 09:00 +0100", tick=False):
        ask_code(client, person)
    with time_machine.travel("2027-03-01 09:11 +0100", tick=False):
        client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)})

    assert "_auth_user_id" not in client.session


def test_unknown_address_sees_the_same_page_and_gets_another_mail(client: Client, last_mail: LastMail) -> None:
    known = factories.make_membership().person

    shown = [client.post(reverse("account_login"), {"login": email}, follow=True) for email in ["nieuw@voorbeeld.test"]]
    client.post(reverse("account_logout"))
    shown.append(client.post(reverse("account_login"), {"login": known.email}, follow=True))

    pages = [re.sub(r"[\w.]+@voorbeeld.test|value=\"[^\"]+\"", "", page.content.decode()) for page in shown]
    assert pages[0] == pages[1]
    assert reverse("account_signup") in last_mail("nieuw@voorbeeld.test").body
    assert not re.search(r"\d{3}-\d{3}", last_mail("nieuw@voorbeeld.test").body)


def test_closed_login_gets_no_code(client: Client, last_mail: LastMail) -> None:
    person = factories.make_person(is_active=False)

    client.post(reverse("account_login"), {"login": person.email})

    assert not re.search(r"\d{3}-\d{3}", last_mail(person.email).body)


def test_sign_up_of_allauth_is_not_there(client: Client) -> None:
    response = client.post("/aanmelden/signup/", {"email": "iemand@voorbeeld.test"})

    assert response.status_code == 404
    assert not Person.objects.exists()


def test_password_alone_logs_in_who_has_no_second_step(client: Client) -> None:
    person = factories.make_membership(person=factories.make_person(password=PASSWORD)).person

    response = client.post(reverse("password_login"), {"login": person.email, "password": PASSWORD})

    assert response.url == reverse("start")


def test_password_asks_the_app_too_when_there_is_one(client: Client) -> None:
    person = person_with_app(password=PASSWORD)
    response = client.post(reverse("password_login"), {"login": person.email, "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    right = client.post(reverse("mfa_authenticate"), {"code": app_code()})

    assert wrong.status_code == 422
    assert "Deze code klopt niet" in wrong.content.decode()
    assert right.url == reverse("start")
    assert AuditEntry.objects.get(action="person.log_in").facts == {"methods": ["password", "mfa"]}


def test_code_by_mail_asks_the_app_too_when_there_is_one(client: Client, code_for: CodeFor) -> None:
    person = person_with_app()
    ask_code(client, person)

    response = client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_app_code_works_once(client: Client) -> None:
    person = person_with_app(password=PASSWORD)
    other = Client()
    with time_machine.travel("2027-03-01 09:00 +0100", tick=False):
        for browser in (client, other):
            browser.post(reverse("password_login"), {"login": person.email, "password": PASSWORD})
            browser.post(reverse("mfa_authenticate"), {"code": app_code()})

    assert "_auth_user_id" in client.session
    assert "_auth_user_id" not in other.session


def test_recovery_code_opens_once(client: Client) -> None:
    person = person_with_app(password=PASSWORD)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]

    for browser in (client, Client()):
        browser.post(reverse("password_login"), {"login": person.email, "password": PASSWORD})
        answer = browser.post(reverse("mfa_authenticate"), {"code": code})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert answer.status_code == 422


def test_wrong_password_says_what_to_do_and_ten_times_is_enough(client: Client) -> None:
    person = factories.make_membership(person=factories.make_person(password=PASSWORD)).person
    answers = [
        client.post(reverse("password_login"), {"login": person.email, "password": "verkeerd"}) for _ in range(11)
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert "horen niet samen" in answers[0].content.decode()
    assert "Wacht een kwartier" in answers[10].content.decode()
    right = client.post(reverse("password_login"), {"login": person.email, "password": PASSWORD})
    assert right.status_code == 422


def test_sixth_code_in_a_quarter_is_refused(client: Client) -> None:
    person = factories.make_membership().person
    for _ in range(5):
        client.post(reverse("account_login"), {"login": person.email})
        client.post(reverse("account_logout"))

    response = client.post(reverse("account_login"), {"login": person.email})

    assert response.status_code == 422
    assert "Wacht een kwartier" in response.content.decode()
    assert OutgoingMail.objects.filter(to_email=person.email).count() == 5


def test_too_many_tries_from_one_address_get_a_dutch_page(client: Client) -> None:
    answers = [client.post(reverse("account_login"), {"login": ""}) for _ in range(31)]

    assert answers[-1].status_code == 429
    assert "Wacht een kwartier" in answers[-1].content.decode()


def test_rate_limits_are_shared_by_web_workers() -> None:
    from tandem.config.settings import base

    assert base.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    assert base.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 10_000


def test_logged_in_person_can_set_up_an_app_at_once(client: Client, code_for: CodeFor) -> None:
    person = log_in(client, code_for)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    response = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})

    assert response.url == reverse("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in stored
    assert Authenticator.objects.get(user=person, type="totp").wrap().validate_code(app_code(secret))
    codes = client.get(response.url)
    assert len(codes.context["unused_codes"]) == 10


def test_setting_up_an_app_leaves_a_trace_and_a_mail(
    client: Client, code_for: CodeFor, last_mail: LastMail, django_capture_on_commit_callbacks: Callable
) -> None:  # fmt: skip
    person = log_in(client, code_for)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})

    assert AuditEntry.objects.filter(action="person.add_app", by=person).count() == 1
    assert last_mail(person.email).subject == "Je stelde een app met codes in"


def test_changing_how_one_logs_in_asks_a_fresh_login(client: Client, code_for: CodeFor) -> None:
    with time_machine.travel("2027-03-01 09:00 +0100", tick=False):
        log_in(client, code_for)
    with time_machine.travel("2027-03-01 09:11 +0100", tick=False):
        response = client.get(reverse("password"))

    assert response.url == f"{reverse('prove')}?next=/mijn-account/aanmelden/wachtwoord/"


def test_password_is_chosen_and_other_devices_are_logged_out(client: Client, code_for: CodeFor) -> None:
    person = log_in(client, code_for)
    elsewhere = factories.client_for(person)

    short = client.post(reverse("password"), {"password": "kort"})
    response = client.post(reverse("password"), {"password": PASSWORD})

    assert "te kort" in short.content.decode()
    assert response.url == reverse("mfa_index")
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert client.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302


def test_password_is_removed(client: Client, code_for: CodeFor) -> None:
    person = log_in(client, code_for)
    client.post(reverse("password"), {"password": PASSWORD})

    client.post(reverse("password_remove"))

    person.refresh_from_db()
    assert not person.has_usable_password()
    assert client.get(reverse("account")).status_code == 200


def test_devices_are_listed_and_logged_out_one_by_one(client: Client, code_for: CodeFor) -> None:
    person = log_in(client, code_for)
    elsewhere = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    log_in(elsewhere, code_for, person)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Firefox op Windows" in page

    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    response = client.post(reverse("end_session", args=[other.pk]))

    assert response.url == reverse("usersessions_list")
    assert elsewhere.get(reverse("account")).status_code == 302
    assert client.get(reverse("account")).status_code == 200


def test_device_of_somebody_else_cannot_be_logged_out(client: Client, code_for: CodeFor) -> None:
    log_in(client, code_for)
    stranger = Client()
    log_in(stranger, code_for)
    theirs = UserSession.objects.get(session_key=stranger.session.session_key)

    assert client.post(reverse("end_session", args=[theirs.pk])).status_code == 404
    assert stranger.get(reverse("account")).status_code == 200


def test_all_other_devices_are_logged_out_together(client: Client, code_for: CodeFor) -> None:
    person = log_in(client, code_for)
    elsewhere = [Client(), Client()]
    for browser in elsewhere:
        log_in(browser, code_for, person)

    client.post(reverse("end_other_sessions"))

    assert [browser.get(reverse("account")).status_code for browser in elsewhere] == [302, 302]
    assert client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize(
    ("role", "is_led_to_it"),
    [(role, role != rules.ORGANISATION_CONTACT) for role in rules.ROLES],
)
def test_staff_sets_up_a_second_step_first_in_production(
    role: str, is_led_to_it: bool, settings: pytest.FixtureRequest
) -> None:  # fmt: skip
    settings.REQUIRE_SECOND_FACTOR = True  # type: ignore[attr-defined]
    client = factories.client_for(factories.make_membership(role).person)

    response = client.get(reverse("account"))

    assert response.status_code == (302 if is_led_to_it else 200)
    if is_led_to_it:
        assert response.url == reverse("second_factor")
        assert client.get(response.url).status_code == 200


def test_staff_keeps_the_last_second_step(client: Client, code_for: CodeFor, settings: pytest.FixtureRequest) -> None:
    settings.REQUIRE_SECOND_FACTOR = True  # type: ignore[attr-defined]
    person = factories.make_membership(rules.PLANNER).person
    log_in(client, code_for, person)
    TOTP.activate(person, SECRET)

    response = client.post(reverse("mfa_deactivate_totp"))

    assert response.status_code == 422
    assert "laatste tweede stap" in response.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_production_requires_the_second_step_and_example_mode_does_not() -> None:
    from tandem.config.settings import base

    assert base.REQUIRE_SECOND_FACTOR is True
    assert settings.REQUIRE_SECOND_FACTOR is False


def test_person_without_a_role_reads_why_there_is_nothing(client: Client, code_for: CodeFor) -> None:
    person = factories.make_person()
    ask_code(client, person)

    response = client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)})

    assert response.url == reverse("account")
    assert "Je hebt vandaag geen rol" in client.get(response.url).content.decode()


def test_role_is_chosen_and_kept_in_the_session() -> None:
    first = factories.make_membership()
    second = factories.make_membership(rules.TRAINER, person=first.person)
    client = factories.client_for(first.person)

    response = client.post(reverse("choose_role"), {"membership": second.pk})

    assert response.url == reverse("start")
    page = client.get(reverse("choose_role"))
    assert page.wsgi_request.viewer.current.membership_id == second.pk


def test_role_of_somebody_else_cannot_be_chosen() -> None:
    mine, theirs = factories.make_membership(), factories.make_membership()
    client = factories.client_for(mine.person)

    assert client.post(reverse("choose_role"), {"membership": theirs.pk}).status_code == 404
    assert client.post(reverse("choose_role"), {"membership": "x"}).status_code == 404


def ask_code(client: Client, person: Person) -> None:
    response = client.post(reverse("account_login"), {"login": person.email})
    assert response.url == reverse("account_confirm_login_code")


def log_in(client: Client, code_for: CodeFor, person: Person | None = None) -> Person:
    person = person or factories.make_membership().person
    ask_code(client, person)
    client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)})
    assert client.session["_auth_user_id"] == str(person.pk)
    return person


def person_with_app(**fields: object) -> Person:
    person = factories.make_membership(person=factories.make_person(**fields)).person
    TOTP.activate(person, SECRET)
    return person


def app_code(secret: str = SECRET) -> str:
    now = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, now))
