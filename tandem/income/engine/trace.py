"""Every amount carries how it came about: line, formula in words, inputs, parameters with source and trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from tandem.income.engine.figures import Figure
from tandem.income.engine.parameters import Book, Used
from tandem.income.engine.taxed import Taxed


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a calculation. `figure` is None when nobody knows."""

    key: str
    words: str
    figure: Figure | None
    inputs: Mapping[str, str] = field(default_factory=dict)
    used: tuple[Used, ...] = ()
    article: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether every parameter of this line was confirmed for the date."""
        return all(parameter.is_confirmed for parameter in self.used)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule gives: the value (None: not known), its parts, and the trace."""

    value: Figure | None
    parts: Mapping[str, Figure | None] = field(default_factory=dict)
    trace: tuple[Line, ...] = ()
    unknown: tuple[str, ...] = ()
    taxed: Taxed | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether all lines were."""
        return all(line.is_confirmed for line in self.trace)

    def with_taxed(self, taxed: Taxed | None) -> Outcome:
        """The same, with what of it counts for the tax of the year."""
        return replace(self, taxed=taxed)

    def part(self, key: str) -> Figure:
        """A part that is known."""
        figure = self.parts[key]
        if figure is None:
            raise KeyError(key)
        return figure


@dataclass
class Notebook:
    """Collects the trace of one rule on one date; remembers which parameters a line used."""

    book: Book
    on: date
    lines: list[Line] = field(default_factory=list)
    _using: list[Used] = field(default_factory=list)

    def get(self, key: str) -> Decimal:
        """The careful value of a parameter, noted for the next line."""
        return self.figure(key).low

    def figure(self, key: str) -> Figure:
        """A parameter with its bounds, noted for the next line."""
        used = self.book.at(key, self.on)
        self._using.append(used)
        return used.figure

    def line(self, key: str, words: str, value: Figure | Decimal | None, **inputs: object) -> Figure | None:
        """Write a step down; gives the figure back."""
        figure = Figure.of(value) if isinstance(value, Decimal) else value
        self.lines.append(Line(key, words, figure, {k: str(v) for k, v in inputs.items()}, tuple(self._using)))
        self._using = []
        return figure

    def outcome(
        self, value: Figure | Decimal | None, *, unknown: tuple[str, ...] = (), **parts: Figure | Decimal | None
    ) -> Outcome:
        """The result with everything written so far."""
        return Outcome(_figure(value), {k: _figure(v) for k, v in parts.items()}, tuple(self.lines), unknown)


def _figure(value: Figure | Decimal | None) -> Figure | None:
    return Figure.of(value) if isinstance(value, Decimal) else value
