"""Mail leaves from the database: written in the transaction of the action, sent by a job, once.

Decisions are written as held and wait until a person releases them; notices are queued at once.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from tandem.kernel import jobs
from tandem.kernel.mail_delivery import LOGIN
from tandem.kernel.models import OutgoingMail, StoredFile

NOTICE, DECISION, INVITATION = "notice", "decision", "invitation"
__all__ = ["DECISION", "INVITATION", "LOGIN", "NOTICE", "cancel_mail", "mails_about", "release_mail", "write_mail"]


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
            "kind": kind, "to_email": to_email, "to_name": to_name, "subject": subject[:200],
            "to_person_id": to_person.pk if to_person else None, "made_by_id": by.pk if by else None,
            "body": body, "calendar": calendar, "calendar_method": calendar_method, "made_at": at,
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
