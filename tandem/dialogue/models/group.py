"""A group of an association, its meetings, and the report that is read back before it is final."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.dialogue.rules import vocabulary
from tandem.kernel.ids import new_id
from tandem.policy_signals.rules.vocabulary import THEMES


class Group(models.Model):
    """A dialogue group of an association where people in poverty speak (VWAWN). Participants are no rows here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    association = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["association", "name"], condition=Q(ended_at__isnull=True), name="one_living_group_per_name",
                violation_error_message="Er is al een groep met deze naam.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting of a group. `people` is a count: who came is not written down."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    association = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")  # of the group
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    themes = ArrayField(models.CharField(max_length=30, choices=THEMES), default=list)
    state = models.CharField(max_length=12, choices=vocabulary.MEETING_STATES, default="prepared")
    people = models.PositiveSmallIntegerField(null=True)
    report = models.TextField(max_length=20000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    read_back_at = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["association", "-held_on"], name="meeting_by_association")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(people__isnull=False), name="held_meeting_has_a_count",
                violation_error_message="Hoeveel mensen waren er? Een getal is genoeg, geen namen.",
            ),
            models.CheckConstraint(
                condition=~Q(state="final") | Q(read_back_at__isnull=False, final_at__isnull=False),
                name="final_report_was_read_back",
                violation_error_message="Lees het verslag eerst terug met de groep.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class AgendaPoint(models.Model):
    """What the group wants to talk about. `bundle`: a structural signal that is pulled in as evidence."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    bundle_id = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]


class Correction(models.Model):
    """What a participant says of the report while it is read back. Who said it is not written down."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    statement = models.ForeignKey(
        "dialogue.Statement", null=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    words = models.TextField(max_length=2000)
    state = models.CharField(max_length=8, choices=vocabulary.CORRECTION_STATES, default="open")
    answer = models.TextField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="left") | ~Q(answer=""), name="correction_left_has_reason",
                violation_error_message="Zeg waarom dit niet in het verslag komt.",
            ),
        ]  # fmt: skip
