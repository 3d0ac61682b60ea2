"""The page with all duos for one series: ask one, with a yes on the phone; the days of the organisation; withdraw."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.planning.models import Asking, NotPossible, RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import key_of
from tandem.sessions.models import Series
from tests.factories import client_for
from tests.planning.page_factories import make_asking_series, make_house, next_monday

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> tuple[Organisation, Person]:
    with access.as_system():
        return make_house(trainers=1, experts=2)


@pytest.fixture
def series(house: tuple[Organisation, Person]) -> Series:
    with access.as_system():
        return make_asking_series(house[0], sessions=2)


@pytest.fixture
def planner(house: tuple[Organisation, Person]) -> Client:
    return client_for(house[1])


def people(series: Series) -> tuple[int, list[int]]:
    rows = series.provider.memberships.order_by("pk")
    (trainer,) = rows.filter(role="trainer").values_list("person_id", flat=True)
    return trainer, list(rows.filter(role="experiential_expert").values_list("person_id", flat=True))


def days_of(series: Series, *, half: str = "am") -> dict[str, list[str]]:
    first = next_monday()
    with access.as_system():
        sessions = list(series.sessions.order_by("position").values_list("pk", flat=True))
    days = [HalfDay(first + timedelta(weeks=2 * number), half) for number in range(len(sessions))]
    return {"dag": [f"{pk}@{key_of(at)}" for pk, at in zip(sessions, days, strict=True)]}


def test_duo_is_asked_from_the_list_and_arranged_when_both_said_yes_on_the_phone(
    planner: Client, series: Series
) -> None:
    address = reverse("duo_options", args=[series.pk])
    trainer, experts = people(series)
    shown = planner.get(f"{address}?duo={trainer}-{experts[0]}").text
    assert "2 duo’s kunnen" in shown
    assert shown.count('name="dag"') == 2
    typed = {"duo": f"{trainer}-{experts[0]}", "trainer_ja": "1", "expert_ja": "1", **days_of(series)}
    assert planner.post(address, typed).status_code == 302
    with access.as_system():
        assert series.duos.get().experiential_expert_id == experts[0]
        assert set(series.sessions.values_list("status", flat=True)) == {"proposed"}
    assert "nu het duo" not in planner.get(address).text  # every session has a day now
    assert "Alle sessies hebben al een datum." in planner.get(address).text


def test_question_that_runs_shows_who_answered_and_can_be_withdrawn(planner: Client, series: Series) -> None:
    address, (trainer, experts) = reverse("duo_options", args=[series.pk]), people(series)
    typed = {"duo": f"{trainer}-{experts[0]}", "trainer_ja": "1", **days_of(series)}
    planner.post(address, typed)
    with access.as_system():
        row = Asking.objects.get()
    assert (row.trainer_answer, row.expert_answer, row.state) == ("yes", "", "open")
    shown = planner.get(address).text
    assert "nog geen antwoord" in shown
    assert "Welk duo" in shown
    planner.post(reverse("asking_withdraw", args=[row.pk]))
    shown = planner.get(address).text
    assert "Eerder gevraagd" in shown
    assert "2 duo’s kunnen" in shown


def test_days_the_organisation_chose_are_agreed_with_the_yes_of_both(planner: Client, series: Series) -> None:
    address, (trainer, experts) = reverse("duo_options", args=[series.pk]), people(series)
    days = days_of(series, half="pm")
    with access.as_system():
        RequestSheet.objects.filter(series=series).update(chosen=[key.partition("@")[2] for key in days["dag"]])
    assert "De organisatie koos zelf deze dagen" in planner.get(address).text
    planner.post(address, {"duo": f"{trainer}-{experts[1]}", "trainer_ja": "1", "expert_ja": "1", **days})
    with access.as_system():
        assert set(series.sessions.values_list("status", flat=True)) == {"confirmed"}


def test_nobody_is_asked_what_is_not_possible_and_the_page_never_says_why(planner: Client, series: Series) -> None:
    address, (trainer, experts) = reverse("duo_options", args=[series.pk]), people(series)
    with access.as_system():
        NotPossible.objects.create(person_id=experts[0], organisation=series.organisation, added_at=clock.now())
        name = str(Person.objects.get(pk=experts[0]))
    assert f"{name}: niet mogelijk." in planner.get(address).text
    answer = planner.post(address, {"duo": f"{trainer}-{experts[0]}", **days_of(series)})
    assert answer.status_code == 422
    assert "niet mogelijk" in answer.text
    with access.as_system():
        assert not Asking.objects.exists()


def test_planner_of_another_house_finds_nothing(series: Series) -> None:
    with access.as_system():
        _provider, stranger = make_house(trainers=0, experts=0)
    assert client_for(stranger).get(reverse("duo_options", args=[series.pk])).status_code == 404


def test_second_question_for_one_series_waits_and_nonsense_days_ask_nobody(planner: Client, series: Series) -> None:
    address, (trainer, experts) = reverse("duo_options", args=[series.pk]), people(series)
    duo = {"duo": f"{trainer}-{experts[0]}"}
    for days in ({}, {"dag": ["x@2027-01-12am", "@", "9999-12-31am"]}):
        assert planner.post(address, duo | days).status_code == 422
    assert planner.post(address, {"duo": "1;2", **days_of(series)}).status_code == 422
    planner.post(address, duo | days_of(series))
    again = planner.post(address, {"duo": f"{trainer}-{experts[1]}", **days_of(series)})
    assert again.status_code == 422
    assert "er loopt al een vraag aan een duo" in again.text
