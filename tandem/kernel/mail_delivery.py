"""Handing one message to the mail server, and forgetting the secrets it carried."""

from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import OutgoingMail

LOGIN = "login"


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
