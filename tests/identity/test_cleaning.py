"""Codes and secret links leave the outbox once sent; ended sessions leave the database."""

from collections.abc import Callable

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from tandem.identity.jobs import forget_ended_sessions
from tandem.kernel import jobs
from tandem.kernel.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db

CodeFor = Callable[[str], str]


def test_code_is_wiped_from_the_outbox_after_sending(client: Client, code_for: CodeFor, settings: object) -> None:
    settings.EXAMPLE_MODE = False  # type: ignore[attr-defined]
    mail, code = asked_code(client, code_for)

    jobs.send_mail(mail_id=str(mail.pk))

    mail.refresh_from_db()
    assert mail.status == OutgoingMail.Status.SENT
    assert code not in mail.body + mail.subject
    assert code in outbox.outbox[0].body


def test_example_mode_keeps_the_code_readable_in_the_outbox(client: Client, code_for: CodeFor) -> None:
    mail, code = asked_code(client, code_for)

    jobs.send_mail(mail_id=str(mail.pk))

    mail.refresh_from_db()
    assert code in mail.body


def test_ended_sessions_and_their_devices_are_forgotten(client: Client, code_for: CodeFor) -> None:
    with time_machine.travel("2027-03-01 09:00 +0100", tick=False):
        person = factories.make_membership().person
        client.post(reverse("account_login"), {"login": person.email})
        client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)})
        forget_ended_sessions(timestamp=0)
        assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)

    with time_machine.travel("2027-03-06 09:00 +0100", tick=False):
        forget_ended_sessions(timestamp=0)

    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def asked_code(client: Client, code_for: CodeFor) -> tuple[OutgoingMail, str]:
    person = factories.make_membership().person
    client.post(reverse("account_login"), {"login": person.email})
    return OutgoingMail.objects.get(to_email=person.email), code_for(person.email)
