"""From gross to net: employee contribution, social and fiscal werkbonus, withholding tax, special contribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tandem.income.engine.figures import CENT, WEEKS, Figure, round_half_up
from tandem.income.engine.parameters import NotKnown
from tandem.income.engine.taxed import Share, Taxed
from tandem.income.engine.trace import Notebook, Outcome

HUNDRED, TWELVE, NOTHING = Decimal(100), Decimal(12), Decimal(0)


@dataclass(frozen=True, slots=True)
class Bonus:
    """The social werkbonus in its two parts, for a full-time reference wage or after fraction and cap."""

    a: Decimal
    b: Decimal

    @property
    def total(self) -> Decimal:
        """A and B together."""
        return self.a + self.b


def contribution(note: Notebook, gross: Decimal, status: str) -> Decimal:
    """Employee contribution to social security: 13.07 % of the gross wage, of 108 % for blue-collar workers (RSZ)."""
    basis = gross * note.get("rsz.blue_collar_basis") / HUNDRED if status == "blue_collar" else gross
    amount = round_half_up(basis * note.get("rsz.percent") / HUNDRED)
    note.line(
        "rsz", "13,07 procent van het brutoloon" + (" (x 1,08)" if status == "blue_collar" else ""), amount, bruto=gross
    )
    return amount


def full_bonus(note: Notebook, reference_wage: Decimal, status: str) -> Bonus:
    """Werkbonus of a full-time month at this reference wage (KB 17 January 2000, art. 2; parts A and B since 1-4-2024)."""
    if not note.book.knows(f"werkbonus.{status}.max_a", note.on):
        return Bonus(_before_2024(note, reference_wage, status), NOTHING)
    s1, s1bis, s2 = _limits(note)
    highest_a, slope_a, highest_b, slope_b = (
        note.get(f"werkbonus.{status}.{part}") for part in ("max_a", "slope_a", "max_b", "slope_b")
    )
    return Bonus(
        _falling(reference_wage, s1bis, s2, highest_a, slope_a), _falling(reference_wage, s1, s1bis, highest_b, slope_b)
    )


def _before_2024(note: Notebook, wage: Decimal, status: str) -> Decimal:
    """The undivided werkbonus of before 1-4-2024: two slopes, both measured from S1."""
    highest, slope, highest_above, slope_above = (
        note.get(f"werkbonus.{status}.before_2024.{part}") for part in ("max", "slope", "max_high", "slope_high")
    )
    s1, s1bis, s2 = _limits(note)
    if wage <= s1bis:
        return _falling(wage, s1, s1bis, highest, slope)
    return NOTHING if wage > s2 else max(round_half_up(highest_above - slope_above * (wage - s1)), NOTHING)


def _limits(note: Notebook) -> tuple[Decimal, Decimal, Decimal]:
    return note.get("werkbonus.s1"), note.get("werkbonus.s1bis"), note.get("werkbonus.s2")


def _falling(wage: Decimal, begin: Decimal, end: Decimal, highest: Decimal, slope: Decimal) -> Decimal:
    if wage <= begin:
        return highest
    if wage > end:
        return NOTHING
    return max(round_half_up(highest - slope * (wage - begin)), NOTHING)


def capped(bonus: Bonus, contribution_due: Decimal) -> Bonus:
    """Never above the contribution; what is too much goes off B first, then off A (RSZ 2025/2)."""
    too_much = max(bonus.total - contribution_due, NOTHING)
    from_b = min(too_much, bonus.b)
    return Bonus(bonus.a - (too_much - from_b), bonus.b - from_b)


def werkbonus(
    note: Notebook, *, gross: Decimal, status: str, worked: Decimal, full: Decimal
) -> tuple[Bonus, Bonus, Outcome]:
    """Werkbonus of somebody who worked `worked` of `full` (days or hours): given, before the cap, and the outcome.

    Reference wage S = (W/H) x U with W/H to the cent; bonus = (H/U) x R with H/U to two decimals, never above 1 (RSZ).
    """
    if worked >= full:
        reference, fraction = gross, Decimal(1)
    else:
        reference = round_half_up(gross / worked) * full
        fraction = min(round_half_up(worked / full), Decimal(1))
    whole = full_bonus(note, reference, status)
    note.line(
        "full_bonus",
        "werkbonus bij een voltijdse maand, deel A en deel B",
        whole.total,
        referteloon=reference,
        A=whole.a,
        B=whole.b,
    )
    share = Bonus(round_half_up(whole.a * fraction), round_half_up(whole.b * fraction))
    due = contribution(note, gross, status)
    given = capped(share, due)
    note.line("werkbonus", "deel volgens de gewerkte tijd, nooit meer dan de bijdrage", given.total, breuk=fraction)
    outcome = note.outcome(
        given.total, reference_wage=reference, full_bonus=whole.total, fraction=fraction, bonus=given.total, contribution=due,
        withheld=due - given.total,
    )  # fmt: skip
    return given, share, outcome


def withholding(
    note: Notebook, taxable: Decimal, household: str, *, children: int = 0, single_parent: bool = False,
    disabled: bool = False,
) -> Decimal:  # fmt: skip
    """Monthly withholding tax by the key formula of annex III KB/WIB 92, before the fiscal werkbonus.

    The wage goes down to a step first (15 euro in the tables of 2021). A year whose amounts nobody gives: NotKnown.
    """
    yearly = _stepped_down(taxable, note.get("withholding.step")) * TWELVE
    share = round_half_up(yearly * note.get("withholding.costs_percent") / HUNDRED)
    costs = min(share, note.get("withholding.costs_max"))
    month = round_half_up(max(_yearly_tax(note, yearly - costs, household), NOTHING) / TWELVE)
    less = _family_reductions(note, household, children, single_parent=single_parent, disabled=disabled)
    amount = max(month - less, NOTHING)
    note.line("withholding", "jaarloon min kosten, schalen, gedeeld door 12, min gezinsverminderingen", amount,
              belastbaar=taxable, gezin=household, kinderen=children, vermindering=less)  # fmt: skip
    return amount


def _stepped_down(amount: Decimal, step: Decimal) -> Decimal:
    return amount // step * step


def _yearly_tax(note: Notebook, net: Decimal, household: str) -> Decimal:
    """Scale I, or scale II with a share for the spouse, less the reduction for the tax-free amount."""
    if household != "couple_one_income":
        return _scale(note, net) - note.get("withholding.free")
    share = round_half_up(net * note.get("withholding.spouse_percent") / HUNDRED)
    spouse = min(share, note.get("withholding.spouse_max"))
    return _scale(note, net - spouse) + _scale(note, spouse) - note.get("withholding.free_couple")


def _family_reductions(
    note: Notebook, household: str, children: int, *, single_parent: bool, disabled: bool
) -> Decimal:
    less = _children(note, children)
    less += note.get("withholding.alone") if household == "single" else NOTHING
    less += note.get("withholding.single_parent") if single_parent and children else NOTHING
    return less + (note.get("withholding.disabled") if disabled else NOTHING)


def _scale(note: Notebook, income: Decimal) -> Decimal:
    """Each bracket to the cent: so the fixed parts of the key formula come out (4,469.93; 9,944.05; 20,320.38 in 2026)."""
    limits = [note.get(f"withholding.bracket{number}") for number in (1, 2, 3)]
    rates = [note.get(f"withholding.rate{number}") for number in (1, 2, 3, 4)]
    tax, below = NOTHING, NOTHING
    for limit, rate in zip([*limits, None], rates, strict=True):
        part = income - below if limit is None else min(income, limit) - below
        tax += round_half_up(max(part, NOTHING) * rate / HUNDRED)
        below = limit or below
    return tax


def _children(note: Notebook, children: int) -> Decimal:
    if children <= 0:
        return NOTHING
    listed = note.get(f"withholding.children{min(children, 8)}")
    return listed + max(children - 8, 0) * note.get("withholding.children_more") if children > 8 else listed


def fiscal_bonus(note: Notebook, given: Bonus, before_cap: Bonus, tax: Decimal) -> Figure:
    """Fiscal werkbonus: 33.14 % of A and 52.54 % of B (WIB 92, art. 289ter/1), never more than the withholding tax.

    An open point of law: of A and B after the cap or before. Both readings are the bounds.
    """
    credit = fiscal_credit(note, given, before_cap)
    figure = Figure(min(credit.low, tax), min(credit.high, tax))
    words = "deel A en deel B maal hun procent, hoogstens de voorheffing"
    note.line(
        "fiscal_bonus",
        words if figure.is_exact else f"{words}; de wet laat twee lezingen toe",
        figure,
        A=given.a,
        B=given.b,
    )
    return figure


def fiscal_credit(note: Notebook, given: Bonus, before_cap: Bonus) -> Figure:
    """The fiscal werkbonus before it is held to the withholding tax: what the year's settlement starts from."""
    percent_a = note.get("fiscal_bonus.percent_a")
    percent_b = note.get("fiscal_bonus.percent_b") if before_cap.b else NOTHING  # one part only before 1-4-2024
    return Figure.of(*(
        round_half_up(bonus.a * percent_a / HUNDRED) + round_half_up(bonus.b * percent_b / HUNDRED)
        for bonus in (given, before_cap)
    ))  # fmt: skip


