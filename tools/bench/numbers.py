"""Any page number is valid on every list, for everybody who may come there."""

from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, PLANNER
from tools.bench.people import busiest, client_of
from tools.bench.report import table

ASKED = ("0", "-1", "1000000000", "x", "", "9" * 400)
LISTS = {
    FUND_OFFICER: ("/aanvragen/wachtrij/?stand=alle", "/trajecten/?", "/afrekeningen/?", "/aanvragen/te-versturen/?",
                   "/evaluaties/?"),
    PLANNER: ("/planning/?toon=alles", "/trajecten/?", "/afrekeningen/?", "/agenda/?"),
    ORGANISATION_CONTACT: ("/aanvragen/?", "/trajecten/?", "/agenda/?"),
}  # fmt: skip


def report() -> str:
    """How many answers were 200."""
    lines = []
    for role, urls in LISTS.items():
        client = client_of(busiest(role))
        statuses = [client.get(f"{url}&pagina={number}").status_code for url in urls for number in ASKED]
        lines.append((role, len(urls), len(statuses), sum(status == 200 for status in statuses)))
    return table(("role", "lists", "asked", "answered with 200"), lines)
