"""The settlement of a year's income tax, paid or given back much later: always between two bounds, never one amount.

What keeps it between bounds: the municipality (0 to 9 %), the tax-free amount of a reform that is still a bill, what a child
takes off (the lowest rate, or what the key formula of the withholding takes off), and how far benefits are reduced.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tandem.income.engine.figures import Figure, round_half_up
from tandem.income.engine.taxed import Share, Taxed
from tandem.income.engine.trace import Notebook, Outcome

HUNDRED, TWELVE, NOTHING = Decimal(100), Decimal(12), Decimal(0)
LISTED_CHILDREN = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One end of every doubt: the dear end, or the cheap one."""

    municipal: Decimal
    free: Decimal
    family: Decimal
    is_cheap: bool


def settlement(
    note: Notebook, *, year: Taxed, household: str, children: int = 0, single_parent: bool = False
) -> Outcome:  # fmt: skip
    """What comes back (above zero) or is still to be paid (below zero) over a year (WIB 92, art. 130-151, 289ter/1, 465).

    The special contribution of the year goes with it (law of 30 March 1994, art. 108), but not of two earners: theirs hangs
    on a partner's taxable income that nobody asked.
    """
    municipal, free = note.figure("settlement.municipal"), note.figure("settlement.free")
    family = _family(note, children, single_parent=single_parent)
    dear = Reading(municipal.high, free.low, family.low, is_cheap=False)
    cheap = Reading(municipal.low, free.high, family.high, is_cheap=True)
    found = [_back(note, share, household, reading) for share in (year.low, year.high) for reading in (dear, cheap)]
    figure = Figure.of(min(found), max(found)).rounded()
    words = "belasting van het jaar min wat al ingehouden werd: een schatting, met de maanden voor de start zoals nu"
    note.line("settlement", words, figure, loon=f"{year.low.wage} tot {year.high.wage}", gezin=household,
              uitkeringen=f"{year.low.benefit} tot {year.high.benefit}", jaar=note.on.year)  # fmt: skip
    return note.outcome(figure)


def _back(note: Notebook, share: Share, household: str, reading: Reading) -> Decimal:
    costs = share.wage * note.get("settlement.costs_percent") / HUNDRED
    earned = share.wage - min(costs, note.get("settlement.costs_max"))
    income = earned + share.benefit
    tax = max(_tax(note, income, earned, household, reading) - reading.family, NOTHING)
    tax = max(tax - _for_benefits(note, share, income, tax, reading), NOTHING)
    due = tax * (HUNDRED + reading.municipal) / HUNDRED
    credit = share.credit if reading.is_cheap else min(share.credit, note.get("settlement.credit_max"))
    special = NOTHING if household == "couple_two_incomes" else share.special - _special(note, income, household)
    return share.withheld + credit - due + special


def _tax(note: Notebook, income: Decimal, earned: Decimal, household: str, reading: Reading) -> Decimal:
    """By the brackets, less the tax on the tax-free amount; a spouse without income takes a share along."""
    free = _scale(note, reading.free)
    if household != "couple_one_income":
        return _scale(note, income) - free
    spouse = min(earned * note.get("settlement.spouse_percent") / HUNDRED, note.get("settlement.spouse_max"))
    return _scale(note, income - spouse) + _scale(note, spouse) - 2 * free


def _scale(note: Notebook, income: Decimal) -> Decimal:
    tax, below = NOTHING, NOTHING
    for number in (1, 2, 3):
        limit = note.get(f"settlement.bracket{number}")
        tax += max(min(income, limit) - below, NOTHING) * note.get(f"settlement.rate{number}") / HUNDRED
        below = limit
    return tax + max(income - below, NOTHING) * note.get("settlement.rate4") / HUNDRED


def _family(note: Notebook, children: int, *, single_parent: bool) -> Figure:
    """What children take off: at least the lowest rate on the addition to the tax-free amount; at most what withholding gives."""
    if not children:
        return Figure.of(0)
    listed = min(children, LISTED_CHILDREN)
    addition = note.get(f"settlement.children{listed}") + (children - listed) * note.get("settlement.children_more")
    monthly = note.get(f"withholding.children{min(children, 8)}")
    monthly += max(children - 8, 0) * note.get("withholding.children_more")
    if single_parent:
        addition += note.get("settlement.single_parent")
        monthly += note.get("withholding.single_parent")
    inside = HUNDRED + note.get("settlement.in_withholding")
    return Figure.of(addition * note.get("settlement.rate1") / HUNDRED, monthly * TWELVE * HUNDRED / inside)


def _for_benefits(note: Notebook, share: Share, income: Decimal, tax: Decimal, reading: Reading) -> Decimal:
    """Reduction for benefits, in proportion. Above the limit it falls; on the dear end it is then left out."""
    if not share.benefit or not income:
        return NOTHING
    if not share.wage and reading.is_cheap:
        return tax
    if income > note.get("settlement.replacement.falls_from") and not reading.is_cheap:
        return NOTHING
    kind = "sickness" if share.sickness * 2 > share.benefit else "general"
    most = note.get(f"settlement.replacement.{kind}")
    return min(most, tax) * share.benefit / income


def _special(note: Notebook, income: Decimal, household: str) -> Decimal:
    one, two, three, four, most = (
        note.get(f"settlement.bbsz.{part}") for part in ("limit1", "limit2", "limit3", "limit4", "max")
    )
    if income <= one:
        return NOTHING
    if income <= two:
        return _above(note, income, one, "rate1")
    if household != "single" or income <= three:
        due = note.get("settlement.bbsz.base2") + _above(note, income, two, "rate2")
    elif income <= four:
        due = note.get("settlement.bbsz.base3") + _above(note, income, three, "rate3")
    else:
        due = note.get("settlement.bbsz.base4") + _above(note, income, four, "rate4")
    return min(round_half_up(due), most)


def _above(note: Notebook, income: Decimal, limit: Decimal, rate: str) -> Decimal:
    return (income - limit) * note.get(f"settlement.bbsz.{rate}") / HUNDRED
