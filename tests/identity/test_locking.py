"""An idle session locks, typed input comes back for the same person alone, and eight hours is the end."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tandem.identity import locking
from tandem.identity.models import Person
from tandem.kernel.models import FormPost
from tests import factories

pytestmark = pytest.mark.django_db

NINE = "2027-03-01 09:00 +0100"
QUARTER_LATER = "2027-03-01 09:16 +0100"
EVENING = "2027-03-01 17:01 +0100"
NEXT_DAY = "2027-03-02 08:30 +0100"
CodeFor = Callable[[str], str]


def test_page_after_a_quarter_asks_who_is_there_and_leads_back(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.get(reverse("account") + "?x=1")
        page = client.get(response.url)
        back = log_in(client, person, code_for, after=response.url)

    assert response.url == f"{reverse('account_login')}?next={quote(reverse('account') + '?x=1')}"
    assert f"Ben je er nog, {person.first_name}?" in page.content.decode()
    assert page.context["form"].initial["login"] == person.email
    assert back.url == reverse("account") + "?x=1"


def test_page_within_the_quarter_is_shown_and_counts_as_a_click(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)

    for minute in (14, 28, 42):
        with time_machine.travel(f"2027-03-01 09:{minute} +0100", tick=False):
            assert client.get(reverse("account")).status_code == 200


def test_page_that_renews_itself_is_nobody_who_clicks(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    for minute, status in ((7, 200), (14, 200), (16, 302)):
        with time_machine.travel(f"2027-03-01 09:{minute:02} +0100", tick=False):
            assert client.get(reverse("account"), headers={"X-Tandem-Looks": "1"}).status_code == status


def test_session_ends_after_eight_hours_of_clicking(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    for hour in range(9, 17):
        for minute in (0, 14, 28, 42, 56):
            with time_machine.travel(f"2027-03-01 {hour}:{minute:02} +0100", tick=False):
                assert client.get(reverse("account")).status_code == 200

    with time_machine.travel(EVENING, tick=False):
        assert client.get(reverse("account")).status_code == 302


def test_locked_session_holds_no_access(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        client.get(reverse("account"))

        assert "_auth_user_id" not in client.session
        assert client.post(reverse("stay")).status_code == 401
        assert client.get(reverse("typed")).status_code == 302


def test_stay_keeps_the_session_alive(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel("2027-03-01 09:14 +0100", tick=False):
        assert client.post(reverse("stay")).status_code == 204
    with time_machine.travel("2027-03-01 09:28 +0100", tick=False):
        assert client.get(reverse("account")).status_code == 200


def test_form_sent_after_the_lock_is_kept_and_sent_again_by_the_same_person(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(reverse("account"), typed_account())
        assert response.url == f"{reverse('account_login')}?next={quote(reverse('typed'))}"
        log_in(client, person, code_for, after=response.url)
        page = client.get(reverse("typed")).content.decode()
        again = client.post(reverse("account"), hidden_fields(page))

    assert again.url == reverse("account")
    person.refresh_from_db()
    assert person.last_name == "Van den Typer"


def test_form_with_its_once_only_key_still_counts_after_the_lock(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    key = "0190a0a0-0000-7000-8000-000000000001"
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(reverse("account"), {**typed_account(), "form_key": key})
        log_in(client, person, code_for, after=response.url)
        client.post(reverse("account"), {**typed_account(), "form_key": key})

    person.refresh_from_db()
    assert person.last_name == "Van den Typer"
    assert FormPost.objects.get(key=key).location == reverse("account")


def test_handled_form_is_not_offered_again(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        log_in(client, person, code_for, after=client.post(reverse("account"), typed_account()).url)
        client.post(reverse("account"), hidden_fields(client.get(reverse("typed")).content.decode()))

        assert client.get(reverse("typed")).url == reverse("start")


def test_typed_form_comes_back_after_the_session_ended_for_good(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel(NEXT_DAY, tick=False):
        response = client.post(reverse("account"), typed_account())
        log_in(client, person, code_for, after=response.url)
        page = client.get(reverse("typed")).content.decode()

    assert "Van den Typer" in page


def test_somebody_else_never_sees_what_was_typed(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    other = factories.make_membership().person
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(reverse("account"), typed_account())
        shown = [client.get(response.url).content.decode()]
        log_in(client, other, code_for, after=response.url)
        answer = client.get(reverse("typed"))
        fields = client.get(reverse("kept_fields"), {"pad": reverse("account")}).json()

    assert answer.url == reverse("start")
    assert fields == {"fields": []}
    assert "Van den Typer" not in shown[0]
    assert client.session.get(locking.KEPT) == []


def test_first_person_does_not_get_it_back_after_somebody_else(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    other = factories.make_membership().person
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(reverse("account"), typed_account())
        log_in(client, other, code_for, after=response.url)
        client.post(reverse("account_logout"))
        log_in(client, person, code_for)

        assert client.get(reverse("typed")).url == reverse("start")


def test_somebody_else_button_forgets_who_was_here(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        client.post(reverse("account"), typed_account())
        client.post(reverse("someone_else"))
        page = client.get(reverse("account_login")).content.decode()

    assert "Ben je er nog" not in page
    assert locking.KEPT not in client.session


def test_passwords_and_codes_are_never_kept_and_files_only_by_name(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    posted = {
        **typed_account(), "password": "geheim woord", "password1": "geheim", "code": "123-456", "credential": "{}",
        "csrfmiddlewaretoken": "x", "postal_code": "9000",
        "file": SimpleUploadedFile("lijst maandag.pdf", b"%PDF-1.7"),
    }  # fmt: skip
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(reverse("account"), posted)
        kept = client.session[locking.KEPT][0]
        log_in(client, person, code_for, after=response.url)
        page = client.get(reverse("typed")).content.decode()

    typed = str(locking.KeptForm(**kept).data)
    assert "Van den Typer" in typed
    assert "geheim" not in typed
    assert "123-456" not in typed
    assert set(hidden_fields(page)) >= {"first_name", "last_name", "postal_code"}
    assert set(hidden_fields(page)) & {"password", "password1", "code", "credential"} == set()
    assert "Kies dit bestand straks opnieuw" in page
    assert "lijst maandag.pdf" in page


def test_form_on_screen_is_kept_before_the_lock_and_filled_in_again(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel("2027-03-01 09:15 +0100", tick=False):
        kept = client.post(reverse("keep_typed"), {**typed_account(), "keep_path": reverse("account")})
        locked = client.get(reverse("lock"), {"next": reverse("account")})
        back = log_in(client, person, code_for, after=locked.url)
        page = client.get(back.url)
        fields = client.get(reverse("kept_fields"), {"pad": reverse("account")}).json()["fields"]

    assert kept.status_code == 204
    assert back.url == reverse("account")
    assert 'data-module="refill-form"' in page.content.decode()
    assert ["last_name", ["Van den Typer"]] in fields


def test_form_on_screen_is_kept_even_when_the_lock_came_first(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        kept = client.post(reverse("keep_typed"), {**typed_account(), "keep_path": reverse("account")})
        log_in(client, person, code_for)
        fields = client.get(reverse("kept_fields"), {"pad": reverse("account")}).json()["fields"]

    assert kept.status_code == 204
    assert ["last_name", ["Van den Typer"]] in fields


def test_nobody_can_leave_a_form_behind_without_having_been_here(client: Client) -> None:
    assert client.post(reverse("keep_typed"), {**typed_account(), "keep_path": "/start/"}).status_code == 401


@pytest.mark.parametrize("path", ["//elders.test/", "/\\elders.test/", "https://elders.test/", ""])
def test_form_is_never_kept_for_another_site(client: Client, code_for: CodeFor, path: str) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel(NINE, tick=False):
        assert client.post(reverse("keep_typed"), {**typed_account(), "keep_path": path}).status_code == 401


def test_background_saving_after_the_lock_is_kept_for_its_page(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    page = reverse("account")
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(
            page, typed_account(), headers={"Sec-Fetch-Mode": "cors", "Referer": f"http://testserver{page}"}
        )

    assert response.status_code == 401
    kept = client.session[locking.KEPT][0]
    assert (kept["path"], kept["sent"]) == (page, False)


def test_what_is_kept_cannot_be_read_in_the_database(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        client.post(reverse("account"), typed_account())
        kept = client.session[locking.KEPT][0]

    assert "Typer" not in str(kept)
    assert "Van den Typer" in str(locking.KeptForm(**kept).data)
    assert not locking.KeptForm(**{**kept, "path": "/elders/"}).data
    assert not locking.KeptForm(**{**kept, "fields": "last_name=Typer"}).data


def test_htmx_after_the_lock_opens_the_login_as_a_whole_page(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    page = {"HX-Request": "true", "HX-Current-URL": "http://testserver/start/"}
    with time_machine.travel(QUARTER_LATER, tick=False):
        fetched = client.get(reverse("account"), headers=page)
        posted = client.post(reverse("account"), typed_account(), headers=page)

    assert fetched.headers["HX-Redirect"] == f"{reverse('account_login')}?next={quote('/start/')}"
    assert posted.headers["HX-Redirect"] == f"{reverse('account_login')}?next={quote(reverse('typed'))}"


def test_role_chosen_before_the_lock_is_still_chosen(client: Client, code_for: CodeFor) -> None:
    person = factories.make_membership().person
    second = factories.make_membership(person=person)
    log_in_at(NINE, client, code_for, person)
    with time_machine.travel(NINE, tick=False):
        client.post(reverse("choose_role"), {"membership": second.pk})
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.get(reverse("account"))
        log_in(client, person, code_for, after=response.url)
        page = client.get(reverse("account"))

    assert page.wsgi_request.viewer.current.membership_id == second.pk


def test_form_in_another_tab_is_still_valid_after_unlocking(code_for: CodeFor) -> None:
    client = Client(enforce_csrf_checks=True)
    person = factories.make_membership().person
    with time_machine.travel(NINE, tick=False):
        log_in(client, person, code_for)
        token = token_on(client.get(reverse("account")).content.decode())
    with time_machine.travel(QUARTER_LATER, tick=False):
        log_in(client, person, code_for, after=client.get(reverse("account")).url)
        response = client.post(reverse("account"), {**typed_account(), "csrfmiddlewaretoken": token})

    assert response.status_code == 302


def test_link_to_the_lock_does_not_lock_who_is_working(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel("2027-03-01 09:05 +0100", tick=False):
        assert client.get(reverse("lock")).status_code == 200
        assert client.get(reverse("account")).status_code == 200
        assert client.post(reverse("lock"), {"next": "https://elders.test/"}).url.endswith(quote(reverse("start")))
        assert client.get(reverse("account")).status_code == 302


def test_public_page_stays_open_while_locked(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        assert client.get(reverse("privacy")).status_code == 200


def test_view_can_take_the_kept_input_itself(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(reverse("account"), typed_account())
        log_in(client, person, code_for, after=response.url)
        request = client.get(reverse("account")).wsgi_request
        kept = locking.kept_input(request)

    assert kept is not None
    assert kept["last_name"] == "Van den Typer"


def test_five_forms_are_kept_and_the_oldest_goes(client: Client, code_for: CodeFor) -> None:
    log_in_at(NINE, client, code_for)
    with time_machine.travel(NINE, tick=False):
        for number in range(7):
            client.post(reverse("keep_typed"), {"text": "x", "keep_path": f"/pagina/{number}/"})

    assert [row["path"] for row in client.session[locking.KEPT]] == [f"/pagina/{n}/" for n in (2, 3, 4, 5, 6)]


def test_thrown_away_form_is_gone(client: Client, code_for: CodeFor) -> None:
    person = log_in_at(NINE, client, code_for)
    with time_machine.travel(QUARTER_LATER, tick=False):
        response = client.post(reverse("account"), typed_account())
        log_in(client, person, code_for, after=response.url)
        client.post(reverse("forget_typed"), {"pad": reverse("account")})

        assert client.get(reverse("typed")).url == reverse("start")


def log_in_at(moment: str, client: Client, code_for: CodeFor, person: Person | None = None) -> Person:
    person = person or factories.make_membership().person
    with time_machine.travel(moment, tick=False):
        log_in(client, person, code_for)
    return person


def log_in(client: Client, person: Person, code_for: CodeFor, after: str = "") -> HttpResponse:
    page = after or reverse("account_login")
    answer = client.post(page, {"login": person.email, **tokens(client, page)})
    return client.post(answer.url, {"code": code_for(person.email), **tokens(client, answer.url)})


def tokens(client: Client, page: str) -> dict[str, str]:
    fields = hidden_fields(client.get(page).content.decode(), first_form_only=True)
    return {name: value for name, value in fields.items() if name in {"csrfmiddlewaretoken", "next"}}


def token_on(page: str) -> str:
    return hidden_fields(page)["csrfmiddlewaretoken"]


def hidden_fields(page: str, *, first_form_only: bool = False) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return dict(reversed(found)) if first_form_only else dict(found)


def typed_account() -> dict[str, str]:
    return {"first_name": "Noor", "last_name": "Van den Typer", "phone": "09 123 45 67"}
