"""Instalments, reports, changes of budget and closing, without a database."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.calls.rules.grant import (
    CONTENT_PARTS,
    Line,
    change_problems,
    closing_problems,
    content_problems,
    finance_problems,
    lines_from,
    parts,
    parts_problems,
    payment_problems,
    periods,
    reminder_due,
)

START = date(2024, 2, 1)
COST = Line("Coördinator", "werking", Decimal(100))
OWN = Line("Lokaal", "own", Decimal(20))


@given(cents=st.integers(100, 20_000_000), months=st.integers(1, 60))
def test_instalments_add_up_to_the_cent_and_periods_leave_no_day_out(cents: int, months: int) -> None:
    years = periods(START, START + timedelta(days=30 * months))
    amount = Decimal(cents).scaleb(-2)
    assert sum(part.amount for part in parts("werking", amount, years)) == amount
    assert parts_problems(parts("werking", amount, years), {"werking": amount}) == []
    assert [one.is_final for one in years] == [False] * (len(years) - 1) + [True]
    assert all(later.starts_on == one.ends_on + timedelta(days=1) for one, later in pairwise(years))


def test_three_years_have_three_reports_and_three_instalments() -> None:
    years = periods(START, date(2027, 1, 31))
    assert [one.due_on for one in years] == [date(2025, 4, 1), date(2026, 4, 1), date(2027, 4, 1)]
    found = parts("werking", Decimal(150_000), years)
    assert [(part.amount, part.after) for part in found] == [(75_000, 0), (45_000, 1), (30_000, 3)]


def test_instalments_that_do_not_add_up_are_refused() -> None:
    found = parts("werking", Decimal(100), periods(START, date(2026, 1, 31)))
    assert parts_problems(found, {"werking": Decimal(101)})


def test_a_budget_leaves_out_money_that_was_not_granted() -> None:
    rows = [
        {"label": "Kast", "parts": {"investering": "500.00", "own": "50.00"}},
        {"label": "Loon", "parts": {"werking": "900"}},
    ]
    found = lines_from(rows, {"werking": Decimal(900)})
    assert [(line.label, line.kind, line.amount) for line in found] == [("Kast", "own", 50), ("Loon", "werking", 900)]


def test_money_moves_between_lines_and_its_total_stays() -> None:
    moved = [Line("Coördinator", "werking", Decimal(70)), Line("Vorming", "werking", Decimal(30)), OWN]
    assert change_problems([COST, OWN], moved) == []
    assert change_problems([COST, OWN], [COST, OWN])
    assert change_problems([COST, OWN], [Line("Coördinator", "werking", Decimal(101)), OWN])
    assert change_problems([COST, OWN], [COST, Line("Lokaal", "own", Decimal(19))])
    assert change_problems([COST, OWN], [Line(" ", "werking", Decimal(100)), OWN])
    assert change_problems([COST], [])


def test_a_report_on_money_asks_every_line_and_a_word_when_one_goes_far_over() -> None:
    lines, nothing = {1: COST}, dict[int, Decimal]()
    assert [one.field for one in finance_problems(lines, {}, earlier=nothing, remark="")] == ["line-1"]
    assert finance_problems(lines, {1: Decimal(110)}, earlier=nothing, remark="") == []
    over = finance_problems(lines, {1: Decimal(60)}, earlier={1: Decimal(51)}, remark="")
    assert [one.field for one in over] == ["remark"]
    assert (
        finance_problems(lines, {1: Decimal(60)}, earlier={1: Decimal(51)}, remark="Ziekte van de coördinator.") == []
    )
    assert finance_problems(lines, {1: Decimal(-1)}, earlier=nothing, remark="")


def test_a_report_on_content_tells_everything() -> None:
    assert len(content_problems({})) == len(CONTENT_PARTS)
    assert content_problems(dict.fromkeys(CONTENT_PARTS, "Veel.")) == []
    assert content_problems({**dict.fromkeys(CONTENT_PARTS, "Veel."), "did": "x" * 4001})


@pytest.mark.parametrize(
    ("days_before", "reminded", "due"),
    [(31, None, False), (30, None, True), (20, 30, False), (7, 30, True), (6, 7, False), (0, 7, False), (-1, 7, True),
     (-5, -1, False), (-90, None, False)],
)  # fmt: skip
def test_an_organisation_is_reminded_three_times_at_most(days_before: int, reminded: int | None, due: bool) -> None:
    due_on = date(2026, 4, 1)
    last = None if reminded is None else due_on - timedelta(days=reminded)
    assert reminder_due(due_on=due_on, reminded_on=last, today=due_on - timedelta(days=days_before)) is due


def test_a_payment_waits_for_contract_report_and_day() -> None:
    facts = {"due_on": START, "today": START}
    assert payment_problems(signed=True, report_state=None, **facts) == []
    assert payment_problems(signed=True, report_state="approved", **facts) == []
    assert len(payment_problems(signed=False, report_state="handed_in", due_on=START, today=date(2024, 1, 1))) == 3


def test_closing_waits_until_all_is_told_paid_and_kept() -> None:
    assert len(closing_problems(open_reports=2, unpaid=1, practices=0, words=" ")) == 4
    assert closing_problems(open_reports=0, unpaid=0, practices=1, words="De brugfiguur blijft.") == []
