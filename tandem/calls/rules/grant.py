"""The money of a chosen project: instalments, reports, changes of budget, closing. Pure.

Shares of instalments and dates of reports are proposals: no source fixes them (seed 002 names only 2 to 3 years and 150,000
euro). An officer may change them as long as the contract is not signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tandem.calls.rules.definition import OWN_MEANS
from tandem.kernel.dutch import date_nl
from tandem.kernel.money import euro, format_eur, total
from tandem.kernel.refusal import Problem

SHARES = (50, 30, 20)  # percent: at the start, after the first year's report, after the final report
REPORT_AFTER = timedelta(days=60)
REMIND_BEFORE = (30, 7)  # days before a report is due; and once when it is late
LOUD = Decimal("0.10")  # a line that goes this far over asks an explanation
MOST_LINES, MOST_EUR = 60, Decimal(10_000_000)
CONTENT_PARTS = {
    "did": "Wat hebben jullie gedaan?",
    "families": "Wat merken gezinnen ervan?",
    "voice": "Hoe beslisten mensen in armoede mee?",
    "learned": "Wat liep anders dan gedacht, en wat leerden jullie?",
    "remains": "Wat blijft er als het geld op is?",
}
LONGEST_PART = 4000


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment; `after` is the place of the yearly report it waits for, from 1, or 0 for none."""

    kind: str
    amount: Decimal
    due_on: date
    after: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting year, in which a report on content and one on money are due."""

    starts_on: date
    ends_on: date
    due_on: date
    is_final: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a budget: what for, from which money kind (or "own"), how much."""

    label: str
    kind: str
    amount: Decimal


