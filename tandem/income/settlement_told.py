"""The settlement of a year's tax in sentences: when, between which amounts, and that nobody is sure. Pure.

It stands beside the months and never in them: a month above today must not hide a bill, nor a month below today a refund.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tandem.income.engine.figures import Figure
from tandem.income.engine.months import Month
from tandem.income.engine.scenario import Comparison
from tandem.income.months_told import month_name
from tandem.kernel.dutch import whole_euros
from tandem.kernel.sentences import Said, say

LATER = (
    "Na de verandering komt er vanaf {month} een brief van de belastingen. Onze schatting: {amount}. Dat is niet zeker."
)
TODAY = "Verandert er niets? Dan is onze schatting voor die brief, vanaf {month}: {amount}. Dat is niet zeker."


def settlements_told(comparison: Comparison) -> tuple[Said, ...]:
    """Each settlement that a change brings or changes; one that is the same on both sides says nothing about the change."""
    return tuple(
        sentence
        for before, after in zip(comparison.now, comparison.then, strict=True)
        if before.one_off != after.one_off
        for sentence in (*_told(after, LATER), *_told(before, TODAY))
    )


def _told(month: Month, pattern: str) -> Iterable[Said]:
    for line in month.one_off:
        if line.figure is not None:
            yield _sentence(line.figure, month, pattern)


def _sentence(figure: Figure, month: Month, pattern: str) -> Said:
    low, high = _amount(figure.low), _amount(figure.high)
    between = say("rond {amount}", amount=low) if low == high else say("tussen {low} en {high}", low=low, high=high)
    return say(pattern, month=month_name(month.on), amount=between)


def _amount(amount: Decimal) -> Said:
    if amount < 0:
        return say("{amount} betalen", amount=whole_euros(-amount))
    return say("{amount} terugkrijgen", amount=whole_euros(amount))
