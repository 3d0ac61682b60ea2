"""The IGU step by step against the formulas of the workbook of 1 April 2026, worked out by hand; and where it stops."""

from datetime import date
from decimal import Decimal

import pytest

from tandem.income.engine.catalogue import compute
from tandem.income.engine.parameters import NotKnown, shipped
from tandem.income.engine.rules.igu import up_to_the_cent
from tandem.income.engine.trace import Outcome

BOOK, SPRING = shipped(), date(2026, 4, 1)
HALF_TIME = {"category": "N", "daily_benefit": "62.05", "hours": "19", "gross": "1350", "hours_in_month": "82.3327"}


def igu(**change: str) -> Outcome:
    return compute("igu", {**HALF_TIME, **change}, on=SPRING, book=BOOK)


def lines(outcome: Outcome) -> dict[str, Decimal]:
    return {line.key: line.figure.low for line in outcome.trace if line.figure}


def test_each_step_by_hand() -> None:
    # Hourly wage 1350 / (4.3333 x 19) = 16.3968 (cut); full-time 16.3968 x 38 x 4.3333 = 2,699.9856, so 2,699.99.
    # Werkbonus there 125.04 + 168.62 - 0.2699 x 444.49 = 173.69; share 173.69 x 1350 / 2,699.99 = 86.85.
    # Taxable 1350 x 0.8693 = 1,173.555, up to 1,173.56, + 86.85 = 1,260.41; no tax below 2,987.98 a year.
    # Full-time 2,347.10 + 173.69 = 2,520.79; x 12 - 6,070 = 24,179.48; 4,469.93 + 3,196.94 - 2,987.98 = 4,678.89 / 12 = 389.91.
    found = lines(igu())
    assert found["theoretical_net"] == Decimal("1260.41")
    assert found["theoretical_full_net"] == Decimal("2130.88")
    # (26 x 62.05 + 4.10 x 27.3327 - 1,260.41) x 100 / 89.91 = 517.1327, up to the cent.
    assert found["hourly"] == Decimal("517.14")
    # (26 x (62.05 + 7.48) - 1,260.41) x 100 / 89.91 = 608.7977.
    assert found["older"] == Decimal("608.80")


def test_fewer_hours_than_55_take_nothing_off() -> None:
    # 1,613.30 less the net wage, x 100 / 89.91: no negative supplement.
    few = igu(hours="12", gross="850", hours_in_month="52")
    assert few.part("hourly").low == up_to_the_cent(
        (Decimal("1613.30") - lines(few)["theoretical_net"]) * 100 / Decimal("89.91")
    )


def test_hours_count_as_in_a_week_of_38() -> None:
    more, fewer = (igu(full_time_hours="36", hours_in_month=hours).part("hourly").low for hours in ("90", "81"))
    assert more - fewer == pytest.approx(
        Decimal("4.10") * (90 - 81) * 38 / 36 * 100 / Decimal("89.91"), abs=Decimal("0.02")
    )


def test_hourly_formula_never_passes_what_full_time_work_would_add() -> None:
    high = igu(daily_benefit="112")
    net, full = lines(high)["theoretical_net"], lines(high)["theoretical_full_net"]
    assert high.part("hourly").low == up_to_the_cent((full - net) * 100 / Decimal("89.91"))


def test_older_formula_is_at_most_23_days_and_four_tenths() -> None:
    low = igu(gross="300", hours="4", hours_in_month="17")
    assert low.part("older").low == up_to_the_cent(Decimal("62.05") * Decimal("23.4") * 100 / Decimal("89.91"))


def test_amount_under_half_of_the_minimum_is_nothing() -> None:
    # 14.64 is half of the smallest benefit: 13.16 paid is 14.64 before withholding tax.
    amounts = {igu(daily_benefit=str(Decimal(cents) / 100)).part("hourly").low for cents in range(4380, 4480, 5)}
    assert Decimal(0) in amounts
    assert min(amounts - {Decimal(0)}) >= Decimal("14.64")


def test_blue_collar_worker_gets_the_same() -> None:
    assert igu(status="blue_collar").parts == igu().parts


def test_head_of_a_household_shares_the_tax_with_the_spouse() -> None:
    alone, head = (lines(igu(category=category, gross="2000", hours="30", hours_in_month="130")) for category in "NA")
    assert head["theoretical_net"] > alone["theoretical_net"]


@pytest.mark.parametrize("change", [{"gross": "2189.81"}, {"hours": "30.5"}])
def test_reference_wage_and_four_fifths_end_the_right(change: dict[str, str]) -> None:
    assert igu(**change).part("igu").low == 0


def test_reference_wage_less_a_cent_and_exactly_four_fifths_keep_it() -> None:
    assert igu(gross="2189.80", hours="30.4", daily_benefit="76.55").part("igu").low > 0


def test_less_than_half_time_says_that_it_ends() -> None:
    assert "hervorming" in igu(hours="18", gross="1280").unknown[0]
    assert igu().unknown == ()


def test_year_without_withholding_tables_gives_no_igu() -> None:
    with pytest.raises(NotKnown, match="geen bedrag gekend"):
        compute("igu", HALF_TIME, on=date(2024, 5, 1), book=BOOK)
