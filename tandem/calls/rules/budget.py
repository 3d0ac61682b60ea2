"""A budget: lines with an amount per kind of money and what others pay, totals, and what does not add up. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from tandem.calls.rules.definition import OWN_MEANS
from tandem.kernel import dutch
from tandem.kernel.money import CENT, ZERO, euro
from tandem.kernel.refusal import Problem

MOST_LINES = 60
MOST_LABEL = 160
MOST_EURO = Decimal(1_000_000_000)
Caps = Mapping[str, Decimal | None]  # kind of money -> at most so much per project; None: no limit
Row = Mapping[str, Any]  # {"label": text, "parts": {kind or "own": "1234.50"}}


def amount_of(raw: object) -> Decimal | None:
    """Euro as people in Flanders type it: 1.234,50 or 1234.50 or € 12. None when it is no amount of money."""
    amount = number_of(raw)
    if amount is None or not ZERO <= amount <= MOST_EURO or amount != amount.quantize(CENT):
        return None
    return euro(amount)


def number_of(raw: object) -> Decimal | None:
    """A number with a comma or a point, with points between thousands or without. None when it is no number."""
    digits = re.sub(r"[\s€]", "", str(raw))
    if len(digits) > 20 or not re.fullmatch(r"[-+]?[\d.,]+", digits, re.ASCII):
        return None
    if "," in digits or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def clean_rows(raw: object) -> list[dict[str, Any]]:
    """Lines as they are kept: empty ones are gone, amounts are written the same way, what cannot be read stays as typed."""
    rows = raw if isinstance(raw, list) else []
    cleaned = (_clean_row(row) for row in rows if isinstance(row, Mapping))
    return [row for row in cleaned if row["label"] or row["parts"]]


def budget_totals(rows: Sequence[Row] | None) -> dict[str, Decimal]:
    """Per kind of money the sum of what can be read; what others pay stands under "own"."""
    totals: dict[str, Decimal] = {}
    for row in rows or ():
        for kind, raw in row.get("parts", {}).items():
            amount = amount_of(raw)
            if amount is not None:
                totals[kind] = totals.get(kind, ZERO) + amount
    return totals


def budget_problems(rows: Sequence[Row] | None, caps: Caps, names: Mapping[str, str] | None = None) -> list[Problem]:
    """What keeps this budget from being handed in. `names`: how people call each kind of money."""
    lines = list(rows or ())
    return [
        *_size_problems(lines),
        *_line_problems(lines, caps),
        *_cap_problems(budget_totals(lines), caps, names or {}),
    ]


def total_problems(rows: Sequence[Row] | None, typed: object) -> list[Problem]:
    """A total that was counted elsewhere must be what the lines add up to."""
    if typed is None or not str(typed).strip():
        return []
    wanted, found = amount_of(typed), sum(budget_totals(rows).values(), ZERO)
    if wanted is None:
        return [Problem("Het totaal dat je zelf telde is geen bedrag. Schrijf het als 1.234,50.", "budget_total")]
    if wanted == found:
        return []
    return [Problem(f"De begroting telt op tot {dutch.money(found)}, maar je schreef {dutch.money(wanted)} als totaal. "
                    "Kijk de regels na, of pas je totaal aan.", "budget_total")]  # fmt: skip


def _clean_row(row: Row) -> dict[str, Any]:
    parts = row.get("parts")
    kept = {str(kind)[:30]: _clean_amount(raw) for kind, raw in parts.items()} if isinstance(parts, Mapping) else {}
    label = " ".join(str(row.get("label") or "").split())[: MOST_LABEL * 2]
    return {"label": label, "parts": {kind: text for kind, text in kept.items() if text}}


def _clean_amount(raw: object) -> str:
    text = str(raw if raw is not None else "").strip()[:40]
    amount = amount_of(text)
    return text if amount is None else ("" if amount == ZERO else f"{amount:.2f}")


def _size_problems(lines: list[Row]) -> Iterator[Problem]:
    if len(lines) > MOST_LINES:
        yield Problem(f"De begroting telt {len(lines)} regels. Voeg er samen tot hoogstens {MOST_LINES}.", "budget")


def _line_problems(lines: list[Row], caps: Caps) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        for sentence in _sentences_of(line, caps):
            yield Problem(f"Regel {number}: {sentence}", "budget")


def _sentences_of(line: Row, caps: Caps) -> Iterator[str]:
    label, parts = line.get("label", ""), line.get("parts", {})
    if not label:
        yield "schrijf waarvoor het geld dient."
    if len(label) > MOST_LABEL:
        yield f"maak de omschrijving korter: hoogstens {MOST_LABEL} tekens."
    if not parts:
        yield "vul een bedrag in, of haal de regel weg."
    for kind, raw in parts.items():
        if amount_of(raw) is None:
            yield f"“{raw}” is geen bedrag. Schrijf het als 1.234,50."
        if kind != OWN_MEANS and kind not in caps:
            yield "dit geld bestaat niet in deze oproep. Haal het bedrag weg."


def _cap_problems(totals: Mapping[str, Decimal], caps: Caps, names: Mapping[str, str]) -> Iterator[Problem]:
    for kind, cap in caps.items():
        asked = totals.get(kind, ZERO)
        if cap is not None and asked > cap:
            yield Problem(f"{names.get(kind, kind)}: je vraagt {dutch.money(asked)}, en een project krijgt hoogstens "
                          f"{dutch.money(cap)}. Vraag {dutch.money(asked - cap)} minder.", "budget")  # fmt: skip
    if not _asked(totals, caps):
        yield Problem("Je vraagt nog geen geld. Vul bij minstens één regel een bedrag in.", "budget")


def _asked(totals: Mapping[str, Decimal], kinds: Iterable[str]) -> Decimal:
    return sum((totals.get(kind, ZERO) for kind in kinds), ZERO)
