"""Amounts that may be known, known between two bounds, or not known at all. Exact: Decimal with the law's own rounding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT, WHOLE = Decimal("0.01"), Decimal(1)
WEEKS = Decimal("4.3333")  # weeks in a month, as the administrations write it
Number = Decimal | int | str


def decimal(value: Number) -> Decimal:
    """A Decimal from what people and files give; never from a float."""
    if isinstance(value, float):
        raise TypeError("geen float: een bedrag is een Decimal of tekst")
    return value if isinstance(value, Decimal) else Decimal(str(value))


def round_half_up(value: Decimal, step: Decimal = CENT) -> Decimal:
    """To the cent (or another step), a half upwards: how most Belgian amounts are rounded."""
    return value.quantize(step, ROUND_HALF_UP)


def cut(value: Decimal, step: Decimal) -> Decimal:
    """The rest is dropped."""
    return value.quantize(step, ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount between `low` and `high`; equal when it is known. Sums and differences carry the bounds on."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, low: Number, high: Number | None = None) -> Figure:
        """One value, or two bounds in either order."""
        first, second = decimal(low), decimal(low if high is None else high)
        return cls(min(first, second), max(first, second))

    @property
    def is_exact(self) -> bool:
        """Whether there is one value."""
        return self.low == self.high

    @property
    def careful(self) -> Decimal:
        """The lower bound: never the most favourable guess."""
        return self.low

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Figure) -> Figure:
        return Figure(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Figure:
        return Figure(-self.high, -self.low)

    def times(self, factor: Number) -> Figure:
        """Multiplied, bounds kept in order."""
        return Figure.of(self.low * decimal(factor), self.high * decimal(factor))

    def rounded(self, step: Decimal = CENT) -> Figure:
        """Both bounds to the cent."""
        return Figure(round_half_up(self.low, step), round_half_up(self.high, step))

    def at_least(self, floor: Number) -> Figure:
        """Never below a floor."""
        return Figure(max(self.low, decimal(floor)), max(self.high, decimal(floor)))

    def together(self, other: Figure) -> Figure:
        """The bounds of both: two sources that differ, or two readings of a law."""
        return Figure(min(self.low, other.low), max(self.high, other.high))


ZERO = Figure.of(0)


def total(figures: list[Figure]) -> Figure:
    """The sum."""
    return sum(figures, start=ZERO)
