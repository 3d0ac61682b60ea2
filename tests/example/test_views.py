"""Pages that exist to practise: be somebody else, move the clock, read the outbox. Never in production."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Person
from tandem.identity.rules import FUND_OFFICER, PLANNER
from tandem.kernel import clock, mail
from tandem.kernel.models import ExampleClock, OutgoingMail
from tests.factories import make_fund, make_membership, make_person

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE_PATHS = ("/voorbeeld/", "/voorbeeld/word/1/", "/voorbeeld/klok/", "/voorbeeld/post/")
PRODUCTION_PROBE = """
import django, sys
django.setup()
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.core.management import get_commands
found = []
for path in sys.argv[1:]:
    try:
        resolve(path)
        found.append(path)
    except Resolver404:
        pass
for name in ("example_role_switcher", "example_outbox", "example_clock"):
    try:
        reverse(name)
        found.append(name)
    except NoReverseMatch:
        pass
found += [name for name in get_commands() if name.startswith("example")]
print(found)
"""


def _outgoing_mail(**facts: object) -> OutgoingMail:
    return mail.write_mail(**{
        "key": "test", "kind": mail.NOTICE, "to_email": "noor@wilg.example", "subject": "De datum ligt vast",
        "body": "Dag Noor,\n\ntot dinsdag.", "at": clock.now(), "by": None, **facts,
    })  # fmt: skip


def test_role_switcher_shows_one_person_per_role(client: Client, db: None) -> None:
    planner = make_membership(PLANNER)
    officer = make_membership(FUND_OFFICER, organisation=make_fund("331"))
    page = client.get(reverse("example_role_switcher")).content.decode()
    assert str(planner.person) in page
    assert str(officer.person) in page


def test_role_switcher_finds_people_by_name(client: Client, db: None) -> None:
    wanted = make_membership(PLANNER, person=make_person(first_name="Jozefien", last_name="Waterlelie"))
    page = client.get(reverse("example_role_switcher"), {"zoek": "waterlel"}).content.decode()
    assert reverse("example_become", args=[wanted.pk]) in page


def test_search_without_result_says_so(client: Client, db: None) -> None:
    page = client.get(reverse("example_role_switcher"), {"zoek": "bestaatniet"})
    assert page.status_code == 200


def test_becoming_somebody_opens_their_start_page(client: Client, db: None) -> None:
    membership = make_membership(PLANNER)
    answer = client.post(reverse("example_become", args=[membership.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("start")
    assert answer.context["user"] == membership.person


def test_becoming_chooses_the_role_of_that_line(client: Client, db: None) -> None:
    person = make_person()
    make_membership(PLANNER, person=person)
    officer = make_membership(FUND_OFFICER, person=person)
    answer = client.post(reverse("example_become", args=[officer.pk]), follow=True)
    assert answer.wsgi_request.viewer.current.membership_id == officer.pk


def test_becoming_by_get_is_refused(client: Client, db: None) -> None:
    assert client.get(reverse("example_become", args=[make_membership(PLANNER).pk])).status_code == 405


def test_becoming_nobody_is_not_found(client: Client, db: None) -> None:
    assert client.post(reverse("example_become", args=[999_999])).status_code == 404


def test_clock_moves_for_every_page(client: Client, db: None) -> None:
    day = clock.today() + timedelta(days=40)
    answer = client.post(reverse("example_clock"), {"day": day.isoformat(), "hour": "14:30"}, follow=True)
    assert "is verzet" in answer.content.decode()
    assert answer.wsgi_request.example_today == day
    assert ExampleClock.objects.get().shift_seconds > 38 * 24 * 3600


@pytest.mark.parametrize("day", ["", "morgen", "2055-01-01", "1999-12-31"])
def test_clock_with_impossible_day_stays_and_says_what_to_do(client: Client, db: None, day: str) -> None:
    answer = client.post(reverse("example_clock"), {"day": day}, follow=True)
    assert "Kies een dag tussen 2020 en 2040" in answer.content.decode()
    assert not ExampleClock.objects.exists()


def test_outbox_shows_messages_newest_first(client: Client, db: None) -> None:
    _outgoing_mail(key="old", subject="Een oud bericht", at=clock.now() - timedelta(days=2))
    _outgoing_mail(key="new", subject="Een nieuw bericht")
    page = client.get(reverse("example_outbox")).content.decode()
    assert 0 < page.index("Een nieuw bericht") < page.index("Een oud bericht")


def test_empty_outbox_says_so(client: Client, db: None) -> None:
    assert client.get(reverse("example_outbox")).status_code == 200


def test_outbox_shows_a_page_at_a_time(client: Client, db: None) -> None:
    for number in range(30):
        _outgoing_mail(key=f"m{number}", subject=f"Bericht {number}", at=clock.now() + timedelta(seconds=number))
    second = client.get(reverse("example_outbox"), {"pagina": "2"}).content.decode()
    assert "Bericht 4" in second
    assert "Bericht 29" not in second


def test_message_page_shows_its_text_as_text(client: Client, db: None) -> None:
    message = _outgoing_mail(body="Dag <script>alert(1)</script> Noor")
    page = client.get(reverse("example_mail", args=[message.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in page


def test_unknown_message_is_not_found(client: Client, db: None) -> None:
    assert client.get(reverse("example_mail", args=["0190d8a0-0000-7000-8000-000000000000"])).status_code == 404


@pytest.mark.parametrize("name", ["example_role_switcher", "example_outbox"])
def test_example_page_writes_nothing_on_get(client: Client, db: None, name: str) -> None:
    before = Person.objects.count()
    client.get(reverse(name))
    assert Person.objects.count() == before
    assert not ExampleClock.objects.exists()


def test_example_pages_and_commands_do_not_exist_in_production() -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "TANDEM_"))},
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings.production", "TANDEM_SECRET_KEY": "x" * 50,
        "TANDEM_HOSTS": "tandem.example", "DATABASE_URL": "postgresql://nobody@localhost/none", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PRODUCTION_PROBE, *EXAMPLE_PATHS],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
