"""A forum day: associations come together round one theme, at tables with a note-taker each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dialogue.rules import vocabulary
from tandem.kernel.ids import new_id
from tandem.policy_signals.rules.vocabulary import THEMES


class ForumDay(models.Model):
    """One day, one theme, several tables (seed 004: 22 November, about 55 people of 15 associations)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=160)
    question = models.TextField(max_length=1000, blank=True)
    theme = models.CharField(max_length=30, choices=THEMES)
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    getting_there = models.TextField(max_length=1000, blank=True)
    host = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=vocabulary.FORUM_STATES, default="prepared")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]

    def __str__(self) -> str:
        return self.title


class ForumAssociation(models.Model):
    """Which association came, with how many people. A count: names are not written down."""

    forum_day = models.ForeignKey(ForumDay, on_delete=models.CASCADE, related_name="associations")
    association = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum_day", "name"], name="association_once_per_forum_day",
                                    violation_error_message="Deze vereniging staat er al."),
        ]  # fmt: skip


class ForumTable(models.Model):
    """One table. Its note-takers have no account: a secret link opens the table's own page on a tablet."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    forum_day = models.ForeignKey(ForumDay, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=200)
    facilitator = models.CharField(max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum_day", "number"], name="one_table_per_number",
                                    violation_error_message="Deze dag heeft al een tafel met dit nummer."),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="one_table_per_link"),
        ]  # fmt: skip
