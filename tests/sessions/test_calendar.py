"""Mijn agenda, its print, and the private feed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from tandem.identity.models import Person
from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry
from tandem.sessions import rules
from tandem.sessions.actions.dates import cancel_session
from tandem.sessions.actions.feeds import renew_calendar_feed, revoke_calendar_feed
from tandem.sessions.models import CalendarFeed, Series
from tandem.sessions.queries.calendar import feed_with, secret_of
from tests.factories import client_for, make_membership, make_organisation
from tests.sessions.factories import confirm, contact_of, make_duo, make_series, make_session, planner_of, propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> Series:
    """One session confirmed, one proposed, the rest still open."""
    with access.as_system():
        series = make_series()
        make_duo(series)
        confirm(series.sessions.get(position=1), on=a_day(14))
        propose(series.sessions.get(position=2), on=a_day(21))
        return series


def a_day(days: int) -> date:
    return clock.today() + timedelta(days=days)


def trainer_of(series: Series) -> Person:
    with access.as_system():
        return series.duos.get().trainer


def feed_path(person: Person) -> str:
    feed = renew_calendar_feed(by=person, at=clock.now())
    return reverse("calendar_feed", args=[secret_of(feed)])


def events_at(client, path: str) -> list[tuple[str, str]]:
    page = client.get(path)
    assert (page.status_code, page["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = Calendar.from_ical(page.content).walk("VEVENT")
    return [(str(event["SUMMARY"]).split(":")[0], str(event["STATUS"])) for event in found]


def test_feed_shows_confirmed_and_cancelled_sessions_without_login(client, series: Series) -> None:
    with access.as_system():
        gone = confirm(series.sessions.get(position=2), on=a_day(22))
        cancel_session(gone, reason="Ziekte.", by=planner_of(series), at=clock.now())
        propose(series.sessions.get(position=3), on=a_day(28))
        path = feed_path(trainer_of(series))
    assert events_at(client, path) == [("Sessie 1", "CONFIRMED"), ("Sessie 2", "CANCELLED")]


def test_feed_of_a_stranger_is_empty(client, series: Series) -> None:
    with access.as_system():
        path = feed_path(contact_of(make_series()))
    assert events_at(client, path) == []


def test_feed_names_no_addresses_and_is_not_kept_by_browsers(client, series: Series) -> None:
    with access.as_system():
        path = feed_path(contact_of(series))
    page = client.get(path)
    assert b"mailto:" not in page.content
    assert page["Cache-Control"] == "no-store"


def test_feed_leaves_the_context_of_strangers_behind(client, series: Series) -> None:
    with access.as_system():
        path = feed_path(contact_of(series))
    client.get(path)
    access.set_context(person_id=None, organisation_ids=())
    assert Series.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "0" * 64, "a" * 500, "é"])
def test_unknown_address_does_not_exist(client, token: str) -> None:
    assert client.get(f"/agenda/{token}.ics").status_code == 404


def test_new_address_makes_the_old_one_useless(client, series: Series) -> None:
    with access.as_system():
        old, new = (feed_path(contact_of(series)) for _ in range(2))
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_address_that_was_taken_away_does_not_exist(client, series: Series) -> None:
    with access.as_system():
        path = feed_path(contact_of(series))
        revoke_calendar_feed(by=contact_of(series), at=clock.now())
    assert client.get(path).status_code == 404


def test_database_holds_no_address_that_opens_a_feed(client, series: Series) -> None:
    with access.as_system():
        person = contact_of(series)
        feed_path(person)
    kept = CalendarFeed.objects.get(person=person).token
    assert feed_with(kept) is None
    assert client.get(reverse("calendar_feed", args=[kept])).status_code == 404


def test_address_of_somebody_who_left_does_not_exist(client, series: Series) -> None:
    with access.as_system():
        person = contact_of(series)
        path = feed_path(person)
        Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(path).status_code == 404


def test_feed_is_only_read(client, series: Series) -> None:
    with access.as_system():
        path = feed_path(contact_of(series))
    assert client.post(path).status_code == 405


def test_calendar_lists_what_comes_for_each_role(series: Series) -> None:
    with access.as_system():
        fund = make_membership(FUND_OFFICER, organisation=series.funder).person
        people = [contact_of(series), planner_of(series), trainer_of(series), fund]
        stranger = make_membership(ORGANISATION_CONTACT).person
    for person in people:
        page = client_for(person).get(reverse("calendar")).content.decode()
        assert ("Sessie 1" in page, "Sessie 2" in page, "Sessie 3" in page) == (True, True, False)
    page = client_for(stranger).get(reverse("calendar")).content.decode()
    assert "Er staat nog niets in je agenda" in page


def test_calendar_of_a_trainer_leaves_out_sessions_of_colleagues(series: Series) -> None:
    with access.as_system():
        other = make_series(provider=series.provider, organisation=series.organisation)
        make_duo(other)
        confirm(other.sessions.get(position=1), on=a_day(15))
    page = client_for(trainer_of(series)).get(reverse("calendar")).content.decode()
    assert page.count("Sessie 1") == 1


def test_planner_finds_sessions_of_one_person(series: Series) -> None:
    with access.as_system():
        other = make_series(provider=series.provider, organisation=make_organisation(name="De Zilverreiger"))
        duo = make_duo(other)
        confirm(other.sessions.get(position=1), on=a_day(15))
        client = client_for(planner_of(series))
    page = client.get(reverse("calendar"), {"wie": duo.trainer_id}).content.decode()
    assert (other.organisation.name in page, series.organisation.name in page) == (True, False)
    page = client.get(reverse("calendar"), {"zoek": "zilver"}).content.decode()
    assert (f", {other.organisation.name}<" in page, f", {series.organisation.name}<" in page) == (True, False)


def test_calendar_from_a_day_shows_what_is_past_too(series: Series) -> None:
    with access.as_system():
        past = make_series(organisation=series.organisation)
        make_session(past, status=rules.HELD, on=a_day(-30))
        client = client_for(contact_of(series))
    assert "voorbij" not in client.get(reverse("calendar")).content.decode()
    page = client.get(reverse("calendar"), {"vanaf": a_day(-40).isoformat()}).content.decode()
    assert ">voorbij<" in page


def test_nonsense_in_the_filter_counts_as_nothing(series: Series) -> None:
    with access.as_system():
        client = client_for(planner_of(series))
    page = client.get(reverse("calendar"), {"vanaf": "gisteren", "wie": "999999", "pagina": "-3"})
    assert (page.status_code, "Sessie 1" in page.content.decode()) == (200, True)


def test_calendar_prints_without_menu(series: Series) -> None:
    with access.as_system():
        client = client_for(contact_of(series))
    page = client.get(reverse("calendar_print")).content.decode()
    assert ("Agenda van" in page, "Sessie 1" in page, "<nav" in page) == (True, True, False)


def test_address_is_made_shown_renewed_and_taken_away_on_the_page(series: Series) -> None:
    with access.as_system():
        person = contact_of(series)
    client, page, change = client_for(person), reverse("calendar"), reverse("calendar_address")
    assert ".ics" not in client.get(page).content.decode()
    client.post(change)
    first = client.get(page).content.decode()
    assert f"/agenda/{secret_of(CalendarFeed.objects.get(person=person))}.ics" in first
    client.post(change)
    assert f"/agenda/{secret_of(CalendarFeed.objects.get(person=person))}.ics" not in first
    client.post(change, {"wat": "weg"})
    assert ".ics" not in client.get(page).content.decode()
    assert list(AuditEntry.objects.order_by("pk").filter(action__endswith="calendar_feed").values_list("action", flat=True)) == [
        "sessions.renew_calendar_feed", "sessions.renew_calendar_feed", "sessions.revoke_calendar_feed",
    ]  # fmt: skip


def test_looking_at_the_calendar_writes_nothing(series: Series) -> None:
    with access.as_system():
        client = client_for(contact_of(series))
    before = AuditEntry.objects.count()
    client.get(reverse("calendar"))
    client.get(reverse("calendar_print"))
    assert (AuditEntry.objects.count(), CalendarFeed.objects.count()) == (before, 0)


def test_calendar_asks_as_many_questions_for_any_number_of_rows(series: Series) -> None:
    with access.as_system():
        client = client_for(planner_of(series))
    client.get(reverse("calendar"))  # the first page also starts the login session
    counts = []
    for number in (3, 4, 5, 6):
        with access.as_system():
            propose(series.sessions.get(position=number), on=a_day(14 + 7 * number))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("calendar"))
        counts.append(len(asked))
    assert len(set(counts)) == 1
