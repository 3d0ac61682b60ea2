"""The line of boxes and whose turn it is: pure rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tandem.programmes.rules import rails
from tandem.programmes.rules.rails import DocumentFacts, SessionFacts, TrajectoryFacts, TurnFacts

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
YESTERDAY = datetime(2026, 3, 1, 9, tzinfo=UTC)


def session(status: str = "to_plan", **fields: object) -> SessionFacts:
    facts: dict[str, object] = {
        "session_id": uuid4(), "title": "Sessie", "kind": "workshop", "phase": 1, "status": status, "starts_at": AT,
        "proposed_by_side": "organisation", "needs_list": True, "is_list_closed": False, "is_reported": False, **fields,
    }  # fmt: skip
    return SessionFacts(**facts)  # type: ignore[arg-type]


def held(**fields: object) -> SessionFacts:
    return session("held", is_list_closed=True, is_reported=True, **fields)


def trajectory(*sessions: SessionFacts, **fields: object) -> TrajectoryFacts:
    facts: dict[str, object] = {
        "status": "active", "phase": 1, "last_phase": 1, "may_stop_after_phase": False, "has_duo": True,
        "sessions": sessions, "documents": (), "is_evaluation_complete": False, "settlement_states": (),
        "has_claimable": False, "at": AT, **fields,
    }  # fmt: skip
    return TrajectoryFacts(**facts)  # type: ignore[arg-type]


REPORT = DocumentFacts(kind="final_report", title="Eindverslag", phase=1, is_due=True, is_final=False)
DONE_REPORT = replace(REPORT, is_final=True)
VISIT = {"kind": "follow_up_visit", "needs_list": False}


@pytest.mark.parametrize(
    ("facts", "turn"),
    [
        (trajectory(session(), has_duo=False), TurnFacts("assign_duo", "provider")),
        (trajectory(session()), TurnFacts("propose_dates", "organisation")),
        (trajectory(session("proposed")), TurnFacts("confirm_dates", "provider")),
        (trajectory(session("proposed", proposed_by_side="provider")), TurnFacts("confirm_dates", "organisation")),
        (trajectory(session("confirmed")), TurnFacts("report_dates", "organisation")),
        (trajectory(session("confirmed", is_reported=True)), TurnFacts("hold_session", "provider")),
        (trajectory(session("held")), TurnFacts("close_list", "provider")),
        (trajectory(session("confirmed", is_reported=True, starts_at=YESTERDAY)), TurnFacts("close_list", "provider")),
        (trajectory(held(), documents=(REPORT,)), TurnFacts("write_report", "provider")),
        (trajectory(held(), last_phase=2), TurnFacts("decide_phase", "organisation")),
        (trajectory(held()), TurnFacts("evaluate", "organisation")),
        (trajectory(held(), is_evaluation_complete=True, has_claimable=True), TurnFacts("claim", "provider")),
        (trajectory(held(), is_evaluation_complete=True, settlement_states=("claimed",)), TurnFacts("accept_settlement", "fund")),
        (trajectory(held(), is_evaluation_complete=True, settlement_states=("questioned",)),
         TurnFacts("answer_settlement", "provider")),
        (trajectory(held(), session("proposed", **VISIT), is_evaluation_complete=True), TurnFacts("confirm_dates", "provider")),
        (trajectory(held(), session("confirmed", **VISIT), is_evaluation_complete=True), TurnFacts("follow_up", "provider")),
        (trajectory(held(), is_evaluation_complete=True, settlement_states=("paid",)), None),
        (trajectory(held(), status="paused"), None),
        (trajectory(held(), status="paused", has_claimable=True), TurnFacts("claim", "provider")),
        (trajectory(session(), status="stopped"), None),
    ],
)  # fmt: skip
def test_whose_turn(facts: TrajectoryFacts, turn: TurnFacts | None) -> None:
    assert rails.whose_turn(facts) == turn


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (session(), "todo"),
        (session("proposed"), "busy"),
        (session("confirmed"), "waiting"),
        (session("held"), "busy"),
        (session("confirmed", starts_at=YESTERDAY), "busy"),
        (session("held", needs_list=False), "done"),
        (held(), "done"),
        (session("cancelled"), "skipped"),
    ],
)
def test_box_turns_green_only_with_a_closed_list(facts: SessionFacts, state: str) -> None:
    assert rails.session_state(facts, AT) == state


def test_boxes_follow_the_programme() -> None:
    first, second = held(title="Basisvorming", step="training"), session(title="Contactmoment", phase=2, step="contact")
    visit = session(title="Feedbackmoment", phase=2, step="visit", **VISIT)
    note = DocumentFacts(kind="follow_up_note", title="Nota", phase=2, is_due=False, is_final=False, after_step="visit")
    report = replace(DONE_REPORT, after_step="training")
    facts = trajectory(first, second, visit, last_phase=2, documents=(report, note))
    assert [(box.label, box.state) for box in rails.boxes(facts)] == [
        ("Basisvorming", "done"), ("Eindverslag", "done"), ("Contactmoment", "todo"), ("Feedbackmoment", "todo"),
        ("Nota", "todo"),
    ]  # fmt: skip


def test_median_of_no_files_is_unknown() -> None:
    assert (rails.median_days([]), rails.median_days([1.0, 9.0, 2.0])) == (None, 2.0)


@pytest.mark.parametrize(
    ("half_days", "hours", "step"),
    [(1, 5, "hold_session"), (1, 6, "close_list"), (2, 6, "hold_session"), (2, 11, "close_list")],
)
def test_list_is_asked_five_hours_per_half_day_after_the_start(half_days: int, hours: int, step: str) -> None:
    confirmed = session("confirmed", is_reported=True, half_days=half_days)
    turn = rails.whose_turn(trajectory(confirmed, at=AT + timedelta(hours=hours)))
    assert turn == TurnFacts(step, "provider")
