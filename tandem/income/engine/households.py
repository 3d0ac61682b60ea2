"""Who the money is for: the household as the rules need it. Pure; refuses what cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tandem.income.engine.catalogue import CannotCompute

LEEFLOON = {"A": "with_family", "N": "single", "B": "cohabiting"}
CATEGORIES = {"A": "met gezin ten laste", "N": "alleenwonend", "B": "samenwonend"}


@dataclass(frozen=True, slots=True)
class Household:
    """`category`: A with dependants, N living alone, B cohabiting. Amounts are a month's, the taxable income a year's."""

    category: str = "N"
    children_born: tuple[int, ...] = ()
    has_partner: bool = False
    partner_net_income: Decimal = Decimal(0)
    taxable_income_before: Decimal = Decimal(0)  # of two years back: decides the sociale toeslag
    people_of_14_or_more: int = 1
    birth_year: int | None = None

    @property
    def tax_household(self) -> str:
        """The word of the wage rules."""
        if not self.has_partner:
            return "single"
        return "couple_two_incomes" if self.partner_net_income > 0 else "couple_one_income"

    @property
    def is_single_parent(self) -> bool:
        """Children and no partner."""
        return bool(self.children_born) and not self.has_partner

    def children_under(self, age: int, year: int) -> int:
        """How many children are younger than this in a year."""
        return sum(1 for born in self.children_born if year - born < age)


def check(household: Household, year: int) -> None:
    """Raises CannotCompute for a household that cannot be."""
    if household.category not in CATEGORIES:
        raise CannotCompute("Kies hoe je woont: met gezin ten laste (A), alleen (N) of met anderen (B).")
    if any(born > year for born in household.children_born):
        raise CannotCompute("Een kind kan niet in de toekomst geboren zijn. Kijk de geboortejaren na.")
    if household.birth_year and any(born <= household.birth_year for born in household.children_born):
        raise CannotCompute("Een kind kan niet ouder zijn dan de ouder. Kijk de geboortejaren na.")
    if household.has_partner and household.category == "N":
        raise CannotCompute("Met een partner in huis woon je niet alleen. Kies met gezin ten laste of samenwonend.")
    if household.category == "A" and not household.has_partner and not household.children_born:
        raise CannotCompute("Gezin ten laste vraagt een kind of een partner. Vul dat eerst in, of kies alleenwonend.")
