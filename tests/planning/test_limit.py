"""A planner asks somebody to carry more; only that person's yes changes what holds."""

import pytest
from django.db import IntegrityError, transaction

from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.limit import CannotAnswerLimit, CannotAskMore, answer_limit, ask_limit
from tandem.planning.models import Capacity, LimitQuestion
from tandem.planning.rules import limits
from tests.factories import make_person
from tests.planning.page_factories import make_house, make_planned_expert

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def asked() -> tuple[LimitQuestion, Person, Person]:
    """Somebody with at most three a week is asked for four."""
    provider, planner, person = house()
    return ask(person, provider, planner), person, planner


def house() -> tuple[Organisation, Person, Person]:
    provider, planner = make_house(trainers=0, experts=0)
    return provider, planner, make_planned_expert(provider)


def ask(person: Person, provider: Organisation, planner: Person, **facts: object) -> LimitQuestion:
    wish = {"limit": "max_per_week", "value": 4, **facts}
    return ask_limit(person, provider=provider, by=planner, at=clock.now(), **wish)


def test_yes_of_the_person_writes_the_limit_and_tells_the_planner(asked: tuple[LimitQuestion, Person, Person]) -> None:
    row, person, planner = asked
    answer_limit(row, agrees=True, by=person, at=clock.now())
    assert Capacity.objects.get(person=person).max_per_week == 4
    told = OutgoingMail.objects.get(key=f"limit-answer:{row.pk}")
    assert (told.to_person, "ja" in told.subject) == (planner, True)


def test_no_leaves_the_limit_as_it_was_and_an_answer_stays(asked: tuple[LimitQuestion, Person, Person]) -> None:
    row, person, _planner = asked
    answer_limit(row, agrees=False, by=person, at=clock.now())
    with pytest.raises(CannotAnswerLimit):
        answer_limit(row, agrees=True, by=person, at=clock.now())
    assert Capacity.objects.get(person=person).max_per_week == 3
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        LimitQuestion.objects.filter(pk=row.pk).update(answer="yes")


def test_nobody_answers_for_somebody_else(asked: tuple[LimitQuestion, Person, Person]) -> None:
    for other in (asked[2], make_person()):
        with pytest.raises(CannotAnswerLimit):
            answer_limit(asked[0], agrees=True, by=other, at=clock.now())


def test_a_yes_never_lowers_what_somebody_said_in_the_meantime(asked: tuple[LimitQuestion, Person, Person]) -> None:
    row, person, _planner = asked
    Capacity.objects.filter(person=person).update(max_per_week=6)
    answer_limit(row, agrees=True, by=person, at=clock.now())
    assert Capacity.objects.get(person=person).max_per_week == 6


@pytest.mark.parametrize(
    ("limit", "value"), [("max_per_week", 3), ("max_per_week", 11), ("max_travel", 90), ("rest_days", 1)]
)
def test_what_may_already_or_cannot_be_is_not_asked(limit: str, value: int) -> None:
    provider, planner, person = house()
    with pytest.raises(CannotAskMore):
        ask(person, provider, planner, limit=limit, value=value)


def test_one_question_per_limit_at_a_time(asked: tuple[LimitQuestion, Person, Person]) -> None:
    row, person, planner = asked
    with pytest.raises(CannotAskMore, match="loopt al"):
        ask(person, row.provider, planner, value=5)
    assert ask(person, row.provider, planner, limit="max_per_day", value=2).pk


def test_fewer_days_of_rest_ask_more() -> None:
    assert limits.asks_more("rest_days", 0, 1)
    assert not limits.asks_more("rest_days", 2, 1)
    assert limits.sentence("rest_days", 0) == "geen vrije dag tussen twee dagen met een sessie"
