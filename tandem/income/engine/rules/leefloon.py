"""Leefloon: means test with SPI and general exemption (law of 26 May 2002; KB of 11 July 2002)."""

from __future__ import annotations

from decimal import Decimal

from tandem.income.engine.figures import Figure
from tandem.income.engine.trace import Notebook, Outcome

TWELVE = 12


def leefloon(
    note: Notebook, *, category: str, net_work_income: Figure, spi: bool, other_income: Figure,
) -> Outcome:  # fmt: skip
    """Leefloon of one month. Work counts net, less the SPI exemption; the general exemption counts per year.

    Order (POD MI): per month, less SPI, per year, less the general exemption. The exemption holds only while the means stay
    below the leefloon. SPI needs work begun while on leefloon, at most three years within six (art. 35).
    """
    work = net_work_income
    if spi:
        exempt = note.figure("spi.month")
        work = (work - exempt).at_least(0)
        note.line("spi", "netto loon min de SPI-vrijstelling", work, netto=net_work_income.low)
    means = (work + other_income).times(TWELVE)
    yearly = note.figure(f"leefloon.{category}")
    exemption = note.figure(f"leefloon.exemption.{category}")
    counted = Figure(_after(means.low, exemption.low, yearly.high), _after(means.high, exemption.high, yearly.low))
    note.line("counted", "wat per jaar meetelt, na de algemene vrijstelling", counted, middelen=means.low)
    left = (yearly - counted).at_least(0)
    month = left.times(Decimal(1) / TWELVE).rounded()
    note.line("leefloon", "leefloon per jaar min wat meetelt, gedeeld door 12", month, categorie=category)
    return note.outcome(month, counted=counted.times(Decimal(1) / TWELVE).rounded(), leefloon=month)


def _after(means: Decimal, exemption: Decimal, ceiling: Decimal) -> Decimal:
    return max(means - exemption, Decimal(0)) if means < ceiling else means
