"""Results for pages and other rooms: comparisons in words, with the drawing and the sheet. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tandem.income.engine.figures import WEEKS
from tandem.income.engine.parameters import Book
from tandem.income.engine.spells import WORK
from tandem.income.engine.sweep import Drop, drops, stopping_after, sweep
from tandem.income.presentation import Result, amount_text, result_of
from tandem.income.queries.book import current_book
from tandem.income.questions import INCOMES, OPTIONS, Case, cases_from, chosen, screens_of
from tandem.kernel.sentences import Said, listed, say

STEPS = (0, 8, 13, 19, 25, 30, 38)


@dataclass(frozen=True, slots=True)
class Hours:
    """One row of "meer of minder uren"."""

    hours: int
    amount: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One choice with everything about it."""

    key: str
    title: str
    what: str  # the statuses of this choice, in words
    result: Result
    hours: tuple[Hours, ...]
    drops: tuple[Drop, ...]
    after_stop: Result | None


def options_of(answers: Mapping[str, str]) -> list[Option]:
    """The choices of these answers, each compared with now; raises CannotCompute."""
    book = current_book()
    sides = [side for side in OPTIONS if side in screens_of(answers)]
    cases = zip(sides, cases_from(answers), strict=True)
    return [_option(side, number, case, answers, book) for number, (side, case) in enumerate(cases, start=1)]


def result_html(option: Option) -> SafeString:
    """The result as a piece of a page, for rooms that show it among their own things."""
    return render_to_string("income/result.html", {"option": option, "result": option.result})


def _option(side: str, number: int, case: Case, answers: Mapping[str, str], book: Book) -> Option:
    points, found = _hours(case, book)
    return Option(
        side, say("Keuze {number}", number=number), listed(Said(INCOMES[kind]) for kind in chosen(answers, side)),
        result_of(case, book=book), points, found, _after_stop(case, answers.get("stops_after", ""), book),
    )  # fmt: skip


def _hours(case: Case, book: Book) -> tuple[tuple[Hours, ...], tuple[Drop, ...]]:
    """The month at other numbers of hours at the same hourly wage, when the choice holds one job."""
    jobs = [spell for spell in case.then if spell.kind in WORK and spell.kind != "interim"]
    hours = Decimal(jobs[0].facts.get("hours", "38")) if len(jobs) == 1 else Decimal(0)
    if not hours:
        return (), ()
    job = jobs[0]
    beside = [spell for spell in case.then if spell is not job]
    wage = Decimal(job.facts["gross"]) / (hours * WEEKS)
    points = sweep(
        case.household, beside, hourly_wage=wage, start=case.start, book=book, status=job.facts.get("status", "white_collar")
    )  # fmt: skip
    shown = sorted({*STEPS, int(hours)})
    rows = tuple(Hours(p.hours, amount_text(p.month.total), p.hours == int(hours)) for p in points if p.hours in shown)
    return rows, tuple(drops(points))


def _after_stop(case: Case, months: str, book: Book) -> Result | None:
    """The same choice when the work stops after some months and what was before comes back."""
    if not months.isdigit() or not any(spell.kind in WORK for spell in case.then):
        return None
    then = tuple(
        stopping_after(case.then, int(months), back_to=[spell for spell in case.now if spell.kind not in WORK])
    )
    return result_of(Case(case.household, case.now, then, case.start, case.months), book=book)