def year_later(day: date, years: int = 1) -> date:
    """The same day in another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def periods(starts_on: date, ends_on: date) -> list[Period]:
    """A period per year; a rest shorter than a year is the last one."""
    found, begin = [], starts_on
    while begin <= ends_on:
        end = min(year_later(begin) - timedelta(days=1), ends_on)
        found.append(Period(begin, end, end + REPORT_AFTER, is_final=end == ends_on))
        begin = end + timedelta(days=1)
    return found


def parts(kind: str, amount: Decimal, years: Sequence[Period]) -> list[Part]:
    """The proposed instalments of one money kind: they add up to the cent."""
    first, final = years[0], len(years)
    middle = [euro(amount * share / 100) for share in SHARES[:2]]
    if final == 1:
        return [Part(kind, middle[0], first.starts_on), Part(kind, amount - middle[0], first.due_on, 1)]
    rest = amount - total(middle)
    return [
        Part(kind, middle[0], first.starts_on),
        Part(kind, middle[1], first.due_on, 1),
        Part(kind, rest, years[-1].due_on, final),
    ]


def parts_problems(given: Sequence[Part], granted: Mapping[str, Decimal]) -> list[Problem]:
    """Instalments that do not add up to what was granted, per money kind."""
    problems = [Problem("Een schijf is meer dan nul euro.") for part in given if part.amount <= 0]
    for kind, amount in granted.items():
        found = total(part.amount for part in given if part.kind == kind)
        if found != amount:
            problems.append(
                Problem(f"De schijven tellen op tot {format_eur(found)}. Toegekend is {format_eur(amount)}.")
            )
    return problems


def lines_from(rows: Iterable[Mapping[str, object]], granted: Mapping[str, Decimal]) -> list[Line]:
    """The budget of a grant from what was handed in: a money kind that was not granted falls out."""
    found = []
    for row in rows:
        given = row.get("parts")
        for kind, amount in (given if isinstance(given, Mapping) else {}).items():
            if (kind in granted or kind == OWN_MEANS) and Decimal(str(amount)) > 0:
                found.append(Line(str(row.get("label", "")), kind, euro(str(amount))))
    return found


def change_problems(before: Sequence[Line], after: Sequence[Line]) -> list[Problem]:
    """Money may move between lines; what a money kind adds up to stays, and so does what others promised."""
    problems = _line_problems(after)
    for kind in sorted({line.kind for line in (*before, *after)}):
        was, now = (total(line.amount for line in lines if line.kind == kind) for lines in (before, after))
        if kind != OWN_MEANS and was != now:
            problems.append(
                Problem(f"Het totaal van deze subsidie blijft {format_eur(was)}. Nu staat er {format_eur(now)}.")
            )
        if kind == OWN_MEANS and now < was:
            problems.append(Problem(f"Wat jullie zelf betalen, wordt niet minder dan {format_eur(was)}."))
    if not problems and list(before) == list(after):
        problems.append(Problem("Er is niets veranderd. Pas minstens één regel aan."))
    return problems


def _line_problems(lines: Sequence[Line]) -> list[Problem]:
    problems = [] if lines else [Problem("Zet minstens één kost in de begroting.")]
    if len(lines) > MOST_LINES:
        problems.append(Problem(f"Een begroting telt hoogstens {MOST_LINES} regels. Voeg regels samen."))
    for number, line in enumerate(lines, 1):
        if not line.label.strip():
            problems.append(Problem(f"Regel {number} heeft geen naam. Schrijf op waarvoor het geld dient."))
        if not 0 <= line.amount <= MOST_EUR:
            problems.append(Problem(f"Het bedrag op regel {number} kan niet. Kijk het na."))
    return problems


def content_problems(words: Mapping[str, str]) -> list[Problem]:
    """What a report on content still misses."""
    problems = [
        Problem(f"Vul nog in: {label}", key) for key, label in CONTENT_PARTS.items() if not words.get(key, "").strip()
    ]
    problems += [
        Problem(f"Dit is te lang: hoogstens {LONGEST_PART} tekens.", key)
        for key, text in words.items() if len(text) > LONGEST_PART
    ]  # fmt: skip
    return problems


def finance_problems(lines: Mapping[int, Line], spent: Mapping[int, Decimal], *, earlier: Mapping[int, Decimal],
                     remark: str) -> list[Problem]:  # fmt: skip
    """A report on money: every line has an amount, and a line that goes far over asks an explanation."""
    problems = []
    for place, line in lines.items():
        now = spent.get(place)
        if now is None:
            problems.append(Problem(f"Wat gaf je uit aan «{line.label}»? Nul mag ook.", f"line-{place}"))
        elif not 0 <= now <= MOST_EUR:
            problems.append(Problem(f"Het bedrag bij «{line.label}» kan niet. Kijk het na.", f"line-{place}"))
        elif now + earlier.get(place, Decimal(0)) > line.amount * (1 + LOUD) and not remark.strip():
            problems.append(
                Problem(
                    f"«{line.label}» gaat meer dan 10 % over de begroting. Leg onderaan uit hoe dat komt.", "remark"
                )
            )
    return problems


def reminder_due(*, due_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether the organisation hears today that a report is coming: 30 and 7 days before, and once when it is late."""
    days = (due_on - today).days
    moments = [due_on - timedelta(days=before) for before in REMIND_BEFORE] + [due_on + timedelta(days=1)]
    last = max((moment for moment in moments if moment <= today), default=None)
    return last is not None and days >= -REPORT_AFTER.days and (reminded_on is None or reminded_on < last)


def payment_problems(*, signed: bool, report_state: str | None, due_on: date, today: date) -> list[Problem]:
    """Why an instalment cannot be proposed for payment yet."""
    problems = [] if signed else [Problem("Het contract is nog niet getekend.")]
    if report_state is not None and report_state != "approved":
        problems.append(Problem("Deze schijf wacht op een verslag. Keur dat eerst goed."))
    if due_on > today:
        problems.append(Problem(f"Deze schijf is er pas vanaf {date_nl(due_on)}."))
    return problems


def closing_problems(*, open_reports: int, unpaid: int, practices: int, words: str) -> list[Problem]:
    """A project is closed when all is told and paid, and somebody said what remains."""
    problems = []
    if open_reports:
        problems.append(
            Problem(
                f"Er {_are(open_reports, 'verslag', 'verslagen')} dat nog niet goedgekeurd is."
                if open_reports == 1
                else f"Er zijn {open_reports} verslagen die nog niet goedgekeurd zijn."
            )
        )
    if unpaid:
        problems.append(Problem(f"Er {_are(unpaid, 'schijf', 'schijven')} nog niet betaald."))
    if not words.strip():
        problems.append(Problem("Schrijf wat er blijft. Eén zin is genoeg.", "words"))
    if not practices:
        problems.append(Problem("Zet minstens één praktijk bij het netwerk: wat werkte, en wie gaat ermee verder?"))
    return problems


def _are(number: int, one: str, several: str) -> str:
    return f"is {number} {one}" if number == 1 else f"zijn {number} {several}"
