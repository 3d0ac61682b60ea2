""" "Kom ik in aanmerking?": four questions anybody may answer before a word is written. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tandem.identity.rules import ORGANISATION_KINDS
from tandem.kernel.dutch import euros

ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a call asks of everybody."""

    kinds: tuple[str, ...]
    least_months: int
    most_months: int
    cap: Decimal | None  # of the money that every project gets
    area_rule: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody told of their plan."""

    kind: str
    area: str
    months: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it fits, why not, and what to look out for."""

    reasons: tuple[str, ...]
    hints: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Nothing stands in the way."""
        return not self.reasons


def fit(terms: Terms, asked: Asked) -> Verdict:
    """Every reason at once, each with what could be done."""
    return Verdict(tuple(_reasons(terms, asked)), tuple(_hints(terms)))


def _reasons(terms: Terms, asked: Asked) -> Iterator[str]:
    if terms.kinds and asked.kind not in terms.kinds:
        names = ", ".join(ORGANISATION_KINDS[kind] for kind in terms.kinds if kind in ORGANISATION_KINDS)
        yield f"Alleen deze organisaties dienen in: {names}. Zoek er een die het project indient. Jij kan partner zijn."
    if asked.area == ELSEWHERE:
        yield "Het project moet in Vlaanderen of Brussel lopen."
    if not terms.least_months <= asked.months <= terms.most_months:
        yield f"Een project duurt minstens {terms.least_months} en hoogstens {terms.most_months} maanden."
    if terms.cap is not None and asked.amount > terms.cap:
        yield f"Je vraagt hoogstens {euros(terms.cap)}. Wat meer kost, betaal je met andere middelen."


def _hints(terms: Terms) -> Iterator[str]:
    if terms.area_rule == "one_per_organisation":
        yield "Je organisatie dient één project in. Spreek intern af welk."
    if terms.area_rule == "one_per_municipality":
        yield "Per gemeente komt er één project. Spreek af met de andere organisaties in je gemeente."
