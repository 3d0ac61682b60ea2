"""A scenario: spells of status and work, month by month; and two scenarios beside each other.

The unit of time is the month. One-off amounts fall in the month they are paid. What no source tells makes the month "not
known" in words and never counts as zero silently: the line says so and the total is a lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.income.engine import households
from tandem.income.engine.figures import Figure, total
from tandem.income.engine.households import Household
from tandem.income.engine.parameters import Book, NotKnown
from tandem.income.engine.rules import flanders
from tandem.income.engine.spells import WORK, Case, Income, Spell, check_spell, check_together, income_of, works
from tandem.income.engine.trace import Line, Notebook


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a scenario."""

    number: int
    on: date
    lines: tuple[Income, ...]

    @property
    def total(self) -> Figure:
        """The sum of what is known."""
        return _sum(self.lines)

    @property
    def is_complete(self) -> bool:
        """Whether every line is known."""
        return all(line.figure is not None for line in self.lines)

    @property
    def is_confirmed(self) -> bool:
        """Whether every parameter was confirmed for this month."""
        return all(step.is_confirmed for line in self.lines for step in line.trace)

    @property
    def unknown(self) -> tuple[str, ...]:
        """What nobody could tell, in sentences."""
        return tuple(dict.fromkeys(sentence for line in self.lines for sentence in line.unknown))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Now and then, month by month."""

    now: tuple[Month, ...]
    then: tuple[Month, ...]

    @property
    def differences(self) -> tuple[Figure, ...]:
        """Then less now, each month. Lines that are the same on both sides cancel, with all their uncertainty."""
        return tuple(_difference(before.lines, after.lines) for before, after in zip(self.now, self.then, strict=True))

    @property
    def first_loss(self) -> int | None:
        """The first month that may lie below today's: on the careful side."""
        return next((month.number for month, gap in zip(self.then, self.differences, strict=True) if gap.low < 0), None)

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
    """Both scenarios over the same months."""
    before = months_of(household, now, start=start, months=months, book=book)
    return Comparison(before, months_of(household_then or household, then, start=start, months=months, book=book))


def _difference(before: Sequence[Income], after: Sequence[Income]) -> Figure:
    left, gained = list(before), []
    for line in after:
        if line in left:
            left.remove(line)
        else:
            gained.append(line)
    return _sum(gained) - _sum(left)


def _sum(lines: Sequence[Income]) -> Figure:
    return total([line.figure for line in lines if line.figure is not None])


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
