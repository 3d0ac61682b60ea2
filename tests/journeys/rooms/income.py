"""Amounts of law: one with an index, one without; proposals that wait, are in use, or were withdrawn."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tandem.income.actions import withdraw_parameter
from tandem.income.models import ParameterChange
from tandem.kernel import clock
from tests.income.factories import make_administrator, propose, publish
from tests.journeys.subjects import Subject, first_members, one_of_each


def fill() -> None:
    """One amount in every state."""
    propose()
    publish(key="volunteer.day", valid_from=date(2026, 2, 1), value=Decimal("44.10"), second_value=Decimal("44.12"))
    withdraw_parameter(propose(key="spi.month"), by=make_administrator(), at=clock.now())


def amounts() -> Iterator[Subject]:
    for key, since in (
        ("leefloon.single", "2026-03-01"),
        ("volunteer.day", "2026-02-01"),
        ("index.step", "2026-03-01"),
    ):
        yield Subject({"key": key, "since": since}, key, first_members())


def changes() -> Iterator[Subject]:
    for state, row in one_of_each(ParameterChange.objects.order_by("pk"), lambda row: row.state).items():
        yield Subject({"pk": row.pk}, state, first_members())


SUBJECTS = {"inkomen/bedragen/voorstel/": changes, "inkomen/bedragen/": amounts}
NO_PAGE = {"what_if_sheet": "prints the figures that somebody typed: without figures there is nothing to print"}