def special_contribution(note: Notebook, gross: Decimal, household: str, status: str = "white_collar") -> Figure:
    """Bijzondere bijdrage voor de sociale zekerheid, monthly withholding (law of 30 March 1994, art. 109).

    The wage of blue-collar workers counts for 108 % (RSZ).
    """
    wage = gross * note.get("bbsz.blue_collar_basis") / HUNDRED if status == "blue_collar" else gross
    one, two = note.get("bbsz.single.limit1"), note.get("bbsz.single.limit2")
    if household == "single":
        figure = Figure.of(_bbsz_single(note, wage, one, two))
    elif household == "couple_two_incomes":
        figure = _bbsz_two(note, wage, one, two)
    else:
        figure = Figure.of(_bbsz_one(note, wage, one, two))
    figure = figure.rounded()
    note.line("bbsz", "bijzondere bijdrage volgens loon en gezin", figure, loon=wage, gezin=household)
    return figure


def _percent_above(note: Notebook, wage: Decimal, limit: Decimal, rate: str) -> Decimal:
    return (wage - limit) * note.get(f"bbsz.{rate}") / HUNDRED


def _bbsz_single(note: Notebook, wage: Decimal, one: Decimal, two: Decimal) -> Decimal:
    if wage <= one:
        return NOTHING
    if wage <= two:
        return _percent_above(note, wage, one, "single.rate1")
    three, four, five = (note.get(f"bbsz.single.limit{number}") for number in (3, 4, 5))
    most = note.get("bbsz.single.max")
    if wage <= three:
        found = note.get("bbsz.single.base2") + _percent_above(note, wage, two, "rate2")
    elif wage <= four:
        found = note.get("bbsz.single.base3") + _percent_above(note, wage, three, "single.rate3")
    elif wage <= five:
        found = note.get("bbsz.single.base4") + _percent_above(note, wage, four, "rate2")
    else:
        found = most
    return min(found, most)


