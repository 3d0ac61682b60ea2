"""Months, working days and the next phase: pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.programmes.rules.definition import parse_definition
from tandem.programmes.rules.phases import (
    ContactMoment,
    contact_moment_problems,
    follow_up_day,
    missing_documents,
    months_after,
    next_phase,
    planned_sessions,
)
from tandem.sessions.timetable import is_working_day

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 7, 31), 2, date(2026, 9, 30)),
        (date(2026, 11, 5), 2, date(2027, 1, 5)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
    ],
)
def test_months_after_keeps_the_day_or_takes_the_last_of_the_month(day, months, later):
    assert months_after(day, months) == later


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_months_after_lands_in_the_right_month(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, DAYS)
def test_months_after_keeps_the_order_of_days(first, second):
    assert (months_after(first, 2) <= months_after(second, 2)) or first > second


@given(DAYS)
def test_follow_up_is_a_working_day_soon_after_two_months(day):
    visit = follow_up_day(day, 2)
    assert is_working_day(visit)
    assert timedelta(0) <= visit - months_after(day, 2) <= timedelta(days=6)


def test_follow_up_skips_weekend_and_holiday():
    assert follow_up_day(date(2026, 3, 1), 2) == date(2026, 5, 4)  # 1 May is a holiday, then a weekend


def definition(**changes):
    two = {"step": "contact", "phase": 2, "title": "Contactmoment", "kind": "contact_moment", "repeat_up_to": 6}
    visit = {"step": "visit", "phase": 2, "title": "Feedbackmoment", "kind": "follow_up_visit", "is_financed": False,
             "needs_list": False}  # fmt: skip
    return parse_definition({
        "phases": [{"number": 1, "title": "Een", "may_stop_after": True, "max_half_days": 2},
                   {"number": 2, "title": "Twee", "max_half_days": 6}],
        "sessions": [{"step": "scan", "phase": 1, "title": "Scan", "kind": "scan"}, two, visit],
        "documents": [{"kind": "scan_report", "phase": 1, "after_step": "scan", "title": "Verslag", "sections": []}],
        "eligible": [], "max_half_days": 8, "target_months": 4, "follow_up_months": 2, "settlement_trigger": "per_phase",
        **changes,
    })  # fmt: skip


def test_next_phase_allows_at_most_six_contact_moments():
    phase = next_phase(definition(), 1)
    assert (phase.number, phase.most, phase.repeated.step) == (2, 6, "contact")
    assert next_phase(definition(), 2) is None


def test_next_phase_is_limited_by_its_half_days():
    phases = [{"number": 1, "title": "Een"}, {"number": 2, "title": "Twee", "max_half_days": 3}]
    assert next_phase(definition(phases=phases), 1).most == 3


@pytest.mark.parametrize(
    ("moments", "count"),
    [
        ([], 1),
        ([ContactMoment("", "coaching")] * 7, 1),
        ([ContactMoment("", "dansen")], 1),
        ([ContactMoment("", "coaching")], 0),
    ],
)
def test_contact_moments_have_a_number_and_a_known_work_form(moments, count):
    assert len(contact_moment_problems(next_phase(definition(), 1), moments)) == count


def test_planned_sessions_carry_subject_and_work_form_and_end_with_the_visit():
    facts = definition()
    moments = [ContactMoment("onthaal", "coaching"), ContactMoment("", "peer_review")]
    planned = planned_sessions(facts, next_phase(facts, 1), moments)
    assert [(session.title, work_form) for session, work_form in planned] == [
        ("Contactmoment 1: onthaal", "coaching"), ("Contactmoment 2", "peer_review"), ("Feedbackmoment", ""),
    ]  # fmt: skip
    assert [session.position for session, _ in planned] == sorted(session.position for session, _ in planned)


def test_missing_documents_are_those_of_the_phase_that_are_not_final():
    facts = definition()
    assert [plan.kind for plan in missing_documents(facts.documents, [], phase=1)] == ["scan_report"]
    assert missing_documents(facts.documents, ["scan_report"], phase=1) == []
    assert missing_documents(facts.documents, [], phase=2) == []
