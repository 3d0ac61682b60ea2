"""What everybody carries month by month beside a fair share; homes and sessions on the map; where no duo comes in time."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tandem.planning.queries.load import Load, Sought, load_of, month_after
from tandem.planning.queries.travel_map import far_places, travel_map
from tests.factories import client_for
from tests.planning.factories import BRUGGE, GENT, IEPER, make_person
from tests.planning.page_factories import make_asking_series, make_house, make_planned_trainer, next_monday
from tests.planning.test_asking import duo_of
from tests.sessions.factories import confirm, make_duo


@pytest.fixture
def house(system: None) -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


def add_sessions(provider: Organisation, *, count: int, weeks: int = 0, **sheet: object) -> date:
    """A series led by the first duo, a session each week; the first day."""
    series = make_asking_series(provider, sessions=count, **sheet)
    trainer, expert = (Person.objects.get(pk=pk) for pk in duo_of(provider))
    make_duo(series, trainer=trainer, expert=expert)
    first = next_monday() + timedelta(weeks=weeks)
    for number, session in enumerate(series.sessions.order_by("position")):
        session.series = series
        confirm(session, on=first + timedelta(weeks=number))
    return first


def load(provider: Organisation, **asked: str) -> Load:
    return load_of(provider.pk, Sought.read(asked, on=clock.today()), on=clock.today())


def test_load_counts_half_days_minutes_and_a_fair_share_per_role(house: tuple[Organisation, Person]) -> None:
    provider = house[0]
    half = make_planned_trainer(provider, weekly=["0am", "1am", "2am", "3am", "4am"])
    first = add_sessions(provider, count=3, appeal="hard")
    rows = {int(one.person.id): one for one in load(provider).rows}
    busy, expert = duo_of(provider)
    assert [rows[key].total for key in (busy, half.pk, expert)] == [3, 0, 3]
    assert rows[busy].half_days[first.replace(day=1)] >= 1
    assert (rows[busy].hard, rows[busy].nice, rows[busy].minutes.total()) == (3, 0, 3 * 2 * 10)
    assert (rows[busy].share_words, rows[half.pk].share_words, rows[expert].share_words) == ("2,0", "1,0", "3,0")
    assert {int(one.person.id) for one in load(provider, rol="trainer").rows} == {busy, half.pk}
    assert load(provider, zoek="zonderdienaam").rows == ()


@pytest.mark.parametrize("text", ["", "2027-13", "x", "0001-01", "9999-12"])
def test_nonsense_month_shows_the_usual_ones(text: str) -> None:
    today = clock.today()
    assert Sought.read({"vanaf": text}, on=today).first == month_after(today.replace(day=1), -2)


def test_pages_and_file_show_it_and_cost_no_more_for_more(
    house: tuple[Organisation, Person], django_assert_max_num_queries: object
) -> None:
    planner, seen = client_for(house[1]), []
    planner.get(reverse("load_by_month"))  # a first visit reads more: who looks
    for number in range(2):
        add_sessions(house[0], count=2, weeks=4 * number)
        with django_assert_max_num_queries(40) as found:  # type: ignore[operator]
            assert "eerlijk deel" in planner.get(reverse("load_by_month")).text
            assert "Waar de sessies zijn" in planner.get(reverse("travel_map")).text
        seen.append(len(found))
    assert seen[0] == seen[1]
    lines = b"".join(planner.get(reverse("load_csv")).streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1 + 2 * 6


def test_map_counts_homes_and_sessions_by_area_and_says_where_nobody_comes(house: tuple[Organisation, Person]) -> None:
    add_sessions(house[0], count=2)
    waiting = make_asking_series(house[0], place=IEPER)
    found = travel_map(house[0].pk, on=clock.today())
    east = next(one for one in found.areas if one.key == "east_flanders")
    assert (east.trainers, east.experts, east.sessions, east.minutes) == (1, 1, 2, 2 * 2 * (10 + 35))
    assert [(one[0], one[1]) for one in found.far_series] == [(waiting, "Ieper")]


def test_a_place_is_far_when_one_role_cannot_come_in_ninety_minutes() -> None:
    near = [make_person("t1", home=GENT), make_person("e1", home=GENT)]
    on = date(2027, 3, 1)
    assert GENT not in far_places(near, on=on)
    assert {BRUGGE, IEPER} <= far_places(near, on=on)
    assert BRUGGE not in far_places([*near, make_person("e2", home=BRUGGE)], on=on)
    assert GENT in far_places(near[:1], on=on)


def test_load_of_another_house_stays_there(house: tuple[Organisation, Person]) -> None:
    add_sessions(house[0], count=1)
    _other, stranger = make_house(trainers=0, experts=0)
    names = [str(Person.objects.get(pk=pk)) for pk in duo_of(house[0])]
    page = client_for(stranger).get(reverse("load_by_month")).text
    assert not any(name in page for name in names)
