"""What half-days pay, by the rate that holds on each day. Without a rate there is no amount: never a guess. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Rate:
    """What a half-day pays from a day on."""

    per_half_day_eur: Decimal
    per_km_eur: Decimal | None
    note: str
    valid_from: date

    @property
    def per_km_text(self) -> str:
        """`€ 0,4297`: as many decimals as there are, at least two."""
        whole, decimals = f"{self.per_km_eur or 0:.4f}".split(".")
        return f"€\N{NO-BREAK SPACE}{whole},{decimals.rstrip('0'):0<2}"


@dataclass(frozen=True, slots=True)
class PayLine:
    """Half-days that pay the same."""

    half_days: int
    rate: Rate

    @property
    def total_eur(self) -> Decimal:
        """For all of these half-days."""
        return self.half_days * self.rate.per_half_day_eur


@dataclass(frozen=True, slots=True)
class Pay:
    """What some half-days pay; `unknown` counts those without a rate."""

    lines: tuple[PayLine, ...] = ()
    unknown: int = 0

    @property
    def total_eur(self) -> Decimal:
        """As far as it is known."""
        return sum((line.total_eur for line in self.lines), Decimal(0))


def rate_on(rates: Iterable[Rate], on: date) -> Rate | None:
    """The rate that holds on a day: the newest that began."""
    return max((rate for rate in rates if rate.valid_from <= on), key=lambda rate: rate.valid_from, default=None)


def pay_for(days: Sequence[date], rates: Sequence[Rate]) -> Pay:
    """One entry in `days` per half-day."""
    found = [rate_on(rates, day) for day in sorted(days)]
    known = [rate for rate in found if rate]
    lines = tuple(PayLine(len(list(same)), rate) for rate, same in groupby(known))
    return Pay(lines, unknown=len(found) - len(known))
