"""The fast path gives what the exact path gives, within one cent, on 10,000 random households of every rule it knows."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from tandem.income.engine import vector
from tandem.income.engine.figures import Figure
from tandem.income.engine.parameters import shipped
from tandem.income.engine.rules import flanders, health, leefloon, unemployment, wage
from tandem.income.engine.trace import Notebook
from tandem.income.engine.vector import Values

MANY = 10_000
DAY = date(2026, 5, 1)
BOOK = shipped()
VALUES = Values(BOOK, DAY)
HOUSEHOLDS = ("single", "couple_one_income", "couple_two_incomes")


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(2026)


def money(chance: np.random.Generator, low: float, high: float) -> vector.Floats:
    return np.round(chance.uniform(low, high, MANY), 2)


def exact(amount: float) -> Decimal:
    return Decimal(str(round(float(amount), 2)))


def worst(fast: vector.Floats, slow: list[Decimal]) -> float:
    return float(np.max(np.abs(fast - np.array([float(value) for value in slow]))))


def test_net_wages_are_equal(chance: np.random.Generator) -> None:
    gross, hours = money(chance, 300, 6500), chance.integers(4, 39, MANY).astype(float)
    blue, house, children = chance.random(MANY) < 0.4, chance.integers(0, 3, MANY), chance.integers(0, 11, MANY)
    fast = vector.net_wage(
        VALUES, gross=gross, hours=hours, is_blue_collar=blue, household=house, children=children
    ).net
    slow = [
        wage.net_wage(
            Notebook(BOOK, DAY), gross=exact(gross[i]), status="blue_collar" if blue[i] else "white_collar",
            hours=Decimal(int(hours[i])), household=HOUSEHOLDS[house[i]], children=int(children[i]),
            single_parent=bool(house[i] == 0 and children[i] > 0),
        ).part("net").low
        for i in range(MANY)
    ]  # fmt: skip
    assert worst(fast, slow) <= 0.0101


def test_many_households_in_blocks_give_what_a_few_give(chance: np.random.Generator) -> None:
    many = 2 * vector.BLOCK + 7
    gross, hours = np.round(chance.uniform(300, 6500, many), 2), np.full(many, 30.0)
    house, children = chance.integers(0, 3, many), chance.integers(0, 4, many)
    whole = vector.net_wage(VALUES, gross=gross, hours=hours, household=house, children=children)
    for at in (slice(0, 50), slice(vector.BLOCK - 5, vector.BLOCK + 5), slice(many - 9, many)):
        few = vector.net_wage(VALUES, gross=gross[at], hours=hours[at], household=house[at], children=children[at])
        assert all(np.array_equal(one[at], other) for one, other in zip(whole, few, strict=True))


def test_one_kind_of_household_for_all_is_the_same_as_each_its_own() -> None:
    gross, hours = np.linspace(300, 6500, 400), np.full(400, 38.0)
    for kind in (vector.SINGLE, vector.ONE_INCOME, vector.TWO_INCOMES):
        once = vector.net_wage(VALUES, gross=gross, hours=hours, household=kind).net
        each = vector.net_wage(VALUES, gross=gross, hours=hours, household=np.full(400, kind)).net
        assert np.array_equal(once, each)
    assert len(vector.net_wage(VALUES, gross=gross[:0], hours=hours[:0]).net) == 0


def test_leefloon_is_equal(chance: np.random.Generator) -> None:
    category, spi = chance.integers(0, 3, MANY), chance.random(MANY) < 0.5
    work, other = (
        money(chance, 0, 2000) * (chance.random(MANY) < 0.7),
        money(chance, 0, 400) * (chance.random(MANY) < 0.3),
    )
    fast = vector.leefloon(VALUES, category=category, net_work=work, has_spi=spi, other=other)
    slow = [
        leefloon.leefloon(
            Notebook(BOOK, DAY), category=vector.CATEGORY_KEYS[int(category[i])], net_work_income=Figure.of(exact(work[i])),
            spi=bool(spi[i]), other_income=Figure.of(exact(other[i])),
        ).part("leefloon").low
        for i in range(MANY)
    ]  # fmt: skip
    assert worst(fast, slow) <= 0.0101


def test_unemployment_and_sickness_are_equal(chance: np.random.Generator) -> None:
    category, month = chance.integers(0, 3, MANY), chance.integers(1, 30, MANY)
    monthly, daily = money(chance, 500, 6000), money(chance, 20, 260)
    fast = vector.unemployment(VALUES, category=category, month=month, monthly_wage=monthly)
    ill = vector.sickness(VALUES, category=category, month=month, daily_wage=daily)
    slow, slow_ill = [], []
    for i in range(MANY):
        letter = vector.CATEGORY_LETTERS[int(category[i])]
        outcome = unemployment.unemployment(
            Notebook(BOOK, DAY), scheme="new", category=letter, month=int(month[i]), monthly_wage=exact(monthly[i])
        )
        slow.append(outcome.part("monthly").low)
        sick = health.sickness(Notebook(BOOK, DAY), category=letter, month=int(month[i]), daily_wage=exact(daily[i]))
        slow_ill.append(sick.part("monthly").low)
    assert worst(fast, slow) <= 0.0101
    assert worst(ill, slow_ill) <= 0.0101


def test_groeipakket_is_equal(chance: np.random.Generator) -> None:
    children, income = chance.integers(1, 6, MANY), money(chance, 0, 90_000)
    fast = vector.groeipakket(VALUES, children=children, household_income=income)
    slow = []
    for i in range(MANY):
        number = int(children[i])
        outcome = flanders.groeipakket(
            Notebook(BOOK, DAY), children=number, birth_years=(2020,) * number, household_income=exact(income[i])
        )
        slow.append(outcome.part("base").low + outcome.part("social").low)
    assert worst(fast, slow) <= 0.0101


def test_comparison_sees_a_cent_of_difference() -> None:
    assert worst(np.array([10.02]), [Decimal("10.00")]) > 0.0101
