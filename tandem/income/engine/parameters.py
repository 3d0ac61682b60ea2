"""Dated parameters of law: a value or a base amount times an index step, with source, check date and trust.

An amount of a month after its check date is *not confirmed*. An expected step, or a second source that differs, widens the
amount to an interval. Before the first known date there is no amount: `NotKnown`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from tandem.income.engine.figures import CENT, Figure, decimal, round_half_up

FOLDER = Path(__file__).parents[1] / "parameters"
INDEX = "index.step"
MOST_REMEMBERED = 50_000
TRUST = {
    "O": "tabel of tekst van een officiële instelling",
    "L": "basisbedrag uit de wet",
    "S": "tweede hand: loonbureau, vakbond, ziekenfonds, OCMW of pers",
    "D": "hier berekend uit de wet of een officieel bedrag",
    "E": "verwacht, nog niet bevestigd",
    "M": "uit het hoofd, niet nagekeken",
}
TRUST_ORDER = "OLDSEM"  # from sure to unsure


class NotKnown(Exception):
    """No source tells this amount for this date: shown as "niet gekend", never as zero."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One amount from one day on."""

    valid_from: date
    source: str
    source_date: str
    checked_on: date
    trust: str
    value: Decimal | None = None
    second_value: Decimal | None = None  # what another source says
    base_amount: Decimal | None = None  # times the index step of the date asked
    index_step: str = ""
    valid_to: date | None = None
    is_closed: bool = False  # after `valid_to` another amount holds that nobody knows here: never used for a later day
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter through time."""

    key: str
    name: str
    article: str
    unit: str
    dated: tuple[Dated, ...]
    step: Decimal = CENT  # how the indexed amount is rounded


@dataclass(frozen=True, slots=True)
class Used:
    """What a rule used on a date: the amount, and everything somebody needs to trust or doubt it."""

    key: str
    name: str
    article: str
    figure: Figure
    unit: str
    source: str
    source_date: str
    link: str
    trust: str
    checked_on: date
    valid_from: date
    is_confirmed: bool

    @property
    def value(self) -> Decimal:
        """The careful value."""
        return self.figure.low


@dataclass(frozen=True)
class Book:
    """All parameters. `overlaid` lays other dated values over them for one calculation."""

    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    _seen: dict[tuple[str, date], Used] = field(default_factory=dict, compare=False, repr=False)

    def at(self, key: str, on: date) -> Used:
        """The amount in force on a day; raises NotKnown. Looked up once per key and day."""
        found = self._seen.get((key, on))
        if found is None:
            found = self._look_up(key, on)
            if len(self._seen) < MOST_REMEMBERED:
                self._seen[key, on] = found
        return found

    def _look_up(self, key: str, on: date) -> Used:
        parameter = self.parameters.get(key)
        if parameter is None:
            raise NotKnown(f"Dit bedrag staat nergens in onze bronnen: {key}.")
        firm = [row for row in parameter.dated if row.trust != "E"]
        row = _in_force(firm, on)
        if row is None:
            first = f" voor {firm[0].valid_from:%d/%m/%Y}" if firm else ""
            raise NotKnown(f"{parameter.name}: geen bedrag gekend{first}.")
        if row.is_closed and row.valid_to is not None and on > row.valid_to:
            raise NotKnown(f"{parameter.name}: geen bedrag gekend voor {on:%d/%m/%Y}.")
        return self._used(parameter, row, on)

    def figure(self, key: str, on: date) -> Figure:
        """The amount alone."""
        return self.at(key, on).figure

    def value(self, key: str, on: date) -> Decimal:
        """The careful value alone."""
        return self.at(key, on).figure.low

    def knows(self, key: str, on: date) -> bool:
        """Whether there is an amount for this day."""
        try:
            self.at(key, on)
        except NotKnown:
            return False
        return True

    def used_on(self, on: date) -> list[Used]:
        """Everything that has an amount on a day."""
        return [self.at(key, on) for key in sorted(self.parameters) if self.knows(key, on)]

    def overlaid(self, other: Book) -> Book:
        """The same book with the amounts of another laid over it, date by date."""
        merged = dict(self.parameters)
        for key, parameter in other.parameters.items():
            known = merged.get(key)
            rows = {row.valid_from: row for row in known.dated} if known else {}
            rows |= {row.valid_from: row for row in parameter.dated}
            dated = tuple(rows[day] for day in sorted(rows))
            base = known or parameter
            merged[key] = Parameter(key, base.name, base.article, base.unit, dated, base.step)
        return Book(merged)

    def _used(self, parameter: Parameter, row: Dated, on: date) -> Used:
        figure, confirmed, trust = self._amount(parameter, row, on)
        for late in parameter.dated:
            if late.trust == "E" and row.valid_from < late.valid_from <= on:
                figure, confirmed, trust = figure.together(self._amount(parameter, late, on)[0]), False, "E"
        return Used(
            parameter.key, parameter.name, parameter.article, figure, parameter.unit, row.source, row.source_date, row.link,
            trust, row.checked_on, row.valid_from, confirmed,
        )  # fmt: skip

    def _amount(self, parameter: Parameter, row: Dated, on: date) -> tuple[Figure, bool, str]:
        is_within = row.valid_to is not None and on <= row.valid_to
        confirmed = is_within or (on.year, on.month) <= (row.checked_on.year, row.checked_on.month)
        if row.base_amount is None:
            return Figure.of(row.value or Decimal(0), row.second_value), confirmed, row.trust
        step = self.at(row.index_step or INDEX, on)
        indexed = [
            round_half_up(row.base_amount * bound, parameter.step) for bound in (step.figure.low, step.figure.high)
        ]
        return Figure.of(*indexed), confirmed and step.is_confirmed, _least(row.trust, step.trust)


@lru_cache(maxsize=1)
def shipped() -> Book:
    """The parameters that ship with the product."""
    return book_from(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yaml")))


def book_from(texts: Iterable[str]) -> Book:
    """Parameters from YAML texts; raises ValueError with the key that is wrong."""
    found: dict[str, Parameter] = {}
    for text in texts:
        content = yaml.safe_load(text) or {}
        sources = content.pop("sources", {})
        for key, entry in content.items():
            found[key] = _parameter(key, entry, sources)
    return Book(found)


def _parameter(key: str, entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Parameter:
    try:
        rows = sorted((_dated(row, sources) for row in entry["dated"]), key=lambda row: row.valid_from)
        step = decimal(str(entry["rounding"])) if "rounding" in entry else CENT
        return Parameter(key, entry["name"], entry["article"], entry["unit"], tuple(rows), step)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise ValueError(f"Parameter {key} is niet volledig of klopt niet: {error!r}.") from error


def _dated(row: Mapping[str, Any], sources: Mapping[str, Any]) -> Dated:
    source = sources.get(row["source"], {})
    if row["trust"] not in TRUST:
        raise ValueError(f"onbekend vertrouwen {row['trust']}")
    amounts = {name: decimal(str(row[name])) for name in ("value", "second_value", "base_amount") if name in row}
    if not amounts:
        raise ValueError("geen value of base_amount")
    return Dated(
        valid_from=row["valid_from"], valid_to=row.get("valid_to"), is_closed=bool(row.get("closed")),
        source=source.get("title", row["source"]),
        source_date=str(row.get("source_date", source.get("date", ""))), link=source.get("link", ""),
        checked_on=row.get("checked_on", source.get("checked_on")) or row["valid_from"], trust=row["trust"],
        index_step=row.get("index_step", ""), note=row.get("note", ""), **amounts,
    )  # fmt: skip


def _in_force(rows: list[Dated], on: date) -> Dated | None:
    position = bisect_right([row.valid_from for row in rows], on)
    return rows[position - 1] if position else None


def _least(*trusts: str) -> str:
    return max(trusts, key=TRUST_ORDER.index)
