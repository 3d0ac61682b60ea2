"""Dates, hours and amounts as people in Flanders read them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.kernel import dutch


def test_date_is_written_in_full() -> None:
    assert dutch.date_nl(date(2027, 3, 27)) == "zaterdag 27 maart 2027"


def test_date_of_a_moment_is_the_day_in_brussels() -> None:
    late_in_utc = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)

    assert dutch.date_nl(late_in_utc) == "zondag 28 maart 2027"
    assert dutch.date_short(late_in_utc) == "28/3/2027"


def test_short_date_has_no_leading_zeros() -> None:
    assert dutch.date_short(date(2027, 3, 5)) == "5/3/2027"


@pytest.mark.parametrize(
    ("value", "text"),
    [(time(9, 30), "9.30\xa0uur"), (time(14), "14\xa0uur"), (time(0, 5), "0.05\xa0uur")],
)
def test_hour_is_written_with_a_point(value: time, text: str) -> None:
    assert dutch.time_nl(value) == text


@pytest.mark.parametrize(("month", "text"), [(1, "10\xa0uur"), (7, "11\xa0uur")])
def test_hour_of_a_moment_follows_summer_time(month: int, text: str) -> None:
    assert dutch.time_nl(datetime(2027, month, 1, 9, tzinfo=UTC)) == text


def test_moment_has_day_and_hour() -> None:
    assert dutch.datetime_nl(datetime(2027, 7, 1, 7, 30, tzinfo=UTC)) == "donderdag 1 juli 2027 om 9.30\xa0uur"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("1234.5"), "€\xa01.234,50"),
        (Decimal("0.005"), "€\xa00,01"),
        (Decimal(-12), "€\xa0-12,00"),
        (Decimal("-0.001"), "€\xa00,00"),
        (1_000_000, "€\xa01.000.000,00"),
    ],
)
def test_amount_is_written_in_dutch(amount: Decimal | int, text: str) -> None:
    assert dutch.money(amount) == text


def test_euros_have_cents_only_when_there_are() -> None:
    assert [dutch.euros(Decimal(text)) for text in ("300", "301.60", "-0.5")] == [
        "€\xa0300",
        "€\xa0301,60",
        "€\xa0-0,50",
    ]
    assert [dutch.whole_euros(Decimal(text)) for text in ("271.50", "1233.49")] == ["€\xa0272", "€\xa01.233"]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_amount_reads_back_as_the_same_amount(amount: Decimal) -> None:
    digits = dutch.money(amount).removeprefix("€\xa0").replace(".", "").replace(",", ".")

    assert Decimal(digits) == amount


def test_number_has_points_per_thousand() -> None:
    assert dutch.number(1234567) == "1.234.567"


@pytest.mark.parametrize(
    ("then", "text"),
    [
        (date(2027, 3, 28), "sinds vandaag"),
        (date(2027, 3, 27), "sinds vandaag"),
        (date(2027, 3, 26), "sinds gisteren"),
        (date(2027, 3, 24), "sinds 3 dagen"),
        (date(2027, 3, 13), "sinds 2 weken"),
        (date(2027, 1, 1), "sinds 2 maanden"),
        (date(2025, 3, 28), "sinds 23 maanden"),
        (date(2024, 3, 1), "sinds 3 jaar"),
    ],
)
def test_since_grows_from_days_to_years(then: date, text: str) -> None:
    assert dutch.since(then, date(2027, 3, 27)) == text


def test_nothing_gives_no_text() -> None:
    texts = [f(None) for f in (dutch.date_nl, dutch.date_short, dutch.time_nl, dutch.datetime_nl, dutch.money)]

    assert [*texts, dutch.number(None), dutch.since(None, date(2027, 3, 27))] == [""] * 7
