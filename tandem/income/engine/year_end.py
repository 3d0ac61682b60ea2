"""The settlement of each year's income tax in the months of a scenario: a one-off amount beside the regular lines.

It stands in the first month it may be paid. Months of the year before the first month are taken as the first month of "now".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date

from tandem.income.engine.figures import ZERO
from tandem.income.engine.households import Household
from tandem.income.engine.months import Month
from tandem.income.engine.parameters import Book, NotKnown
from tandem.income.engine.rules.settlement import settlement
from tandem.income.engine.spells import Income
from tandem.income.engine.taxed import Taxed, summed
from tandem.income.engine.trace import Notebook

LABEL = "afrekening personenbelasting"
MONTHS_AFTER = "settlement.months_after"


def with_settlements(
    months: Sequence[Month], *, before: Month, household: Household, book: Book
) -> tuple[Month, ...]:  # fmt: skip
    """The same months, with the settlement of every year that is wholly behind in the month it may be paid."""
    paid = {}
    for year in sorted({month.on.year for month in months}):
        when = _paid_on(year, book)
        if when is None or when > months[-1].on:
            continue
        found = _of_year(year, months, before, household, book)
        if found is not None:
            paid[when] = found
    return tuple(
        dataclasses.replace(month, one_off=(paid[month.on],)) if month.on in paid else month for month in months
    )


def _paid_on(year: int, book: Book) -> date | None:
    last_day = date(year, 12, 31)
    if not book.knows(MONTHS_AFTER, last_day):
        return None
    after = int(book.value(MONTHS_AFTER, last_day))
    return date(year + 1 + (after - 1) // 12, (after - 1) % 12 + 1, 1)


def _of_year(year: int, months: Sequence[Month], before: Month, household: Household, book: Book) -> Income | None:
    """None when nothing of the year is taxed or withheld: there is nothing to settle."""
    inside = [month for month in months if month.on.year == year]
    lived = [*[before] * (inside[0].on.month - 1), *inside]
    if any(line.is_taxed and line.figure is None for month in lived for line in month.lines):
        return _not_known(year, "een inkomen van dat jaar kennen we niet")
    taxed = [line.taxed for month in lived for line in month.lines if line.taxed]
    if not taxed:
        return None
    note = Notebook(book, date(year, 12, 31))
    try:
        outcome = settlement(
            note, year=_together(taxed), household=household.tax_household, children=len(household.children_born),
            single_parent=household.is_single_parent,
        )  # fmt: skip
    except NotKnown:
        return _not_known(year, "niet alle bedragen van dat jaar staan in onze bronnen")
    figure = outcome.value
    return None if figure == ZERO else Income("settlement", LABEL, figure, outcome.trace)


def _not_known(year: int, why: str) -> Income:
    sentence = f"De afrekening van de personenbelasting over {year} kennen we niet: {why}."
    return Income("settlement", LABEL, None, unknown=(sentence,))


def _together(taxed: Iterable[Taxed]) -> Taxed:
    both = list(taxed)
    return Taxed(summed(one.low for one in both), summed(one.high for one in both))
