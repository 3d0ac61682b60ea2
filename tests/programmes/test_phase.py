"""Going on, stopping for now, resuming, stopping for good."""

from datetime import timedelta

import pytest

from tandem.kernel import access, audit, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.kernel.refusal import Conflict
from tandem.kernel.states import CannotTransition
from tandem.programmes.actions.phase import (
    CannotDecidePhase,
    CannotStop,
    CannotTakeBack,
    continue_trajectory,
    pause_trajectory,
    stop_trajectory,
    take_back_stop,
)
from tandem.programmes.actions.turns import refresh_turn
from tandem.programmes.models import PhaseDecision, Settlement, Turn
from tandem.programmes.rules.phases import ContactMoment
from tandem.sessions.actions.dates import cancel_session, mark_held
from tandem.sessions.models import Session
from tests.factories import make_membership
from tests.programmes.factories import SIX_WORKSHOPS, TWO_PHASES, make_officer, make_trajectory, priced_template
from tests.sessions.attendance_factories import closed_list, make_participants
from tests.sessions.factories import confirm, contact_of, make_duo

MOMENTS = [ContactMoment("onthaal", "coaching"), ContactMoment("", "peer_review")]


@pytest.fixture
def trajectory(db):
    trajectory = make_trajectory(template=priced_template(TWO_PHASES))
    with access.as_system():
        if not trajectory.provider.memberships.filter(role="planner").exists():
            make_membership("planner", organisation=trajectory.provider)
        make_officer()
        make_duo(trajectory.series)
        yield trajectory


def go_on(trajectory, moments=MOMENTS, **facts):
    return continue_trajectory(trajectory, moments=moments, by=contact_of(trajectory.series), at=clock.now(), **facts)


def pause(trajectory, **facts):
    return pause_trajectory(trajectory, by=contact_of(trajectory.series), at=clock.now(), **facts)


def hold_phase_1(trajectory):
    """Every session of phase 1 is past, each a week after the other."""
    first = clock.today() - timedelta(days=60)
    sessions = trajectory.series.sessions.filter(phase=1).in_order()
    for week, session in enumerate(sessions):
        day = first + timedelta(days=7 * week)
        session.series = trajectory.series
        confirmed = confirm(session, on=day, at=clock.moment_on(first - timedelta(days=7), 8))
        mark_held(confirmed, by=None, at=confirmed.ends_at)


def test_going_on_makes_the_sessions_of_the_next_phase(trajectory):
    decision = go_on(trajectory, note="We zijn klaar.")
    trajectory.refresh_from_db()
    assert (trajectory.phase, trajectory.status, decision.choice, decision.contact_moments) == (
        2,
        "active",
        "continue",
        2,
    )
    sessions = trajectory.series.sessions.filter(phase=2).in_order()
    assert [(session.title, session.work_form, session.kind) for session in sessions] == [
        ("Contactmoment 1: onthaal", "coaching", "contact_moment"),
        ("Contactmoment 2", "peer_review", "contact_moment"),
        ("Feedbackmoment", "", "follow_up_visit"),
    ]
    assert AuditEntry.objects.filter(action="trajectory.continued", subject_id=str(trajectory.pk)).count() == 1


def test_everybody_hears_about_the_choice(trajectory):
    go_on(trajectory)
    mails = OutgoingMail.objects.filter(key__startswith="phase:")
    addresses = set(mails.values_list("to_email", flat=True))
    duo = trajectory.series.duos.get(ended_at__isnull=True)
    assert {duo.trainer.email, duo.experiential_expert.email} <= addresses
    assert trajectory.fund.memberships.first().person.email in addresses
    assert contact_of(trajectory.series).email not in addresses  # the one who decided


@pytest.mark.parametrize(("moments", "words"), [([], "tussen 1 en 6"), ([ContactMoment("", "coaching")] * 7, "tussen 1 en 6"),
                                                ([ContactMoment("x", "")], "werkvorm")])  # fmt: skip
def test_wrong_number_of_contact_moments_is_refused(trajectory, moments, words):
    with pytest.raises(CannotDecidePhase, match=words):
        go_on(trajectory, moments)
    assert PhaseDecision.objects.count() == 0
    assert trajectory.series.sessions.filter(phase=2).count() == 0


def test_there_is_no_phase_after_the_last(trajectory):
    go_on(trajectory)
    with pytest.raises(CannotDecidePhase, match="laatste fase"):
        go_on(trajectory)
    with pytest.raises(CannotDecidePhase, match="niet even stoppen"):
        pause(trajectory)


def test_one_phase_programme_cannot_pause(db):
    trajectory = make_trajectory(template=priced_template(SIX_WORKSHOPS))
    with access.as_system(), pytest.raises(CannotDecidePhase, match="niet even stoppen"):
        pause(trajectory)


def test_stopping_for_now_cancels_what_is_open_and_lets_phase_1_be_settled(trajectory):
    hold_phase_1(trajectory)
    scan = trajectory.series.sessions.get(step="scan")
    assert scan.status == "held"
    extra = trajectory.series.sessions.create(series=trajectory.series, position=900, step="contact_moment", phase=1,
                                              kind="contact_moment", title="Extra", is_financed=False)  # fmt: skip
    pause(trajectory, note="Even te druk")
    trajectory.refresh_from_db()
    extra.refresh_from_db()
    assert (trajectory.status, extra.status, scan.status) == ("paused", "cancelled", "held")
    assert PhaseDecision.objects.get().choice == "stop_for_now"
    assert not Settlement.objects.filter(trajectory=trajectory).exists()  # the lists are not signed yet
    trajectory.series.sessions.update(needs_list=False)
    refresh_turn(trajectory, at=clock.now())
    draft = Settlement.objects.get(trajectory=trajectory)
    assert {line.session.step for line in draft.lines.all()} == {"basic_training", "scan"}


