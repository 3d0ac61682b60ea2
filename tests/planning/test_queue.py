"""What asks the planner: every kind once with its one link, each in constant queries, nothing of another house."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.planning.actions.asking import answer_asking, ask_duos
from tandem.planning.actions.hindrance import say_cannot
from tandem.planning.models import LimitQuestion, PersonDate, RequestSheet
from tandem.planning.queries.facts import situation
from tandem.planning.queries.queue import queue
from tests.factories import client_for, make_membership, make_person
from tests.planning.page_factories import make_asking_series, make_house, make_planned_expert, next_monday
from tests.planning.test_asking import ask_for, duo_of
from tests.sessions.factories import confirm, make_duo


@pytest.fixture
def house(system: None) -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


def counts(provider: Organisation, *, days: int = 0) -> dict[str, int]:
    found = queue(provider.pk, kind="", page=1, at=clock.now() + timedelta(days=days))
    return {one.key: one.count for one in found.sections if one.count}


def test_each_kind_stands_once_with_what_to_do(house: tuple[Organisation, Person]) -> None:
    provider, planner = house
    trainer, expert = (Person.objects.get(pk=pk) for pk in duo_of(provider))
    hit = make_asking_series(provider, sessions=1)
    make_duo(hit, trainer=trainer, expert=expert)
    session = confirm(hit.sessions.get(), on=next_monday() + timedelta(days=28))
    row = say_cannot(session, person=expert, by=expert, at=clock.now())
    refused = make_asking_series(provider, sessions=2)
    asking = ask_duos([ask_for(refused)], provider_id=provider.pk, by=planner, at=clock.now())[0]
    answer_asking(asking, person=expert, agrees=False, by=expert, at=clock.now())
    chosen = make_asking_series(provider, sessions=2)
    RequestSheet.objects.filter(series=chosen).update(chosen=["2027-01-12am", "2027-01-26am"], chosen_at=clock.now())
    make_asking_series(provider)
    make_membership("trainer", person=make_person(last_name="Zwijgersveld"), organisation=provider)
    LimitQuestion.objects.create(person=expert, provider=provider, limit="max_per_week", value=4, answer="yes",
                                 asked_at=clock.now(), asked_by=planner, answered_at=clock.now())  # fmt: skip
    assert counts(provider) == {"lukt-niet": 1, "neen": 1, "gekozen": 1, "duo": 1, "mensen": 1, "grenzen": 1}
    with access.as_system():
        page = client_for(planner).get(reverse("planning_queue")).text
    assert reverse("repair_hindrance", args=[row.pk]) in page
    assert "Zwijgersveld" in page
    for series in (refused, chosen):
        assert reverse("duo_options", args=[series.pk]) in page
    assert "Zwijgersveld" not in client_for(planner).get(f"{reverse('planning_queue')}?soort=neen").text


def test_open_question_asks_after_three_days_and_then_no_longer_counts_as_without_days(
    house: tuple[Organisation, Person],
) -> None:
    provider, planner = house
    series = make_asking_series(provider, sessions=2)
    assert counts(provider) == {"duo": 1}
    ask_duos([ask_for(series)], provider_id=provider.pk, by=planner, at=clock.now())
    assert counts(provider) == {}
    assert counts(provider, days=4) == {"stil": 1}


def test_more_rows_cost_no_more_queries(
    house: tuple[Organisation, Person], django_assert_max_num_queries: object
) -> None:
    seen = []
    for _ in range(2):
        make_asking_series(house[0])
        make_membership("trainer", person=make_person(), organisation=house[0])
        with django_assert_max_num_queries(20) as found:  # type: ignore[operator]
            queue(house[0].pk, kind="", page=1, at=clock.now())
        seen.append(len(found))
    assert seen[0] == seen[1]


def test_another_house_has_its_own_queue(house: tuple[Organisation, Person]) -> None:
    make_asking_series(house[0])
    other, _planner = make_house(trainers=0, experts=0)
    assert counts(other) == {}


def test_who_told_a_home_but_no_half_day_is_planned_by_nobody_and_stands_here(
    house: tuple[Organisation, Person],
) -> None:
    provider, _ = house
    person = make_planned_expert(provider, weekly=[])
    PersonDate.objects.create(person=person, first=clock.today(), last=clock.today(), added_at=clock.now())
    series = make_asking_series(provider)
    assert counts(provider) == {"duo": 1, "mensen": 1}
    assert situation(provider.pk, [series.pk], on=clock.today()).silent == (str(person),)
