"""Shapes of the kernel. The audit trail is append-only and chained by the database (see migration 0002)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from tandem.kernel.ids import new_id


class AuditEntry(models.Model):
    """One thing somebody did: identifiers, never content. `hash` chains it to the entry before."""

    position = models.BigIntegerField(unique=True, null=True, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, default="", editable=False)
    hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject")]


class StoredFile(models.Model):
    """A file kept outside the web root, found by its SHA-256, never overwritten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    is_sealed = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class OutgoingMail(models.Model):
    """A message on its way: held until a person releases it, queued, sent. `key` makes a second run change nothing."""

    class Status(models.TextChoices):
        HELD = "held", "wacht op vrijgave"
        QUEUED = "queued", "wordt verzonden"
        SENT = "sent", "verzonden"
        FAILED = "failed", "niet aangekomen"
        CANCELLED = "cancelled", "niet verzonden"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=150, blank=True)
    to_person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    attachments: ClassVar = models.ManyToManyField(StoredFile, related_name="+")
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["about_type", "about_id"], name="mail_by_subject"),
            models.Index(fields=["-made_at"], name="mail_by_date"),
        ]


class FormPost(models.Model):
    """A form key that was already handled, with the answer it got, so that a second post counts once."""

    key = models.UUIDField(primary_key=True)
    person_id = models.BigIntegerField(null=True)
    path = models.CharField(max_length=500)
    location = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(auto_now_add=True)


class ExampleClock(models.Model):
    """Example mode only: how far the clock is moved ahead. One row."""

    shift_seconds = models.BigIntegerField(default=0)
