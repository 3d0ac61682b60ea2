"""Incapacity for work, invalidity, progressive return, and allowances for people with a disability."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tandem.income.engine.figures import Figure, round_half_up
from tandem.income.engine.trace import Notebook, Outcome

DAYS = 26
HUNDRED = Decimal(100)


def sickness(
    note: Notebook, *, category: str, month: int, daily_wage: Decimal, is_regular: bool = True
) -> Outcome:  # fmt: skip
    """Benefit of the month-th month of incapacity (KB 3 July 1996, art. 211-214): 60 % in the first year, then by household.

    `daily_wage` is gross per day of a six-day week. The minimum of a regular worker counts from the seventh month.
    """
    cap = note.figure("sickness.cap")
    is_first_year = month <= 12
    percent = note.get("sickness.first_year_percent" if is_first_year else f"invalidity.percent.{category}")
    daily = Figure(min(daily_wage, cap.low), min(daily_wage, cap.high)).times(percent / HUNDRED).rounded()
    if month > 6 and is_regular:
        minimum = note.figure(f"sickness.minimum.{category}")
        daily = Figure(max(daily.low, minimum.low), max(daily.high, minimum.high))
    monthly = daily.times(DAYS).rounded()
    note.line(
        "sickness", f"{percent} procent van het begrensde dagloon, 26 dagen", monthly, maand=month, dagloon=daily_wage
    )
    unknown = (
        () if is_regular else ("Voor wie onregelmatig werkte geldt een ander minimum. Vraag het aan het ziekenfonds.",)
    )
    return note.outcome(monthly, daily=daily, monthly=monthly, unknown=unknown)


def sickness_part_time(note: Notebook, *, hours: Decimal, full_time_hours: Decimal, daily_benefit: Decimal) -> Outcome:
    """Progressive return with the doctor's permission (art. 100 par. 2; KB 3 July 1996, art. 230).

    The share of working time above 20 % is rounded to a whole percent and goes off the benefit.
    """
    free = note.get("progressive.free_percent")
    above = hours / full_time_hours * HUNDRED - free
    cut = max(above.quantize(Decimal(1), ROUND_HALF_UP), Decimal(0))
    kept = HUNDRED - cut
    daily = round_half_up(daily_benefit * kept / HUNDRED)
    note.line("sickness_part_time", "werktijd boven 20 procent gaat van de uitkering af, op een heel procent", daily,
              uren=hours, voltijds=full_time_hours)  # fmt: skip
    return note.outcome(daily, cut_percent=cut, kept_percent=kept, daily=daily)


def disability_allowance(
    note: Notebook, *, ivt: str = "", it: str = "",
    yearly_earnings: Decimal = Decimal(0),
) -> Outcome:  # fmt: skip
    """IVT and IT of one month (law of 27 February 1987). How earnings lower an IVT is not in our sources: then not known."""
    parts: dict[str, Figure | None] = {"ivt": Figure.of(0), "it": Figure.of(0)}
    unknown: list[str] = []
    if ivt:
        parts["ivt"] = note.figure(f"ivt.{ivt}").times(Decimal(1) / 12).rounded()
        if yearly_earnings > 0:
            parts["ivt"] = None
            unknown.append(
                "Hoe een loon de IVT verlaagt, staat niet in onze bronnen. Vraag het aan de FOD Sociale Zekerheid."
            )
        note.line("ivt", "jaarbedrag gedeeld door 12; met loon niet gekend", parts["ivt"], loon=yearly_earnings)
    if it:
        exempt = note.get("it.earnings_exempt")
        yearly = note.figure(f"it.{it}")
        left = (yearly - Figure.of(max(yearly_earnings - exempt, Decimal(0)))).at_least(0)
        parts["it"] = left.times(Decimal(1) / 12).rounded()
        note.line("it", "jaarbedrag min loon boven de vrijstelling, gedeeld door 12", parts["it"], loon=yearly_earnings)
    known = [figure for figure in parts.values() if figure is not None]
    value = sum(known, start=Figure.of(0)) if len(known) == len(parts) else None
    return note.outcome(value, unknown=tuple(unknown), **parts)
