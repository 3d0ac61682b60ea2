"""The printed sheet: one page with what went in, what comes out, and what to ask. A tagged PDF; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tandem.kernel.documents.pdf import render_pdf

if TYPE_CHECKING:
    from tandem.income.queries import Option

SHOWN_ROWS = 10


def sheet_pdf(options: Sequence[Option], *, on: date) -> bytes:
    """The sheet for one or more choices."""
    return render_pdf("income/sheet.typ", {
        "title": "Wat als? Mijn geld per maand",
        "made_on": on,
        "options": [_option(option) for option in options],
        "rights": [f"{r.label}: {r.state_label}. {r.why} Vraag het aan {r.confirms}." for r in options[0].result.rights],
        "unknown": list(dict.fromkeys(line for option in options for line in option.result.unknown)),
    })  # fmt: skip


def _option(option: Option) -> dict[str, object]:
    result = option.result
    return {
        "title": option.title,
        "headline": list(result.headline),
        "rows": [[row.month, row.now, row.then, f"{row.sign} {row.difference}"] for row in result.runs[:SHOWN_ROWS]],
        "lines": [f"{detail.label}: {detail.amount}" for detail in result.then_details],
        "total": result.total,
    }
