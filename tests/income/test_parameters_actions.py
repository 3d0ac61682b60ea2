"""Four eyes on every amount, tried to break from outside and inside; what is decided stays."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tandem.income.actions import (
    CannotConfirm,
    CannotPropose,
    CannotPublish,
    confirm_check,
    propose_parameter,
    publish_parameter,
    withdraw_parameter,
)
from tandem.income.models import ParameterChange, ParameterCheck
from tandem.income.queries import current_book
from tandem.kernel import audit, clock
from tandem.kernel.states import CannotTransition
from tests.income.factories import KEY, SEPTEMBER, make_administrator, make_proposal, propose, publish

pytestmark = pytest.mark.django_db


def refusal_of(act: Callable[[], object]) -> str:
    """The name of the constraint with which the database refuses."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    return refused.value.__cause__.diag.constraint_name  # type: ignore[union-attr]


def refused_by_the_database(name: str, **change: object) -> bool:
    """Whether an update of every row is refused by this constraint."""
    return refusal_of(lambda: ParameterChange.objects.update(**change)) == name


def test_proposal_waits_and_changes_nothing() -> None:
    before = current_book().figure(KEY, SEPTEMBER)
    change = propose()
    assert change.state == "proposed"
    assert current_book().figure(KEY, SEPTEMBER) == before
    assert [entry.action for entry in audit.history_of(change)] == ["parameter.propose"]


def test_proposer_cannot_publish() -> None:
    change = propose()
    with pytest.raises(CannotPublish, match="collega"):
        publish_parameter(change, by=change.proposed_by, at=clock.now())
    change.refresh_from_db()
    assert change.state == "proposed"


def test_somebody_else_publishes() -> None:
    change, other = propose(), make_administrator()
    published = publish_parameter(change, by=other, at=clock.now())
    assert (published.state, published.decided_by) == ("published", other)
    entry = audit.history_of(change).last()
    assert entry is not None
    assert (entry.action, entry.facts["key"]) == ("parameter.publish", KEY)


def test_database_refuses_a_decision_by_the_proposer() -> None:
    change = propose()
    facts = {"state": "published", "decided_by": change.proposed_by, "decided_at": clock.now()}
    assert refused_by_the_database("four_eyes_on_a_parameter", **facts)


def test_database_refuses_publishing_without_anybody() -> None:
    propose()
    assert refused_by_the_database("published_parameter_has_two_people", state="published")


def test_database_refuses_another_proposer_afterwards() -> None:
    change = propose()
    other = make_administrator()
    facts = {"proposed_by": other, "decided_by": change.proposed_by, "decided_at": clock.now(), "state": "published"}
    assert refused_by_the_database("proposed_parameter_never_changes", **facts)


@pytest.mark.parametrize("facts", [{"value": Decimal(1)}, {"valid_from": date(2026, 1, 1)}, {"source": "ergens"},
                                   {"trust": "S"}, {"key": "leefloon.cohabiting"}])  # fmt: skip
def test_database_refuses_a_change_of_what_was_published(facts: dict[str, object]) -> None:
    publish()
    assert refused_by_the_database("proposed_parameter_never_changes", **facts)


def test_database_refuses_going_back_and_another_decider() -> None:
    change = publish()
    assert refused_by_the_database("parameter_state_moves_on", state="proposed", decided_by=None, decided_at=None)
    assert refused_by_the_database("parameter_decision_stays", decided_by=make_administrator())
    assert refusal_of(change.delete) == "decided_parameter_is_kept"


@pytest.mark.parametrize(("facts", "name"), [
    ({"value": None}, "parameter_is_value_or_base"), ({"base_amount": Decimal(3)}, "parameter_is_value_or_base"),
    ({"value": Decimal(-1)}, "parameter_not_below_zero"), ({"source": ""}, "parameter_has_a_source"),
    ({"trust": "M"}, "parameter_has_a_source"), ({"valid_to": date(2026, 8, 1)}, "parameter_ends_after_start"),
    ({"state": "withdrawn"}, "withdrawn_parameter_says_by_whom"),
])  # fmt: skip
def test_database_refuses_an_incomplete_row(facts: dict[str, object], name: str) -> None:
    row = propose()
    copy = ParameterChange(**{
        **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}, **facts,
    })  # fmt: skip
    assert refusal_of(copy.save) == name


def test_database_refuses_two_published_amounts_for_one_day() -> None:
    publish()
    second = propose()
    facts = {"state": "published", "decided_by": make_administrator(), "decided_at": clock.now()}
    again = ParameterChange.objects.filter(pk=second.pk)
    assert refusal_of(lambda: again.update(**facts)) == "one_published_amount_per_day"


