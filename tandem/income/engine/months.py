"""One month of a scenario: its regular lines, and beside them what is paid once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.income.engine.figures import Figure, total
from tandem.income.engine.spells import Income


@dataclass(frozen=True, slots=True)
class Month:
    """One month. `one_off`: amounts of this month alone, such as a settlement; never part of what a month usually brings."""

    number: int
    on: date
    lines: tuple[Income, ...]
    one_off: tuple[Income, ...] = ()

    @property
    def regular(self) -> Figure:
        """What the month brings without what is paid once: the sum of what is known."""
        return sum_of(self.lines)

    @property
    def total(self) -> Figure:
        """Everything of this month, what is paid once included: the sum of what is known."""
        return sum_of((*self.lines, *self.one_off))

    @property
    def is_complete(self) -> bool:
        """Whether every regular line is known."""
        return all(line.figure is not None for line in self.lines)

    @property
    def is_confirmed(self) -> bool:
        """Whether every parameter of the regular lines was confirmed for this month."""
        return all(step.is_confirmed for line in self.lines for step in line.trace)

    @property
    def unknown(self) -> tuple[str, ...]:
        """What nobody could tell, in sentences."""
        return tuple(dict.fromkeys(sentence for line in (*self.lines, *self.one_off) for sentence in line.unknown))


def sum_of(lines: Sequence[Income]) -> Figure:
    """What is known of these lines, together."""
    return total([line.figure for line in lines if line.figure is not None])
