"""The same rules over many households at once (NumPy, float64): sweeps, uncertainty, policy questions.

Equal to the exact path within one cent, on the careful side (lower bounds); `tests/income/test_vector.py` compares them on
10,000 random households. Arrays have one entry per household; amounts are euro.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tandem.income.engine.parameters import Book

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
SINGLE, ONE_INCOME, TWO_INCOMES = 0, 1, 2
COHABITING, ALONE, WITH_FAMILY = 0, 1, 2
CATEGORY_KEYS = {COHABITING: "cohabiting", ALONE: "single", WITH_FAMILY: "with_family"}
CATEGORY_LETTERS = {COHABITING: "B", ALONE: "N", WITH_FAMILY: "A"}
WEEKS = 4.3333
TINY = 1e-7  # pushes halves up that binary fractions hold just below


def cents(amount: Floats) -> Floats:
    """To the cent, a half upwards."""
    return np.floor(amount * 100 + 0.5 + TINY) / 100


@dataclass(frozen=True)
class Values:
    """The careful value of every parameter on one day, as floats."""

    book: Book
    on: date

    def __getitem__(self, key: str) -> float:
        return float(self.book.at(key, self.on).figure.low)


@dataclass(frozen=True)
class Net:
    """Parts of a net wage."""

    net: Floats
    contribution: Floats
    bonus: Floats
    withholding: Floats
    fiscal_bonus: Floats
    special: Floats


def net_wage(
    values: Values, *, gross: Floats, hours: Floats, full_time_hours: float = 38.0, is_blue_collar: Flags | bool = False,
    household: Ints | int = SINGLE, children: Ints | int = 0,
) -> Net:  # fmt: skip
    """Net wage of one month, as `rules.wage.net_wage`. A single person with children is a single parent."""
    blue = np.broadcast_to(np.asarray(is_blue_collar), gross.shape)
    house = np.broadcast_to(np.asarray(household), gross.shape)
    kids = np.broadcast_to(np.asarray(children), gross.shape)
    due = cents(np.where(blue, gross * values["rsz.blue_collar_basis"] / 100, gross) * values["rsz.percent"] / 100)
    a, b = _bonus(values, gross, hours, full_time_hours, blue)
    too_much = np.maximum(a + b - due, 0)
    given_b = b - np.minimum(too_much, b)
    given_a = a - (too_much - np.minimum(too_much, b))
    taxable = cents(gross - due + given_a + given_b)
    tax = _withholding(values, taxable, house, kids)
    fiscal = _fiscal(values, given_a, given_b, a, b, tax)
    special = _special(values, gross, house)
    net = np.where(gross > 0, cents(taxable - tax + fiscal - special), 0.0)
    return Net(net, due, given_a + given_b, tax, fiscal, special)


def _bonus(values: Values, gross: Floats, hours: Floats, full_time_hours: float, blue: Flags) -> tuple[Floats, Floats]:
    worked = cents(hours * WEEKS)
    full = float(cents(np.array([full_time_hours * WEEKS]))[0])
    with np.errstate(divide="ignore", invalid="ignore"):
        part_time = cents(np.where(worked > 0, gross / worked, 0)) * full
    is_full = worked >= full
    reference = np.where(is_full, gross, part_time)
    fraction = np.where(is_full, 1.0, np.minimum(cents(worked / full), 1.0))
    whole_a, whole_b = (_falling(values, reference, blue, part) for part in ("a", "b"))
    return cents(whole_a * fraction), cents(whole_b * fraction)


def _falling(values: Values, wage: Floats, blue: Flags, part: str) -> Floats:
    begin, end = ("werkbonus.s1bis", "werkbonus.s2") if part == "a" else ("werkbonus.s1", "werkbonus.s1bis")

    def of(status: str) -> Floats:
        highest, slope = values[f"werkbonus.{status}.max_{part}"], values[f"werkbonus.{status}.slope_{part}"]
        sloping = np.maximum(cents(highest - slope * (wage - values[begin])), 0)
        return np.where(wage <= values[begin], highest, np.where(wage > values[end], 0.0, sloping))

    if not blue.any():
        return of("white_collar")
    return np.where(blue, of("blue_collar"), of("white_collar"))


def _withholding(values: Values, taxable: Floats, household: Ints, children: Ints) -> Floats:
    yearly = taxable * 12
    costs = np.minimum(yearly * values["withholding.costs_percent"] / 100, values["withholding.costs_max"])
    net = cents(yearly - costs)
    base = _scale(values, net) - values["withholding.free"]
    one = household == ONE_INCOME
    if one.any():
        spouse = np.minimum(cents(net * values["withholding.spouse_percent"] / 100), values["withholding.spouse_max"])
        split = _scale(values, net - spouse) + _scale(values, spouse) - values["withholding.free_couple"]
        base = np.where(one, split, base)
    month = cents(np.maximum(base, 0) / 12)
    table = np.array([0.0, *(values[f"withholding.children{number}"] for number in range(1, 9))])
    less = table[np.minimum(children, 8)] + np.maximum(children - 8, 0) * values["withholding.children_more"]
    less = less + np.where((household == SINGLE) & (children > 0), values["withholding.single_parent"], 0.0)
    return np.maximum(month - less, 0)


def _scale(values: Values, income: Floats) -> Floats:
    limits = [0.0, *(values[f"withholding.bracket{number}"] for number in (1, 2, 3)), np.inf]
    rates = [values[f"withholding.rate{number}"] for number in (1, 2, 3, 4)]
    tax = np.zeros_like(income)
    for low, high, rate in zip(limits, limits[1:], rates, strict=False):
        tax += np.clip(income - low, 0, high - low) * rate / 100
    return cents(tax)


def _fiscal(values: Values, given_a: Floats, given_b: Floats, a: Floats, b: Floats, tax: Floats) -> Floats:
    percent_a, percent_b = values["fiscal_bonus.percent_a"], values["fiscal_bonus.percent_b"]
    readings = [
        np.minimum(cents(first * percent_a / 100) + cents(second * percent_b / 100), tax)
        for first, second in ((given_a, given_b), (a, b))
    ]
    return np.minimum(*readings)


def _special(values: Values, gross: Floats, household: Ints) -> Floats:
    one, two, three, four, five = (values[f"bbsz.single.limit{number}"] for number in (1, 2, 3, 4, 5))
    steps = [gross <= one, gross <= two, gross <= three, gross <= four, gross <= five]
    single = np.select(
        steps,
        [np.zeros_like(gross), (gross - one) * 0.0422, 10.33 + (gross - two) * 0.011, 27.35 + (gross - three) * 0.0338,
         np.minimum(39.61 + (gross - four) * 0.011, 60.94)],
        60.94,
    )  # fmt: skip
    lowest = values["bbsz.couple.limit0"]
    share = np.maximum((gross - one) * 0.059, 5.90)  # the higher reading: careful
    both = np.select([gross <= lowest, gross <= one, gross <= two], [np.zeros_like(gross), np.full_like(gross, 5.15), share],
                     np.minimum(14.44 + (gross - two) * 0.011, 51.64))  # fmt: skip
    alone = np.select([gross <= one, gross <= two], [np.zeros_like(gross), (gross - one) * 0.059],
                      np.minimum(14.44 + (gross - two) * 0.011, 60.94))  # fmt: skip
    return cents(np.where(household == SINGLE, single, np.where(household == TWO_INCOMES, both, alone)))


def leefloon(values: Values, *, category: Ints, net_work: Floats, has_spi: Flags, other: Floats) -> Floats:
    """Leefloon of one month, as `rules.leefloon.leefloon`."""
    yearly, exemption = (
        _by_category(category, {code: values[f"{key}.{word}"] for code, word in CATEGORY_KEYS.items()})
        for key in ("leefloon", "leefloon.exemption")
    )
    work = np.where(has_spi, np.maximum(net_work - values["spi.month"], 0), net_work)
    means = (work + other) * 12
    counted = np.where(means < yearly, np.maximum(means - exemption, 0), means)
    return cents(np.maximum(yearly - counted, 0) / 12)


def unemployment(values: Values, *, category: Ints, month: Ints, monthly_wage: Floats) -> Floats:
    """Benefit under the new scheme, as `rules.unemployment.unemployment`."""
    result = np.zeros_like(monthly_wage)
    phases = ((1, 3, 1, "a1", "percent_1"), (4, 6, 2, "a2", "percent_2"), (7, 12, 3, "b", "percent_2"))
    for first, last, phase, cap, percent in phases:
        minimum = _by_letter(category, values, f"unemployment.minimum.{{}}.{phase}")
        capped = np.minimum(monthly_wage, values[f"unemployment.cap_{cap}_month"])
        daily = np.maximum(cents(capped * values[f"unemployment.{percent}"] / 100 / 26), minimum)
        result = np.where((month >= first) & (month <= last), cents(daily * 26), result)
    flat = cents(_by_letter(category, values, "unemployment.flat.{}") * 26)
    return np.where((month > 12) & (month <= 24), flat, result)


def sickness(values: Values, *, category: Ints, month: Ints, daily_wage: Floats) -> Floats:
    """Benefit of a regular worker, as `rules.health.sickness`."""
    percent = np.where(
        month <= 12, values["sickness.first_year_percent"], _by_letter(category, values, "invalidity.percent.{}")
    )
    daily = cents(np.minimum(daily_wage, values["sickness.cap"]) * percent / 100)
    minimum = _by_letter(category, values, "sickness.minimum.{}")
    return cents(np.where(month > 6, np.maximum(daily, minimum), daily) * 26)


def groeipakket(values: Values, *, children: Ints, household_income: Floats) -> Floats:
    """Child benefit of children born from 2019, as `rules.flanders.groeipakket`."""
    large = children > 2
    low, small, big = (values[f"groeipakket.limit.{name}"] for name in ("low", "small", "large"))
    each = np.where(
        household_income <= low,
        np.where(large, values["groeipakket.social.large.low"], values["groeipakket.social.small.low"]),
        np.where(
            household_income <= np.where(large, big, small),
            np.where(large, values["groeipakket.social.large.middle"], values["groeipakket.social.small.middle"]), 0.0,
        ),
    )  # fmt: skip
    return cents(children * (values["groeipakket.base"] + each))


def _by_category(category: Ints, amounts: dict[int, float]) -> Floats:
    return np.array([amounts[code] for code in sorted(amounts)])[category]


def _by_letter(category: Ints, values: Values, key: str) -> Floats:
    return _by_category(category, {code: values[key.format(letter)] for code, letter in CATEGORY_LETTERS.items()})
