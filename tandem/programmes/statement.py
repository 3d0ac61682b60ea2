"""The statement of a settlement, as PDF and as lines for a spreadsheet."""

from datetime import datetime

from tandem.kernel import clock, dutch
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.money import format_eur
from tandem.programmes.models import Settlement

HEADER = (
    "afrekening", "mededeling", "traject", "bijeenkomst", "datum", "halve dagen", "prijs", "bedrag", "stand", "reden",
)  # fmt: skip


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


def statement_lines(settlement: Settlement) -> list[list[object]]:
    """The lines for a spreadsheet, with decimal commas (see `kernel.csv_lines`)."""
    return [
        [settlement.number, settlement.structured_communication.strip("+"), settlement.trajectory.number,
         line.session.title, dutch.date_short(line.session.starts_at), line.half_days, _comma(line.price_eur),
         _comma(line.amount_eur), line.get_state_display(), line.reason]
        for line in settlement.lines.select_related("session")
    ]  # fmt: skip


def _comma(amount: object) -> str:
    return str(amount).replace(".", ",")
