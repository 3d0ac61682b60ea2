"""The tax of a year, settled later: two bounds beside the months, in every total, never in how a month stands against today."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.cli import main
from tandem.income.engine.catalogue import compute
from tandem.income.engine.figures import ZERO, Figure
from tandem.income.engine.households import Household
from tandem.income.engine.parameters import shipped
from tandem.income.engine.rules.settlement import settlement
from tandem.income.engine.scenario import Comparison, compare
from tandem.income.engine.spells import Income, Spell
from tandem.income.engine.taxed import Share, Taxed
from tandem.income.engine.trace import Notebook
from tandem.income.presentation import result_of
from tandem.income.questions import Case

BOOK, SPRING, DECEMBER = shipped(), date(2026, 4, 1), date(2026, 12, 31)
ALONE, COHABITING = Household(), Household(category="B")
FAMILY = Household(category="A", children_born=(2020, 2022))
LEEFLOON = (Spell("leefloon"),)
JOB = (Spell("job", facts={"gross": "2400"}),)
SICK = (Spell("sickness", facts={"month": "14", "daily_benefit": "100"}),)
UNTAXED = (Spell("other", facts={"amount": "2500"}),)
CASE = """
start: 2026-04
household: {category: N}
now: [{kind: leefloon}]
then: [{kind: job, gross: 2400, hours: 38}]
"""


def settled(share: Share, household: str = "single", **facts: object) -> Figure:
    found = settlement(Notebook(BOOK, DECEMBER), year=Taxed(share, share), household=household, **facts).value  # type: ignore[arg-type]
    assert found is not None
    return found


def looked_at(now: tuple[Spell, ...], then: tuple[Spell, ...], household: Household = ALONE) -> Comparison:
    return compare(household, now, then, start=SPRING, months=24, book=BOOK)


def one_offs(comparison: Comparison, side: str = "then") -> dict[date, Income]:
    return {month.on: line for month in getattr(comparison, side) for line in month.one_off}


def test_year_of_one_wage_by_hand() -> None:
    # 27,000 less 6,070 is 20,930: 4,180 + 1,684 = 5,864; less 2,795 (11,180) or 2,887.50 (11,550); special 5 % above 18,592.02.
    share = Share(wage=Decimal(27000), withheld=Decimal(4000), credit=Decimal(200), special=Decimal(150))
    dear = Decimal(4200) - (Decimal(5864) - 2795) * Decimal("1.09") + 150 - Decimal("116.899")
    cheap = Decimal(4200) - (Decimal(5864) - Decimal("2887.50")) + 150 - Decimal("116.899")
    assert settled(share) == Figure.of(dear, cheap).rounded()


def test_low_wage_without_tax_gets_its_werkbonus_back() -> None:
    assert settled(Share(wage=Decimal(12000), credit=Decimal(900))) == Figure.of("900.00")


def test_credit_above_the_ceiling_is_between_ceiling_and_itself() -> None:
    assert settled(Share(wage=Decimal(12000), credit=Decimal(1600))) == Figure.of("1540.00", "1600.00")


def test_benefit_alone_may_be_free_of_tax_or_reduced_only() -> None:
    # 29,000 lies above where the reduction falls: on the dear end there is none, on the cheap end no tax at all.
    tax = Decimal(4180) + (29000 - 16720) * Decimal("0.40") - 2795
    special = (Decimal("123.95") + (29000 - Decimal("21070.96")) * Decimal("0.013")).quantize(Decimal("0.01"))
    dear = -tax * Decimal("1.09") - special
    assert settled(Share(benefit=Decimal(29000))) == Figure.of(dear, -special).rounded()


def test_children_take_off_more_and_widen_the_bounds() -> None:
    share = Share(wage=Decimal(30000), withheld=Decimal(3000))
    without, children = settled(share), settled(share, children=2, single_parent=True)
    assert children.low > without.low
    assert children.high - children.low > without.high - without.low


def test_spouse_without_income_takes_a_share_along() -> None:
    share = Share(wage=Decimal(40000), withheld=Decimal(5000))
    assert settled(share, "couple_one_income").low > settled(share).low + 2000


def test_partner_with_a_wage_leaves_the_special_contribution_out() -> None:
    share = Share(wage=Decimal(40000), withheld=Decimal(9000), special=Decimal(400))
    assert settled(share, "couple_two_incomes") == settled(Share(share.wage, share.withheld), "couple_two_incomes")


def test_settlement_stands_once_in_the_first_month_it_may_be_paid() -> None:
    comparison = looked_at(LEEFLOON, JOB)
    found = one_offs(comparison)
    assert list(found) == [date(2027, 9, 1)]
    line = found[date(2027, 9, 1)]
    assert line.label == "afrekening personenbelasting"
    assert line.figure is not None
    assert not line.figure.is_exact
    assert "schatting" in line.trace[-1].words
    assert {"settlement.municipal", "settlement.free", "settlement.bracket1"} <= {u.key for u in line.trace[-1].used}


def test_interval_travels_to_the_total_of_its_month_and_of_all_months() -> None:
    comparison = looked_at(LEEFLOON, JOB)
    month, line = comparison.then[17], one_offs(comparison)[date(2027, 9, 1)]
    assert line.figure is not None
    assert month.total == month.regular + line.figure
    gap = comparison.differences[17]
    assert gap == comparison.regular_differences[17] + line.figure
    width = comparison.total_difference.high - comparison.total_difference.low
    assert width >= line.figure.high - line.figure.low


@pytest.mark.parametrize("spells", [JOB, SICK, LEEFLOON])
def test_no_change_settles_nothing_new(spells: tuple[Spell, ...]) -> None:
    comparison = looked_at(spells, spells, FAMILY)
    assert one_offs(comparison, "now") == one_offs(comparison)
    assert set(comparison.differences) == {ZERO}
    assert comparison.total_difference == ZERO


def test_income_without_tax_settles_nothing() -> None:
    for untaxed in (LEEFLOON, (Spell("disability", facts={"ivt": "B", "it": "1"}),)):
        assert one_offs(looked_at(untaxed, untaxed)) == {}


def test_bill_later_is_no_month_below_today_and_stays_out_of_the_headline() -> None:
    comparison = looked_at(UNTAXED, SICK, COHABITING)
    bill = one_offs(comparison)[date(2027, 9, 1)].figure
    assert bill is not None
    assert bill.low < -1000
    assert comparison.differences[17].low < 0 < comparison.regular_differences[17].low
    assert comparison.first_loss is None
    result = result_of(Case(COHABITING, UNTAXED, SICK, SPRING), book=BOOK)
    assert not result.is_losing
    assert [row.kind for row in result.rows] == ["more"] * 24
    assert all("meer dan nu" in sentence for sentence in result.headline)
    told = [sentence for sentence in result.unknown if "brief van de belastingen" in sentence]
    assert len(told) == 1
    assert told[0].startswith(
        "Na de verandering komt er vanaf september 2027 een brief van de belastingen. Onze schatting: tussen €"
    )
    assert "betalen" in told[0]


def test_same_settlement_on_both_sides_is_not_told() -> None:
    result = result_of(Case(ALONE, JOB, JOB, SPRING), book=BOOK)
    assert [sentence for sentence in result.unknown if "brief" in sentence] == []


def test_year_with_an_income_nobody_knows_is_said_and_keeps_the_month() -> None:
    then = (Spell("insertion", facts={"age": "30"}), *JOB)
    comparison = looked_at(LEEFLOON, then)
    line = one_offs(comparison)[date(2027, 9, 1)]
    assert line.figure is None
    assert "personenbelasting over 2026 kennen we niet" in comparison.unknown[-1]


def test_months_before_the_first_are_taken_as_now() -> None:
    from_leefloon = one_offs(looked_at(LEEFLOON, JOB))[date(2027, 9, 1)].figure
    from_sickness = one_offs(looked_at(SICK, JOB))[date(2027, 9, 1)].figure
    assert from_leefloon is not None
    assert from_sickness is not None
    assert from_sickness.high < from_leefloon.high  # three months of a taxed benefit without withholding


def test_igu_arrives_after_its_withholding_tax() -> None:
    spells = (
        Spell("unemployment", facts={"month": "5", "monthly_wage": "2600"}),
        Spell("job", facts={"gross": "1350", "hours": "19"}),
    )
    month = looked_at(LEEFLOON, spells).then[0]
    line = next(line for line in month.lines if line.key == "unemployment")
    facts = {"category": "N", "daily_benefit": "62.05", "hours": "19", "gross": "1350", "hours_in_month": "82.3327"}
    parts = compute("igu", facts, on=SPRING, book=BOOK)
    hourly, highest = parts.part("hourly").low, parts.part("igu").low
    assert 0 < hourly < highest  # the highest is only for who has older rights, which nobody told
    paid = [(gross * Decimal("0.8991")).quantize(Decimal("0.01")) for gross in (hourly, highest)]
    assert line.figure == Figure.of(*paid)
    assert line.taxed is not None
    assert (line.taxed.low.benefit, line.taxed.high.benefit) == (hourly, highest)


@settings(max_examples=40, deadline=None)
@given(st.integers(2250, 5000), st.sampled_from([ALONE, FAMILY, COHABITING]), st.integers(1, 12))
def test_bounds_stay_in_order_and_lines_keep_their_sources(gross: int, household: Household, begin: int) -> None:
    job = (Spell("job", facts={"gross": str(gross)}),)
    comparison = compare(household, LEEFLOON, job, start=date(2026, begin, 1), months=24, book=BOOK)
    for line in one_offs(comparison).values():
        assert line.figure is not None
        assert line.figure.low <= line.figure.high
        assert all(used.source and used.trust for step in line.trace for used in step.used)
    assert all(month.is_complete for month in comparison.then)


def test_command_names_the_estimate_and_keeps_it_out_of_the_month(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "geval.yaml"
    case.write_text(CASE, "utf-8")
    assert main(["income", "compare", str(case), "--format", "json"]) == 0
    month = json.loads(capsys.readouterr().out)["months"][17]
    estimate = month["then"]["lines"][-1]
    assert estimate["is_one_off"]
    assert estimate["label"].startswith("afrekening personenbelasting, schatting tussen ")
    low, high = estimate["value"]
    assert month["then"]["total"] == pytest.approx([month["then"]["regular"] + low, month["then"]["regular"] + high])
    assert month["difference"] != month["regular_difference"]

    assert main(["income", "compare", str(case)]) == 0
    said = capsys.readouterr().out
    assert "eenmalig, straks: afrekening personenbelasting, schatting tussen" in said
    assert "Geen maand ligt onder vandaag." in said
