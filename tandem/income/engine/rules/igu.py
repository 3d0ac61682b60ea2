"""Inkomensgarantie-uitkering (IGU) beside part-time work (KB 25 November 1991, art. 131bis), rounded as the workbook of 1-4-2026.

Of the workbook stands here what holds for one job in a whole month of 26 days: no absences, closures or temporary unemployment.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from tandem.income.engine.figures import CENT, WEEKS, cut, round_half_up
from tandem.income.engine.parameters import NotKnown
from tandem.income.engine.rules.wage import full_bonus, withholding
from tandem.income.engine.trace import Notebook, Outcome

DAYS, FREE_HOURS, FULL_TIME, OLDER_DAYS = 26, 55, 38, Decimal("23.4")
FOUR_DECIMALS, HUNDRED, NOTHING = Decimal("0.0001"), Decimal(100), Decimal(0)
MOST_SHARE, MOST_TAXABLE = Decimal("0.8"), Decimal(6000)


@dataclass(frozen=True, slots=True)
class Work:
    """The wage of the job and of the same job full-time, and what is theoretically left of each."""

    gross: Decimal
    full_wage: Decimal
    net: Decimal
    full_net: Decimal


def igu(
    note: Notebook, *, category: str, daily_benefit: Decimal, hours: Decimal, full_time_hours: Decimal, status: str,
    gross: Decimal, hours_in_month: Decimal,
) -> Outcome:  # fmt: skip
    """IGU of a month before its withholding tax of 10.09 %: the hourly formula, the older daily one, and the higher of both.

    At most 4/5 and a gross wage below the reference wage. `status` changes nothing: the workbook knows one contribution and
    one werkbonus. The older formula is for who has older rights.
    """
    if gross >= note.get("igu.reference_wage") or hours > full_time_hours * MOST_SHARE:
        words = "geen IGU: het loon haalt het referteloon, of er wordt meer dan 4/5 gewerkt"
        note.line("igu", words, NOTHING, bruto=gross)
        return note.outcome(NOTHING, hourly=NOTHING, older=NOTHING, igu=NOTHING)
    work = _work(note, gross, hours, full_time_hours, category)
    hourly = _hourly(note, daily_benefit, work, hours_in_month * FULL_TIME / full_time_hours)
    older = _older(note, category, daily_benefit, work.net)
    amount = max(hourly, older)
    note.line("igu", "de hoogste van beide", amount)
    limited = (
        "Werk je minder dan halftijds? Dan blijft de IGU sinds de hervorming niet zonder einde. Vraag het aan de RVA."
    )
    return note.outcome(
        amount, unknown=(limited,) if hours * 2 < full_time_hours else (), hourly=hourly, older=older, igu=amount
    )


def _work(note: Notebook, gross: Decimal, hours: Decimal, full_time_hours: Decimal, category: str) -> Work:
    """Hourly wage cut at four decimals, its full-time month, the werkbonus of that month, and both theoretical net wages."""
    whole = cut(gross / (WEEKS * hours), FOUR_DECIMALS) * full_time_hours * WEEKS
    full_wage = round_half_up(whole)
    bonus = full_bonus(note, full_wage, "white_collar").total
    share = round_half_up(bonus * gross / full_wage) if full_wage else NOTHING
    left = (HUNDRED - note.get("rsz.percent")) / HUNDRED
    net = _net(note, up_to_the_cent(gross * left) + share, category)
    note.line(
        "theoretical_net", "theoretisch nettoloon: bruto x 0,8693 plus werkbonus min voorheffing", net, bruto=gross
    )
    full_net = _net(note, min(up_to_the_cent(whole * left) + bonus, MOST_TAXABLE), category)
    note.line("theoretical_full_net", "hetzelfde bij voltijds werk", full_net, bruto=full_wage)
    return Work(gross, full_wage, net, full_net)


def _net(note: Notebook, taxable: Decimal, category: str) -> Decimal:
    """Less the withholding tax, with a share for the spouse in category A; no fiscal werkbonus, no special contribution."""
    return taxable - withholding(note, taxable, "couple_one_income" if category == "A" else "single")


def _hourly(note: Notebook, daily_benefit: Decimal, work: Work, counted_hours: Decimal) -> Decimal:
    """26 days plus an amount per hour above 55, less the net wage; never more than what full-time work would add."""
    above = max(cut(counted_hours, FOUR_DECIMALS) - FREE_HOURS, NOTHING)
    supplement = cut(note.get("igu.hourly_supplement") * above, FOUR_DECIMALS)
    wanted = _gross_of(note, DAYS * daily_benefit + supplement - work.net)
    limit = _gross_of(note, work.full_net - work.net)
    lowest = note.get("igu.lowest")
    amount = NOTHING if min(wanted, limit) < lowest else min(wanted, limit)
    words = "26 dagen uitkering plus uurtoeslag boven 55 uur min het nettoloon, x 100/89,91; niet boven voltijds werk"
    note.line("hourly", words, amount, uren=counted_hours, kleinste=lowest)
    return amount


def _older(note: Notebook, category: str, daily_benefit: Decimal, net: Decimal) -> Decimal:
    """26 days with an amount per day, less the net wage; at most 23.4 days."""
    try:
        supplement = note.get(f"igu.daily_supplement.{category}")
    except NotKnown:
        return NOTHING
    wanted = _gross_of(note, up_to_the_cent(DAYS * (daily_benefit + supplement)) - net)
    limit = _gross_of(note, OLDER_DAYS * daily_benefit)
    amount = NOTHING if wanted < note.get("igu.lowest") else min(wanted, limit)
    note.line("older", "oudere formule voor oudere rechten: dagtoeslag, hoogstens 23,4 dagen", amount)
    return amount


def _gross_of(note: Notebook, paid: Decimal) -> Decimal:
    """Before the withholding tax of the IGU, up to the cent; nothing below zero."""
    return up_to_the_cent(max(paid, NOTHING) * HUNDRED / note.get("igu.paid_percent"))


def up_to_the_cent(amount: Decimal) -> Decimal:
    """Cut at four decimals, then up to the cent: how the workbook rounds what it pays."""
    return amount.quantize(FOUR_DECIMALS, ROUND_DOWN).quantize(CENT, ROUND_UP)
