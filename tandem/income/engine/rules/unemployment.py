"""Unemployment benefit after and before the reform of 1 March 2026, and insertion benefit."""

from __future__ import annotations

from decimal import Decimal

from tandem.income.engine.figures import Figure, round_half_up
from tandem.income.engine.trace import Notebook, Outcome

DAYS = 26
HUNDRED, NOTHING = Decimal(100), Decimal(0)
CATEGORY_WORDS = {"A": "met gezinslast", "N": "alleenwonend", "B": "samenwonend"}
LAST_MONTH = 24


def unemployment(
    note: Notebook, *, scheme: str, category: str, month: int, monthly_wage: Decimal,
    career_condition: bool = False,
) -> Outcome:  # fmt: skip
    """Benefit of the month-th month (KB 25 November 1991, art. 114-115). 26 days a month.

    New: 65 % in months 1-3, 60 % until 12, a flat amount until 24 at most. Old (transition): the published range.
    The end date is personal and stands in the letter of the RVA: it is asked, never computed.
    """
    if scheme == "old":
        daily = note.figure(f"unemployment.old.{category}")
        monthly = daily.times(DAYS).rounded()
        note.line("unemployment", "oude regeling: tussen het laagste en het hoogste dagbedrag, 26 dagen", monthly)
        return note.outcome(
            monthly, daily=daily, monthly=monthly, minimum=Figure.of(daily.low), maximum=Figure.of(daily.high)
        )
    if month > LAST_MONTH:
        note.line("unemployment", "na 24 maanden stopt deze uitkering", NOTHING)
        return note.outcome(NOTHING, daily=NOTHING, monthly=NOTHING, minimum=NOTHING, maximum=NOTHING)
    if month > 12:
        return _flat(note, category, career_condition)
    return _of_wage(note, category, month, monthly_wage)


def _of_wage(note: Notebook, category: str, month: int, wage: Decimal) -> Outcome:
    phase = 1 if month <= 3 else 2 if month <= 6 else 3
    cap = note.get(
        {1: "unemployment.cap_a1_month", 2: "unemployment.cap_a2_month", 3: "unemployment.cap_b_month"}[phase]
    )
    percent = note.get("unemployment.percent_1" if phase == 1 else "unemployment.percent_2")
    minimum = note.figure(f"unemployment.minimum.{category}.{phase}")
    highest = round_half_up(cap * percent / HUNDRED / DAYS)
    of_wage = round_half_up(min(wage, cap) * percent / HUNDRED / DAYS)
    daily = Figure(max(of_wage, minimum.low), max(of_wage, minimum.high))
    monthly = daily.times(DAYS).rounded()
    words = f"{percent} procent van het begrensde loon, minstens het minimum {CATEGORY_WORDS[category]}, 26 dagen"
    note.line("unemployment", words, monthly, maand=month, loon=wage, grens=cap)
    return note.outcome(monthly, daily=daily, monthly=monthly, minimum=minimum, maximum=max(highest, minimum.low))


def _flat(note: Notebook, category: str, career_condition: bool) -> Outcome:
    key = "unemployment.flat.B_career" if category == "B" and career_condition else f"unemployment.flat.{category}"
    daily = note.figure(key)
    monthly = daily.times(DAYS).rounded()
    note.line("unemployment", f"vast bedrag vanaf maand 13, {CATEGORY_WORDS[category]}, 26 dagen", monthly)
    return note.outcome(monthly, daily=daily, monthly=monthly, minimum=daily, maximum=daily)


def insertion_benefit(note: Notebook, *, category: str, age: int) -> Outcome:
    """Inschakelingsuitkering (art. 124), at most one year since the reform. P: cohabiting with little family income."""
    if category == "A":
        key = "insertion.A"
    elif category == "N":
        key = f"insertion.N.{'under18' if age < 18 else 'under21' if age < 21 else 'from21'}"
    else:
        key = f"insertion.{category}.{'under18' if age < 18 else 'from18'}"
    daily = note.figure(key)
    monthly = daily.times(DAYS).rounded()
    note.line("insertion", "dagbedrag volgens gezin en leeftijd, 26 dagen", monthly, leeftijd=age)
    return note.outcome(monthly, daily=daily, monthly=monthly)
