"""Eight invented households, and what another book of parameters does to a month of theirs. Pure.

Shown before an amount is published: whoever decides sees people, not a number alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tandem.income.engine.catalogue import CannotCompute
from tandem.income.engine.figures import Figure
from tandem.income.engine.households import Household
from tandem.income.engine.parameters import Book, NotKnown
from tandem.income.engine.scenario import Month, months_of
from tandem.income.engine.spells import Spell

HALF_TIME = {"gross": "1350", "hours": "19", "status": "white_collar"}


@dataclass(frozen=True, slots=True)
class Example:
    """One household and what it lives on."""

    title: str
    household: Household
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A month of one household before and after; None: not known."""

    title: str
    before: Figure | None
    after: Figure | None

    @property
    def difference(self) -> Figure | None:
        """After less before, bound by bound: both sides have the same uncertainty beside the change."""
        if self.before is None or self.after is None:
            return None
        return Figure.of(self.after.low - self.before.low, self.after.high - self.before.high)

    @property
    def is_same(self) -> bool:
        """Whether nothing changes."""
        return self.before == self.after


EXAMPLES = (
    Example("Alleenstaande met leefloon", Household("N"), (Spell("leefloon"),)),
    Example("Samenwonende met leefloon die 10 uur werkt, met SPI-vrijstelling", Household("B"),
            (Spell("leefloon", facts={"spi_months_used": "0"}),
             Spell("job", facts={"gross": "710", "hours": "10", "status": "white_collar"}))),
    Example("Alleenstaande ouder met twee kinderen, halftijds aan het werk",
            Household("A", (2020, 2023), taxable_income_before=Decimal(24000)), (Spell("job", facts=HALF_TIME),)),
    Example("Koppel met een kind, één voltijds loon als arbeider",
            Household("A", (2021,), has_partner=True, taxable_income_before=Decimal(30000)),
            (Spell("job", facts={"gross": "2600", "hours": "38", "status": "blue_collar"}),)),
    Example("Werkzoekende die alleen woont, tweede maand",
            Household("N"), (Spell("unemployment", facts={"scheme": "new", "month": "2", "monthly_wage": "2600"}),)),
    Example("Ouder met gezinslast, halftijds aan het werk met IGU",
            Household("A", (2020,), taxable_income_before=Decimal(22000)),
            (Spell("unemployment", facts={"scheme": "new", "month": "14", "monthly_wage": "2300"}),
             Spell("job", facts=HALF_TIME))),
    Example("Persoon met invaliditeit en gezinslast",
            Household("A", (2019,), taxable_income_before=Decimal(20000)),
            (Spell("sickness", facts={"month": "20", "daily_wage": "105"}),)),
    Example("Persoon met IVT (B) en IT (2)", Household("N"), (Spell("disability", facts={"ivt": "B", "it": "2"}),)),
)  # fmt: skip


def effects(before: Book, after: Book, *, month: date, examples: Iterable[Example] = EXAMPLES) -> list[Effect]:
    """Each household in the month, with the one book and with the other."""
    return [Effect(one.title, _month(one, before, month), _month(one, after, month)) for one in examples]


def _month(example: Example, book: Book, month: date) -> Figure | None:
    """The month of a household; None when a line of it is not known, or the amounts do not fit one another."""
    try:
        found: Month = months_of(example.household, example.spells, start=month, months=1, book=book)[0]
    except (CannotCompute, NotKnown, ArithmeticError):
        return None
    return found.total if found.is_complete else None
