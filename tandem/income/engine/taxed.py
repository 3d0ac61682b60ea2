"""What of an income counts for the income tax of the year, at its lower and at its upper bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Share:
    """Euro of one month, or of a year. `withheld` is withholding tax less the fiscal werkbonus given with it."""

    wage: Decimal = NOTHING
    withheld: Decimal = NOTHING
    credit: Decimal = NOTHING
    special: Decimal = NOTHING
    benefit: Decimal = NOTHING
    sickness: Decimal = NOTHING  # the part of the benefits that is for illness

    def times(self, factor: Decimal) -> Share:
        """The same for a part of it."""
        return Share(
            self.wage * factor, self.withheld * factor, self.credit * factor, self.special * factor,
            self.benefit * factor, self.sickness * factor,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taxed:
    """Both bounds of an income."""

    low: Share = Share()
    high: Share = Share()


def summed(shares: Iterable[Share]) -> Share:
    """Everything together."""
    total = Share()
    for one in shares:
        total = Share(
            total.wage + one.wage, total.withheld + one.withheld, total.credit + one.credit, total.special + one.special,
            total.benefit + one.benefit, total.sickness + one.sickness,
        )  # fmt: skip
    return total
