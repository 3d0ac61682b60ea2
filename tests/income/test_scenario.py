"""Months beside each other: nothing invented, every drop explained, lines that add up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.income.engine.cases import comparison_from
from tandem.income.engine.catalogue import CannotCompute
from tandem.income.engine.figures import ZERO, Figure, total
from tandem.income.engine.households import Household
from tandem.income.engine.parameters import shipped
from tandem.income.engine.scenario import compare, months_of
from tandem.income.engine.side_rights import side_rights
from tandem.income.engine.spells import Spell
from tandem.income.engine.sweep import drops, stopping_after, sweep

BOOK = shipped()
SPRING = date(2026, 4, 1)
ALONE = Household()
SICK = (Spell("sickness", facts={"month": "14", "daily_wage": "90"}),)
LEEFLOON = (Spell("leefloon"),)
STATUSES = {
    "leefloon": LEEFLOON,
    "sickness": SICK,
    "unemployment": (Spell("unemployment", facts={"month": "2", "monthly_wage": "2400"}),),
    "job": (Spell("job", facts={"gross": "2400"}),),
    "disability": (Spell("disability", facts={"ivt": "B", "it": "1"}),),
}


def test_from_invalidity_to_job_seeker_names_the_loss_of_each_month() -> None:
    jobseeker = (Spell("unemployment", facts={"month": "13"}),)
    comparison = compare(ALONE, SICK, jobseeker, start=SPRING, months=12, book=BOOK)

    assert comparison.first_loss == 1
    assert comparison.differences[0] == Figure.of("1466.40") - Figure.of("1671.02")
    assert comparison.total_difference.high < Decimal(-2000)


def test_same_scenario_on_both_sides_differs_by_nothing() -> None:
    children = Household(category="A", children_born=(2020, 2022))
    for spells in STATUSES.values():
        comparison = compare(children, spells, spells, start=SPRING, months=24, book=BOOK)
        assert set(comparison.differences) == {ZERO}


@pytest.mark.parametrize("status", ["leefloon", "sickness", "unemployment"])
def test_zero_hours_equals_the_start_to_the_cent(status: str) -> None:
    idle = Spell("job", facts={"gross": "0", "hours": "0"})
    start = months_of(ALONE, STATUSES[status], start=SPRING, months=6, book=BOOK)
    same = months_of(ALONE, [*STATUSES[status], idle], start=SPRING, months=6, book=BOOK)
    assert [month.total for month in start] == [month.total for month in same]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(STATUSES)), st.sampled_from(sorted(STATUSES)), st.integers(1, 24),
    st.lists(st.integers(2019, 2026), max_size=4), st.integers(0, 60_000),
)  # fmt: skip
def test_lines_add_up_and_carry_sources(now: str, then: str, months: int, born: list[int], income: int) -> None:
    house = Household(
        category="A" if born else "N", children_born=tuple(sorted(born)), taxable_income_before=Decimal(income)
    )
    comparison = compare(house, STATUSES[now], STATUSES[then], start=date(2026, 9, 1), months=months, book=BOOK)
    for month in (*comparison.now, *comparison.then):
        lines = (*month.lines, *month.one_off)
        assert month.total == total([line.figure for line in lines if line.figure is not None])
        assert month.regular == total([line.figure for line in month.lines if line.figure is not None])
        assert all(line.trace or line.unknown for line in lines)
        assert all(used.source and used.trust for line in lines for step in line.trace for used in step.used)
    assert comparison.total_difference == total(list(comparison.differences))


def test_leefloon_beside_work_ends_its_exemption_after_three_years() -> None:
    spells = [Spell("leefloon", facts={"spi_months_used": "30"}), Spell("job", facts={"gross": "700", "hours": "10"})]
    months = months_of(ALONE, spells, start=date(2026, 4, 1), months=8, book=BOOK)
    leefloon = [next(line.figure for line in month.lines if line.key == "leefloon") for month in months]
    assert leefloon[4] == leefloon[0]
    assert leefloon[7].low < leefloon[0].low - 250


def test_every_drop_of_a_sweep_has_a_named_cause() -> None:
    for beside in (LEEFLOON, SICK, STATUSES["unemployment"]):
        points = sweep(ALONE, beside, hourly_wage=Decimal("13.50"), start=SPRING, book=BOOK)
        assert len(points) == 39
        found = drops(points)
        assert [drop for drop in found if not drop.cause or not drop.words] == []
    assert found, "unemployment beside more hours loses IGU somewhere"


def test_contract_that_stops_after_three_months_falls_back() -> None:
    job = [Spell("job", facts={"gross": "2400"})]
    months = months_of(ALONE, stopping_after(job, 3, back_to=LEEFLOON), start=SPRING, months=6, book=BOOK)
    assert [sorted(line.key for line in month.lines) for month in months] == [["job"]] * 3 + [["leefloon"]] * 3


def test_unemployment_with_a_personal_end_date_shows_a_range_and_then_nothing() -> None:
    spell = Spell("unemployment", facts={"month": "13", "ends_from": "3", "ends_to": "5"})
    totals = [month.total for month in months_of(ALONE, [spell], start=SPRING, months=6, book=BOOK)]
    assert totals[2].is_exact
    assert (totals[3].low, totals[3].high) == (Decimal(0), totals[2].high)
    assert totals[5] == ZERO


def test_interim_is_a_range_of_weeks() -> None:
    spell = Spell("interim", facts={"gross": "2300", "weeks_low": "1", "weeks_high": "3"})
    figure = months_of(ALONE, [spell], start=SPRING, months=1, book=BOOK)[0].total
    assert figure.low * 2 < figure.high


def test_part_time_work_beside_illness_asks_for_the_doctor() -> None:
    spells = [*SICK, Spell("job", facts={"gross": "1200", "hours": "19"})]
    month = months_of(ALONE, spells, start=SPRING, months=1, book=BOOK)[0]
    assert any("arts" in sentence for sentence in month.unknown)


def test_leaving_leefloon_loses_energy_tariff_and_keeps_care_for_a_while() -> None:
    rights = {right.key: right for right in side_rights(ALONE, LEEFLOON, STATUSES["job"], start=SPRING)}
    assert (rights["energy"].state, rights["bim"].state) == ("lost", "at_risk")
    assert "31 december 2027" in rights["bim"].why
    assert all(right.confirms for right in rights.values())


@pytest.mark.parametrize(
    ("household", "spells", "word"),
    [
        (Household(children_born=(1980,), birth_year=1990, category="A"), LEEFLOON, "ouder"),
        (Household(children_born=(2040,), category="A"), LEEFLOON, "toekomst"),
        (Household(category="A"), LEEFLOON, "ten laste"),
        (Household(category="N", has_partner=True), LEEFLOON, "partner"),
        (ALONE, [*LEEFLOON, *SICK], "gaan niet samen"),
        (ALONE, [Spell("job", facts={"gross": "1000"})], "minimumloon"),
        (ALONE, [Spell("job", begin=5, end=2, facts={"gross": "2400"})], "einde"),
        (ALONE, [Spell("rente")], "kennen we niet"),
        (ALONE, [Spell("job", facts={"gross": "2400"}), Spell("job", facts={"gross": "2400"})], "50 uur"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(household: Household, spells: list[Spell], word: str) -> None:
    with pytest.raises(CannotCompute, match=word):
        months_of(household, spells, start=SPRING, months=3, book=BOOK)


def test_case_in_a_file_is_compared() -> None:
    text = """
start: 2026-04
months: 6
household: {category: N}
now: [{kind: leefloon}]
then: [{kind: job, gross: 1300, hours: 19}, {kind: leefloon}, {kind: costs, amount: 45}]
"""
    comparison = comparison_from(text, book=BOOK)
    assert len(comparison.then) == 6
    assert comparison.first_loss is None
    assert comparison.differences[0].low > 100


@pytest.mark.parametrize("text", ["[]", "start: 2026-04", "start: [", "{start: lente, now: [], then: []}", "x: 1"])
def test_case_that_is_no_case_is_refused(text: str) -> None:
    with pytest.raises(CannotCompute):
        comparison_from(text, book=BOOK)
