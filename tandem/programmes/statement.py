"""The statement of a settlement as PDF and CSV."""

import csv
import io
from datetime import datetime

from tandem.kernel import clock, dutch
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.money import format_eur
from tandem.programmes.models import Settlement

HEADER = (
    "afrekening", "mededeling", "traject", "bijeenkomst", "datum", "halve dagen", "prijs", "bedrag", "stand", "reden",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def statement_pdf(settlement: Settlement, *, at: datetime) -> bytes:
    """One page: who claims what from whom, a line per session, the structured communication."""
    lines = list(settlement.lines.select_related("session"))
    rows = [
        [line.session.title, dutch.date_short(line.session.starts_at), str(line.half_days), format_eur(line.price_eur),
         format_eur(line.amount_eur)]
        for line in lines
    ]  # fmt: skip
    return render_pdf(
        "programmes/statement.typ",
        {
            "title": f"Afrekening {settlement.number}", "made_on": clock.local(at).date(), "provider": settlement.provider.name,
            "fund": settlement.fund.name, "trajectory": settlement.trajectory.number,
            "organisation": settlement.trajectory.organisation.name,
            "communication": settlement.structured_communication, "total": format_eur(settlement.total_eur), "rows": rows,
        },
    )  # fmt: skip


def statement_csv(settlement: Settlement) -> str:
    """Semicolons and decimal commas, as Dutch spreadsheets expect; cells that look like formulas are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADER)
    for line in settlement.lines.select_related("session"):
        writer.writerow(
            [settlement.number, settlement.structured_communication.strip("+"), settlement.trajectory.number,
             safe_cell(line.session.title), dutch.date_short(line.session.starts_at), line.half_days,
             _comma(line.price_eur), _comma(line.amount_eur), line.get_state_display(), safe_cell(line.reason)]
        )  # fmt: skip
    return out.getvalue()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _comma(amount: object) -> str:
    return str(amount).replace(".", ",")
