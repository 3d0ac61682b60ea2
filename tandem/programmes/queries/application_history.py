"""The timeline of one application, in sentences that its reader may know."""

from tandem.kernel import audit, dutch
from tandem.programmes.models import Application
from tandem.programmes.queries.history import HistoryRow
from tandem.programmes.rules.application_history import history_sentence

BY_FUND = {
    "application.asked", "application.approved", "application.refused", "application.decision_undone",
    "application.released",
}  # fmt: skip


def application_history(application: Application, *, is_fund: bool) -> list[HistoryRow]:
    """Newest first. The applicant reads the fund's name, not the name of its staff."""
    rows = []
    for entry in audit.history_of(application).exclude(action="application.saved").order_by("-at", "-pk"):
        text = history_sentence(entry.action, str(entry.facts.get("decision", "")), is_fund=is_fund)
        if text:
            hides_name = entry.action in BY_FUND and not is_fund
            who = application.fund.name if hides_name and application.fund else str(entry.by or "Tandem")
            rows.append(HistoryRow(dutch.datetime_nl(entry.at), who, text))
    return rows
