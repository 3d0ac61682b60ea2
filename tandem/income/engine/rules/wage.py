"""From gross to net: employee contribution, social and fiscal werkbonus, withholding tax, special contribution."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tandem.income.engine.figures import CENT, WEEKS, Figure, round_half_up
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
    s1, s1bis, s2 = (note.get(f"werkbonus.{limit}") for limit in ("s1", "s1bis", "s2"))
    highest_a, slope_a, highest_b, slope_b = (
        note.get(f"werkbonus.{status}.{part}") for part in ("max_a", "slope_a", "max_b", "slope_b")
    )
    return Bonus(
        _falling(reference_wage, s1bis, s2, highest_a, slope_a), _falling(reference_wage, s1, s1bis, highest_b, slope_b)
    )


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
    """Monthly withholding tax by the key formula of annex III KB/WIB 92, before the fiscal werkbonus."""
    yearly = taxable * TWELVE
    costs = min(yearly * note.get("withholding.costs_percent") / HUNDRED, note.get("withholding.costs_max"))
    net = round_half_up(yearly - costs)
    if household == "couple_one_income":
        spouse = min(
            round_half_up(net * note.get("withholding.spouse_percent") / HUNDRED), note.get("withholding.spouse_max")
        )
        base = _scale(note, net - spouse) + _scale(note, spouse) - note.get("withholding.free_couple")
    else:
        base = _scale(note, net) - note.get("withholding.free")
    month = round_half_up(max(base, NOTHING) / TWELVE)
    less = _children(note, children) + (
        note.get("withholding.single_parent") if single_parent and children else NOTHING
    )
    less += note.get("withholding.disabled") if disabled else NOTHING
    amount = max(month - less, NOTHING)
    note.line("withholding", "jaarloon min kosten, schalen, gedeeld door 12, min gezinsverminderingen", amount,
              belastbaar=taxable, gezin=household, kinderen=children, vermindering=less)  # fmt: skip
    return amount


def _scale(note: Notebook, income: Decimal) -> Decimal:
    limits = [note.get(f"withholding.bracket{number}") for number in (1, 2, 3)]
    rates = [note.get(f"withholding.rate{number}") for number in (1, 2, 3, 4)]
    tax, below = NOTHING, NOTHING
    for limit, rate in zip([*limits, None], rates, strict=True):
        part = income - below if limit is None else min(income, limit) - below
        tax += max(part, NOTHING) * rate / HUNDRED
        below = limit or below
    return round_half_up(tax)


def _children(note: Notebook, children: int) -> Decimal:
    if children <= 0:
        return NOTHING
    listed = note.get(f"withholding.children{min(children, 8)}")
    return listed + max(children - 8, 0) * note.get("withholding.children_more") if children > 8 else listed


def fiscal_bonus(note: Notebook, given: Bonus, before_cap: Bonus, tax: Decimal) -> Figure:
    """Fiscal werkbonus: 33.14 % of A and 52.54 % of B (WIB 92, art. 289ter/1), never more than the withholding tax.

    An open point of law: of A and B after the cap or before. Both readings are the bounds.
    """
    percent_a, percent_b = note.get("fiscal_bonus.percent_a"), note.get("fiscal_bonus.percent_b")
    readings = [
        min(round_half_up(bonus.a * percent_a / HUNDRED) + round_half_up(bonus.b * percent_b / HUNDRED), tax)
        for bonus in (given, before_cap)
    ]
    figure = Figure.of(*readings)
    words = "33,14 procent van deel A en 52,54 procent van deel B, hoogstens de voorheffing"
    note.line(
        "fiscal_bonus",
        words if figure.is_exact else f"{words}; de wet laat twee lezingen toe",
        figure,
        A=given.a,
        B=given.b,
    )
    return figure


def special_contribution(note: Notebook, gross: Decimal, household: str) -> Figure:
    """Bijzondere bijdrage voor de sociale zekerheid, monthly withholding (law of 30 March 1994, art. 109)."""
    limits = [note.get(f"bbsz.single.limit{number}") for number in (1, 2, 3, 4, 5)]
    lowest = note.get("bbsz.couple.limit0")
    if household == "single":
        figure = Figure.of(_bbsz_single(gross, limits))
    elif household == "couple_two_incomes":
        figure = _bbsz_two(gross, limits, lowest)
    else:
        figure = Figure.of(_bbsz_one(gross, limits))
    figure = figure.rounded()
    note.line("bbsz", "bijzondere bijdrage volgens loon en gezin", figure, bruto=gross, gezin=household)
    return figure


def _bbsz_single(gross: Decimal, limits: list[Decimal]) -> Decimal:
    one, two, three, four, five = limits
    if gross <= one:
        return NOTHING
    if gross <= two:
        return (gross - one) * Decimal("0.0422")
    if gross <= three:
        return Decimal("10.33") + (gross - two) * Decimal("0.011")
    if gross <= four:
        return Decimal("27.35") + (gross - three) * Decimal("0.0338")
    return (
        min(Decimal("39.61") + (gross - four) * Decimal("0.011"), Decimal("60.94"))
        if gross <= five
        else Decimal("60.94")
    )


def _bbsz_two(gross: Decimal, limits: list[Decimal], lowest: Decimal) -> Figure:
    one, two = limits[:2]
    if gross <= lowest:
        return Figure.of(0)
    if gross <= one:
        return Figure.of("5.15")
    if gross <= two:
        share = (gross - one) * Decimal("0.059")
        return Figure.of(max(share, Decimal("5.15")), max(share, Decimal("5.90")))  # two readings of the minimum
    return Figure.of(min(Decimal("14.44") + (gross - two) * Decimal("0.011"), Decimal("51.64")))


def _bbsz_one(gross: Decimal, limits: list[Decimal]) -> Decimal:
    one, two = limits[:2]
    if gross <= one:
        return NOTHING
    if gross <= two:
        return (gross - one) * Decimal("0.059")
    return min(Decimal("14.44") + (gross - two) * Decimal("0.011"), Decimal("60.94"))


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
    tax = withholding(note, taxable, household, children=children, single_parent=single_parent, disabled=disabled)
    fiscal = fiscal_bonus(note, given, before_cap, tax)
    special = special_contribution(note, gross, household)
    net = (Figure.of(taxable) - Figure.of(tax) + fiscal - special).rounded(CENT)
    note.line("net", "belastbaar min voorheffing plus fiscale werkbonus min bijzondere bijdrage", net)
    return note.outcome(
        net, rsz=rsz, werkbonus=given.total, taxable=taxable, withholding=tax, fiscal_bonus=fiscal, bbsz=special, net=net
    )  # fmt: skip