def test_resuming_opens_the_next_phase(trajectory):
    pause(trajectory)
    decision = go_on(trajectory, MOMENTS[:1])
    trajectory.refresh_from_db()
    assert (decision.choice, trajectory.status, trajectory.phase) == ("resume", "active", 2)
    assert Turn.objects.get(trajectory=trajectory, ended_at__isnull=True).step in {"propose_dates", "write_report"}


def test_pausing_twice_is_refused(trajectory):
    pause(trajectory)
    with pytest.raises(CannotTransition):
        pause(trajectory)


def test_two_people_deciding_at_once_conflict(trajectory):
    seen = trajectory.version
    go_on(trajectory, version=seen)
    with pytest.raises(Conflict):
        pause(trajectory, version=seen)


def test_stopping_for_good_tells_everybody_why(trajectory):
    with pytest.raises(CannotStop, match="waarom"):
        stop_trajectory(trajectory, reason=" ", by=contact_of(trajectory.series), at=clock.now())
    stop_trajectory(trajectory, reason="De dienst sluit.", by=contact_of(trajectory.series), at=clock.now())
    trajectory.refresh_from_db()
    assert (trajectory.status, trajectory.stop_reason) == ("stopped", "De dienst sluit.")
    assert set(trajectory.series.sessions.values_list("status", flat=True)) == {"cancelled"}
    mails = OutgoingMail.objects.filter(key__startswith="phase:")
    assert mails.count() >= 4
    assert all("De dienst sluit." in mail.body for mail in mails)
    with pytest.raises(CannotDecidePhase):
        go_on(trajectory)
    with pytest.raises(CannotTransition):
        stop_trajectory(trajectory, reason="Nog eens", by=contact_of(trajectory.series), at=clock.now())


def stop(trajectory, **facts):
    return stop_trajectory(trajectory, reason="De dienst sluit.", by=contact_of(trajectory.series),
                           **{"at": clock.now(), **facts})  # fmt: skip


def take_back(trajectory, **facts):
    return take_back_stop(trajectory, by=contact_of(trajectory.series), **{"at": clock.now(), **facts})


def test_taking_back_a_stop_opens_what_it_cancelled_and_nothing_else(trajectory):
    with access.as_system():
        first, *others = trajectory.series.sessions.in_order()
        cancel_session(first, reason="De zaal is weg.", by=contact_of(trajectory.series), at=clock.now())
    refresh_turn(trajectory, at=clock.now())
    before = Turn.objects.get(trajectory=trajectory, ended_at=None)
    stop(trajectory)
    take_back(trajectory)
    trajectory.refresh_from_db()
    assert (trajectory.status, trajectory.stop_reason) == ("active", "")
    statuses = dict(trajectory.series.sessions.values_list("pk", "status"))
    assert statuses == {first.pk: "cancelled", **{session.pk: "to_plan" for session in others}}
    after = Turn.objects.get(trajectory=trajectory, ended_at=None)
    assert (after.step, after.side) == (before.step, before.side)
    told = list(audit.history_of(trajectory).values_list("action", flat=True))
    assert told[-2:] == ["trajectory.stopped", "trajectory.stop_taken_back"]
    assert OutgoingMail.objects.filter(key__startswith="phase:", body__contains="gaat toch verder").count() >= 2


def test_taking_back_a_stop_while_paused_gives_a_pause(trajectory):
    hold_phase_1(trajectory)
    pause(trajectory)
    cancelled = set(trajectory.series.sessions.filter(status="cancelled").values_list("pk", flat=True))
    stop(trajectory)
    take_back(trajectory)
    trajectory.refresh_from_db()
    assert trajectory.status == "paused"
    assert set(trajectory.series.sessions.filter(status="cancelled").values_list("pk", flat=True)) == cancelled


def test_taking_back_a_stop_withdraws_the_draft_it_caused(db):
    trajectory = make_trajectory(template=priced_template(SIX_WORKSHOPS))
    with access.as_system():
        make_membership("planner", organisation=trajectory.provider)
        make_officer()
        day = clock.today() - timedelta(days=9)
        before = clock.moment_on(day - timedelta(days=7), 8)
        make_duo(trajectory.series, at=before)
        make_participants(trajectory.series, at=before)
        session = confirm(trajectory.series.sessions.in_order()[0], on=day, at=before)
        closed_list(
            session=Session.objects.select_related("trainer", "experiential_expert", "series").get(pk=session.pk)
        )
        assert not Settlement.objects.filter(trajectory=trajectory).exists()
        stop(trajectory)
        drafted = set(Settlement.objects.filter(trajectory=trajectory).values_list("status", flat=True))
        take_back(trajectory)
        assert drafted == {"open"}
        assert not Settlement.objects.filter(trajectory=trajectory).exists()


def test_stop_is_taken_back_within_two_weeks_only_and_once(trajectory):
    long_ago = clock.now() - timedelta(days=15)
    stop(trajectory, at=long_ago)
    with pytest.raises(CannotTakeBack, match="langer dan 14 dagen geleden"):
        take_back(trajectory)
    trajectory.refresh_from_db()
    assert trajectory.status == "stopped"
    take_back(trajectory, at=long_ago + timedelta(days=13))
    with pytest.raises(CannotTransition, match="niet stopgezet"):
        take_back(trajectory)


def test_failing_audit_undoes_the_decision(trajectory, monkeypatch):
    def fail(action, *args, **facts):
        if action == "trajectory.continued":
            raise RuntimeError("no audit")
        return record(action, *args, **facts)

    record = audit.record
    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        go_on(trajectory)
    assert PhaseDecision.objects.count() == 0
    assert trajectory.series.sessions.filter(phase=2).count() == 0
