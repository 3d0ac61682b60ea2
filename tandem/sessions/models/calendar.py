"""Private calendar feeds, and which invitation each person last received."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tandem.sessions.models.series import Session


class CalendarFeed(models.Model):
    """A secret address per person. A new token makes the old address useless."""

    person = models.OneToOneField("identity.Person", on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True)


class SentInvitation(models.Model):
    """What somebody was last told about a session, so that a change makes an update and not a second event."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    method = models.CharField(max_length=10, choices={"REQUEST": "uitnodiging", "CANCEL": "afgelast"})
    sequence = models.PositiveIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "email"], name="one_invitation_per_address_and_session"),
        ]
