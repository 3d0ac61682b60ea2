"""Mail is written with the action, leaves once, and decisions wait for a person."""

import asyncio
import email
import threading
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP
from django.core import mail as django_mail
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tandem.kernel import clock, jobs
from tandem.kernel.documents import storage
from tandem.kernel.mail import DECISION, NOTICE, mails_about, release_mail, write_mail
from tandem.kernel.models import OutgoingMail
from tests.factories import make_organisation, make_person


def _write(**fields: object) -> OutgoingMail:
    facts = {"key": "test:1", "kind": NOTICE, "to_email": "noor@voorbeeld.test", "subject": "Dag", "body": "Tekst",
             "at": clock.now(), "by": None, **fields}  # fmt: skip
    return write_mail(**facts)  # type: ignore[arg-type]


def _waiting_jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="kernel.send_mail").count()


def test_same_key_writes_one_mail(db: None) -> None:
    assert _write() == _write(subject="Nog eens")
    assert (OutgoingMail.objects.count(), _waiting_jobs()) == (1, 1)


def test_rolled_back_action_leaves_no_mail_and_no_job(db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 (one action)
        _write()
        1 / 0  # noqa: B018
    assert (OutgoingMail.objects.count(), _waiting_jobs()) == (0, 0)


def test_held_decision_leaves_only_when_released(db: None) -> None:
    mail = _write(kind=DECISION, is_held=True)
    jobs.send_mail(mail_id=str(mail.pk))
    assert (_waiting_jobs(), len(django_mail.outbox)) == (0, 0)
    release_mail(mail, at=clock.now())
    release_mail(mail, at=clock.now())
    assert _waiting_jobs() == 1


def test_second_run_of_the_job_sends_nothing_more(db: None) -> None:
    mail = _write(about=make_organisation())
    jobs.send_mail(mail_id=str(mail.pk))
    jobs.send_mail(mail_id=str(mail.pk))
    assert [message.subject for message in django_mail.outbox] == ["Dag"]
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (OutgoingMail.Status.SENT, 1)


def test_mails_about_a_thing_are_found(db: None) -> None:
    organisation = make_organisation()
    mail = _write(about=organisation)
    assert list(mails_about(organisation)) == [mail]


class Received:
    """Keeps what a real SMTP server was handed."""

    def __init__(self) -> None:
        self.contents: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        self.contents.append(envelope.content)  # type: ignore[attr-defined]
        return "250 Message accepted"


@pytest.fixture
def smtp(settings: object) -> Iterator[Received]:
    received, loop, ready = Received(), asyncio.new_event_loop(), threading.Event()
    servers: list[asyncio.AbstractServer] = []

    def serve() -> None:
        asyncio.set_event_loop(loop)
        made = loop.create_server(lambda: SMTP(received, loop=loop), host="127.0.0.1", port=0)
        servers.append(loop.run_until_complete(made))
        ready.set()
        loop.run_forever()
        servers[0].close()
        loop.run_until_complete(servers[0].wait_closed())
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(10)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = servers[0].sockets[0].getsockname()[:2]  # type: ignore[attr-defined]
    yield received
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


def test_mail_goes_through_a_real_smtp_server(db: None, smtp: Received) -> None:
    person = make_person()
    stored = storage.store(b"%PDF-1.7 proef", kind="test", name="brief.pdf", content_type="application/pdf", by=person,
                           at=clock.now())  # fmt: skip
    mail = _write(attachments=[stored], calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", calendar_method="REQUEST")
    jobs.send_mail(mail_id=str(mail.pk))
    message: EmailMessage = email.message_from_bytes(smtp.contents[0], policy=policy.default)  # type: ignore[assignment]
    assert message["To"] == "noor@voorbeeld.test"
    assert message["Message-ID"] == f"<{mail.pk}@tandem>"
    parts = {part.get_content_type(): part for part in message.walk()}
    assert parts["application/pdf"].get_filename() == "brief.pdf"
    assert parts["text/calendar"]["Content-Type"].params["method"] == "REQUEST"


def test_unreachable_server_leaves_the_mail_to_be_tried_again(db: None, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    mail = _write()
    with pytest.raises(jobs.MailNotDelivered):
        jobs.send_mail(mail_id=str(mail.pk))
    mail.refresh_from_db()
    assert (mail.status, mail.problem) == (OutgoingMail.Status.FAILED, "ConnectionRefusedError")


def test_task_is_known_to_the_worker() -> None:
    assert "kernel.send_mail" in app.tasks
