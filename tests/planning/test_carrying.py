"""Pages of sessions never let a planner step over a limit unseen; who said yes in the question may always."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.planning import carrying as pure
from tandem.planning.models import NotPossible
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.problem.people import Limits
from tandem.planning.queries.carrying import refusals
from tandem.sessions.actions.duo import CannotAssignDuo, assign_duo, assign_stand_in
from tandem.sessions.models import Series
from tandem.sessions.queries import carrying
from tandem.sessions.queries.candidates import duo_candidates
from tests.factories import client_for
from tests.planning.factories import day
from tests.planning.page_factories import (
    BRUGGE,
    make_asking_series,
    make_house,
    make_planned_expert,
    next_monday,
)
from tests.planning.test_asking import duo_of
from tests.sessions.factories import confirm, make_duo


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As wired when the apps are ready."""
    monkeypatch.setattr(carrying, "_tellers", [refusals])


@pytest.fixture
def house(system: None) -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


@pytest.mark.parametrize(
    ("limits", "own", "new", "sentence"),
    [
        (Limits(2), [day(0), day(1)], [day(4)], "Zit die week aan het maximum van 2 halve dagen."),
        (Limits(2), [day(0), day(1)], [day(6)], ""),
        (Limits(9), [day(0)], [day(0, "pm")], "Doet hoogstens 1 halve dag op één dag."),
        (Limits(9, rest_days=2), [day(0)], [day(2)], "Heeft 2 vrije werkdagen nodig tussen twee sessies."),
        (Limits(9, rest_days=2), [day(0)], [day(3)], ""),
        (Limits(9, max_total=1), [day(0)], [day(30)], "Zit aan het maximum van 1 sessies."),
    ],
    ids=["week", "next week", "day", "rest", "rested", "in all"],
)
def test_half_days_on_top_of_ones_own(limits: Limits, own: list[HalfDay], new: list[HalfDay], sentence: str) -> None:
    assert pure.too_much(limits, own, new) == sentence


def test_planner_reads_niet_mogelijk_or_the_limit_and_cannot_choose_past_it(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0])
    trainer, fit = (Person.objects.get(pk=pk) for pk in duo_of(house[0]))
    far = make_planned_expert(house[0], home=BRUGGE, max_travel=30)
    private = make_planned_expert(house[0])
    NotPossible.objects.create(person=private, organisation=series.organisation, added_at=clock.now())
    _trainers, experts = duo_candidates(series, on=clock.today())
    found = {one.person_id: one.refusal for one in experts}
    assert (found[fit.pk], found[private.pk]) == ("", "Niet mogelijk.")
    assert "het maximum is 30" in found[far.pk]
    page = client_for(house[1]).get(reverse("duo_choose", args=[series.pk])).text
    assert "Niet mogelijk." in page
    with pytest.raises(CannotAssignDuo, match="Niet mogelijk"):
        assign_duo(series, trainer=trainer, experiential_expert=private, by=house[1], at=clock.now())
    assert assign_duo(
        series, trainer=trainer, experiential_expert=private, has_agreed=True, by=house[1], at=clock.now()
    )


def test_stand_in_over_the_weekly_maximum_is_refused_unless_that_person_said_yes(
    house: tuple[Organisation, Person],
) -> None:
    trainer, expert = (Person.objects.get(pk=pk) for pk in duo_of(house[0]))
    helper = make_planned_expert(house[0], max_per_week=1)
    first, second = (make_dated(house[0], trainer, one, days) for one, days in ((helper, 0), (expert, 1)))
    session = second.sessions.get()
    choose = {"role": "experiential_expert", "person": helper, "by": house[1], "at": clock.now()}
    with pytest.raises(CannotAssignDuo, match="Zit die week aan het maximum van 1 halve dagen"):
        assign_stand_in(session, **choose)
    assert assign_stand_in(session, has_agreed=True, **choose).experiential_expert_id == helper.pk
    assert first.sessions.get().experiential_expert_id == helper.pk


def make_dated(provider: Organisation, trainer: Person, expert: Person, days: int) -> Series:
    series = make_asking_series(provider, sessions=1)
    make_duo(series, trainer=trainer, expert=expert)
    confirm(series.sessions.get(), on=next_monday() + timedelta(days=days))
    return series


def test_without_a_word_from_somebody_nothing_stands_in_the_way(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0])
    with access.as_system():
        assert refusals(series, duo_of(house[0]), list(series.sessions.all()), clock.today()) == {}


def test_who_said_yes_in_the_duo_is_not_ruled_out_afterwards(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0])
    trainer, expert = (Person.objects.get(pk=pk) for pk in duo_of(house[0]))
    assign_duo(series, trainer=trainer, experiential_expert=expert, has_agreed=True, by=house[1], at=clock.now())
    NotPossible.objects.create(person=expert, organisation=series.organisation, added_at=clock.now())
    _trainers, experts = duo_candidates(series, on=clock.today())
    assert [one.refusal for one in experts if one.person_id == expert.pk] == [""]
