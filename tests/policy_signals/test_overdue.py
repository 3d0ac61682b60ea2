"""An addressee whose answer is late gets a reminder: at most one in a fortnight, and its givers never."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.managing import hash_of
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.policy_signals.actions.reminder import remind_addressees
from tandem.policy_signals.jobs import remind_late_addressees
from tandem.policy_signals.models import Bundle, BundleEvent
from tandem.policy_signals.rules.overdue import is_reminder_due
from tests.policy_signals.factories import make_addressee
from tests.policy_signals.sent_bundles import make_answered, make_sent

DUE = date(2026, 5, 4)


def on(day: date) -> int:
    return remind_addressees(at=clock.moment_on(day, 7))


def make_late(**fields: object) -> Bundle:
    return make_sent(due_on=DUE, sent_at=clock.moment_on(DUE, 9) - timedelta(days=60), **fields)


def test_reminder_comes_at_most_once_a_fortnight() -> None:
    at = clock.moment_on(DUE, 7)
    assert is_reminder_due(None, at)
    assert not is_reminder_due(at, at + timedelta(days=13, hours=23))
    assert is_reminder_due(at, at + timedelta(days=14))


@pytest.mark.django_db
def test_late_addressee_is_mailed_again_after_a_fortnight_and_not_twice_at_once() -> None:
    bundle = make_late()
    days = [DUE, *(DUE + timedelta(days=days) for days in (1, 1, 8, 15, 16, 29))]
    assert [on(day) for day in days] == [0, 1, 0, 0, 1, 0, 1]
    mails = list(OutgoingMail.objects.all())
    assert {mail.to_email for mail in mails} == {bundle.addressee.email}
    assert len(mails) == 3
    with access.as_system():
        assert BundleEvent.objects.filter(bundle=bundle, act="remind", is_public=True).count() == 3


@pytest.mark.django_db
def test_reminder_brings_a_link_that_works_and_the_earlier_one_stops(client: Client) -> None:
    make_late(token_hash=hash_of("oude-link"))
    on(DUE + timedelta(days=1))
    body = OutgoingMail.objects.get().body
    path = body[body.index("/signalen/antwoord/") :].split()[0]
    assert client.get(path).status_code == 200
    assert client.get(reverse("bundle_answer", args=["oude-link"])).status_code == 404


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_answered_not_late_or_not_sent() -> None:
    make_answered(due_on=DUE)
    make_sent()
    make_late(state="bundled")
    make_late(addressee=make_addressee(ended_on=DUE))
    remind_late_addressees(0)
    assert [mail for mail in OutgoingMail.objects.all() if "wachten" in mail.subject] == []


@pytest.mark.django_db
def test_signal_that_was_sent_again_starts_anew() -> None:
    bundle = make_late()
    assert on(DUE + timedelta(days=1)) == 1
    with access.as_system():
        again = {"sent_at": clock.moment_on(DUE + timedelta(days=2), 9), "due_on": DUE + timedelta(days=3)}
        Bundle.objects.filter(pk=bundle.pk).update(**again)
    assert on(DUE + timedelta(days=4)) == 1
