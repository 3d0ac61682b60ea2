"""The toy set of `toy_rules` as fifteen OpenFisca variables on the entities of the country template.

Runs in an environment of its own (`python -m tools.bench.toy_openfisca 1000000`); the product never imports it. Formulas
call the same arithmetic, so what differs is the machinery around it.
"""

import json
import sys
import time
from collections.abc import Callable

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.variables import Variable
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_country_template.entities import Household, Person

from tools.bench import toy_rules as rules
from tools.bench.memory import peak_mb
from tools.bench.toy_population import Population, population

MONTH, REPEATS = "2026-04", 3


def variable(name: str, entity: object, kind: type, formula: Callable[..., object] | None = None) -> type:
    """A monthly variable; without a formula it is given."""
    facts = {"value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), {**facts, **({"formula": formula} if formula else {})})


def of_person(name: str, rule: Callable[..., object], *needs: str) -> type:
    """A formula of other variables of the same person."""
    return variable(name, Person, float, lambda person, period: rule(*(person(need, period) for need in needs)))


def of_household(name: str, rule: Callable[..., object], *needs: str) -> type:
    """A formula of other variables of the same household."""
    return variable(name, Household, float, lambda home, period: rule(*(home(need, period) for need in needs)))


VARIABLES = [
    variable("toy_gross", Person, float),
    variable("toy_has_spi", Household, bool),
    variable("toy_income_before", Household, float),
    of_person("toy_contribution", rules.contribution, "toy_gross"),
    of_person("toy_bonus_a", rules.bonus_a, "toy_gross"),
    of_person("toy_bonus_b", rules.bonus_b, "toy_gross"),
    of_person("toy_bonus", rules.bonus, "toy_bonus_a", "toy_bonus_b", "toy_contribution"),
    of_person("toy_taxable", rules.taxable, "toy_gross", "toy_contribution", "toy_bonus"),
    of_person("toy_yearly", rules.yearly_after_costs, "toy_taxable"),
    of_person("toy_withholding", rules.withholding, "toy_yearly"),
    of_person("toy_fiscal_bonus", rules.fiscal_bonus, "toy_bonus_a", "toy_bonus_b", "toy_withholding"),
    of_person("toy_net", rules.net_wage, "toy_taxable", "toy_withholding", "toy_fiscal_bonus"),
    variable("toy_wages", Household, float, lambda home, period: home.sum(home.members("toy_net", period))),
    variable("toy_children", Household, int, lambda home, period: home.nb_persons(Household.CHILD)),
    variable("toy_leefloon", Household, float, lambda home, period: rules.leefloon(
        home("toy_wages", period), home.nb_persons(Household.ADULT), home("toy_children", period), home("toy_has_spi", period))),
    of_household("toy_child_benefit", rules.child_benefit, "toy_children"),
    of_household("toy_social_supplement", rules.social_supplement, "toy_children", "toy_income_before"),
    of_household("toy_disposable", lambda *parts: sum(parts),
                 "toy_wages", "toy_leefloon", "toy_child_benefit", "toy_social_supplement"),
]  # fmt: skip


def built(system: CountryTaxBenefitSystem, people: Population) -> Simulation:
    """A simulation with everybody in it."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(len(people.gross)))
    homes = builder.declare_entity("household", np.arange(len(people.starts)))
    builder.join_with_persons(homes, people.household_of, people.is_child.astype(np.int64))
    simulation = builder.build(system)
    simulation.set_input("toy_gross", MONTH, people.gross)
    simulation.set_input("toy_has_spi", MONTH, people.has_spi)
    simulation.set_input("toy_income_before", MONTH, people.income_before)
    return simulation


def main() -> None:
    """One fresh process per number of households; prints what it took."""
    people, system = population(int(sys.argv[1])), CountryTaxBenefitSystem()
    for one in VARIABLES:
        system.add_variable(one)
    build, calculate = [], []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        simulation = built(system, people)
        middle = time.perf_counter()
        money = simulation.calculate("toy_disposable", MONTH)
        build.append(middle - begin)
        calculate.append(time.perf_counter() - middle)
    found = {"build": sorted(build), "calculate": sorted(calculate), "mean": float(money.astype(float).mean())}
    print(json.dumps({**found, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
