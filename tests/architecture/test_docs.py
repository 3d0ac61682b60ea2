"""Diagrams in docs are made from the tables in code; every link in docs leads somewhere.

Write the diagrams anew with `TANDEM_WRITE_DOCS=1`.
"""

import os
import re
from pathlib import Path

import pytest

from tandem.calls.rules import states as calls
from tandem.dialogue.rules import states as dialogue
from tandem.income import rules as income
from tandem.kernel.states import diagram
from tandem.planning.rules import states as planning
from tandem.policy_signals.rules import consultation as consultations
from tandem.policy_signals.rules import states as signals
from tandem.programmes.rules import states as programmes
from tandem.sessions import rules as sessions

ROOT = Path(__file__).parents[2]
TABLES = {
    "sessions.md": [("States of a session", sessions.SESSION_STATES)],
    "programmes.md": [
        ("States of an application", programmes.APPLICATION_STATES),
        ("States of a trajectory", programmes.TRAJECTORY_STATES),
        ("States of a settlement", programmes.SETTLEMENT_STATES),
    ],
    "income.md": [("States of an amount", income.PARAMETER_STATES)],
    "dialogue.md": [
        ("States of a meeting", dialogue.MEETING),
        ("States of a forum day", dialogue.FORUM),
        ("States of a recommendation", dialogue.RECOMMENDATION),
    ],
    "planning-desk.md": [
        ("States of a plan", planning.PLAN),
        ("States of an asking", planning.ASKING),
        ("States of a hindrance", planning.HINDRANCE),
    ],
    "policy_signals.md": [
        ("States of a structural signal", signals.BUNDLE_STATES),
        ("States of a consultation", consultations.CONSULTATION_STATES),
    ],
    "calls.md": [
        ("States of a call", calls.CALL),
        ("States of a submission", calls.SUBMISSION),
        ("States of a grant", calls.GRANT),
        ("States of an instalment", calls.INSTALMENT),
        ("States of a report", calls.REPORT),
        ("States of a change of budget", calls.BUDGET_CHANGE),
        ("States of a network", calls.NETWORK),
        ("States of a support need", calls.NEED),
        ("States of a support request", calls.REQUEST),
    ],
}
CASES = [(page, title, table) for page, tables in TABLES.items() for title, table in tables]


@pytest.mark.parametrize(("page", "title", "table"), CASES, ids=[title for _, title, _ in CASES])
def test_diagram_is_the_table_in_code(page: str, title: str, table: dict) -> None:  # type: ignore[type-arg]
    path = ROOT / "docs" / "rooms" / page
    block = re.compile(rf"(## {title}\n\n```mermaid\n)(.*?)(\n```)", re.DOTALL)
    if os.environ.get("TANDEM_WRITE_DOCS"):
        path.write_text(block.sub(lambda m: m[1] + diagram(table) + m[3], path.read_text("utf-8")), "utf-8")
    found = block.search(path.read_text("utf-8"))
    assert found
    assert found[2] == diagram(table)


PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")) if "://" not in t]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_every_decision_is_short() -> None:
    long = [
        p.name
        for p in sorted((ROOT / "docs" / "decisions").glob("*.md"))
        if len(p.read_text("utf-8").splitlines()) > 30
    ]
    assert long == []
