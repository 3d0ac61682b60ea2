"""What is measured beside OpenFisca gives the amounts of its plain formulas, on one thread and on several."""

import numpy as np

from tools.bench import toy_fast, toy_rules
from tools.bench.toy_population import population


def test_few_passes_give_the_amounts_of_the_plain_formulas() -> None:
    people = population(2 * toy_fast.BLOCK + 5)
    plain = toy_rules.disposable(people)
    assert np.abs(toy_fast.disposable(people) - plain).max() < 1e-8
    assert np.array_equal(toy_fast.disposable(people, threads=2), toy_fast.disposable(people))


def test_tax_is_the_highest_of_its_lines() -> None:
    month = np.linspace(0, 9000, 5001)
    tax = np.max([slope * month + start for slope, start in toy_fast.LINES], axis=0).clip(0)
    assert np.abs(tax - toy_rules.withholding(toy_rules.yearly_after_costs(month))).max() < 1e-9
