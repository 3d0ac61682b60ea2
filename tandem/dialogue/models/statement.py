"""What was said, in own words; who is of one mind and who is not; and what two note-takers wrote at the same time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dialogue.models.forum import ForumTable
from tandem.dialogue.models.group import Meeting
from tandem.dialogue.rules import vocabulary
from tandem.kernel.ids import new_id
from tandem.policy_signals.rules.vocabulary import THEMES


class Statement(models.Model):
    """One statement, of a meeting or of a table. Its id may be made on a tablet without network: sent twice it counts once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="statements")
    table = models.ForeignKey(ForumTable, null=True, on_delete=models.CASCADE, related_name="statements")
    words = models.TextField(max_length=2000)
    theme = models.CharField(max_length=30, choices=THEMES, blank=True)
    is_what_helps = models.BooleanField(default=False)  # what would help, else what stands in the way
    version = models.PositiveIntegerField(default=1)
    said_at = models.DateTimeField()  # on the clock of who noted it
    received_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["said_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, table__isnull=True) | Q(meeting__isnull=True, table__isnull=False),
                name="statement_of_a_meeting_or_a_table",
                violation_error_message="Een uitspraak hoort bij een bijeenkomst of bij een tafel.",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="statement_has_words",
                                   violation_error_message="Schrijf wat er gezegd is."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words


class StatementVersion(models.Model):
    """The words as they were before a change. Append-only."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "version"], name="one_row_per_statement_version"),
        ]


class StatementClash(models.Model):
    """Two note-takers changed one statement without knowing: both texts stay until a person chooses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)  # made on the tablet
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="clashes")
    base_version = models.PositiveIntegerField()
    words = models.TextField(max_length=2000)
    noted_by = models.CharField(max_length=80, blank=True)
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["received_at", "id"]


class Voice(models.Model):
    """Agreement, dissent or an addition, in words. Who said it is not written down."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="voices")
    kind = models.CharField(max_length=8, choices=vocabulary.VOICES)
    words = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="agree") | ~Q(words=""), name="dissent_has_words",
                violation_error_message="Schrijf kort wat die persoon anders ziet.",
            ),
        ]  # fmt: skip
