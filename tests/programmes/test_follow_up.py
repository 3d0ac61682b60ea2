"""What happens by itself after the last workshop, and the checklist two months later."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.kernel import access, clock
from tandem.kernel.refusal import Conflict
from tandem.kernel.states import CannotTransition
from tandem.programmes.actions.follow_up import (
    CannotUpdateRecommendation,
    RecommendationState,
    finish_trajectory,
    update_recommendations,
)
from tandem.programmes.actions.report import finalise_report, save_report
from tandem.programmes.models import Recommendation, Turn
from tandem.programmes.rules.phases import follow_up_day
from tandem.programmes.rules.report import Contents
from tandem.sessions.actions.dates import cancel_session, mark_held
from tandem.sessions.queries.evaluation import form_of
from tests.factories import make_membership
from tests.programmes.factories import SIX_WORKSHOPS, make_trajectory, shipped_template
from tests.sessions.factories import confirm, contact_of, make_duo, make_series


@pytest.fixture
def trajectory(db):
    trajectory = make_trajectory(template=shipped_template(SIX_WORKSHOPS), place="Wilgenlaan 1, 9000 Gent")
    with access.as_system():
        if not trajectory.provider.memberships.filter(role="planner").exists():
            make_membership("planner", organisation=trajectory.provider)
        make_duo(trajectory.series)
        yield trajectory


def workshops(trajectory):
    return trajectory.series.sessions.filter(is_financed=True).in_order()


def hold(trajectory, *, count=6):
    """So many workshops are past, a week apart; only the last by the real actions, which take their time."""
    first = clock.today() - timedelta(days=120)
    sessions = list(workshops(trajectory)[:count])
    for week, session in enumerate(sessions[:-1]):
        starts = clock.moment_on(first + timedelta(days=7 * week), 9)
        facts = {"starts_at": starts, "ends_at": starts + timedelta(hours=3), "status": "held", "held_at": starts}
        trajectory.series.sessions.filter(pk=session.pk).update(**facts)
    last = sessions[-1]
    last.series = trajectory.series
    confirmed = confirm(last, on=first + timedelta(days=7 * count), at=clock.moment_on(first - timedelta(days=7), 8))
    mark_held(confirmed, by=None, at=confirmed.ends_at)
    trajectory.refresh_from_db()


def visit_of(trajectory):
    return trajectory.series.sessions.get(kind="follow_up_visit")


def test_nothing_ends_before_the_last_workshop(trajectory):
    hold(trajectory, count=5)
    assert (trajectory.ended_on, form_of(trajectory.series)) == (None, None)


def test_last_workshop_opens_the_evaluation_and_plans_the_visit(trajectory):
    hold(trajectory)
    last = clock.local(workshops(trajectory).last().starts_at).date()
    assert trajectory.ended_on == last
    assert trajectory.follow_up_on == follow_up_day(last, 2)
    assert form_of(trajectory.series) is not None
    visit = visit_of(trajectory)
    assert visit.status == "proposed"
    assert clock.local(visit.starts_at).date() >= trajectory.follow_up_on


def test_people_move_the_visit_and_it_stays_moved(trajectory):
    hold(trajectory)
    visit = visit_of(trajectory)
    visit.series = trajectory.series
    moved_to = clock.today() + timedelta(days=90)
    confirm(visit, on=moved_to)
    assert clock.local(visit_of(trajectory).starts_at).date() == moved_to
    trajectory.refresh_from_db()
    assert trajectory.follow_up_on is not None


def test_cancelled_last_workshop_also_ends_the_line(trajectory):
    hold(trajectory, count=5)
    cancel_session(workshops(trajectory).last(), reason="De organisatie vroeg het", by=None, at=clock.now())
    trajectory.refresh_from_db()
    assert trajectory.ended_on == clock.local(workshops(trajectory)[4].starts_at).date()


def test_workshop_counts_even_when_the_duo_is_never_free_for_the_visit(trajectory):
    hold(trajectory, count=5)
    duo = trajectory.series.duos.get(ended_at__isnull=True)
    after = workshops(trajectory)[4].starts_at + timedelta(days=30)
    other = make_series(provider=trajectory.provider).sessions.first()
    other.bookings.create(person=duo.trainer, period=(after, after + timedelta(days=900)))
    hold(trajectory)
    assert trajectory.ended_on is not None
    assert visit_of(trajectory).status == "to_plan"


def hold_visit(trajectory):
    visit = visit_of(trajectory)
    visit.series = trajectory.series
    confirmed = confirm(visit, on=clock.today() + timedelta(days=30))
    mark_held(confirmed, by=None, at=confirmed.ends_at)


def write_final(trajectory, kind, **facts):
    plan = trajectory.template.parsed.document(kind)
    contents = Contents({section.key: "Tekst" for section in plan.sections}, **facts)
    by = trajectory.series.duos.get(ended_at__isnull=True).trainer
    report = save_report(trajectory, kind=kind, contents=contents, version=0, by=by, at=clock.now())
    finalise_report(trajectory, kind=kind, version=report.version, by=by, at=clock.now())


def test_trajectory_is_finished_when_the_visit_took_place_and_its_note_is_final(trajectory):
    hold(trajectory)
    hold_visit(trajectory)
    trajectory.refresh_from_db()
    assert trajectory.status == "active"
    write_final(trajectory, "follow_up_note")
    trajectory.refresh_from_db()
    assert trajectory.status == "finished"
    assert trajectory.finished_at is not None
    with pytest.raises(CannotTransition):
        finish_trajectory(trajectory, by=None, at=clock.now())


def test_note_before_the_visit_waits_for_the_visit(trajectory):
    hold(trajectory)
    write_final(trajectory, "follow_up_note")
    trajectory.refresh_from_db()
    assert trajectory.status == "active"
    hold_visit(trajectory)
    trajectory.refresh_from_db()
    assert trajectory.status == "finished"


def test_turn_follows_the_final_report(trajectory):
    hold(trajectory)
    trajectory.series.sessions.update(needs_list=False)
    for kind, facts in (("action_plan", {"chosen_problem": "Lang wachten"}), ("implementation_evaluation", {}),
                        ("final_report", {"recommendations": ("Kortere lijsten",)})):  # fmt: skip
        write_final(trajectory, kind, **facts)
    turn = Turn.objects.get(trajectory=trajectory, ended_at__isnull=True)
    assert (turn.step, turn.side) in {("evaluate", "organisation"), ("report_dates", "organisation")}


@pytest.fixture
def recommendation(trajectory):
    return Recommendation.objects.create(
        trajectory=trajectory, position=1, text="Kortere lijsten", changed_at=clock.now()
    )


def update(trajectory, recommendation, *answer):
    return update_recommendations(
        trajectory,
        updates={recommendation.pk: RecommendationState(*answer)},
        by=contact_of(trajectory.series),
        at=clock.now(),
    )


def test_recommendation_is_ticked_off(trajectory, recommendation):
    assert update(trajectory, recommendation, "done", "Sinds mei", "open") == 1
    assert update(trajectory, recommendation, "done", "Sinds mei", "done") == 0
    recommendation.refresh_from_db()
    assert (recommendation.state, recommendation.note) == ("done", "Sinds mei")


def test_dropped_recommendation_asks_why(trajectory, recommendation):
    with pytest.raises(CannotUpdateRecommendation, match="waarom") as refusal:
        update(trajectory, recommendation, "dropped", "", "open")
    assert refusal.value.problems[0].field == f"note_{recommendation.pk}"
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=recommendation.pk).update(state="dropped")


def test_two_people_ticking_off_at_once_see_each_other(trajectory, recommendation):
    update(trajectory, recommendation, "busy", "", "open")
    with pytest.raises(Conflict, match="bezig"):
        update(trajectory, recommendation, "done", "", "open")
    recommendation.refresh_from_db()
    assert recommendation.state == "busy"
