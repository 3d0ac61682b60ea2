"""A duo is asked before it is planned: two times yes makes duo and days, one no leaves everything as it was."""

from datetime import timedelta
from itertools import islice

import pytest
from django.db import IntegrityError, transaction

from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.asking import Ask, CannotAsk, answer_asking, ask_duos, withdraw_asking
from tandem.planning.models import Asking, NotPossible
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.facts import situation
from tandem.sessions.models import Series
from tandem.sessions.timetable import working_days
from tests.planning.page_factories import make_asking_series, make_house, make_sheet, next_monday
from tests.sessions.factories import make_series, workshops

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def house() -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


def duo_of(provider: Organisation) -> tuple[int, int]:
    rows = provider.memberships.exclude(role="planner").order_by("pk").values_list("person_id", flat=True)
    return rows[0], rows[1]


def ask_for(series: Series, *, half: str = "am", **fields: object) -> Ask:
    """Every session of a series, two weeks apart."""
    first = next_monday()
    dates = tuple(
        (row.pk, HalfDay(first + timedelta(weeks=2 * number), half))
        for number, row in enumerate(series.sessions.order_by("position"))
    )
    trainer, expert = duo_of(series.provider)
    return Ask(series, trainer, expert, dates, **fields)  # type: ignore[arg-type]


def asked(series: Series, planner: Person, **fields: object) -> Asking:
    return ask_duos([ask_for(series, **fields)], provider_id=series.provider_id, by=planner, at=clock.now())[0]


def answer(row: Asking, *, trainer: bool = True, expert: bool = True) -> Asking:
    for person, agrees in ((row.trainer, trainer), (row.expert, expert)):
        if row.state == "open":
            row = answer_asking(row, person=person, agrees=agrees, by=person, at=clock.now())
    return row


def test_two_times_yes_gives_the_series_its_duo_and_proposes_the_days(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0])
    row = answer(asked(series, house[1]))
    assert row.state == "agreed"
    duo = series.duos.get()
    assert (duo.trainer_id, duo.experiential_expert_id) == duo_of(house[0])
    assert duo.trainer_agreed_at
    assert duo.expert_agreed_at
    assert set(series.sessions.values_list("status", "proposed_by_side", "directions")) == {
        ("proposed", "provider", "Tram 1 tot halte Wilgenlaan.")
    }


def test_days_the_organisation_chose_are_agreed_at_once(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0])
    answer(asked(series, house[1], is_chosen_by_organisation=True))
    assert set(series.sessions.values_list("status", flat=True)) == {"confirmed"}


def test_one_no_plans_nobody_and_asks_no_reason(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0])
    row = answer(asked(series, house[1]), expert=False)
    assert (row.state, series.duos.count(), set(series.sessions.values_list("status", flat=True))) == (
        "declined",
        0,
        {"to_plan"},
    )
    told = OutgoingMail.objects.filter(key__startswith="asking-declined").get()
    assert row.expert.last_name not in told.body


def test_what_was_asked_takes_up_room_until_it_is_withdrawn(house: tuple[Organisation, Person]) -> None:
    row = asked(make_asking_series(house[0]), house[1])
    other = make_asking_series(house[0])
    with pytest.raises(CannotAsk):
        asked(other, house[1])
    withdraw_asking(row, by=house[1], at=clock.now())
    assert asked(other, house[1]).state == "open"


def test_nobody_is_asked_for_a_place_that_is_not_possible_and_nobody_reads_why(
    house: tuple[Organisation, Person],
) -> None:
    series = make_asking_series(house[0])
    NotPossible.objects.create(person_id=duo_of(house[0])[1], organisation=series.organisation, added_at=clock.now())
    with pytest.raises(CannotAsk) as refused:
        asked(series, house[1])
    assert "niet mogelijk" in str(refused.value)


def test_nobody_is_asked_before_it_is_known_how_to_get_there(house: tuple[Organisation, Person]) -> None:
    series = make_asking_series(house[0], directions="")
    with pytest.raises(CannotAsk, match="hoe je er geraakt"):
        asked(series, house[1])


def test_a_series_has_one_open_question_also_in_the_database(house: tuple[Organisation, Person]) -> None:
    row = asked(make_asking_series(house[0]), house[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.create(series=row.series, provider=house[0], trainer=row.trainer, expert=row.expert, dates=[],
                              asked_at=clock.now(), asked_by=house[1])  # fmt: skip


def test_a_situation_reads_as_much_for_three_series_as_for_one(
    house: tuple[Organisation, Person], django_assert_max_num_queries: object
) -> None:
    many = [make_asking_series(house[0]) for _ in range(3)]
    plain = make_series(provider=house[0], sessions=workshops(2))
    counts = []
    for wanted in ([many[0].pk], [one.pk for one in (*many, plain)]):
        with django_assert_max_num_queries(22) as seen:  # type: ignore[operator]
            known = situation(house[0].pk, wanted, on=clock.today())
        counts.append((len(seen), len(known.series)))
    assert [number for _, number in counts] == [1, 4]
    assert counts[0][0] == counts[1][0]
    assert known.silent == ()


def test_a_series_without_a_known_place_says_what_to_fill_in(house: tuple[Organisation, Person]) -> None:
    series = make_series(provider=house[0], sessions=workshops(2))
    series.organisation.postal_code = series.organisation.place = ""
    series.organisation.save()
    known = situation(house[0].pk, [series.pk], on=clock.today())
    assert known.series == {}
    assert "gemeente" in known.incomplete[0].sentences[0]
    make_sheet(series)
    assert list(situation(house[0].pk, [series.pk], on=clock.today()).series) == [str(series.pk)]


def test_the_first_new_session_keeps_its_distance_from_the_one_that_is_fixed(
    house: tuple[Organisation, Person],
) -> None:
    series, fixed_on = make_asking_series(house[0], min_gap=8), next_monday()
    moments = clock.moment_on(fixed_on, 9), clock.moment_on(fixed_on, 12)
    series.sessions.filter(position=1).update(
        status="proposed", proposed_by_side="provider", starts_at=moments[0], ends_at=moments[1]
    )
    window = situation(house[0].pk, [series.pk], on=clock.today()).problem.requests[str(series.pk)].window
    days = list(islice(working_days(fixed_on), 9))
    assert window.first == days[8]
