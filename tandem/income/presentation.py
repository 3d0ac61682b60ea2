"""What a person reads of a comparison: the loss first and in words, then months, then what is not known. Pure.

Never one yearly total in the headline, never advice. Amounts are whole euro in sentences and exact in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby, islice

from tandem.income.engine.figures import Figure
from tandem.income.engine.parameters import TRUST, Book, NotKnown, Used
from tandem.income.engine.rules.flanders import poverty_line
from tandem.income.engine.scenario import Comparison, Month, compare
from tandem.income.engine.side_rights import SideRight, side_rights
from tandem.income.engine.trace import Notebook
from tandem.income.months_told import Told, month_name, sentences, span
from tandem.income.questions import Case
from tandem.income.settlement_told import settlements_told
from tandem.kernel.dutch import money, whole_euros
from tandem.kernel.sentences import Said, say

CHART_HEIGHT, BAR = 160, 12
ALIKE = 25  # euro: months that differ less than this are told in one sentence
MOST_SENTENCES = 5
NOT_CONFIRMED = "Voor sommige maanden zijn de bedragen nog niet bevestigd."
TAX_LATER = "De belastingen worden later afgerekend, 9 tot 24 maanden na het jaar. Dat kan geld kosten of opbrengen."
POVERTY_LINE = "De armoedegrens voor jouw gezin is rond {amount} per maand (cijfer van 2024)."
ABOVE, BELOW = "Straks zit je daarboven.", "Straks zit je daaronder."


@dataclass(frozen=True, slots=True)
class Row:
    """One month of the table, ready to print. `kind`: less, maybe_less, same, more or unknown."""

    number: int
    month: str
    now: str
    then: str
    difference: str
    kind: str
    is_confirmed: bool

    @property
    def alike(self) -> tuple[str, str, str, str, bool]:
        """Everything but which month it is."""
        return (self.now, self.then, self.difference, self.kind, self.is_confirmed)

    @property
    def sign(self) -> str:
        """A sign beside the colour."""
        return {"less": "−", "maybe_less": "±", "same": "=", "more": "+", "unknown": "?"}[self.kind]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart in its own units: x, top and height of "then", and where "now" stands; as the drawing writes them."""

    x: int
    top: str
    height: str
    now_top: str
    kind: str
    label: str

    @property
    def dash_from(self) -> int:
        """Where the dash of "now" begins."""
        return self.x - 3

    @property
    def dash_to(self) -> int:
        """Where it ends."""
        return self.x + BAR + 7


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of the first month that the reader can open: label, amount, how, and the sources."""

    label: str
    amount: str
    how: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Careful:
    """One month on the careful side, in cents: what comes then at least, beside today. `then` is None when not known."""

    now: int
    then: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the page and the printed sheet show."""

    headline: tuple[str, ...]
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    unknown: tuple[str, ...]
    rights: tuple[SideRight, ...]
    total: str
    now_details: tuple[Detail, ...]
    then_details: tuple[Detail, ...]
    benchmark: str
    is_losing: bool
    start: date
    careful: tuple[Careful, ...]  # for who keeps the months, such as somebody's file

    @property
    def runs(self) -> tuple[Row, ...]:
        """The rows with months that are alike told once: "april 2026 tot augustus 2026"."""
        return tuple(_run(list(members)) for _, members in groupby(self.rows, key=lambda row: row.alike))

    @property
    def chart_width(self) -> int:
        """Width of the drawing."""
        return len(self.bars) * BAR * 2 + BAR


def result_of(case: Case, *, book: Book) -> Result:
    """Compare and put into words; raises CannotCompute."""
    comparison = compare(case.household, case.now, case.then, start=case.start, months=case.months, book=book)
    rows = tuple(_rows(comparison))
    return Result(
        headline=tuple(_headline(rows, comparison)),
        rows=rows,
        bars=tuple(_bars(comparison, rows)),
        unknown=_unknown(comparison),
        rights=tuple(side_rights(case.household, case.now, case.then, start=case.start)),
        total=_total(comparison),
        now_details=_details(comparison.now[0]),
        then_details=_details(comparison.then[0]),
        benchmark=_benchmark(case, comparison, book),
        is_losing=any(row.kind in {"less", "maybe_less"} for row in rows),
        start=case.start,
        careful=tuple(_careful(comparison)),
    )


def amount_text(figure: Figure | None) -> Said:
    """€ 1.340,47, or two bounds, or not known."""
    if figure is None:
        return Said("niet gekend")
    if figure.is_exact:
        return say("{amount}", amount=money(figure.low))
    return say("{low} tot {high}", low=money(figure.low), high=money(figure.high))


