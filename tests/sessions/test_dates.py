"""Dates: propose, counter-propose, withdraw, confirm, move, cancel, report to the fund, past."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tandem.kernel import access, clock, events
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.kernel.refusal import Conflict, Refusal
from tandem.kernel.states import CannotTransition
from tandem.sessions import rules
from tandem.sessions.actions import bookings
from tandem.sessions.actions.dates import (
    CannotCancel,
    CannotConfirm,
    CannotHold,
    CannotPropose,
    CannotReport,
    Place,
    cancel_session,
    change_place,
    confirm_date,
    mark_held,
    propose_dates,
    replan_session,
    report_dates,
    withdraw_proposal,
)
from tandem.sessions.actions.series import add_sessions
from tandem.sessions.events import SeriesChanged
from tandem.sessions.models import AttendanceList, Booking, Session
from tandem.sessions.queries.dates import usual_place
from tests.databases import OwnDatabase
from tests.factories import make_organisation
from tests.sessions.factories import (
    confirm,
    contact_of,
    make_duo,
    make_series,
    make_session,
    planner_of,
    proposal_for,
    propose,
    workshops,
)

pytestmark = pytest.mark.django_db
DAY = date(2031, 5, 6)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[SeriesChanged]:
    """What is told to other rooms, while their own reactions go on."""
    told: list[SeriesChanged] = []
    reactions = {**events._reactions, SeriesChanged: [*events._reactions.get(SeriesChanged, []), told.append]}
    monkeypatch.setattr(events, "_reactions", reactions)
    return told


def first_of(count: int = 6, **fields: object) -> Session:
    """The first session of a new series with a duo."""
    series = make_series(sessions=workshops(count), **fields)
    make_duo(series)
    return series.sessions.select_related("series__organisation", "series__provider").get(position=1)


def by_provider(session: Session, act: Callable[..., Session], **fields: object) -> Session:
    return act(session, side=rules.PROVIDER_SIDE, by=planner_of(session.series), at=clock.now(), **fields)


@pytest.mark.usefixtures("every_row")
def test_proposal_waits_for_the_other_side(heard: list[SeriesChanged]) -> None:
    session = propose(first_of(), on=DAY)
    assert (session.status, session.proposed_by_side, session.version) == (rules.PROPOSED, rules.ORGANISATION_SIDE, 3)
    assert not Booking.objects.filter(is_active=True).exists()
    mail = OutgoingMail.objects.get(subject__startswith="Voorstel van datum")
    assert mail.to_person_id == planner_of(session.series).pk
    assert "dinsdag 6 mei 2031 om 9.30\N{NO-BREAK SPACE}uur" in mail.body
    assert [(news.what, news.session_id) for news in heard[1:]] == [("dates_proposed", session.pk)]
    assert AuditEntry.objects.get(action="sessions.propose_date").facts == {"side": "organisation", "was": "to_plan"}


@pytest.mark.usefixtures("every_row")
def test_proposer_does_not_confirm_its_own_date() -> None:
    session = propose(first_of(), on=DAY)
    with pytest.raises(CannotConfirm, match="De aanbieder bevestigt"):
        confirm_date(session, side=rules.ORGANISATION_SIDE, by=contact_of(session.series), at=clock.now())


@pytest.mark.usefixtures("every_row")
def test_counter_proposal_turns_the_move_around() -> None:
    session = propose(first_of(), on=DAY)
    session = propose(session, on=DAY + timedelta(days=1), side=rules.PROVIDER_SIDE)
    with pytest.raises(CannotConfirm):
        by_provider(session, confirm_date)
    confirmed = confirm_date(session, side=rules.ORGANISATION_SIDE, by=contact_of(session.series), at=clock.now())
    assert (confirmed.status, clock.local(confirmed.starts_at).date()) == (rules.CONFIRMED, DAY + timedelta(days=1))


@pytest.mark.usefixtures("every_row")
def test_proposal_is_withdrawn_by_who_made_it_only() -> None:
    session = propose(first_of(), on=DAY)
    with pytest.raises(CannotPropose, match="van de andere kant"):
        by_provider(session, withdraw_proposal)
    withdrawn = withdraw_proposal(session, side=rules.ORGANISATION_SIDE, version=session.version,
                                  by=contact_of(session.series), at=clock.now())  # fmt: skip
    assert (withdrawn.status, withdrawn.starts_at, withdrawn.proposed_by_side) == (rules.TO_PLAN, None, "")


@pytest.mark.usefixtures("every_row")
def test_confirming_takes_the_half_day_of_both(heard: list[SeriesChanged]) -> None:
    session = confirm(first_of(), on=DAY)
    taken = Booking.objects.filter(session=session, is_active=True).values_list("person_id", "period")
    period = DateTimeTZRange(session.starts_at, session.ends_at)
    assert set(taken) == {(session.trainer_id, period), (session.experiential_expert_id, period)}
    assert heard[-1].what == "session_confirmed"
    assert AuditEntry.objects.filter(action="sessions.confirm_date", subject_id=str(session.pk)).count() == 1


BAD_DATES = {
    "past": ({"starts_at": clock.moment_on(date(2020, 1, 6), 9), "ends_at": clock.moment_on(date(2020, 1, 6), 12)},
             "al voorbij"),
    "end before start": ({"starts_at": clock.moment_on(DAY, 12), "ends_at": clock.moment_on(DAY, 9)},
                         "einde ligt voor het begin"),
    "longer than a half-day": ({"starts_at": clock.moment_on(DAY, 9), "ends_at": clock.moment_on(DAY, 15)},
                               "ten hoogste vijf uur"),
    "no place": ({"place": ""}, "waar de bijeenkomst doorgaat"),
    "online without a link": ({"is_remote": True}, "Vul de link in"),
}  # fmt: skip


@pytest.mark.usefixtures("every_row")
@pytest.mark.parametrize("case", BAD_DATES)
def test_date_that_does_not_fit_is_refused(case: str) -> None:
    fields, sentence = BAD_DATES[case]
    session = first_of()
    with pytest.raises(CannotPropose, match=sentence) as refused:
        propose_dates(session.series, proposals={session.pk: proposal_for(session, **{"on": DAY, **fields})},
                      side=rules.ORGANISATION_SIDE, by=contact_of(session.series), at=clock.now())  # fmt: skip
    assert refused.value.problems[0].field.startswith(f"{session.pk}-")
    session.refresh_from_db()
    assert session.status == rules.TO_PLAN


@pytest.mark.usefixtures("every_row")
def test_session_of_two_half_days_may_last_ten_hours() -> None:
    session = first_of(2)
    Session.objects.filter(pk=session.pk).update(half_days=2)
    with pytest.raises(CannotPropose, match="telt 2 halve dagen en duurt ten hoogste 10 uur"):
        propose(session, on=DAY, starts_at=clock.moment_on(DAY, 8), ends_at=clock.moment_on(DAY, 18, 30))
    whole_day = {"starts_at": clock.moment_on(DAY, 9), "ends_at": clock.moment_on(DAY, 17)}
    confirmed = confirm(session, on=DAY, **whole_day)
    assert (confirmed.status, confirmed.ends_at) == (rules.CONFIRMED, whole_day["ends_at"])


@pytest.mark.usefixtures("every_row")
def test_later_step_is_not_dated_before_an_earlier_one() -> None:
    series = first_of().series
    second = series.sessions.get(position=2)
    propose(second, on=DAY)
    with pytest.raises(CannotPropose, match="«Sessie 3» komt na «Sessie 2»"):
        propose(series.sessions.get(position=3), on=DAY - timedelta(days=1))
    with pytest.raises(CannotPropose, match="«Sessie 1» komt voor «Sessie 2»"):
        propose(series.sessions.get(position=1), on=DAY + timedelta(days=1))


@pytest.mark.usefixtures("every_row")
def test_session_of_the_next_phase_is_not_dated_before_this_one() -> None:
    series = make_series(sessions=[*workshops(1), *workshops(1, phase=2)])
    propose(series.sessions.get(phase=1), on=DAY)
    with pytest.raises(CannotPropose, match="Kies een latere dag"):
        propose(series.sessions.get(phase=2), on=DAY - timedelta(days=7))


@pytest.mark.usefixtures("every_row")
def test_several_dates_are_proposed_together_or_not_at_all() -> None:
    series = first_of().series
    sessions = list(series.sessions.in_order())
    good = {s.pk: proposal_for(s, on=DAY + timedelta(days=7 * n)) for n, s in enumerate(sessions)}
    bad = {**good, sessions[5].pk: proposal_for(sessions[5], on=DAY)}
    with pytest.raises(CannotPropose):
        propose_dates(series, proposals=bad, side=rules.PROVIDER_SIDE, by=planner_of(series), at=clock.now())
    assert set(series.sessions.values_list("status", flat=True)) == {rules.TO_PLAN}
    propose_dates(series, proposals=good, side=rules.PROVIDER_SIDE, by=planner_of(series), at=clock.now())
    assert set(series.sessions.values_list("status", flat=True)) == {rules.PROPOSED}
    assert OutgoingMail.objects.filter(subject__startswith="Voorstel van datum").count() == 1


@pytest.mark.usefixtures("every_row")
def test_no_proposal_at_all_is_refused() -> None:
    series = make_series()
    with pytest.raises(CannotPropose, match="minstens één datum"):
        propose_dates(series, proposals={}, side=rules.PROVIDER_SIDE, by=planner_of(series), at=clock.now())


@pytest.mark.usefixtures("every_row")
def test_duo_that_is_taken_cannot_be_proposed_elsewhere_at_the_same_hour() -> None:
    one = first_of()
    confirm(one, on=DAY)
    other = make_series(provider=one.series.provider)
    make_duo(other, trainer=one.trainer)
    with pytest.raises(CannotPropose, match="is dan al bezet"):
        propose(other.sessions.get(position=1), on=DAY)
    assert propose(other.sessions.get(position=1), on=DAY, half="nm").status == rules.PROPOSED


@pytest.mark.usefixtures("every_row")
def test_duo_that_was_taken_meanwhile_is_refused_at_confirmation() -> None:
    one = first_of()
    other = make_series(provider=one.series.provider)
    make_duo(other, trainer=one.trainer)
    waiting = propose(one, on=DAY)
    confirm(other.sessions.get(position=1), on=DAY)
    with pytest.raises(CannotConfirm, match="is dan al bezet"):
        by_provider(waiting, confirm_date)


@pytest.mark.usefixtures("every_row")
def test_database_refusal_of_a_double_booking_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    one = first_of()
    other = make_series(provider=one.series.provider)
    make_duo(other, trainer=one.trainer)
    waiting = propose(one, on=DAY)
    confirm(other.sessions.get(position=1), on=DAY)
    monkeypatch.setattr("tandem.sessions.actions.dates.busy_problems", lambda *_, **__: [])  # as when it came too early
    with pytest.raises(bookings.CannotBook, match=r"is dan al bezet\. Kies voor «Sessie 1» een ander moment"):
        by_provider(waiting, confirm_date)


@pytest.mark.usefixtures("every_row")
def test_two_editors_never_overwrite_each_other() -> None:
    session = first_of()
    seen = proposal_for(session, on=DAY)
    mine = propose(session, on=DAY + timedelta(days=3), side=rules.PROVIDER_SIDE)
    with pytest.raises(Conflict, match="Iemand wijzigde «Sessie 1»") as refused:
        propose_dates(session.series, proposals={session.pk: seen}, side=rules.ORGANISATION_SIDE,
                      by=contact_of(session.series), at=clock.now())  # fmt: skip
    assert refused.value.current.starts_at == mine.starts_at


@pytest.mark.usefixtures("every_row")
def test_confirming_a_date_that_changed_on_the_way_is_refused() -> None:
    seen = propose(first_of(), on=DAY)
    propose(seen, on=DAY + timedelta(days=1))
    with pytest.raises(Conflict):
        by_provider(seen, confirm_date, version=seen.version)


@pytest.mark.usefixtures("every_row")
def test_new_proposal_for_a_confirmed_date_gives_the_half_day_back() -> None:
    session = confirm(first_of(), on=DAY)
    moved = propose(session, on=DAY + timedelta(days=2))
    assert (moved.status, moved.confirmed_at) == (rules.PROPOSED, None)
    assert not Booking.objects.filter(is_active=True).exists()


@pytest.mark.usefixtures("every_row")
def test_cancelled_session_frees_the_duo_and_can_be_planned_again(heard: list[SeriesChanged]) -> None:
    session = confirm(first_of(), on=DAY)
    cancelled = cancel_session(session, reason=" Staking. ", version=session.version, by=contact_of(session.series),
                               at=clock.now())  # fmt: skip
    assert (cancelled.status, cancelled.cancel_reason) == (rules.CANCELLED, "Staking.")
    assert not Booking.objects.filter(is_active=True).exists()
    assert heard[-1].what == "session_cancelled"
    again = replan_session(cancelled, version=cancelled.version, by=planner_of(session.series), at=clock.now())
    assert (again.status, again.starts_at, again.cancel_reason) == (rules.TO_PLAN, None, "")


@pytest.mark.usefixtures("every_row")
def test_cancelling_without_a_reason_is_refused() -> None:
    session = first_of()
    with pytest.raises(CannotCancel, match="in een zin waarom"):
        cancel_session(session, reason="  ", by=planner_of(session.series), at=clock.now())


@pytest.mark.usefixtures("every_row")
def test_cancelled_proposal_is_told_to_both_sides() -> None:
    session = propose(first_of(), on=DAY)
    cancel_session(session, reason="Geen plaats.", by=planner_of(session.series), at=clock.now())
    told = OutgoingMail.objects.filter(subject="Gaat niet door: Sessie 1").values_list("to_person_id", flat=True)
    assert set(told) == {contact_of(session.series).pk, session.trainer_id, session.experiential_expert_id}


@pytest.mark.usefixtures("every_row")
def test_half_day_that_was_replaced_does_not_come_back() -> None:
    series = make_series()
    gone = cancel_session(series.sessions.get(position=1), reason="Te vroeg.", by=planner_of(series), at=clock.now())
    add_sessions(series, sessions=workshops(1), by=planner_of(series), at=clock.now())
    with pytest.raises(CannotPropose, match="ten hoogste 6 halve dagen"):
        replan_session(gone, by=planner_of(series), at=clock.now())


@pytest.mark.usefixtures("every_row")
def test_past_session_is_not_proposed_or_cancelled() -> None:
    held = make_session(status=rules.HELD)
    with pytest.raises(CannotTransition, match="voorbij of afgelast"):
        propose(held, on=DAY)
    with pytest.raises(CannotTransition, match="al voorbij"):
        cancel_session(held, reason="Toch niet.", by=planner_of(held.series), at=clock.now())


@pytest.mark.usefixtures("every_row")
def test_place_changes_without_a_new_date() -> None:
    session = confirm(first_of(), on=DAY)
    moved = change_place(session, where=Place(is_remote=True, remote_link="https://online.voorbeeld.test/zaal"),
                         version=session.version, by=contact_of(session.series), at=clock.now())  # fmt: skip
    assert (moved.status, moved.place, moved.starts_at) == (rules.CONFIRMED, "", session.starts_at)
    assert OutgoingMail.objects.filter(subject="Gewijzigd: Sessie 1").count() == 3


@pytest.mark.usefixtures("every_row")
def test_place_of_a_past_session_stays() -> None:
    held = make_session(status=rules.HELD)
    with pytest.raises(CannotPropose, match="verandert niet meer"):
        change_place(held, where=Place(place="Elders 2"), by=planner_of(held.series), at=clock.now())


@pytest.mark.usefixtures("every_row")
def test_agreed_dates_are_reported_and_the_rest_later(heard: list[SeriesChanged]) -> None:
    one = confirm(first_of(), on=DAY)
    series, contact = one.series, contact_of(one.series)
    assert report_dates(series, by=contact, at=clock.now()) == 1
    assert heard[-1].what == "dates_reported"
    with pytest.raises(CannotReport, match="geen nieuwe bevestigde datum"):
        report_dates(series, by=contact, at=clock.now())
    confirm(series.sessions.get(position=2), on=DAY + timedelta(days=7))
    assert report_dates(series, by=contact, at=clock.now()) == 1
    assert AuditEntry.objects.filter(action="sessions.report_dates").count() == 2


@pytest.mark.usefixtures("every_row")
def test_change_of_a_reported_date_asks_a_new_report() -> None:
    session = confirm(first_of(), on=DAY)
    report_dates(session.series, by=contact_of(session.series), at=clock.now())
    session.refresh_from_db()
    moved = propose(session, on=DAY + timedelta(days=1), side=rules.PROVIDER_SIDE)
    assert moved.reported_at is None
    assert OutgoingMail.objects.get(subject__startswith="Geef straks").to_person_id == contact_of(session.series).pk


@pytest.mark.usefixtures("every_row")
def test_session_is_held_after_its_end_only(heard: list[SeriesChanged]) -> None:
    session = confirm(first_of(), on=DAY)
    with pytest.raises(CannotHold, match="Meld ze daarna als voorbij"):
        mark_held(session, by=session.trainer, at=session.ends_at - timedelta(minutes=1))
    held = mark_held(session, by=session.trainer, at=session.ends_at)
    assert (held.status, held.held_at, heard[-1].what) == (rules.HELD, session.ends_at, "session_held")


@pytest.mark.usefixtures("every_row")
def test_held_twice_is_held_once() -> None:
    session = confirm(first_of(), on=DAY)
    held = mark_held(session, by=None, at=session.ends_at)
    assert mark_held(session, by=None, at=session.ends_at + timedelta(hours=1)).version == held.version
    assert AuditEntry.objects.filter(action="sessions.mark_held").count() == 1


@pytest.mark.usefixtures("every_row")
def test_session_whose_list_is_not_closed_waits_for_its_end() -> None:
    session = confirm(first_of(), on=DAY)
    AttendanceList.objects.create(session=session, code="AB12", door_secret="x", opened_at=session.starts_at)
    with pytest.raises(CannotHold):
        mark_held(Session.objects.get(pk=session.pk), by=None, at=session.ends_at - timedelta(minutes=10))


def test_dates_of_two_people_at_once_are_booked_once(fresh_database: OwnDatabase) -> None:
    """Two planners confirm two sessions of one trainer at the same hour, in two connections."""
    with access.as_system():
        one = first_of(1)
        other = make_series(provider=one.series.provider, sessions=workshops(1))
        make_duo(other, trainer=one.trainer)
        waiting = [propose(one, on=DAY), propose(other.sessions.get(), on=DAY)]
    answers: list[str] = []
    both_checked = threading.Barrier(2, timeout=20)

    def confirm_in_own_connection(session: Session) -> None:
        try:
            with access.as_system(), pausing_before_booking(both_checked):
                confirm_date(session, side=rules.PROVIDER_SIDE, by=session.trainer, at=clock.now())
            answers.append("confirmed")
        except Refusal as refusal:
            answers.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm_in_own_connection, args=[session]) for session in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with access.as_system():
        assert Session.objects.filter(status=rules.CONFIRMED).count() == 1
        assert Booking.objects.filter(person=one.trainer, is_active=True).count() == 1
    assert max(answers) == "confirmed"
    assert "is dan al bezet" in min(answers)


@contextmanager
def pausing_before_booking(barrier: threading.Barrier) -> Iterator[None]:
    """Both have passed the rule before one of them writes its booking, so that the constraint has to decide."""

    def wait(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        if sql.startswith('INSERT INTO "tandem_sessions_booking"'):
            context["connection"].execute_wrappers.remove(wait)
            barrier.wait()
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(wait)
    try:
        yield
    finally:
        if wait in connection.execute_wrappers:
            connection.execute_wrappers.remove(wait)


@pytest.mark.usefixtures("every_row")
def test_failing_audit_undoes_the_confirmation(monkeypatch: pytest.MonkeyPatch) -> None:
    session = propose(first_of(), on=DAY)

    def fail(*_: object, **__: object) -> None:
        raise IntegrityError("no audit")

    monkeypatch.setattr("tandem.kernel.audit.AuditEntry.objects.create", fail)
    with pytest.raises(IntegrityError, match="no audit"), transaction.atomic():
        by_provider(session, confirm_date)
    session.refresh_from_db()
    assert session.status == rules.PROPOSED
    assert not Booking.objects.exists()


@pytest.mark.usefixtures("every_row")
def test_session_of_an_organisation_without_an_address_still_has_a_place() -> None:
    series = make_series(place="", organisation=make_organisation(street="", postal_code="", place="", name="De Wilg"))
    assert usual_place(series) == "De Wilg"
