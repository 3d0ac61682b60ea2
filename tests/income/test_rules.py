"""Rules against published figures, each with its source; and what no rule may ever do."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.income.engine.catalogue import RULES, CannotCompute, compute
from tandem.income.engine.figures import Figure
from tandem.income.engine.parameters import NotKnown, book_from, shipped

BOOK = shipped()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "rules.yaml").read_text("utf-8"))
SPRING = date(2026, 4, 1)


def is_close(figure: Figure | None, wanted: str, within: str) -> bool:
    assert figure is not None
    return figure.low - Decimal(within) <= Decimal(wanted) <= figure.high + Decimal(within)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['rule']} {c['day']} {' '.join(c['given'].values())}" for c in CASES])
def test_rule_gives_the_published_figure(case: dict) -> None:  # type: ignore[type-arg]
    outcome = compute(case["rule"], case["given"], on=case["day"], book=BOOK)
    within = case.get("within", "0.01")
    if "value" in case:
        assert is_close(outcome.value, case["value"], within), outcome.value
    for key, wanted in case.get("parts", {}).items():
        assert is_close(outcome.parts[key], wanted, within), (key, outcome.parts[key])


def test_every_case_has_a_source_and_every_rule_a_case() -> None:
    assert [case for case in CASES if not case["source"]] == []
    without = set(RULES) - {case["rule"] for case in CASES}
    assert without <= {"volunteer", "vdab-training"}, "these are tried by the scenarios"


def test_every_parameter_has_source_article_and_trust() -> None:
    poor = [
        parameter.key
        for parameter in BOOK.parameters.values()
        for row in parameter.dated
        if not row.source or not row.trust or not parameter.article or not parameter.unit
    ]
    assert poor == []


def test_every_amount_in_a_trace_leads_to_its_sources() -> None:
    outcome = compute("net-wage", {"gross": "2300"}, on=SPRING, book=BOOK)
    used = [used for line in outcome.trace for used in line.used]
    assert {"rsz.percent", "werkbonus.s1", "withholding.rate1", "bbsz.single.limit1"} <= {one.key for one in used}
    assert [one for one in used if not one.source or not one.trust] == []


def test_lines_add_up_to_the_net_wage() -> None:
    parts = compute("net-wage", {"gross": "2480.15"}, on=SPRING, book=BOOK).parts
    low = {key: part.low for key, part in parts.items() if part}
    assert low["taxable"] == Decimal("2480.15") - low["rsz"] + low["werkbonus"]
    assert low["net"] == low["taxable"] - low["withholding"] + low["fiscal_bonus"] - low["bbsz"]


def test_capping_order_shows_as_an_interval_at_low_full_time_wages() -> None:
    def width(gross: str) -> Decimal:
        net = compute("net-wage", {"gross": gross}, on=SPRING, book=BOOK).part("net")
        return net.high - net.low

    assert Decimal(16) < width("2000") < Decimal(18)  # about 17 euro
    assert Decimal(3) < width("2189.81") < Decimal(5)  # about 4 euro
    assert width("2300") == 0


def test_overlay_changes_one_amount_for_one_calculation() -> None:
    text = """
rsz.percent: {name: x, article: x, unit: procent, dated: [{valid_from: 2026-04-01, value: "10", trust: S, source: proef}]}
"""
    book = BOOK.overlaid(book_from([text]))
    assert compute("net-wage", {"gross": "2500"}, on=SPRING, book=book).part("rsz") == Figure.of("250.00")
    assert compute("net-wage", {"gross": "2500"}, on=SPRING, book=BOOK).part("rsz") == Figure.of("326.75")


def test_amount_after_the_last_check_is_not_confirmed_and_widens_to_what_is_expected() -> None:
    spring = compute("leefloon", {"category": "single"}, on=SPRING, book=BOOK)
    autumn = compute("leefloon", {"category": "single"}, on=date(2026, 10, 1), book=BOOK)
    assert spring.is_confirmed
    assert spring.value == Figure.of("1340.47")
    assert not autumn.is_confirmed
    assert autumn.value == Figure.of("1340.47", "1367.28")


def test_day_before_the_first_parameter_is_not_known() -> None:
    with pytest.raises(NotKnown, match="geen bedrag gekend"):
        compute("leefloon", {"category": "single"}, on=date(2019, 1, 1), book=BOOK)


def test_wage_beside_an_ivt_is_not_known_and_never_zero() -> None:
    outcome = compute("disability-allowance", {"ivt": "B", "yearly_earnings": "9000"}, on=SPRING, book=BOOK)
    assert outcome.value is None
    assert "FOD" in outcome.unknown[0]


def test_older_children_are_not_known() -> None:
    given_facts = {"children": "2", "birth_years": "2016,2021", "household_income": "20000"}
    outcome = compute("groeipakket", given_facts, on=date(2026, 1, 1), book=BOOK)
    assert outcome.value is None
    assert outcome.part("base") == Figure.of("184.62")


@pytest.mark.parametrize(
    ("name", "facts", "word"),
    [
        ("net-wage", {"gross": "-1"}, "onder nul"),
        ("net-wage", {"gross": "2300", "hours": "-4"}, "uren"),
        ("net-wage", {"gross": "2300", "hours": "60"}, "uren"),
        ("net-wage", {"gross": "2300", "hours": "38", "full_time_hours": "36"}, "full_time_hours"),
        ("net-wage", {"gross": "2300", "single_parent": "yes"}, "single_parent"),
        ("net-wage", {"gross": "NaN"}, "getal"),
        ("net-wage", {"gross": "veel"}, "getal"),
        ("net-wage", {"gross": "2300", "kleur": "rood"}, "kleur"),
        ("net-wage", {}, "gross"),
        ("groeipakket", {"children": "2", "birth_years": "2020", "household_income": "1"}, "geboortejaar"),
        ("groeipakket", {"children": "1", "birth_years": "2090", "household_income": "1"}, "toekomst"),
        ("unemployment", {"category": "X"}, "kies uit"),
        ("unemployment", {"category": "N", "month": "0"}, "heel getal"),
        ("werkbonus", {"gross": "2300", "days_worked": "30", "days_full": "22"}, "days_full"),
    ],
)
def test_impossible_input_is_refused_with_a_sentence(name: str, facts: dict[str, str], word: str) -> None:
    with pytest.raises(CannotCompute, match=word):
        compute(name, facts, on=SPRING, book=BOOK)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(220_000, 700_000),
    st.integers(1, 20_000),
    st.sampled_from(["single", "couple_one_income"]),
    st.integers(0, 9),
)
def test_net_never_rises_more_than_gross(cents: int, more: int, household: str, children: int) -> None:
    def net(amount: int) -> Decimal:
        facts = {"gross": str(Decimal(amount) / 100), "household": household, "children": str(children)}
        return compute("net-wage", facts, on=SPRING, book=BOOK).part("net").low

    assert net(cents + more) - net(cents) <= Decimal(more) / 100 + Decimal("0.05")
