"""A session with a card: nothing left on another's device, the PIN on an own one, and out of here at once."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tandem.identity import locking
from tandem.identity.actions.card import FreshCard
from tandem.identity.models import Person
from tests import factories
from tests.identity.test_card import given, other_pin, somebody

pytestmark = pytest.mark.django_db

NINE = "2027-03-01 09:00 +0100"
ELEVEN_LATER = "2027-03-01 09:11 +0100"
MODULES = Path(__file__).parents[2] / "assets" / "modules"


def come_in(client: Client, *, is_shared: bool) -> tuple[Person, FreshCard]:
    """At nine, with a card."""
    with time_machine.travel(NINE, tick=False):
        person = somebody()
        fresh = given(person)
        facts = {"pin": fresh.pin, **({"is_shared": "on"} if is_shared else {})}
        assert client.post(reverse("card_login", args=[fresh.code]), facts).status_code == 302
    return person, fresh


def test_form_says_not_my_device_unless_told(client: Client) -> None:
    page = client.get(reverse("card_enter"))
    assert page.context["form"].initial.get("is_shared", page.context["form"].fields["is_shared"].initial) is True


def test_shared_device_ends_after_ten_minutes_and_nothing_stays(client: Client) -> None:
    come_in(client, is_shared=True)
    old_key = client.session.session_key
    with time_machine.travel(ELEVEN_LATER, tick=False):
        response = client.post(reverse("account"), {"first_name": "Momena", "last_name": "Geheim", "phone": ""})
        after = client.get(response.url)

    assert response.url == reverse("card_enter")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(session_key=old_key).exists()
    assert locking.LEFT not in client.session
    assert locking.KEPT not in client.session
    assert "Geheim" not in after.content.decode()


def test_lock_button_on_a_shared_device_leaves_nothing_either(client: Client) -> None:
    come_in(client, is_shared=True)
    with time_machine.travel(NINE, tick=False):
        response = client.post(reverse("lock"), {"next": reverse("account")})

    assert (response.url, locking.LEFT in client.session) == (reverse("card_enter"), False)


def test_shared_session_is_a_cookie_until_the_browser_closes(client: Client) -> None:
    come_in(client, is_shared=True)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["expires"] == ""


def test_own_device_asks_the_pin_after_ten_minutes_and_gives_back_what_was_typed(client: Client) -> None:
    person, fresh = come_in(client, is_shared=False)
    with time_machine.travel(ELEVEN_LATER, tick=False):
        sent = client.post(reverse("account"), {"first_name": "Momena", "last_name": "Zonderling", "phone": ""})
        assert "_auth_user_id" not in client.session
        lock = client.get(sent.url)
        page = client.get(lock.url)
        wrong = client.post(lock.url, {"pin": other_pin(fresh.pin), "next": reverse("typed")})
        back = client.post(lock.url, {"pin": fresh.pin, "next": reverse("typed")})
        typed = client.get(back.url).content.decode()

    assert lock.url.startswith(reverse("card_unlock"))
    assert "Clear-Site-Data" not in sent.headers
    assert person.first_name not in page.content.decode().replace("Mijn", "")
    assert (wrong.status_code, back.url) == (422, reverse("typed"))
    assert "Zonderling" in typed


def test_own_device_knows_the_card_for_thirty_days_from_the_first_time(client: Client) -> None:
    _, fresh = come_in(client, is_shared=False)
    with time_machine.travel("2027-03-30 09:00 +0200", tick=False):
        assert client.get(reverse("account")).status_code == 302
        client.post(reverse("card_unlock"), {"pin": fresh.pin})
        assert client.get(reverse("account")).status_code == 200
    with time_machine.travel("2027-04-01 09:00 +0200", tick=False):
        asked = client.get(reverse("account"))
        assert asked.status_code == 302
        assert client.get(reverse("card_unlock")).url.startswith(reverse("card_enter"))


def test_stopped_card_does_not_unlock_an_own_device(client: Client) -> None:
    person, fresh = come_in(client, is_shared=False)
    with time_machine.travel(ELEVEN_LATER, tick=False):
        client.get(reverse("account"))
        given(person)
        assert client.post(reverse("card_unlock"), {"pin": fresh.pin}).status_code == 422


def test_warning_counts_ten_minutes_for_a_card_and_a_quarter_for_others(client: Client) -> None:
    come_in(client, is_shared=True)
    with time_machine.travel(NINE, tick=False):
        page = client.get(reverse("account")).content.decode()
    worker = factories.client_for(factories.make_membership().person)

    assert 'data-lock-after="600"' in page
    assert 'http-equiv="refresh" content="600;' in page
    assert "is dan weg" in page
    assert 'data-lock-after="900"' in worker.get(reverse("account")).content.decode()


def test_pages_are_never_kept_by_a_browser(client: Client) -> None:
    come_in(client, is_shared=True)
    with time_machine.travel(NINE, tick=False):
        assert client.get(reverse("account")).headers["Cache-Control"] == "no-store"


def test_no_script_keeps_anything_in_the_browser() -> None:
    keepers = ("localStorage", "sessionStorage", "indexedDB", "caches.open")
    # Tables of a forum day keep sealed letters and a shell without words: tests/journeys/test_forum_day.py looks inside.
    sealed = {"letterbox.js", "table-worker.js"}
    scripts = [script for script in MODULES.glob("*.js") if script.name not in sealed]
    found = [p.name for p in scripts if any(keeper in p.read_text("utf-8") for keeper in keepers)]
    assert found == []


def test_quick_exit_ends_the_session_even_from_an_old_page(client: Client) -> None:
    come_in(client, is_shared=False)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    response = strict.post(reverse("quick_exit"))

    assert response.status_code == 200
    assert response.headers["Refresh"] == f"0;url={settings.QUICK_EXIT_URL}"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert 'rel="noreferrer"' in response.content.decode()
    assert "Tandem" not in response.content.decode()
    assert client.get(reverse("account")).status_code == 302
    assert locking.KNOWN_CARD not in client.session


def test_quick_exit_stands_on_pages_of_people_and_not_of_colleagues(client: Client) -> None:
    come_in(client, is_shared=True)
    with time_machine.travel(NINE, tick=False):
        page = client.get(reverse("account")).content.decode()
    worker = factories.client_for(factories.make_membership().person).get(reverse("account")).content.decode()

    assert f'action="{reverse("quick_exit")}"' in page
    assert "· Tandem</title>" not in page
    assert "armoede" not in page
    assert reverse("quick_exit") not in worker
    assert "· Tandem</title>" in worker


def test_way_in_names_no_service_in_title_icon_or_foot(client: Client) -> None:
    for address in (reverse("card_enter"), reverse("card_login", args=["abc"])):
        page = client.get(address).content.decode()
        assert "· Tandem</title>" not in page
        assert 'rel="icon" href="data:,"' in page
        assert "armoede" not in page


def test_leaving_a_shared_device_clears_the_browser(client: Client) -> None:
    come_in(client, is_shared=True)
    with time_machine.travel(NINE, tick=False):
        response = client.post(reverse("account_logout"))
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
