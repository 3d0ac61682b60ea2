"""The money that projects ask against the money there is, and how many there are per area. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tandem.calls.rules.vocabulary import AREAS
from tandem.kernel.money import ZERO

TO_CHECK, CHECKED, ADMITTED = "na-te-kijken", "nagekeken", "ontvankelijk"
STATES = {
    "": "alle", TO_CHECK: "nog na te kijken", CHECKED: "nagekeken", ADMITTED: "ontvankelijk", "submitted": "ingediend",
    "inadmissible": "niet ontvankelijk", "withdrawn": "ingetrokken", "chosen": "gekozen", "waiting": "op de wachtlijst",
    "refused": "niet gekozen",
}  # fmt: skip
ORDERS = {
    "nummer": "nummer", "titel": "titel", "organisatie": "organisatie", "bedrag": "gevraagd bedrag, hoogste eerst",
    "moment": "laatst ingediend eerst",
}  # fmt: skip
COLUMNS = {
    "nummer": "Nummer", "titel": "Titel", "organisatie": "Organisatie", "kbo": "Ondernemingsnummer", "stand": "Stand",
    "ontvankelijk": "Ontvankelijk", "gebied": "Gebied", "gemeente": "Gemeente", "jaar": "Startjaar", "maanden": "Maanden",
    "trekker": "Trekker gevonden", "ingediend": "Ingediend op", "partners": "Partners", "bedrag": "Gevraagd",
}  # fmt: skip
NO_YEAR = "geen voorkeur"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the queue counts of one project."""

    state: str
    is_admissible: bool | None
    area: str
    year: int | None
    ask: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Pot:
    """Money of one kind for one year (none: for all), or asked without a year."""

    kind: str
    year: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What is asked of a pot, and what is in it; `amount` None: asked without wishing a year."""

    kind: str
    year: str
    asked: Decimal
    projects: int
    amount: Decimal | None

    @property
    def times(self) -> Decimal | None:
        """How many times the pot is asked for."""
        return round(self.asked / self.amount, 1) if self.amount else None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """Projects and money of one area."""

    area: str
    projects: int
    asked: Decimal


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers above the queue."""

    handed_in: int
    to_check: int
    admissible: int
    inadmissible: int
    withdrawn: int
    money: list[MoneyLine]
    areas: list[AreaLine]


def overview(rows: Sequence[Asking], kinds: Mapping[str, str], pots: Iterable[Pot]) -> Overview:
    """Withdrawn and inadmissible projects ask nothing any more."""
    states = Counter(row.state for row in rows)
    counting = [row for row in rows if row.state not in {"withdrawn", "inadmissible"}]
    return Overview(
        handed_in=len(rows), to_check=sum(row.is_admissible is None and row.state == "submitted" for row in counting),
        admissible=sum(row.is_admissible is True for row in counting), inadmissible=states["inadmissible"],
        withdrawn=states["withdrawn"], money=_money(counting, kinds, list(pots)), areas=_areas(counting),
    )  # fmt: skip


def _money(rows: Sequence[Asking], kinds: Mapping[str, str], pots: Sequence[Pot]) -> list[MoneyLine]:
    lines: list[MoneyLine] = []
    for kind, title in kinds.items():
        own = [pot for pot in pots if pot.kind == kind]
        years = {pot.year for pot in own}
        for pot in own:
            asking = [row for row in rows if len(own) == 1 or row.year == pot.year]
            lines += [_line(title, str(pot.year or "alle jaren"), kind, asking, pot.amount)]
        without = [row for row in rows if row.year not in years]
        if len(own) > 1 and any(row.ask.get(kind, ZERO) for row in without):
            lines += [_line(title, NO_YEAR, kind, without, None)]
    return lines


def _line(title: str, year: str, kind: str, rows: Iterable[Asking], amount: Decimal | None) -> MoneyLine:
    asks = [ask for row in rows if (ask := row.ask.get(kind, ZERO))]
    return MoneyLine(title, year, sum(asks, ZERO), len(asks), amount)


def _areas(rows: Sequence[Asking]) -> list[AreaLine]:
    lines = []
    for key, title in {**AREAS, "": "gebied onbekend"}.items():
        own = [row for row in rows if row.area == key]
        if own or key:
            lines.append(AreaLine(title, len(own), sum((sum(row.ask.values(), ZERO) for row in own), ZERO)))
    return lines