def test_publishing_for_the_same_day_takes_the_place_of_the_older_one() -> None:
    first = publish()
    second = publish(value=Decimal(16900))
    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "published")
    assert current_book().value(KEY, SEPTEMBER) == Decimal(16900)
    assert [entry.action for entry in audit.history_of(first)][-1] == "parameter.withdraw"


def test_withdrawn_amount_leaves_and_cannot_return() -> None:
    shipped_figure = current_book().figure(KEY, SEPTEMBER)
    change = publish()
    assert current_book().figure(KEY, SEPTEMBER) != shipped_figure
    withdraw_parameter(change, by=make_administrator(), at=clock.now())
    assert current_book().figure(KEY, SEPTEMBER) == shipped_figure
    for act in (publish_parameter, withdraw_parameter):
        with pytest.raises(CannotTransition):
            act(change, by=make_administrator(), at=clock.now())


def test_second_proposal_for_the_same_day_is_refused_while_one_waits() -> None:
    propose()
    with pytest.raises(CannotPropose, match="wacht al een voorstel"):
        propose()


@pytest.mark.parametrize(("facts", "field"), [
    ({"value": None}, "value"), ({"base_amount": Decimal(5)}, "value"),
    ({"value": None, "base_amount": Decimal(5)}, "index_step"),
    ({"value": None, "base_amount": Decimal(5), "index_step": "index.nowhere"}, "index_step"),
    ({"second_value": Decimal(16800)}, "second_value"), ({"trust": "M"}, "trust"), ({"trust": "?"}, "trust"),
    ({"source": "  "}, "source"), ({"link": ""}, "link"), ({"valid_to": date(2026, 8, 31)}, "valid_to"),
    ({"valid_from": date(1900, 1, 1)}, "valid_from"), ({"valid_from": date(2999, 1, 1)}, "valid_from"),
    ({"checked_on": date(2999, 1, 1)}, "checked_on"), ({"source_date": date(2999, 1, 1)}, "source_date"),
])  # fmt: skip
def test_incomplete_proposal_is_refused_at_its_field(facts: dict[str, object], field: str) -> None:
    with pytest.raises(CannotPropose) as refusal:
        propose(**facts)
    assert field in {problem.field for problem in refusal.value.problems}
    assert not ParameterChange.objects.exists()


def test_index_cannot_follow_itself_and_an_unknown_amount_cannot_be_proposed() -> None:
    base = make_proposal(value=None, base_amount=Decimal(1), index_step="index.step")
    for key in ("index.step", "leefloon.unheard_of"):
        with pytest.raises(CannotPropose):
            propose_parameter(key=key, proposal=base, by=make_administrator(), at=clock.now())


def check(valid_from: date, **facts: object) -> ParameterCheck:
    usual = {"key": KEY, "valid_from": valid_from, "checked_on": clock.today(), "source": "mi-is.be gelezen", "link": "",
             "by": make_administrator(), "at": clock.now()}  # fmt: skip
    return confirm_check(**{**usual, **facts})  # type: ignore[arg-type]


def test_check_confirms_and_changes_no_amount() -> None:
    publish(checked_on=date(2026, 9, 1))
    on = clock.today()
    before = current_book().at(KEY, on)
    made = check(SEPTEMBER)
    after = current_book().at(KEY, on)
    assert (before.is_confirmed, after.is_confirmed) == (False, True)
    assert (before.figure, after.checked_on) == (after.figure, on)
    assert [entry.action for entry in audit.history_of(made)] == ["parameter.check"]


def test_older_check_does_not_undo_a_later_one() -> None:
    check(date(2026, 3, 1))
    check(date(2026, 3, 1), checked_on=date(2026, 3, 2))
    row = next(row for row in current_book().parameters[KEY].dated if row.valid_from == date(2026, 3, 1))
    assert row.checked_on == clock.today()


def test_check_of_what_is_expected_or_not_there_is_refused() -> None:
    for facts in ({"valid_from": SEPTEMBER}, {"valid_from": date(2026, 3, 2)},
                  {"valid_from": date(2026, 3, 1), "checked_on": clock.today() + timedelta(days=1)},
                  {"valid_from": date(2026, 3, 1), "source": " "}, {"valid_from": date(2026, 3, 1), "key": "x"}):  # fmt: skip
        with pytest.raises(CannotConfirm):
            check(**facts)  # type: ignore[arg-type]


def test_database_keeps_checks_as_they_were() -> None:
    made = check(date(2026, 3, 1))
    for act in (lambda: ParameterCheck.objects.update(checked_on=date(2027, 1, 1)), made.delete):
        assert refusal_of(act) == "parameter_check_is_kept"
