"""The timeline of one application, in sentences that its reader may know."""

from tandem.kernel import audit
from tandem.programmes.models import Application
from tandem.programmes.queries.history import HistoryRow, row_of, with_fund_staff
from tandem.programmes.rules.application_history import history_sentence


def application_history(application: Application, *, is_fund: bool) -> list[HistoryRow]:
    """Newest first. The applicant reads the fund's name, not the name of its staff."""
    rows = []
    entries = audit.history_of(application).exclude(action="application.saved").order_by("-at", "-pk")
    for entry in with_fund_staff(entries, application.fund):
        text = history_sentence(entry.action, str(entry.facts.get("decision", "")), is_fund=is_fund)
        if text:
            rows.append(row_of(entry, text, fund=application.fund, reads_as_fund=is_fund))
    return rows
