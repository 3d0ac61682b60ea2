"""Invitations follow the session: created, updated, cancelled; the same state twice sends nothing."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.sessions import rules
from tandem.sessions.actions.dates import (
    Place,
    cancel_session,
    change_place,
    confirm_date,
    mark_held,
    replan_session,
    withdraw_proposal,
)
from tandem.sessions.actions.invitations import refresh_invitations
from tandem.sessions.jobs import refresh_invitations_nightly
from tandem.sessions.models import SentInvitation, Session
from tests.factories import make_membership
from tests.sessions.factories import confirm, contact_of, make_duo, make_series, planner_of, propose, workshops

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_row")]
DAY = date(2031, 5, 6)


def confirmed_session() -> Session:
    series = make_series(sessions=workshops(2))
    make_duo(series)
    return confirm(series.sessions.get(position=1), on=DAY)


def calendar_mails(session: Session, email: str | None = None) -> list[OutgoingMail]:
    """Mails with a calendar part about a session, oldest first."""
    rows = OutgoingMail.objects.filter(calendar__contains=f"{session.pk}@tandem").order_by("made_at", "pk")
    return list(rows.filter(to_email=email) if email else rows)


def event_in(mail: OutgoingMail) -> tuple[str, int, str]:
    """Method, sequence and status of the only event in a mail."""
    calendar = Calendar.from_ical(mail.calendar)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), int(event["SEQUENCE"]), str(event["STATUS"])


def told(session: Session) -> dict[str, tuple[str, int]]:
    return {
        row.email: (row.method, row.sequence) for row in SentInvitation.objects.filter(session=session).order_by("pk")
    }


def test_contact_and_duo_are_invited_when_the_date_is_confirmed() -> None:
    session = confirmed_session()
    people = {contact_of(session.series).email, session.trainer.email, session.experiential_expert.email}
    assert {mail.to_email for mail in calendar_mails(session)} == people
    assert {event_in(mail) for mail in calendar_mails(session)} == {("REQUEST", 1, "CONFIRMED")}
    assert {mail.subject for mail in calendar_mails(session)} == {"Uitnodiging: Sessie 1"}
    assert told(session) == dict.fromkeys(people, ("REQUEST", 1))


def test_invitation_names_nobody_but_its_receiver_as_guest() -> None:
    session = confirmed_session()
    for mail in calendar_mails(session):
        (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
        assert str(event["ATTENDEE"]) == f"mailto:{mail.to_email}"


def test_proposal_invites_nobody() -> None:
    series = make_series()
    make_duo(series)
    session = propose(series.sessions.get(position=1), on=DAY)
    assert calendar_mails(session) == []


def test_same_state_twice_sends_nothing() -> None:
    session = confirmed_session()
    before = OutgoingMail.objects.count()
    assert refresh_invitations(session, by=None, at=clock.now()) == 0
    assert refresh_invitations(Session.objects.get(pk=session.pk), by=None, at=clock.now()) == 0
    assert OutgoingMail.objects.count() == before


def test_other_place_updates_the_same_event_with_a_higher_sequence() -> None:
    session = confirmed_session()
    moved = change_place(
        session, where=Place(place="Beukenplein 3", directions="Bus 3"), by=planner_of(session.series), at=clock.now()
    )
    last = calendar_mails(session, session.trainer.email)[-1]
    assert event_in(last) == ("REQUEST", 2, "CONFIRMED")
    assert "Beukenplein 3" in last.body
    assert last.subject == "Gewijzigd: Sessie 1"
    assert set(told(moved).values()) == {("REQUEST", 2)}


def test_cancelled_session_takes_every_invitation_back_with_the_reason() -> None:
    session = confirmed_session()
    cancel_session(session, reason="Staking bij het spoor.", by=contact_of(session.series), at=clock.now())
    last = calendar_mails(session, session.trainer.email)[-1]
    assert event_in(last) == ("CANCEL", 2, "CANCELLED")
    assert (last.subject, "Staking bij het spoor." in last.body) == ("Gaat niet door: Sessie 1", True)
    assert set(told(session).values()) == {("CANCEL", 2)}


def test_other_day_takes_the_invitation_back_until_it_is_confirmed() -> None:
    session = confirmed_session()
    moved = propose(session, on=DAY + timedelta(days=1))
    assert calendar_mails(session, session.trainer.email)[-1].subject == "Andere dag in overleg: Sessie 1"
    confirm_date(moved, side=rules.PROVIDER_SIDE, by=planner_of(session.series), at=clock.now())
    sequences = [event_in(mail)[:2] for mail in calendar_mails(session, session.trainer.email)]
    assert sequences == [("REQUEST", 1), ("CANCEL", 2), ("REQUEST", 3)]


def test_withdrawn_proposal_sends_no_second_cancellation() -> None:
    session = confirmed_session()
    moved = propose(session, on=DAY + timedelta(days=1))
    before = len(calendar_mails(session))
    withdraw_proposal(moved, side=rules.ORGANISATION_SIDE, by=contact_of(session.series), at=clock.now())
    assert len(calendar_mails(session)) == before


def test_session_planned_again_keeps_its_place_in_calendars() -> None:
    session = confirmed_session()
    gone = cancel_session(session, reason="Ziekte.", by=planner_of(session.series), at=clock.now())
    again = replan_session(gone, by=planner_of(session.series), at=clock.now())
    confirm(again, on=DAY + timedelta(days=14))
    mails = calendar_mails(session, session.trainer.email)
    assert [event_in(mail)[:2] for mail in mails] == [("REQUEST", 1), ("CANCEL", 2), ("REQUEST", 3)]
    uids = {str(event["UID"]) for mail in mails for event in Calendar.from_ical(mail.calendar).walk("VEVENT")}
    assert uids == {f"{session.pk}@tandem"}


def test_new_contact_is_invited_and_the_others_hear_nothing() -> None:
    session = confirmed_session()
    newcomer = make_membership(ORGANISATION_CONTACT, organisation=session.series.organisation).person
    assert refresh_invitations(session, by=None, at=clock.now()) == 1
    assert event_in(calendar_mails(session, newcomer.email)[-1]) == ("REQUEST", 1, "CONFIRMED")


def test_contacts_of_a_new_day_are_told_at_night_once() -> None:
    session = confirmed_session()
    newcomer = make_membership(ORGANISATION_CONTACT, organisation=session.series.organisation).person
    for _ in range(2):
        refresh_invitations_nightly(timestamp=0)
    with access.as_system():
        assert len(calendar_mails(session)) == 4
        assert [mail.subject for mail in calendar_mails(session, newcomer.email)] == ["Uitnodiging: Sessie 1"]


def test_contact_who_left_gets_a_cancellation_and_later_changes_reach_who_came_back() -> None:
    session = confirmed_session()
    contact = contact_of(session.series)
    contact.memberships.update(valid_to=clock.today() - timedelta(days=1))
    assert refresh_invitations(session, by=None, at=clock.now()) == 1
    assert told(session)[contact.email] == ("CANCEL", 2)
    contact.memberships.update(valid_to=None)
    assert refresh_invitations(session, by=None, at=clock.now()) == 1
    assert told(session)[contact.email] == ("REQUEST", 3)
    moved = change_place(session, where=Place(place="Beukenplein 3", directions="Bus 3"), by=contact, at=clock.now())
    assert set(told(moved).values()) == {("REQUEST", 4)}


def test_person_without_mail_address_is_left_out() -> None:
    series = make_series(sessions=workshops(1))
    duo = make_duo(series)
    duo.trainer.email = None
    duo.trainer.save()
    session = confirm(series.sessions.get(), on=DAY)
    assert set(told(session)) == {contact_of(series).email, duo.experiential_expert.email}


def test_past_session_changes_no_invitation() -> None:
    session = confirmed_session()
    mark_held(session, by=None, at=session.ends_at)
    assert refresh_invitations(Session.objects.get(pk=session.pk), by=None, at=clock.now()) == 0


def test_refreshing_leaves_one_audit_entry_with_counts_only() -> None:
    session = confirmed_session()
    assert AuditEntry.objects.get(action="sessions.refresh_invitations").facts == {"mails": 3, "sequence": 1}
    assert session.calendar_sequence == 1
