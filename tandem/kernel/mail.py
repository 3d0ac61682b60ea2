"""Mail leaves from the database: written in the transaction of the action, sent by a job, once.

Decisions are written as held and wait until a person releases them; notices are queued at once.
"""

from collections.abc import Iterable
from datetime import datetime
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils.translation import gettext as _

from tandem.kernel import jobs
from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import OutgoingMail, StoredFile

NOTICE, DECISION, INVITATION, LOGIN = "notice", "decision", "invitation", "login"


@transaction.atomic
def write_mail(
    *, key: str, kind: str, to_email: str, subject: str, body: str, at: datetime, by: models.Model | None,
    to_name: str = "", to_person: models.Model | None = None, about: models.Model | None = None,
    attachments: Iterable[StoredFile] = (), calendar: str = "", calendar_method: str = "", is_held: bool = False,
) -> OutgoingMail:  # fmt: skip
    """One message. The same `key` twice gives the first message back and sends nothing more."""
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind, "to_email": to_email, "to_name": to_name, "to_person": to_person, "subject": subject[:200],
            "body": body, "calendar": calendar, "calendar_method": calendar_method, "made_at": at, "made_by": by,
            "status": OutgoingMail.Status.HELD if is_held else OutgoingMail.Status.QUEUED,
            "about_type": about._meta.label_lower if about else "", "about_id": str(about.pk) if about else "",
        },
    )  # fmt: skip
    if is_new:
        mail.attachments.set(attachments)
        if not is_held:
            jobs.send_mail.defer(mail_id=str(mail.pk))
    return mail


@transaction.atomic
def release_mail(mail: OutgoingMail, *, at: datetime) -> None:
    """Let a held message go; a message that is on its way stays as it is."""
    changed = OutgoingMail.objects.filter(pk=mail.pk, status=OutgoingMail.Status.HELD).update(
        status=OutgoingMail.Status.QUEUED, released_at=at
    )
    if changed:
        jobs.send_mail.defer(mail_id=str(mail.pk))


@transaction.atomic
def cancel_mail(mail: OutgoingMail) -> None:
    """Take back a held message; what was released stays as it is."""
    OutgoingMail.objects.filter(pk=mail.pk, status=OutgoingMail.Status.HELD).update(
        status=OutgoingMail.Status.CANCELLED
    )


def mails_about(subject: models.Model) -> models.QuerySet[OutgoingMail]:
    """Messages about one thing, newest first."""
    return OutgoingMail.objects.filter(about_type=subject._meta.label_lower, about_id=str(subject.pk))


def deliver(mail: OutgoingMail) -> None:
    """Hand one message to the mail server. Its Message-ID is its own id, so a double is recognised on the way."""
    message = EmailMessage(
        subject=mail.subject, body=mail.body, from_email=settings.DEFAULT_FROM_EMAIL, to=[mail.to_email],
        headers={"Message-ID": f"<{mail.pk}@tandem>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    for stored in mail.attachments.all():
        message.attach(stored.name, read_file(stored), stored.content_type)
    if mail.calendar:
        message.attach(_calendar_part(mail))
    message.send()


def wipe_secrets(message: OutgoingMail) -> None:
    """A code or a secret link is kept no longer than it takes to send it; example mode keeps it to be read there."""
    if message.kind == LOGIN and not settings.EXAMPLE_MODE:
        message.subject = _("Code of link")
        message.body = _("Deze tekst bevatte een code of een geheime link en is na het verzenden gewist.")


def _calendar_part(mail: OutgoingMail) -> MIMEBase:
    part = MIMEBase("text", "calendar", method=mail.calendar_method, charset="utf-8", name="uitnodiging.ics")
    part.set_payload(mail.calendar.encode())
    encode_base64(part)
    return part
