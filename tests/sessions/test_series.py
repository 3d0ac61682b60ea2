"""A series: opening, adding, cancelling, the follow-up visit."""

from datetime import date, timedelta

import pytest

from tandem.kernel import clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.sessions import rules, timetable
from tandem.sessions.actions.series import (
    CannotAddSessions,
    NewSession,
    add_sessions,
    cancel_open_sessions,
    plan_follow_up,
)
from tests.sessions.factories import confirm, contact_of, make_duo, make_series, make_session, planner_of, workshops

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_row")]


def test_series_opens_with_its_sessions_in_order() -> None:
    series = make_series()
    assert [s.title for s in series.sessions.in_order()] == [f"Sessie {n}" for n in range(1, 7)]
    assert {s.place for s in series.sessions.all()} == {series.place}
    assert AuditEntry.objects.get(action="sessions.open_series").facts == {"sessions": 6}


def test_added_sessions_come_after_the_others_with_the_same_duo() -> None:
    series = make_series(sessions=workshops(2))
    duo = make_duo(series)
    added = add_sessions(series, sessions=workshops(2, phase=2), by=planner_of(series), at=clock.now())
    assert [s.position for s in added] == [3, 4]
    assert {(s.trainer_id, s.experiential_expert_id) for s in added} == {(duo.trainer_id, duo.experiential_expert_id)}


def test_seventh_half_day_is_refused() -> None:
    series = make_series()
    with pytest.raises(CannotAddSessions, match="ten hoogste 6 halve dagen"):
        add_sessions(series, sessions=workshops(1), by=planner_of(series), at=clock.now())


def test_half_days_of_a_phase_are_refused_above_its_own_maximum() -> None:
    series = make_series(sessions=workshops(2), max_half_days=12, phase_maxima={"2": 3})
    with pytest.raises(CannotAddSessions, match="Fase 2 telt ten hoogste 3 halve dagen"):
        add_sessions(series, sessions=workshops(2, phase=2, half_days=2), by=planner_of(series), at=clock.now())


def test_session_that_nobody_pays_is_always_welcome() -> None:
    series = make_series()
    extra = NewSession(step="talk", phase=1, kind="exploratory_talk", title="Verkennend gesprek", is_financed=False)
    assert [s.title for s in add_sessions(series, sessions=[extra], by=planner_of(series), at=clock.now())] == [
        "Verkennend gesprek"
    ]


def test_cancelling_a_phase_leaves_what_is_past_and_the_other_phase() -> None:
    series = make_series(sessions=[*workshops(2), *workshops(1, phase=2)])
    held = make_session(series, status=rules.HELD)
    count = cancel_open_sessions(series, phase=1, reason="We stoppen na fase 1.", by=planner_of(series), at=clock.now())
    assert count == 1
    assert [s.status for s in series.sessions.in_order()] == [rules.HELD, rules.CANCELLED, rules.TO_PLAN]
    assert series.sessions.in_order()[0].pk == held.pk


def test_follow_up_visit_is_proposed_on_a_working_day_when_the_duo_is_free() -> None:
    series = make_series(sessions=workshops(1))
    duo = make_duo(series)
    saturday = date(2031, 5, 3)
    other = make_series(provider=series.provider, sessions=workshops(1))
    make_duo(other, trainer=duo.trainer, expert=duo.experiential_expert)
    confirm(other.sessions.get(), on=date(2031, 5, 5))
    visit = plan_follow_up(series, on=saturday, by=None, at=clock.now())
    assert (visit.status, visit.proposed_by_side) == (rules.PROPOSED, rules.PROVIDER_SIDE)
    assert clock.local(visit.starts_at).isoformat() == "2031-05-06T09:30:00+02:00"
    assert clock.local(visit.ends_at).isoformat() == "2031-05-06T11:00:00+02:00"
    assert OutgoingMail.objects.filter(to_person=contact_of(series), subject__contains="Voorstel").count() == 1


def test_follow_up_visit_that_people_moved_stays_where_it_is() -> None:
    series = make_series(sessions=workshops(1))
    visit = plan_follow_up(series, on=date(2031, 5, 5), by=None, at=clock.now())
    again = plan_follow_up(series, on=date(2031, 9, 9), by=None, at=clock.now())
    assert (again.pk, again.starts_at, again.version) == (visit.pk, visit.starts_at, visit.version)


def test_follow_up_visit_never_lies_in_the_past() -> None:
    series = make_series(sessions=workshops(1))
    visit = plan_follow_up(series, on=clock.today() - timedelta(days=400), by=None, at=clock.now())
    assert visit.starts_at > clock.now()


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2027, 3, 29), False),  # Easter Monday
        (date(2027, 5, 6), False),  # Ascension
        (date(2027, 5, 17), False),  # Whit Monday
        (date(2027, 7, 21), False),
        (date(2027, 5, 8), False),  # Saturday
        (date(2027, 5, 7), True),
    ],
)
def test_working_days_leave_out_weekends_and_public_holidays(day: date, is_working: bool) -> None:
    assert timetable.is_working_day(day) is is_working
