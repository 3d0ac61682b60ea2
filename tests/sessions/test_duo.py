"""The duo: always a trainer and a trained experiential expert, in the rule and in the database."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.kernel.refusal import Conflict
from tandem.sessions import rules
from tandem.sessions.actions.dates import CannotConfirm, confirm_date
from tandem.sessions.actions.duo import (
    CannotAnswer,
    CannotAssignDuo,
    answer_duo,
    assign_duo,
    assign_stand_in,
)
from tandem.sessions.models import Booking, Duo
from tandem.sessions.queries.candidates import duo_candidates, stand_ins
from tests.factories import make_membership, make_person
from tests.sessions.factories import (
    confirm,
    make_duo,
    make_series,
    make_session,
    make_trained_expert,
    make_trainer,
    planner_of,
    propose,
    workshops,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_row")]
MONDAY = date(2031, 5, 5)


def in_three_weeks() -> date:
    return clock.today() + timedelta(days=21)


def test_duo_leads_every_session_to_come_and_both_are_asked() -> None:
    series = make_series()
    duo = make_duo(series)
    assert set(series.sessions.values_list("trainer_id", "experiential_expert_id")) == {
        (duo.trainer_id, duo.experiential_expert_id)
    }
    asked = OutgoingMail.objects.filter(subject__startswith="Wil jij in het duo").order_by("pk")
    assert {mail.to_person_id for mail in asked} == {duo.trainer_id, duo.experiential_expert_id}
    assert all("ja of nee" in mail.body for mail in asked)
    assert AuditEntry.objects.get(action="sessions.assign_duo").facts["series"] == str(series.pk)


def test_held_session_keeps_the_people_who_led_it() -> None:
    series = make_series()
    held = make_session(series, status=rules.HELD)
    before = (held.trainer_id, held.experiential_expert_id)
    make_duo(series)
    held.refresh_from_db()
    assert (held.trainer_id, held.experiential_expert_id) == before


@pytest.mark.parametrize("trained_on", [None, clock.today() + timedelta(days=1)])
def test_expert_whose_training_is_not_finished_is_refused(trained_on: date | None) -> None:
    series = make_series()
    expert = make_trained_expert(series.provider, trained_on=trained_on)
    with pytest.raises(CannotAssignDuo, match="opleiding tot ervaringsdeskundige nog niet afgerond"):
        make_duo(series, expert=expert)
    assert not Duo.objects.exists()


def test_expert_whose_training_is_not_finished_is_refused_by_the_database_too() -> None:
    series = make_series()
    expert, trainer = make_trained_expert(series.provider, trained_on=None), make_trainer(series.provider)
    with pytest.raises(IntegrityError, match="a duo has a trained experiential expert"), transaction.atomic():
        Duo.objects.create(series=series, trainer=trainer, experiential_expert=expert, assigned_at=clock.now(),
                           assigned_by=trainer)  # fmt: skip


def test_confirmed_session_with_an_untrained_expert_is_refused_by_the_database() -> None:
    series = make_series()
    make_duo(series)
    session = confirm(series.sessions.get(position=1), on=in_three_weeks())
    expert = make_trained_expert(series.provider, trained_on=None)
    with (
        pytest.raises(IntegrityError, match="a confirmed session has a trained experiential expert"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update tandem_sessions_session set experiential_expert_id = %s where id = %s", [expert.pk, session.pk]
        )


@pytest.mark.parametrize("missing", ["trainer", "experiential_expert"])
def test_half_a_duo_is_refused(missing: str) -> None:
    series = make_series()
    people = {"trainer": make_trainer(series.provider), "experiential_expert": make_trained_expert(series.provider)}
    with pytest.raises(CannotAssignDuo, match="Een bijeenkomst heeft altijd een duo"):
        assign_duo(series, **{**people, missing: None}, by=planner_of(series), at=clock.now())


def test_duo_of_one_person_is_refused() -> None:
    series = make_series()
    both = make_person()
    make_membership(TRAINER, person=both, organisation=series.provider)
    make_membership(EXPERIENTIAL_EXPERT, person=both, organisation=series.provider)
    with pytest.raises(CannotAssignDuo, match="twee verschillende mensen"):
        make_duo(series, trainer=both, expert=both)


def test_people_of_another_provider_are_refused() -> None:
    series = make_series()
    stranger = make_trainer(make_series().provider)
    with pytest.raises(CannotAssignDuo, match="Kies een vormingsmedewerker"):
        make_duo(series, trainer=stranger)


def test_new_duo_ends_the_old_one_and_moves_bookings_and_invitations() -> None:
    series = make_series()
    old = make_duo(series)
    session = confirm(series.sessions.get(position=1), on=in_three_weeks())
    new = make_duo(series, trainer=old.trainer)
    old.refresh_from_db()
    assert old.ended_at is not None
    assert set(Booking.objects.filter(is_active=True).values_list("person_id", flat=True)) == {
        new.trainer_id, new.experiential_expert_id,
    }  # fmt: skip
    told = dict(session.invitations.values_list("email", "method"))
    assert told[old.experiential_expert.email] == "CANCEL"
    assert told[new.experiential_expert.email] == "REQUEST"
    goodbye = OutgoingMail.objects.get(to_email=old.experiential_expert.email, calendar_method="CANCEL")
    assert goodbye.subject == "Je hoeft niet te komen: Sessie 1"


def test_yes_of_who_stays_in_the_duo_is_kept() -> None:
    series = make_series()
    old = make_duo(series)
    answer_duo(series, agrees=True, by=old.trainer, at=clock.now())
    new = make_duo(series, trainer=old.trainer)
    assert new.trainer_agreed_at is not None
    assert new.expert_agreed_at is None


def test_duo_that_is_taken_on_a_confirmed_date_is_refused_with_the_session_named() -> None:
    series = make_series()
    make_duo(series)
    confirm(series.sessions.get(position=1), on=in_three_weeks())
    other = make_series(provider=series.provider)
    busy = make_duo(other)
    confirm(other.sessions.get(position=1), on=in_three_weeks())
    with pytest.raises(CannotAssignDuo, match=f"{busy.trainer} is dan al bezet. Kies voor «Sessie 1»"):
        make_duo(series, trainer=busy.trainer)
    assert series.duos.filter(ended_at__isnull=True).count() == 1


def test_same_duo_again_changes_nothing() -> None:
    series = make_series()
    duo = make_duo(series)
    with pytest.raises(CannotAssignDuo, match="Dit duo is al gekozen"):
        make_duo(series, trainer=duo.trainer, expert=duo.experiential_expert)
    duo.refresh_from_db()
    assert duo.ended_at is None


def test_no_of_a_member_puts_the_series_back_on_the_list() -> None:
    series = make_series()
    duo = make_duo(series)
    fixed = confirm(series.sessions.get(position=1), on=in_three_weeks())
    answer_duo(series, agrees=False, reason="Ik ken die plek te goed.", by=duo.experiential_expert, at=clock.now())
    duo.refresh_from_db()
    fixed.refresh_from_db()
    assert (duo.ended_at is not None, duo.end_reason) == (True, "Ik ken die plek te goed.")
    assert (fixed.status, fixed.trainer_id) == (rules.CONFIRMED, duo.trainer_id)
    assert set(series.sessions.exclude(pk=fixed.pk).values_list("trainer_id", flat=True)) == {None}
    told = OutgoingMail.objects.get(subject__startswith="Nieuw duo nodig")
    assert told.to_person_id == planner_of(series).pk
    assert "Ik ken die plek te goed." in told.body


def test_no_without_a_reason_is_fine() -> None:
    series = make_series()
    duo = make_duo(series)
    answer_duo(series, agrees=False, by=duo.trainer, at=clock.now())
    assert "Reden" not in OutgoingMail.objects.get(subject__startswith="Nieuw duo nodig").body


def test_somebody_outside_the_duo_cannot_answer() -> None:
    series = make_series()
    make_duo(series)
    with pytest.raises(CannotAnswer, match="Er is een ander duo gekozen"):
        answer_duo(series, agrees=True, by=make_trainer(series.provider), at=clock.now())


def test_stand_in_leads_one_session_only() -> None:
    series = make_series()
    duo = make_duo(series)
    session = confirm(series.sessions.get(position=1), on=in_three_weeks())
    expert = make_trained_expert(series.provider)
    changed = assign_stand_in(session, role=EXPERIENTIAL_EXPERT, person=expert, version=session.version,
                              by=planner_of(series), at=clock.now())  # fmt: skip
    assert (changed.trainer_id, changed.experiential_expert_id) == (duo.trainer_id, expert.pk)
    assert series.sessions.filter(experiential_expert=duo.experiential_expert).count() == 5
    assert dict(Booking.objects.filter(session=session).values_list("person_id", "is_active")) == {
        duo.trainer_id: True, duo.experiential_expert_id: False, expert.pk: True,
    }  # fmt: skip
    assert OutgoingMail.objects.filter(to_person=expert, subject="Je valt in: Sessie 1").count() == 1


def test_stand_in_who_is_taken_is_refused() -> None:
    series = make_series()
    make_duo(series)
    session = confirm(series.sessions.get(position=1), on=in_three_weeks())
    other = make_series(provider=series.provider)
    busy = make_duo(other)
    confirm(other.sessions.get(position=1), on=in_three_weeks())
    with pytest.raises(CannotAssignDuo, match="is dan al bezet"):
        assign_stand_in(session, role=TRAINER, person=busy.trainer, by=planner_of(series), at=clock.now())


def test_stand_in_whose_training_is_not_finished_is_refused() -> None:
    series = make_series()
    make_duo(series)
    session = confirm(series.sessions.get(position=1), on=in_three_weeks())
    expert = make_trained_expert(series.provider, trained_on=None)
    with pytest.raises(CannotAssignDuo, match="nog niet afgerond"):
        assign_stand_in(session, role=EXPERIENTIAL_EXPERT, person=expert, by=planner_of(series), at=clock.now())


def test_stand_in_for_a_session_without_date_is_refused() -> None:
    series = make_series()
    make_duo(series)
    with pytest.raises(CannotAssignDuo, match="met een datum"):
        assign_stand_in(series.sessions.get(position=1), role=TRAINER, person=make_trainer(series.provider),
                        by=planner_of(series), at=clock.now())  # fmt: skip


def test_stand_in_on_an_older_version_is_refused() -> None:
    series = make_series()
    make_duo(series)
    session = confirm(series.sessions.get(position=1), on=in_three_weeks())
    with pytest.raises(Conflict):
        assign_stand_in(session, role=TRAINER, person=make_trainer(series.provider), version=session.version - 1,
                        by=planner_of(series), at=clock.now())  # fmt: skip


def test_session_without_duo_is_not_confirmed() -> None:
    session = propose(make_series().sessions.get(position=1), on=in_three_weeks())
    with pytest.raises(CannotConfirm, match="altijd een duo"):
        confirm_date(session, side=rules.PROVIDER_SIDE, by=planner_of(session.series), at=clock.now())


def test_session_after_the_trainer_left_is_not_confirmed() -> None:
    series = make_series()
    duo = make_duo(series)
    duo.trainer.memberships.update(valid_to=clock.today())
    session = propose(series.sessions.get(position=1), on=in_three_weeks())
    with pytest.raises(CannotConfirm, match="Kies een vormingsmedewerker"):
        confirm_date(session, side=rules.PROVIDER_SIDE, by=planner_of(series), at=clock.now())


def test_candidates_say_what_a_planner_wants_to_know() -> None:
    series = make_series(sessions=workshops(2))
    near = make_trainer(series.provider, province="Oost-Vlaanderen")
    far = make_trainer(series.provider, province="Limburg")
    experts = [make_trained_expert(series.provider), make_trained_expert(series.provider, trained_on=None)]
    other = make_series(provider=series.provider, organisation=series.organisation, sessions=workshops(2))
    make_duo(other, trainer=far, expert=experts[0])
    make_session(other, status=rules.HELD)
    confirm(other.sessions.get(position=2), on=in_three_weeks())
    propose(series.sessions.get(position=1), on=in_three_weeks())
    trainers, found = duo_candidates(series, on=clock.today())
    assert [(c.person_id, c.is_near, c.half_days, len(c.busy)) for c in trainers] == [
        (near.pk, True, 0, 0), (far.pk, False, 1, 1),
    ]  # fmt: skip
    assert trainers[1].contact == "al 1 keer bij deze organisatie"
    assert trainers[1].busy[0].startswith("Sessie 1, ")
    assert [(c.person_id, c.refusal) for c in found] == [
        (experts[0].pk, ""), (experts[1].pk, "De opleiding tot ervaringsdeskundige is nog niet afgerond."),
    ]  # fmt: skip


def test_stand_ins_leave_out_who_is_taken_at_that_moment() -> None:
    series = make_series(sessions=workshops(1))
    duo = make_duo(series)
    session = confirm(series.sessions.get(), on=in_three_weeks())
    other = make_series(provider=series.provider, sessions=workshops(1))
    busy = make_duo(other)
    confirm(other.sessions.get(), on=in_three_weeks())
    free = make_trainer(series.provider)
    trainers, _experts = stand_ins(session, on=clock.today())
    assert {c.person_id: c.may_be_chosen for c in trainers} == {
        duo.trainer_id: True, free.pk: True, busy.trainer_id: False,
    }  # fmt: skip


def test_booking_that_overlaps_is_refused_by_the_database() -> None:
    series = make_series(sessions=workshops(1))
    make_duo(series)
    session = confirm(series.sessions.get(), on=MONDAY)
    first = Booking.objects.filter(session=session).order_by("pk").first()
    other = make_series(sessions=workshops(1)).sessions.get()
    with pytest.raises(IntegrityError, match="nobody_is_booked_twice"), transaction.atomic():
        Booking.objects.create(session=other, person_id=first.person_id, period=first.period)
