"""How long an amount is confirmed: to its last day, or to the month somebody last looked."""

from datetime import date

import pytest

from tandem.income.engine.parameters import NotKnown, book_from, shipped

TEXT = """
x.closed: {name: X, article: art. 1, unit: EUR/maand, dated: [
    {valid_from: 2024-01-01, valid_to: 2024-12-31, value: "5", trust: S, source: ergens, checked_on: 2024-02-01}]}
x.open: {name: Y, article: art. 2, unit: EUR/maand, dated: [
    {valid_from: 2024-01-01, value: "5", trust: S, source: ergens, checked_on: 2024-02-01}]}
"""


def test_amount_that_ended_is_confirmed_to_its_last_day_and_no_longer() -> None:
    book = book_from([TEXT])
    found = [book.at("x.closed", day).is_confirmed for day in (date(2024, 6, 1), date(2024, 12, 31), date(2025, 1, 1))]
    assert found == [True, True, False]


def test_amount_that_runs_is_confirmed_to_the_month_of_its_check() -> None:
    book = book_from([TEXT])
    assert [book.at("x.open", day).is_confirmed for day in (date(2024, 2, 29), date(2024, 3, 1))] == [True, False]


def test_gap_between_two_sets_is_not_confirmed() -> None:
    assert not shipped().at("groeipakket.social.small.low", date(2025, 3, 1)).is_confirmed


def test_amount_that_is_closed_is_not_known_after_its_last_day() -> None:
    book = book_from([TEXT.replace("valid_to: 2024-12-31,", "valid_to: 2024-12-31, closed: true,")])
    assert book.knows("x.closed", date(2024, 12, 31))
    with pytest.raises(NotKnown, match="geen bedrag gekend voor 01/01/2025"):
        book.at("x.closed", date(2025, 1, 1))
