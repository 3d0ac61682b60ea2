"""`docs/legal/income.md`: every shipped parameter with article, source, link, check date and trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from tandem.income.engine.parameters import TRUST, TRUST_ORDER, Dated, Parameter, shipped
from tandem.income.rules import subject_of

INTRO = """# Bedragen waarmee Tandem rekent

Gemaakt uit `tandem/income/parameters/*.yaml`; een test houdt dit blad daaraan gelijk en schrijft het opnieuw met
`TANDEM_WRITE_DOCS=1`. Wat beheerders op hun eigen platform in gebruik nemen, staat daar onder *Bedragen*.

Dit is geen juridisch advies. Na de dag van nazicht is een bedrag *niet bevestigd*; een berekening zegt dat erbij.
"""


def document() -> str:
    """The whole page."""
    parameters = sorted(shipped().parameters.values(), key=lambda one: (subject_of(one.key), one.key))
    parts = [INTRO, _trust(parameters), _unverified(parameters)]
    for subject, members in groupby(parameters, key=lambda one: subject_of(one.key)):
        parts.append(_section(subject, members))
    return "\n".join(parts)


def _trust(parameters: Iterable[Parameter]) -> str:
    rows = [row for one in parameters for row in one.dated]
    lines = [f"| {code} | {TRUST[code]} | {sum(row.trust == code for row in rows)} |" for code in TRUST_ORDER]
    return "\n".join(["## Hoe zeker", "", "| Code | Betekenis | Bedragen |", "|---|---|---|", *lines, ""])


def _unverified(parameters: Iterable[Parameter]) -> str:
    """What nobody read in a source, first: it must be checked before anybody relies on it."""
    found = [
        f"- **{one.name}**, {_period(row)}: {_amount(row)} {one.unit} ({TRUST[row.trust]})"
        for one in parameters
        for row in one.dated
        if row.trust in {"M", "E"}
    ]
    return "\n".join(["## Zonder bron of alleen verwacht", "", *found, ""])


def _section(subject: str, parameters: Iterable[Parameter]) -> str:
    head = ["| Wat | Wet | Wanneer | Bedrag | Bron | Nagekeken op | Zeker |", "|---|---|---|---|---|---|---|"]
    return "\n".join([f"## {subject}", "", *head, *(line for one in parameters for line in _rows(one)), ""])


def _rows(parameter: Parameter) -> Iterator[str]:
    """Newest first; the name and the article stand once."""
    first = f"{parameter.name} `{parameter.key}` | {parameter.article}"
    for row in reversed(parameter.dated):
        source = f"[{row.source}]({row.link})" if row.link else row.source
        dated = f" ({row.source_date})" if row.source_date else ""
        note = f"; {row.note}" if row.note else ""
        amount = f"{_amount(row)} {parameter.unit}"
        yield f"| {first} | {_period(row)} | {amount} | {source}{dated}{note} | {row.checked_on} | {_mark(row)} |"
        first = " | "


def _mark(row: Dated) -> str:
    return f"**{row.trust}**" if row.trust in {"M", "E"} else row.trust


def _period(row: Dated) -> str:
    return f"{row.valid_from} tot {row.valid_to}" if row.valid_to else f"vanaf {row.valid_from}"


def _amount(row: Dated) -> str:
    if row.base_amount is not None:
        return f"{_number(row.base_amount)} x {row.index_step or 'index.step'}"
    first = _number(row.value or Decimal(0))
    return first if row.second_value is None else f"{first} of {_number(row.second_value)}"


def _number(amount: Decimal) -> str:
    return f"{amount:f}".replace(".", ",")
