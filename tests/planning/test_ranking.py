"""All duos for one series: who can in order with why, who cannot counted once, and nobody reads what is private."""

import pytest

from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tandem.planning.models import NotPossible
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.facts import situation
from tandem.planning.queries.ranking import DuoRanking, ranked
from tandem.sessions.models import Series
from tests.planning.page_factories import (
    BRUGGE,
    make_asking_series,
    make_house,
    make_planned_expert,
    make_planned_trainer,
    next_monday,
)


@pytest.fixture
def house(system: None) -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


def ranking(series: Series, *days: HalfDay) -> DuoRanking:
    known = situation(series.provider_id, [series.pk], on=clock.today())
    return ranked(known, str(series.pk), days=days)


def test_every_duo_is_a_row_or_counted_with_one_reason(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0], theme="youth")
    make_planned_trainer(house[0], themes=["youth"])
    short = make_planned_expert(house[0], max_total=2)
    far = make_planned_expert(house[0], home=BRUGGE, max_travel=30)
    french = make_planned_expert(house[0], languages=["fr"])
    private = make_planned_expert(house[0])
    NotPossible.objects.create(person=private, organisation=series.organisation, added_at=clock.now())
    found = ranking(series)
    assert (len(found.rows), len(found.rows) + found.excluded_count) == (1, 2 * 5)
    assert (found.rows[0].minutes, len(found.rows[0].dates)) == (45, 3)
    assert (found.rows[0].ways, found.rows[0].loads, len(found.rows[0].notes)) == ((10, 35), ("0 / 1,5", "0 / 0,6"), 1)
    about = {one.person_id: one for one in found.excluded if one.person_id}
    assert {key: one.may_be_asked for key, one in about.items()} == {
        short.pk: True, far.pk: True, french.pk: False, private.pk: False,
    }  # fmt: skip
    assert about[private.pk].reason == f"{private}: niet mogelijk."
    assert [len(one.duos) for one in found.excluded] == [2, 2, 2, 2, 1]


def test_chosen_days_leave_only_who_can_on_exactly_those(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0], sessions=1)
    monday = make_planned_trainer(house[0], weekly=["0am"])
    day = HalfDay(next_monday(), "pm")
    assert len(ranking(series).rows) == 2
    found = ranking(series, day)
    assert [one.dates for one in found.rows] == [(day,)]
    assert str(monday) in found.excluded[0].reason