def difference_text(gap: Figure) -> Said:
    """€ 204,62 minder, € 10,00 tot € 20,00 meer, evenveel."""
    if gap.high < 0 or (gap.high == 0 and gap.low < 0):
        return say("{amount} minder", amount=amount_text(-gap))
    if gap.low > 0 or (gap.low == 0 and gap.high > 0):
        return say("{amount} meer", amount=amount_text(gap))
    if gap.is_exact:
        return Said("evenveel")
    return say("{less} minder tot {more} meer", less=money(-gap.low), more=money(gap.high))


def _run(members: list[Row]) -> Row:
    return replace(members[0], month=span(members[0].month, members[-1].month))


def kind_of(gap: Figure, *, is_complete: bool) -> str:
    """How a month stands against today's."""
    if not is_complete:
        return "unknown"
    if gap.high < 0:
        return "less"
    if gap.low < 0:
        return "maybe_less"
    return "more" if gap.low > 0 else "same"


def _rows(comparison: Comparison) -> Iterable[Row]:
    for before, after, gap in zip(comparison.now, comparison.then, comparison.regular_differences, strict=True):
        is_complete = before.is_complete and after.is_complete
        yield Row(
            after.number, month_name(after.on), _month_text(before), _month_text(after),
            difference_text(gap), kind_of(gap, is_complete=is_complete), before.is_confirmed and after.is_confirmed,
        )  # fmt: skip


def _careful(comparison: Comparison) -> Iterable[Careful]:
    """The difference at its lowest; what is the same on both sides cancels, so it takes no part in the doubt."""
    for before, after, gap in zip(comparison.now, comparison.then, comparison.regular_differences, strict=True):
        if before.is_complete and after.is_complete:
            then = _cents(after.regular.low)
            yield Careful(then - _cents(gap.low), then)
        else:
            yield Careful(_cents(before.regular.low), None)


def _cents(amount: Decimal) -> int:
    return int((amount * 100).to_integral_value(ROUND_FLOOR))


def _month_text(month: Month) -> Said:
    text = amount_text(month.regular)
    return text if month.is_complete else say("minstens {amount}", amount=text)


def _headline(rows: Sequence[Row], comparison: Comparison) -> Iterable[Said]:
    """Runs of months that are alike, in words; those that lose money come first. A few sentences, the rest is the table."""
    paired = zip(rows, comparison.regular_differences, strict=True)
    told = [Told(row.month, row.kind, gap.low, gap.high) for row, gap in paired]
    return islice(sentences(told, amount=whole_euros, grain=ALIKE), MOST_SENTENCES)


def _bars(comparison: Comparison, rows: Sequence[Row]) -> Iterable[Bar]:
    highest = max([float(month.regular.high) for month in (*comparison.now, *comparison.then)] + [1.0])

    def tall(month: Month) -> float:
        return max(float(month.regular.low), 0) / highest * CHART_HEIGHT

    for before, after, row in zip(comparison.now, comparison.then, rows, strict=True):
        yield Bar(
            (row.number - 1) * BAR * 2 + BAR, f"{CHART_HEIGHT - tall(after):.1f}", f"{tall(after):.1f}",
            f"{CHART_HEIGHT - tall(before):.1f}", row.kind, row.month,
        )  # fmt: skip


def _unknown(comparison: Comparison) -> tuple[str, ...]:
    months = (*comparison.now, *comparison.then)
    doubt = () if all(month.is_confirmed for month in months) else (NOT_CONFIRMED,)
    return (*comparison.unknown, *doubt, *settlements_told(comparison), TAX_LATER)


def _total(comparison: Comparison) -> Said:
    difference = difference_text(comparison.total_difference)
    return say("Over {months} maanden samen: {difference}.", months=len(comparison.now), difference=difference)


def _details(month: Month) -> tuple[Detail, ...]:
    return tuple(
        Detail(
            Said(line.label[:1].upper() + line.label[1:], line.label),
            amount_text(line.figure),
            tuple(say("{words}: {amount}", words=Said(step.words), amount=amount_text(step.figure)) for step in line.trace),
            tuple(dict.fromkeys(_source(used) for step in line.trace for used in step.used)),
        )
        for line in month.lines
    )  # fmt: skip


def _source(used: Used) -> str:
    dated = f" ({used.source_date})" if used.source_date else ""
    return f"{used.name}: {used.source}{dated}. Vertrouwen: {TRUST[used.trust]}."


def _benchmark(case: Case, comparison: Comparison, book: Book) -> str:
    household = case.household
    young = household.children_under(14, case.start.year)
    adults = household.people_of_14_or_more + (1 if household.has_partner else 0) + len(household.children_born) - young
    try:
        line = poverty_line(Notebook(book, case.start), adults=adults, children_under_14=young).part("line")
    except NotKnown:
        return ""
    last = comparison.then[-1].regular
    border = say(POVERTY_LINE, amount=whole_euros(line.low))
    return say("{border} {place}", border=border, place=Said(ABOVE if last.low >= line.high else BELOW))
