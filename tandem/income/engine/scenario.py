"""A scenario: spells of status and work, month by month; and two scenarios beside each other.

The unit of time is the month. One-off amounts fall in the month they are paid, beside the regular lines. What no source
tells makes the month "not known" in words and never counts as zero silently: the line says so and the total is a lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.income.engine import households
from tandem.income.engine.figures import Figure, total
from tandem.income.engine.households import Household
from tandem.income.engine.months import Month, sum_of
from tandem.income.engine.parameters import Book, NotKnown
from tandem.income.engine.rules import flanders
from tandem.income.engine.spells import WORK, Case, Income, Spell, check_spell, check_together, income_of, works
from tandem.income.engine.trace import Line, Notebook
from tandem.income.engine.year_end import with_settlements


@dataclass(frozen=True, slots=True)
class Comparison:
    """Now and then, month by month."""

    now: tuple[Month, ...]
    then: tuple[Month, ...]

    @property
    def differences(self) -> tuple[Figure, ...]:
        """Then less now, each month. Lines that are the same on both sides cancel, with all their uncertainty."""
        return tuple(
            _difference((*before.lines, *before.one_off), (*after.lines, *after.one_off))
            for before, after in zip(self.now, self.then, strict=True)
        )

    @property
    def regular_differences(self) -> tuple[Figure, ...]:
        """The same without what is paid once: how a month usually stands against today's."""
        return tuple(_difference(before.lines, after.lines) for before, after in zip(self.now, self.then, strict=True))

    @property
    def first_loss(self) -> int | None:
        """The first month that may lie below today's, on the careful side and without what is paid once."""
        gaps = zip(self.then, self.regular_differences, strict=True)
        return next((month.number for month, gap in gaps if gap.low < 0), None)

    @property
    def total_difference(self) -> Figure:
        """Over all months."""
        return total(list(self.differences))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Everything that is not known, once."""
        return tuple(dict.fromkeys(sentence for month in (*self.now, *self.then) for sentence in month.unknown))


def months_of(
    household: Household, spells: Sequence[Spell], *, start: date, months: int, book: Book
) -> tuple[Month, ...]:
    """A scenario month by month. Raises CannotCompute for statuses that cannot be combined or facts that cannot be."""
    households.check(household, start.year)
    for spell in spells:
        check_spell(spell)
    return tuple(_month(household, spells, number, _day(start, number), book) for number in range(1, months + 1))


def compare(
    household: Household, now: Sequence[Spell], then: Sequence[Spell], *, start: date, months: int, book: Book,
    household_then: Household | None = None,
) -> Comparison:  # fmt: skip
    """Both scenarios over the same months, each year's tax settled in the month it may be paid."""
    later = household_then or household
    before = months_of(household, now, start=start, months=months, book=book)
    after = months_of(later, then, start=start, months=months, book=book)
    return Comparison(
        with_settlements(before, before=before[0], household=household, book=book),
        with_settlements(after, before=before[0], household=later, book=book),
    )


def _difference(before: Sequence[Income], after: Sequence[Income]) -> Figure:
    left, gained = list(before), []
    for line in after:
        if line in left:
            left.remove(line)
        else:
            gained.append(line)
    return sum_of(gained) - sum_of(left)


def _day(start: date, number: int) -> date:
    years, index = divmod(start.month - 1 + number - 1, 12)
    return date(start.year + years, index + 1, 1)


def _month(household: Household, spells: Sequence[Spell], number: int, on: date, book: Book) -> Month:
    running = [spell for spell in spells if spell.holds_in(number)]
    check_together(running)
    work = tuple(spell for spell in running if works(spell))
    lines = [income_of(Case(spell, household, number, Notebook(book, on))) for spell in work]
    earned = tuple(line.figure for line in lines)
    benefits = [spell for spell in running if spell.kind not in WORK]
    lines += [income_of(Case(spell, household, number, Notebook(book, on), work, earned)) for spell in benefits]
    return Month(number, on, (*lines, *_of_household(household, on, book)))


def _of_household(household: Household, on: date, book: Book) -> list[Income]:
    """What comes with the household whatever the status: child benefit and the partner's own income."""
    lines = []
    if household.children_born:
        lines.append(_groeipakket(household, on, book))
    if household.partner_net_income:
        figure = Figure.of(household.partner_net_income)
        lines.append(
            Income("partner", "inkomen van je partner", figure, (Line("partner", "het bedrag dat je gaf", figure),))
        )
    return lines


def _groeipakket(household: Household, on: date, book: Book) -> Income:
    note = Notebook(book, on)
    born = household.children_born
    try:
        outcome = flanders.groeipakket(
            note, children=len(born), birth_years=born, household_income=household.taxable_income_before
        )
    except NotKnown as missing:
        return Income("groeipakket", "groeipakket", None, tuple(note.lines), (f"Groeipakket: {missing}",))
    return Income("groeipakket", "groeipakket", outcome.value, outcome.trace, outcome.unknown)
