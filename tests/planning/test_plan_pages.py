"""Pages of a plan: start a search, follow it, look at what it found, change it, ask it."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.planning.actions.plan import running
from tandem.planning.actions.plan.making import start_plan
from tandem.planning.jobs.plan import search_plan
from tandem.planning.models import Plan
from tandem.sessions.models import Series
from tests.planning.page_factories import make_asking_series, make_house
from tests.sessions.factories import make_series, workshops

pytestmark = pytest.mark.django_db
House = tuple[Organisation, Person, list[Series]]


@pytest.fixture
def house(client: Client) -> House:
    with access.as_system():
        provider, planner = make_house()
        series = [make_asking_series(provider, sessions=2) for _ in range(2)]
    client.force_login(planner)
    return provider, planner, series


def ready_plan(house: House, **choices: object) -> Plan:
    with access.as_system():
        facts = {"title": "Voorjaar", "series_ids": [one.pk for one in house[2]], "seconds": 5, **choices}
        plan = start_plan(provider_id=house[0].pk, by=house[1], at=clock.now(), **facts)  # type: ignore[arg-type]
        search_plan(plan.pk)
        plan.refresh_from_db()
    return plan


def page_of(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_that_waits_is_ticked_and_what_is_incomplete_says_what_to_do(client: Client, house: House) -> None:
    with access.as_system():
        homeless = make_series(provider=house[0], sessions=workshops(2))
        homeless.organisation.postal_code = homeless.organisation.place = ""
        homeless.organisation.save()
    page = page_of(client, "duo_plan_new")
    assert [f'value="{one.pk}" checked' in page for one in house[2]] == [True, True]
    assert "De gemeente is niet bekend" in page
    assert f'value="{homeless.pk}"' not in page


def test_planner_starts_a_search_and_sees_how_far_it_is(client: Client, house: House) -> None:
    given = {"title": "Lente", "series": [str(one.pk) for one in house[2]], "seconds": "20", "weegt_travel": "3"}
    answer = client.post(reverse("duo_plan_new"), given)
    with access.as_system():
        plan = Plan.objects.get()
    assert answer.headers["Location"] == reverse("duo_plan", args=[plan.pk])
    assert (plan.weights, plan.seconds) == ({"travel": 3}, 20)
    assert "wacht op de rekenaar" in page_of(client, "duo_plan", plan.pk)
    with access.as_system():
        running.begin_search(plan.pk, at=clock.now())
        told = {"step": "dates", "placed": 1, "cost": 100, "bound": 90}
        running.tell_progress(plan.pk, progress=told, bookings=[], at=clock.now())
    page = page_of(client, "duo_plan_progress", plan.pk)
    assert all(text in page for text in ("zoekt dagen", "1 van 2 aanvragen", "hoogstens 10,0 %"))


def test_search_without_a_choice_or_a_name_comes_back_with_what_was_typed(client: Client, house: House) -> None:
    answer = client.post(reverse("duo_plan_new"), {"title": "Lente", "seconds": "20"})
    assert (answer.status_code, "Kies minstens één aanvraag." in answer.content.decode()) == (422, True)
    answer = client.post(reverse("duo_plan_new"), {"title": "", "series": [str(house[2][0].pk)]})
    page = answer.content.decode()
    assert [f'value="{one.pk}" checked' in page for one in house[2]] == [True, False]


def test_ready_plan_shows_numbers_beside_who_comes_first_and_every_request(client: Client, house: House) -> None:
    plan = ready_plan(house)
    page = page_of(client, "duo_plan", plan.pk)
    assert all(one.organisation.name in page for one in house[2])
    assert "Wie eerst komt" in page
    assert "Bewezen: betere duo&#x27;s bestaan niet" in page
    assert "Niets gevonden" in page_of(client, "duo_plan", plan.pk, zoek="Zonnebloemstraat")


def test_plan_of_another_house_does_not_exist(client: Client, house: House) -> None:
    plan = ready_plan(house)
    with access.as_system():
        _, stranger = make_house(trainers=0, experts=0)
    client.force_login(stranger)
    assert client.get(reverse("duo_plan", args=[plan.pk])).status_code == 404
    assert plan.title not in page_of(client, "duo_plan_list")
    assert client.post(reverse("duo_plan_drop", args=[plan.pk])).status_code == 404


def test_plan_page_asks_the_database_as_much_for_one_request_as_for_two(
    client: Client, house: House, django_assert_max_num_queries: object
) -> None:
    plans = [ready_plan(house, series_ids=[house[2][0].pk]), ready_plan(house)]
    page_of(client, "duo_plan_list")  # the session is remembered
    counts = []
    for plan in plans:
        with django_assert_max_num_queries(25) as seen:  # type: ignore[operator]
            page_of(client, "duo_plan", plan.pk)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_list_leaves_out_what_was_put_away(client: Client, house: House) -> None:
    plan = ready_plan(house, title="Wilgenplan")
    assert "Wilgenplan" in page_of(client, "duo_plan_list")
    client.post(reverse("duo_plan_drop", args=[plan.pk]))
    assert "Wilgenplan" not in page_of(client, "duo_plan_list")
    assert "Wilgenplan" in page_of(client, "duo_plan_list", toon="dropped")
