"""Pages of a plan: start a search, follow it, look at what it found, change it, ask it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.planning.actions.asking import CannotAsk, answer_asking
from tandem.planning.actions.plan import running
from tandem.planning.actions.plan.asking import ask_plan
from tandem.planning.actions.plan.changing import imagine
from tandem.planning.actions.plan.making import start_plan
from tandem.planning.jobs.plan import search_plan
from tandem.planning.models import Asking, Plan, RequestSheet
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


def changed(client: Client, plan: Plan, **given: object) -> str:
    answer = client.post(reverse("duo_plan_change", args=[plan.pk]), {"seen": 0, **given}, follow=True)
    return answer.content.decode()


def test_changes_collect_on_one_draft_and_one_button_searches_the_rest(client: Client, house: House) -> None:
    plan = ready_plan(house)
    row = plan.bookings[0]
    change = {"request": row["request"], "act": "pin", "duo": f"{row['trainer']}-{row['expert']}"}
    assert "duo ligt vast" in changed(client, plan, **change)
    other = next(one for one in plan.bookings if one["request"] != row["request"])
    page = changed(client, plan, request=other["request"], act="forbid", person=other["expert"], seen=1)
    assert "wordt hier niet gevraagd" in page
    answer = client.post(reverse("duo_plan_again", args=[plan.pk]), {"seen": 2})
    with access.as_system():
        follower = Plan.objects.get(based_on=plan)
        search_plan(follower.pk)
        follower.refresh_from_db()
    assert answer.headers["Location"] == reverse("duo_plan", args=[follower.pk])
    duos = {one["request"]: (one["trainer"], one["expert"]) for one in follower.bookings}
    assert duos[row["request"]] == (row["trainer"], row["expert"])
    assert duos[other["request"]][1] != other["expert"]
    page = page_of(client, "duo_plan_compare", plan.pk, follower.pk)
    assert "Plan B" in page
    assert other["request"] not in page
    assert "Vorig plan" in page_of(client, "duo_plan", follower.pk)


def test_second_planner_with_an_old_page_sees_what_stands_first(client: Client, house: House) -> None:
    plan = ready_plan(house)
    row = plan.bookings[0]
    changed(client, plan, request=row["request"], act="forbid", person=row["expert"])
    page = changed(client, plan, request=row["request"], act="forbid", person=row["trainer"])
    assert "Intussen zijn de wijzigingen veranderd" in page
    with access.as_system():
        assert [one["person"] for one in Plan.objects.get(based_on=plan).forbidden] == [row["expert"]]


@pytest.mark.parametrize("given", [
    {"act": "pin", "duo": "999999-999998"}, {"act": "pin_day", "session": 9, "day": "2027-01-12"}, {"act": "pin"},
    {"act": "explode"}, {"act": "forbid", "person": "999999"},
], ids=["strangers", "no such session", "nobody", "no such act", "stranger"])  # fmt: skip
def test_change_that_this_plan_does_not_know_is_refused(client: Client, house: House, given: dict[str, object]) -> None:
    plan = ready_plan(house, series_ids=[house[2][0].pk])
    assert "Kies opnieuw" in changed(client, plan, request=str(house[2][0].pk), **given)
    with access.as_system():
        assert not Plan.objects.filter(based_on=plan).exists()


def test_page_of_one_request_ranks_all_duos_and_pins_a_day(client: Client, house: House) -> None:
    plan = ready_plan(house)
    row = plan.bookings[0]
    page = page_of(client, "duo_plan_request", plan.pk, row["request"])
    assert page.count("Kies dit duo") == 4
    day, half = row["at"][:10], row["at"][10:]
    page = changed(client, plan, request=row["request"], act="pin_day", session=1, day=day, half=half)
    assert "dag ligt vast" in page
    assert "Laat los" in page


def test_what_if_makes_a_plan_with_somebody_more(client: Client, house: House) -> None:
    plan = ready_plan(house)
    given = {
        "wat": "erbij", "extra-role": "expert", "extra-home": "71016", "extra-transport": "car", "extra-languages": ["nl"],
        "extra-weekly": ["0am", "1pm"], "extra-max_per_week": "2",
    }  # fmt: skip
    address = reverse("duo_plan_what_if", args=[plan.pk])
    assert client.post(address, {**given, "extra-home": ""}).status_code == 422
    assert client.post(address, given).status_code == 302
    late = {"wat": "weg", "weg-person": plan.bookings[0]["expert"], "weg-first": "2027-02-02", "weg-last": "2027-02-01"}
    assert "ligt voor de eerste" in client.post(address, late).content.decode()
    with access.as_system():
        imagined = Plan.objects.get(based_on=plan)
    assert "Genk" in imagined.title
    assert imagined.extra_people[0]["id"] == "-1"


def test_plan_is_asked_once_and_what_was_declined_is_searched_again_without_who_said_no(
    client: Client, house: House
) -> None:
    plan = ready_plan(house)
    address, keys = reverse("duo_plan_ask", args=[plan.pk]), [str(one.pk) for one in house[2]]
    assert page_of(client, "duo_plan_ask", plan.pk).count(" checked>") == 2
    assert client.post(address, {"series": keys, "version": plan.version}).status_code == 302
    again = client.post(address, {"series": keys, "version": plan.version})
    assert (again.status_code, "Alleen een plan dat klaar is" in again.content.decode()) == (422, True)
    with access.as_system():
        yes, no = Asking.objects.filter(plan=plan).order_by("series_id")
        for person in (yes.trainer, yes.expert):
            answer_asking(yes, person=person, agrees=True, by=person, at=clock.now())
        answer_asking(no, person=no.expert, agrees=False, by=no.expert, at=clock.now())
    page = page_of(client, "duo_plan", plan.pk)
    assert "1 beiden zeiden ja" in page
    assert "1 iemand zei neen" in page
    agreed = {"request": str(yes.series_id), "act": "forbid", "person": str(yes.expert_id)}
    assert "al gevraagd of afgesproken" in changed(client, plan, **agreed)
    texts = ["Kies dit duo" in page_of(client, "duo_plan_request", plan.pk, one.series_id) for one in (yes, no)]
    assert texts == [False, True]
    client.post(reverse("duo_plan_rest", args=[plan.pk]))
    with access.as_system():
        rest = Plan.objects.get(based_on=plan)
        search_plan(rest.pk)
        rest.refresh_from_db()
    assert rest.series_ids == [no.series_id]
    assert str(no.expert_id) not in {row["expert"] for row in rest.bookings}
    assert rest.result["placed"] == 1


def test_plan_without_directions_says_what_to_fill_in_and_asks_nobody(client: Client, house: House) -> None:
    with access.as_system():
        RequestSheet.objects.filter(series=house[2][0]).update(directions="")
    plan = ready_plan(house)
    assert "schrijf hoe je er geraakt" in page_of(client, "duo_plan_ask", plan.pk)
    given = {"series": [str(house[2][0].pk)], "version": plan.version}
    assert client.post(reverse("duo_plan_ask", args=[plan.pk]), given).status_code == 422
    with access.as_system():
        assert not Asking.objects.exists()


def test_what_if_is_never_asked_also_not_by_the_database(client: Client, house: House) -> None:
    with access.as_system():
        away = [{"person": str(house[0].memberships.last().person_id), "first": "2027-01-01", "last": "2027-01-02"}]
        plan = imagine(ready_plan(house), title="Wat als", away=away, by=house[1], at=clock.now())
        search_plan(plan.pk)
        plan.refresh_from_db()
        with pytest.raises(CannotAsk, match="wat als"):
            ask_plan(plan, series_ids=plan.series_ids, seen=plan.version, by=house[1], at=clock.now())
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(state="asked", extra_people=[{"id": "-1"}])


def test_list_leaves_out_what_was_put_away(client: Client, house: House) -> None:
    plan = ready_plan(house, title="Wilgenplan")
    with access.as_system():
        for title in ("Wachtend plan", "Later plan"):
            facts = {"provider_id": house[0].pk, "series_ids": [one.pk for one in house[2]], "title": title}
            late = start_plan(by=house[1], at=clock.now(), **facts)
    page = page_of(client, "duo_plan_list")
    assert all(title in page for title in ("Wilgenplan", "Wachtend plan"))
    assert "Nog 1 plan voor dit plan" in page_of(client, "duo_plan", late.pk)
    client.post(reverse("duo_plan_drop", args=[plan.pk]))
    assert "Wilgenplan" not in page_of(client, "duo_plan_list")
    assert "Wilgenplan" in page_of(client, "duo_plan_list", toon="dropped")
