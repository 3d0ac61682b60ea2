"""What a person reads: the loss first and in words, what is unknown said, never a total in the headline."""

import pytest

from tandem.income.engine.catalogue import CannotCompute
from tandem.income.engine.parameters import shipped
from tandem.income.presentation import result_of
from tandem.income.questions import DETAILS, INCOMES, case_from, cases_from, questions_of, screens_of, told

BOOK = shipped()
TRAINING = {
    "category": "N", "has_partner": "no", "start": "2026-04", "now": "sickness", "now_sickness_month": "14",
    "now_sickness_daily_benefit": "64.27", "then": "unemployment,training", "then_unemployment_month": "13",
    "then_unemployment_monthly_wage": "2000", "then_training_weekly_hours": "35",
}  # fmt: skip
JOB = {"category": "N", "start": "2026-04", "now": "leefloon", "then": "job,leefloon", "then_job_gross": "1300",
       "then_job_hours": "19", "then_job_status": "white_collar"}  # fmt: skip


def test_loss_stands_first_and_in_words() -> None:
    result = result_of(case_from(TRAINING), book=BOOK)
    assert result.headline[0].startswith("Van april 2026 tot en met maart 2027 heb je elke maand €\N{NO-BREAK SPACE}")
    assert "minder dan nu" in result.headline[0]
    assert result.is_losing
    assert result.rows[0].sign == "−"


def test_gain_is_said_without_advice() -> None:
    result = result_of(case_from(JOB), book=BOOK)
    assert all("meer dan nu" in sentence for sentence in result.headline)
    assert not result.is_losing
    words = " ".join((*result.headline, *result.unknown, result.benchmark)).lower()
    assert [word for word in ("je moet", "beter", "wij raden", "doe het") if word in words] == []


def test_every_line_can_be_opened_to_its_sources() -> None:
    result = result_of(case_from(JOB), book=BOOK)
    assert all(detail.how for detail in result.then_details)
    assert any("Vertrouwen:" in source for detail in result.then_details for source in detail.sources)


def test_chart_has_a_bar_per_month_that_fits() -> None:
    result = result_of(case_from(TRAINING), book=BOOK)
    assert len(result.bars) == len(result.rows) == 24
    assert all(0 <= float(bar.top) <= 160 and 0 <= float(bar.now_top) <= 160 for bar in result.bars)


def test_tax_that_comes_later_is_always_said() -> None:
    assert any("belastingen" in sentence for sentence in result_of(case_from(JOB), book=BOOK).unknown)


def test_every_income_has_its_questions() -> None:
    assert set(DETAILS) == set(INCOMES)
    asked = [question.key for screen in screens_of(JOB) for question in questions_of(screen, JOB)]
    assert {"then_job_gross", "then_leefloon_spi_months_used", "category", "start"} <= set(asked)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    "change",
    [{"category": ""}, {"now": ""}, {"then": "", "now": "leefloon"}, {"start": "lente"}, {"then_job_gross": "veel"},
     {"then_job_hours": "-2"}, {"children_born": "abc"}],
)  # fmt: skip
def test_answers_that_cannot_be_are_refused(change: dict[str, str]) -> None:
    with pytest.raises(CannotCompute):
        result_of(case_from({**JOB, **change}), book=BOOK)


def test_second_choice_stands_beside_the_first() -> None:
    answers = {**JOB, "wants_then2": "yes", "then2": "job", "then2_job_gross": "2400", "then2_job_hours": "38"}
    assert screens_of(answers)[-2:] == ("then2", "then2_details")
    first, second = cases_from(answers)
    assert first.now == second.now
    assert [spell.kind for spell in second.then] == ["job"]


def test_months_that_are_alike_are_told_once() -> None:
    result = result_of(case_from(TRAINING), book=BOOK)
    assert len(result.runs) < 8
    assert result.runs[0].month.startswith("april 2026 tot ")
    assert result.runs[0].difference.endswith("minder")


def test_careful_months_are_the_lowest_difference_in_cents() -> None:
    result = result_of(case_from(TRAINING), book=BOOK)
    assert len(result.careful) == len(result.rows)
    assert [month.then < month.now for month in result.careful] == [
        row.kind in {"less", "maybe_less"} for row in result.rows
    ]


def test_month_that_nobody_knows_has_no_careful_amount() -> None:
    answers = {
        **TRAINING,
        "then": "insertion,job",
        "then_insertion_age": "30",
        "then_job_gross": "2400",
        "then_job_hours": "38",
    }
    result = result_of(case_from(answers), book=BOOK)
    assert {month.then for month in result.careful} == {None}


def test_answers_are_told_as_people_read_them() -> None:
    said = dict(told({"category": "N", "has_partner": "no", "now": "leefloon,costs", "now_costs_amount": "40.50"}))
    assert said["Hoe woon je?"] == "alleen"
    assert said["Heb je een partner in huis?"] == "nee"
    assert said["Waarvan leef je nu?"] == "leefloon van het OCMW, kosten om te werken (opvang, vervoer)"
    assert said["Kosten om te werken (opvang, vervoer): kosten per maand"] == "€ 40,50"
