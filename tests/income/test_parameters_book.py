"""What is published reaches every calculation at once, and the book is made anew only then."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.income.actions import withdraw_parameter
from tandem.income.engine.parameters import shipped
from tandem.income.queries import current_book, options_of
from tandem.kernel import clock
from tests.income.factories import KEY, SEPTEMBER, make_administrator, propose, publish

pytestmark = pytest.mark.django_db
LEEFLOON_TO_NOTHING = {
    "category": "N", "has_partner": "no", "start": "2026-09", "now": "leefloon", "now_leefloon_spi_months_used": "0",
    "then": "other", "then_other_amount": "1000",
}  # fmt: skip


def first_month() -> str:
    return options_of(LEEFLOON_TO_NOTHING)[0].result.rows[0].now


def test_without_changes_the_book_is_the_shipped_one() -> None:
    assert current_book() is shipped()


def test_published_amount_changes_what_if() -> None:
    before = first_month()
    publish(value=Decimal(24000))
    assert "1.340,47" in before
    assert first_month().replace("\u00a0", " ") == "€ 2.000,00"


def test_proposed_amount_does_not() -> None:
    before = first_month()
    propose(value=Decimal(24000))
    assert first_month() == before


def test_public_page_shows_the_published_amount(client: Client) -> None:
    publish(value=Decimal(24000))
    kept = {f"a_{key}": value for key, value in LEEFLOON_TO_NOTHING.items()}
    page = client.post("/wat-als/", {**kept, "screen": "result"}).content.decode().replace("\u00a0", " ")
    assert "€ 2.000,00" in page


def test_months_before_the_first_day_keep_the_older_amount() -> None:
    older = current_book().figure(KEY, date(2026, 8, 1))
    publish(value=Decimal(24000))
    assert current_book().figure(KEY, date(2026, 8, 1)) == older


def test_firm_amount_takes_the_place_of_an_expected_one() -> None:
    assert not current_book().figure(KEY, SEPTEMBER).is_exact
    publish()
    assert current_book().figure(KEY, SEPTEMBER).is_exact


def test_second_source_makes_bounds_that_travel() -> None:
    publish(value=Decimal(24000), second_value=Decimal(24120))
    figure = current_book().figure(KEY, SEPTEMBER)
    assert (figure.low, figure.high) == (Decimal(24000), Decimal(24120))


def test_base_amount_follows_the_index() -> None:
    publish(key="spi.month", valid_from=date(2026, 5, 1), value=None, base_amount=Decimal(100), index_step="index.step")
    assert current_book().value("spi.month", date(2026, 6, 1)) == Decimal("177.58")
    publish(key="index.step", valid_from=date(2026, 6, 1), value=Decimal(2))
    assert current_book().value("spi.month", date(2026, 6, 1)) == Decimal("200.00")


def test_book_is_kept_until_something_is_decided() -> None:
    change = publish()
    first = current_book()
    assert current_book() is first
    propose(valid_from=date(2026, 10, 1))
    assert current_book() is first
    publish(key="leefloon.cohabiting")
    second = current_book()
    assert second is not first
    withdraw_parameter(change, by=make_administrator(), at=clock.now())
    assert current_book() is not second


def test_known_book_costs_one_query() -> None:
    publish()
    current_book()
    with CaptureQueriesContext(connection) as asked:
        current_book()
    assert len(asked.captured_queries) == 1


def test_amount_of_a_rule_that_is_gone_stays_out_of_the_book() -> None:
    change = propose()
    type(change).objects.filter(pk=change.pk).delete()
    change.pk, change.key, change._state.adding = None, "leefloon.of_long_ago", True
    change.state, change.decided_by, change.decided_at = "published", make_administrator(), clock.now()
    change.save(force_insert=True)
    assert "leefloon.of_long_ago" not in current_book().parameters
