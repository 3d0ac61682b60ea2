"""The money of a call, as pages show it: kinds with their cap, waves with an amount per kind, totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tandem.calls.models import Call, Envelope, MoneyKind

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class AmountCell:
    """What there is of one kind in a wave."""

    title: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class WaveLine:
    """One wave: its year, its first day, and the amount of each kind in the order of the kinds."""

    year: int | None
    starts_on: date | None
    cells: tuple[AmountCell, ...]

    @property
    def amounts(self) -> tuple[Decimal | None, ...]:
        """Per kind."""
        return tuple(cell.amount for cell in self.cells)

    @property
    def total(self) -> Decimal:
        """All kinds together."""
        return sum((amount for amount in self.amounts if amount is not None), NOTHING)


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """Everything about the money."""

    kinds: tuple[MoneyKind, ...]
    waves: tuple[WaveLine, ...]

    @property
    def totals(self) -> list[Decimal]:
        """Per kind."""
        return [
            sum((wave.amounts[place] or NOTHING for wave in self.waves), NOTHING) for place in range(len(self.kinds))
        ]

    @property
    def total(self) -> Decimal:
        """Of the whole call."""
        return sum(self.totals, NOTHING)

    @property
    def lines(self) -> list[tuple[MoneyKind, Decimal]]:
        """Each kind with its total."""
        return list(zip(self.kinds, self.totals, strict=True))


def money_of(call: Call) -> MoneyPage:
    """Two queries."""
    return money_from(tuple(call.money_kinds.all()), tuple(call.envelopes.order_by("year", "pk")))


def money_from(kinds: tuple[MoneyKind, ...], envelopes: tuple[Envelope, ...]) -> MoneyPage:
    """The same of rows that were read already."""
    years = sorted({one.year for one in envelopes}, key=lambda year: (year is None, year or 0))
    return MoneyPage(kinds, tuple(_wave(year, kinds, envelopes) for year in years))


def _wave(year: int | None, kinds: tuple[MoneyKind, ...], envelopes: tuple[Envelope, ...]) -> WaveLine:
    mine = {one.kind_id: one for one in envelopes if one.year == year}
    starts = (one.starts_on for one in mine.values() if one.starts_on)
    cells = (AmountCell(kind.title, mine[kind.pk].amount_eur if kind.pk in mine else None) for kind in kinds)
    return WaveLine(year, min(starts, default=None), tuple(cells))
