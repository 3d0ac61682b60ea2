"""The network round the person: members, shares, requests, handovers; and who looked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.guidance.models.file import ClientFile, FileItem
from tandem.guidance.models.sealing import SealedText
from tandem.guidance.rules import vocabulary


class NetworkMember(FileItem):
    """Somebody round the person. It starts at the person, or at an invitation the person accepts.

    `agreed_at`: the person said yes. `accepted_at`: the other said yes. Only then does it give access.
    """

    person = models.ForeignKey("identity.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=vocabulary.NETWORK_ROLES)
    secrecy = models.CharField(max_length=30, default="none")
    state = models.CharField(max_length=10, choices=vocabulary.MEMBER_STATES, default="suggested")
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_how = models.CharField(max_length=10, choices=vocabulary.ANSWERED_HOW, blank=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_client = models.BooleanField(default=False)
    why = SealedText()

    class Meta:
        ordering: ClassVar = ["role", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="active") | Q(agreed_at__isnull=False, accepted_at__isnull=False),
                name="nobody_joins_without_the_person",
                violation_error_message="Eerst zegt de persoon zelf ja.",
            ),
            models.UniqueConstraint(
                fields=["file", "person"],
                condition=Q(state="active", person__isnull=False),
                name="member_once_per_file",
                violation_error_message="Deze persoon doet al mee.",
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="one_invitation_per_link"),
        ]


class Share(FileItem):
    """One item for one member of the network: what for, until when, in which words agreed. Permission under secrecy."""

    member = models.ForeignKey(NetworkMember, on_delete=models.CASCADE, related_name="shares")
    item_kind = models.CharField(max_length=20)
    item_id = models.UUIDField(db_index=True)
    purpose = SealedText()
    agreed_text = models.CharField(max_length=40)  # key of the versioned text that was read
    agreed_language = models.CharField(max_length=5, default="nl")
    given_by = models.CharField(max_length=10, choices=vocabulary.ANSWERED_HOW, default="own")
    helped_by = models.CharField(max_length=80, blank=True)
    until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "item_id"], condition=Q(revoked_at__isnull=True), name="item_shared_once_per_member",
                violation_error_message="Dit deel je al met deze persoon.",
            ),
        ]  # fmt: skip


class StoryRequest(FileItem):
    """A member of the network asks for one block of the story, and why."""

    member = models.ForeignKey(NetworkMember, on_delete=models.CASCADE, related_name="requests")
    topic = models.CharField(max_length=40)
    purpose = SealedText()
    block = models.ForeignKey("guidance.StoryBlock", null=True, on_delete=models.SET_NULL, related_name="requests")
    was_shared_already = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    is_given = models.BooleanField(null=True)
    answer = SealedText()

    class Meta:
        ordering: ClassVar = ["-id"]


class Handover(FileItem):
    """A warm handover: from one to the other, both present, confirmed by the person."""

    from_member = models.ForeignKey(NetworkMember, on_delete=models.CASCADE, related_name="handovers_from")
    to_member = models.ForeignKey(NetworkMember, on_delete=models.CASCADE, related_name="handovers_to")
    words = SealedText()
    meets_at = models.DateTimeField(null=True)
    were_both_there = models.BooleanField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = models.CharField(max_length=10, choices=vocabulary.ANSWERED_HOW, blank=True)
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class Read(models.Model):
    """Somebody else read something of the file. Append-only; the person is its first reader."""

    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="reads")
    reader = models.ForeignKey("identity.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey("identity.Organisation", null=True, on_delete=models.SET_NULL, related_name="+")
    page = models.CharField(max_length=40)  # what was opened, such as "plan" or "storyblock"
    item_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["file", "-at"], name="reads_newest_first")]


class ReadQuestion(FileItem):
    """The person asks "waarom?"; the reader must answer."""

    read = models.ForeignKey(Read, on_delete=models.CASCADE, related_name="questions")
    asked_of = models.ForeignKey("identity.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    answer = SealedText()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["read"], name="one_question_per_read",
                                    violation_error_message="Je vroeg dit al. Het antwoord komt hier."),
        ]  # fmt: skip


class ThreadMark(FileItem):
    """A step in the life of the file itself that the person can read: became theirs, paused, resumed, other guide."""

    kind = models.CharField(max_length=30)
    words = SealedText()

    class Meta:
        ordering: ClassVar = ["-id"]