def _bbsz_two(note: Notebook, wage: Decimal, one: Decimal, two: Decimal) -> Figure:
    if wage <= note.get("bbsz.couple.limit0"):
        return Figure.of(0)
    if wage <= one:
        return Figure.of(note.get("bbsz.couple.fixed"))
    if wage <= two:
        return note.figure("bbsz.couple.least").at_least(_percent_above(note, wage, one, "couple.rate1"))
    above = note.get("bbsz.couple.base2") + _percent_above(note, wage, two, "rate2")
    return Figure.of(min(above, note.get("bbsz.couple.max")))


def _bbsz_one(note: Notebook, wage: Decimal, one: Decimal, two: Decimal) -> Decimal:
    if wage <= one:
        return NOTHING
    if wage <= two:
        return _percent_above(note, wage, one, "couple.rate1")
    above = note.get("bbsz.couple.base2") + _percent_above(note, wage, two, "rate2")
    return min(above, note.get("bbsz.single.max"))


def net_wage(
    note: Notebook, *, gross: Decimal, status: str = "white_collar", hours: Decimal = Decimal(38),
    full_time_hours: Decimal = Decimal(38), household: str = "single", children: int = 0, single_parent: bool = False,
    disabled: bool = False,
) -> Outcome:  # fmt: skip
    """Net wage of one month. `hours` and `full_time_hours` are a week's; the month has 4.3333 of them."""
    worked, full = round_half_up(hours * WEEKS), round_half_up(full_time_hours * WEEKS)
    given, before_cap, bonus = werkbonus(note, gross=gross, status=status, worked=worked, full=full)
    rsz = bonus.part("contribution").low
    taxable = round_half_up(gross - rsz + given.total)
    note.line("taxable", "bruto min bijdrage plus werkbonus", taxable)
    special = special_contribution(note, gross, household, status)
    known: dict[str, Any] = {"rsz": rsz, "werkbonus": given.total, "taxable": taxable, "bbsz": special}
    try:
        tax = withholding(note, taxable, household, children=children, single_parent=single_parent, disabled=disabled)
        fiscal = fiscal_bonus(note, given, before_cap, tax)
    except NotKnown:
        return _without_tax(note, known)
    net = (Figure.of(taxable) - Figure.of(tax) + fiscal - special).rounded(CENT)
    note.line("net", "belastbaar min voorheffing plus fiscale werkbonus min bijzondere bijdrage", net)
    credit = fiscal_credit(note, given, before_cap)
    taxed = Taxed(
        Share(taxable, tax - fiscal.low, credit.low, special.high),
        Share(taxable, tax - fiscal.high, credit.high, special.low),
    )
    return note.outcome(net, **known, withholding=tax, fiscal_bonus=fiscal, net=net).with_taxed(taxed)


def _without_tax(note: Notebook, known: Mapping[str, Any]) -> Outcome:
    """What is known of a month of a year whose withholding tax nobody gives: never the amounts of another year."""
    sentence = (
        f"Wat je in {note.on.year} netto kreeg, is niet gekend. Voor dat jaar missen we de belasting op het loon."
    )
    note.line("withholding", f"bedrijfsvoorheffing van {note.on.year}: niet gekend", None)
    return note.outcome(None, unknown=(sentence,), **known, withholding=None, fiscal_bonus=None, net=None)
