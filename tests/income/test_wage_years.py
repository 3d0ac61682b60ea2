"""Wages of years before 2026: the published tables of 2021 row by row, the undivided werkbonus, and what nobody knows."""

from datetime import date
from decimal import Decimal

import pytest

from tandem.income.engine.catalogue import compute
from tandem.income.engine.figures import Figure
from tandem.income.engine.parameters import NotKnown, book_from, shipped
from tandem.income.engine.rules.wage import full_bonus, special_contribution, withholding
from tandem.income.engine.trace import Notebook

BOOK = shipped()
IN_2021 = date(2021, 1, 15)
# Monthly taxable wage and tax of some rows of the tables of 1 January 2021 (KB of 16 December 2020).
SCALE_1 = {
    "930": "0", "945": "0.84", "1365": "79.49", "1380": "83.37", "1500": "115.47", "1515": "120.95", "2070": "358.49",
    "2085": "365.04", "3000": "805.62", "3855": "1217.30", "3870": "1225.15", "4500": "1562.20", "7500": "3167.20",
}  # fmt: skip
SCALE_2 = {
    "1725": "0", "1740": "3.56", "1965": "63.75", "1980": "68.27", "2400": "227.81", "2790": "375.95",
    "2805": "381.86", "3510": "676.06", "3525": "682.92", "4785": "1289.61", "4800": "1297.37", "7020": "2485.07",
}  # fmt: skip


def tax(taxable: str, household: str, on: date = IN_2021, **facts: object) -> Decimal:
    return withholding(Notebook(BOOK, on), Decimal(taxable), household, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("household", "rows"), [("couple_two_incomes", SCALE_1), ("couple_one_income", SCALE_2)])
def test_key_formula_of_2021_gives_the_published_tables(household: str, rows: dict[str, str]) -> None:
    apart = {taxable: tax(taxable, household) - Decimal(published) for taxable, published in rows.items()}
    assert {taxable: gap for taxable, gap in apart.items() if abs(gap) > Decimal("0.01")} == {}


def test_wage_between_two_rows_of_2021_takes_the_lower_row() -> None:
    assert tax("1514.99", "couple_two_incomes") == tax("1500", "couple_two_incomes")
    assert tax("1514.99", "couple_two_incomes", date(2026, 4, 1)) > tax("1500", "couple_two_incomes", date(2026, 4, 1))


def test_family_reductions_of_2021() -> None:
    whole = tax("3000", "couple_two_incomes")
    assert whole - tax("3000", "single") == 26
    assert whole - tax("3000", "couple_two_incomes", children=2) == 107
    assert whole - tax("3000", "single", children=4, single_parent=True) == 26 + 494 + 37
    assert tax("7500", "couple_two_incomes", children=9) == Decimal("3167.20") - 1460 - 262
    assert whole - tax("3000", "couple_two_incomes", disabled=True) == 37


@pytest.mark.parametrize("year", [2024, 2025])
def test_net_wage_of_a_year_without_its_tables_is_not_known(year: int) -> None:
    outcome = compute("net-wage", {"gross": "2800"}, on=date(year, 6, 1), book=BOOK)
    assert outcome.value is None
    assert f"Wat je in {year} netto kreeg, is niet gekend." in outcome.unknown[0]
    assert outcome.part("rsz") == Figure.of("365.96")
    assert [row.key for line in outcome.trace for row in line.used if row.key.startswith("withholding.")] == []


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025])
def test_withholding_of_a_year_without_its_tables_never_takes_another_year(year: int) -> None:
    with pytest.raises(NotKnown, match="geen bedrag gekend"):
        tax("2500", "single", date(year, 6, 1))


def test_tables_that_somebody_gives_for_one_call_are_used() -> None:
    keys = [key for key in BOOK.parameters if key.startswith("withholding.")]
    rows = (
        f"{key}: {{name: x, article: x, unit: x, dated: [{{valid_from: 2025-01-01, trust: S, source: proef, "
        f'value: "{BOOK.value(key, date(2026, 4, 1))}"}}]}}'
        for key in keys
    )
    book = BOOK.overlaid(book_from(["\n".join(rows)]))
    found = compute("net-wage", {"gross": "2800"}, on=date(2025, 6, 1), book=book)
    assert found.part("withholding").low > 0


@pytest.mark.parametrize(("day", "wage", "status", "whole"), [
    (date(2023, 8, 1), "2013.64", "white_collar", "262.16"),  # Securex, 1-7-2023
    (date(2023, 8, 1), "2571.45", "white_collar", "118.30"),  # 262.16 - 0.2579 x 557.81
    (date(2023, 8, 1), "2800", "white_collar", "65.42"),  # 247.31 - 0.2313 x 786.36
    (date(2023, 8, 1), "3082.67", "white_collar", "0"),
    (date(2023, 12, 1), "2054.01", "white_collar", "267.42"),  # Group S, 1-11-2023
    (date(2021, 1, 1), "1674.49", "blue_collar", "222.10"),
    (date(2021, 1, 1), "2000", "white_collar", "134.23"),  # 205.65 - 0.2194 x 325.51
])  # fmt: skip
def test_werkbonus_before_april_2024_is_one_amount(day: date, wage: str, status: str, whole: str) -> None:
    found = full_bonus(Notebook(BOOK, day), Decimal(wage), status)
    assert (found.total, found.b) == (Decimal(whole), 0)


@pytest.mark.parametrize(("day", "status"), [(date(2021, 6, 1), "white_collar"), (date(2023, 6, 1), "white_collar"),
                                             (date(2023, 8, 1), "blue_collar"), (date(2024, 6, 1), "blue_collar")])  # fmt: skip
def test_werkbonus_without_a_source_is_not_known(day: date, status: str) -> None:
    with pytest.raises(NotKnown, match="geen bedrag gekend"):
        full_bonus(Notebook(BOOK, day), Decimal(2000), status)


def test_special_contribution_counts_blue_collar_wages_for_108_percent() -> None:
    def due(gross: str, status: str, on: date = date(2026, 4, 1)) -> Figure:
        return special_contribution(Notebook(BOOK, on), Decimal(gross), "single", status)

    assert due("2000", "blue_collar") == due("2160", "white_collar") == Figure.of("9.06")  # (2160 - 1945.38) x 4.22 %
    assert due("2160", "white_collar", IN_2021) == Figure.of("16.31")  # x 7.6 % before 1-4-2022
    assert due("5000", "white_collar", IN_2021) == Figure.of("49.51")  # 18.60 + 1.1 % above 2190.18
    assert due("9000", "white_collar", IN_2021) == due("9000", "white_collar") == Figure.of("60.94")
