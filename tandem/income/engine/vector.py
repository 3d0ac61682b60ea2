"""The same rules over many households at once (NumPy, float64): sweeps, uncertainty, policy questions.

Equal to the exact path within one cent, on the careful side (lower bounds); `tests/income/test_vector.py` compares them on
10,000 random households. Arrays have one entry per household; amounts are euro.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tandem.income.engine import figures
from tandem.income.engine.parameters import Book

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
SINGLE, ONE_INCOME, TWO_INCOMES = 0, 1, 2
COHABITING, ALONE, WITH_FAMILY = 0, 1, 2
CATEGORY_KEYS = {COHABITING: "cohabiting", ALONE: "single", WITH_FAMILY: "with_family"}
CATEGORY_LETTERS = {COHABITING: "B", ALONE: "N", WITH_FAMILY: "A"}
WEEKS = float(figures.WEEKS)
BLOCK = 16_384  # households at once: what they need stays in the processor's cache
TINY = 1e-7  # pushes halves up that binary fractions hold just below


def cents(amount: Floats) -> Floats:
    """To the cent, a half upwards."""
    whole = amount * 100
    whole += 0.5 + TINY
    np.floor(whole, out=whole)
    whole /= 100
    return whole


@dataclass(frozen=True)
class Values:
    """The careful value of every parameter on one day, as floats."""

    book: Book
    on: date

    def __getitem__(self, key: str) -> float:
        return float(self.book.at(key, self.on).figure.low)

    def high(self, key: str) -> float:
        """The other bound, where the higher one is the careful one."""
        return float(self.book.at(key, self.on).figure.high)


class Net(NamedTuple):
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
    blue, house, kids = (np.broadcast_to(np.asarray(one), gross.shape) for one in (is_blue_collar, household, children))
    hours = np.broadcast_to(hours, gross.shape)
    blocks = [slice(begin, begin + BLOCK) for begin in range(0, len(gross), BLOCK)] or [slice(0)]
    found = [_net(values, gross[at], hours[at], full_time_hours, blue[at], house[at], kids[at]) for at in blocks]
    return found[0] if len(found) == 1 else Net(*(np.concatenate(part) for part in zip(*found, strict=True)))


def _net(
    values: Values, gross: Floats, hours: Floats, full_time_hours: float, blue: Flags, house: Ints, kids: Ints
) -> Net:
    due = cents(np.where(blue, gross * values["rsz.blue_collar_basis"] / 100, gross) * values["rsz.percent"] / 100)
    a, b = _bonus(values, gross, hours, full_time_hours, blue)
    too_much = np.maximum(a + b - due, 0)
    from_b = np.minimum(too_much, b)
    given_a, given_b = a - (too_much - from_b), b - from_b
    taxable = cents(gross - due + given_a + given_b)
    tax = _withholding(values, taxable, house, kids)
    fiscal = _fiscal(values, given_a, given_b, tax)
    special = _special(values, np.where(blue, gross * values["bbsz.blue_collar_basis"] / 100, gross), house)
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
    highest, slope = (_by_status(values, blue, f"{what}_{part}") for what in ("max", "slope"))
    sloping = np.maximum(cents(highest - slope * (wage - values[begin])), 0)
    return np.where(wage <= values[begin], highest, np.where(wage > values[end], 0.0, sloping))


def _by_status(values: Values, blue: Flags, what: str) -> Floats:
    """An amount that differs for blue-collar workers; theirs is looked up only when there are any."""
    white = values[f"werkbonus.white_collar.{what}"]
    return np.where(blue, values[f"werkbonus.blue_collar.{what}"], white) if blue.any() else np.full(blue.shape, white)


def _withholding(values: Values, taxable: Floats, household: Ints, children: Ints) -> Floats:
    yearly = taxable * 12
    costs = np.minimum(cents(yearly * values["withholding.costs_percent"] / 100), values["withholding.costs_max"])
    net = yearly - costs
    base = _scale(values, net) - values["withholding.free"]
    one = np.flatnonzero(household == ONE_INCOME)
    if len(one):
        theirs = net[one]
        spouse = np.minimum(
            cents(theirs * values["withholding.spouse_percent"] / 100), values["withholding.spouse_max"]
        )
        base[one] = _scale(values, theirs - spouse) + _scale(values, spouse) - values["withholding.free_couple"]
    month = cents(np.maximum(base, 0) / 12)
    table = np.array([0.0, *(values[f"withholding.children{number}"] for number in range(1, 9))])
    less = table[np.minimum(children, 8)] + np.maximum(children - 8, 0) * values["withholding.children_more"]
    less = less + np.where((household == SINGLE) & (children > 0), values["withholding.single_parent"], 0.0)
    return np.maximum(month - less, 0)


def _scale(values: Values, income: Floats) -> Floats:
    """The first rate on everything, and above each limit what the next rate is more, from fixed parts to the cent."""
    rates = [values[f"withholding.rate{number}"] / 100 for number in (1, 2, 3, 4)]
    tax, below = np.maximum(income, 0) * rates[0], 0.0
    for number, (rate, next_rate) in enumerate(pairwise(rates), start=1):
        limit = values[f"withholding.bracket{number}"]
        above = income - limit
        np.maximum(above, 0, out=above)
        above *= next_rate - rate
        tax += above
        part, below = (limit - below) * rate, limit
        if abs(rest := float(cents(np.array([part]))[0]) - part) > TINY:
            tax += (income > limit) * rest
    return cents(tax)


def _fiscal(values: Values, given_a: Floats, given_b: Floats, tax: Floats) -> Floats:
    """After the cap; before it the bonus is never smaller, so that reading is the other bound."""
    percent_a, percent_b = values["fiscal_bonus.percent_a"], values["fiscal_bonus.percent_b"]
    return np.minimum(cents(given_a * percent_a / 100) + cents(given_b * percent_b / 100), tax)


def _special(values: Values, wage: Floats, household: Ints) -> Floats:
    """Each kind of household has its own steps; only theirs are worked out."""
    if household.ndim == 0 or not household.strides[0]:
        return cents(_special_of(int(household.flat[0]) if household.size else SINGLE, values, wage))
    found = np.empty_like(wage)
    for kind in (SINGLE, ONE_INCOME, TWO_INCOMES):
        theirs = np.flatnonzero(household == kind)
        found[theirs] = _special_of(kind, values, wage[theirs])
    return cents(found)


def _special_of(kind: int, values: Values, wage: Floats) -> Floats:
    one, two, three, four, five = (values[f"bbsz.single.limit{number}"] for number in (1, 2, 3, 4, 5))
    nothing, rate2 = np.zeros_like(wage), values["bbsz.rate2"] / 100
    if kind == SINGLE:
        most = values["bbsz.single.max"]
        parts = [
            nothing, (wage - one) * values["bbsz.single.rate1"] / 100,
            np.minimum(values["bbsz.single.base2"] + (wage - two) * rate2, most),
            np.minimum(values["bbsz.single.base3"] + (wage - three) * values["bbsz.single.rate3"] / 100, most),
            np.minimum(values["bbsz.single.base4"] + (wage - four) * rate2, most), np.full_like(wage, most),
        ]  # fmt: skip
        return _stepped(wage, [one, two, three, four, five], parts)
    share = (wage - one) * values["bbsz.couple.rate1"] / 100
    above = values["bbsz.couple.base2"] + (wage - two) * rate2
    if kind == ONE_INCOME:
        return _stepped(wage, [one, two], [nothing, share, np.minimum(above, values["bbsz.single.max"])])
    least = values.high("bbsz.couple.least")  # the higher reading: careful
    parts = [nothing, np.full_like(wage, values["bbsz.couple.fixed"]), np.maximum(share, least),
             np.minimum(above, values["bbsz.couple.max"])]  # fmt: skip
    return _stepped(wage, [values["bbsz.couple.limit0"], one, two], parts)


def _stepped(gross: Floats, limits: list[float], parts: list[Floats]) -> Floats:
    """The part that belongs to the first limit that is not passed, or the last one."""
    found = parts[-1]
    for limit, part in zip(reversed(limits), reversed(parts[:-1]), strict=True):
        found = np.where(gross <= limit, part, found)
    return found


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
