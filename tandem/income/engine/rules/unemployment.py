"""Unemployment benefit after and before the reform of 1 March 2026, insertion benefit, and IGU for part-time work."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from tandem.income.engine.figures import WEEKS, Figure, round_half_up
from tandem.income.engine.parameters import NotKnown
from tandem.income.engine.rules.wage import Bonus, capped, contribution, full_bonus, withholding
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


def igu(
    note: Notebook, *, category: str, daily_benefit: Decimal, hours: Decimal, full_time_hours: Decimal, status: str,
    gross: Decimal, hours_in_month: Decimal,
) -> Outcome:  # fmt: skip
    """Inkomensgarantie-uitkering beside part-time work (art. 131bis), hourly formula and the older daily one; the higher counts.

    At most 4/5, gross below the reference wage, and paid less 10.09 % withholding: hence x 100/89.91.
    """
    if gross >= note.get("igu.reference_wage") or hours > full_time_hours * Decimal("0.8"):
        note.line(
            "igu", "geen IGU: het loon haalt het referteloon, of er wordt meer dan 4/5 gewerkt", NOTHING, bruto=gross
        )
        return note.outcome(NOTHING, hourly=NOTHING, older=NOTHING, igu=NOTHING)
    full_wage = full_time_equivalent(gross, hours, full_time_hours)
    net = theoretical_net(note, gross=gross, full_wage=full_wage, status=status, category=category)
    full_net = theoretical_net(note, gross=full_wage, full_wage=full_wage, status=status, category=category)
    factor = HUNDRED / note.get("igu.paid_percent")
    counted_hours = hours_in_month * 38 / full_time_hours
    hourly = (DAYS * daily_benefit + note.get("igu.hourly_supplement") * (counted_hours - 55) - net) * factor
    hourly = max(min(hourly, (full_net - net) * factor), NOTHING)
    note.line(
        "hourly",
        "26 dagen uitkering plus uurtoeslag boven 55 uur min het nettoloon, x 100/89,91",
        round_half_up(hourly),
    )
    older = _older(note, category, daily_benefit, net, factor)
    amount = round_half_up(max(hourly, older))
    if amount < note.get("igu.lowest"):
        amount = NOTHING
    note.line("igu", "de hoogste van beide", amount)
    return note.outcome(amount, hourly=round_half_up(hourly), older=round_half_up(older), igu=amount)


def full_time_equivalent(gross: Decimal, hours: Decimal, full_time_hours: Decimal) -> Decimal:
    """Full-time wage at the same hourly wage: hourly wage cut at four decimals (RVA)."""
    hourly = (gross / (WEEKS * hours)).quantize(Decimal("0.0001"), ROUND_DOWN)
    return round_half_up(hourly * full_time_hours * WEEKS)


def theoretical_net(note: Notebook, *, gross: Decimal, full_wage: Decimal, status: str, category: str) -> Decimal:
    """Net wage for the IGU: contribution, pro-rata werkbonus and withholding tax; no fiscal bonus, no special contribution."""
    due = contribution(note, gross, status)
    whole = full_bonus(note, full_wage, status)
    share = gross / full_wage if full_wage else NOTHING
    bonus = capped(Bonus(round_half_up(whole.a * share), round_half_up(whole.b * share)), due)
    taxable = gross - due + bonus.total
    tax = withholding(note, taxable, "couple_one_income" if category == "A" else "single")
    net = taxable - tax
    note.line("theoretical_net", "theoretisch nettoloon voor de IGU", net, bruto=gross)
    return net


def _older(note: Notebook, category: str, daily: Decimal, net: Decimal, factor: Decimal) -> Decimal:
    try:
        supplement = note.get(f"igu.daily_supplement.{category}")
    except NotKnown:
        return NOTHING
    amount = (DAYS * (daily + supplement) - net) * factor
    amount = max(min(amount, Decimal("23.4") * daily * factor), NOTHING)
    note.line("older", "oudere formule: dagtoeslag, hoogstens 23,4 dagen", round_half_up(amount))
    return amount
