"""The jury: seats, ties that hide a submission, readings, scores, and what the meeting made of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.calls.rules import vocabulary
from tandem.kernel.ids import new_id


class Juror(models.Model):
    """A seat in the jury of one call."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="jurors")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=20, choices=vocabulary.SEATS)
    works_at = models.CharField(max_length=200, blank=True)  # name of the organisation, to find ties
    ties_declared_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "person"], name="one_seat_per_person",
                                    violation_error_message="Deze persoon zit al in de jury."),
        ]  # fmt: skip


class Tie(models.Model):
    """A conflict of interest of one juror with one submission: it is hidden for that juror. `known` ones come from us."""

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="ties")
    submission = models.ForeignKey("calls.Submission", on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=12, choices=vocabulary.TIE_KINDS)
    declared_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["declared_at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["juror", "submission"], name="one_tie_per_submission")]


class Reading(models.Model):
    """A juror reads a submission. Scores are the juror's own until they are handed in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="readings")
    submission = models.ForeignKey("calls.Submission", on_delete=models.CASCADE, related_name="readings")
    assigned_at = models.DateTimeField()
    remark = models.TextField(max_length=4000, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["assigned_at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["juror", "submission"], name="one_reading_per_juror")]


class Score(models.Model):
    """Points for one criterion, by one juror."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("calls.Criterion", on_delete=models.PROTECT, related_name="scores")
    points = models.DecimalField(max_digits=5, decimal_places=1)
    why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar = ["criterion__position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0), name="score_from_zero",
                                   violation_error_message="Een score is niet lager dan nul."),
        ]  # fmt: skip


class Deliberation(models.Model):
    """What the meeting of the jury made of one submission: final points per criterion, a note, a place."""

    submission = models.OneToOneField("calls.Submission", on_delete=models.CASCADE, related_name="deliberation")
    points = models.JSONField(default=dict)  # pk of the criterion as text -> points as text
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True)  # out of 100, by the weights
    place = models.PositiveIntegerField(null=True)  # when the jury ranks by hand among equals
    note = models.TextField(max_length=4000, blank=True)
    is_discussed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)


class DiscussionNote(models.Model):
    """One thing that was said about a submission in the meeting. Only added to."""

    submission = models.ForeignKey("calls.Submission", on_delete=models.CASCADE, related_name="discussion_notes")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]


class SelectionRound(models.Model):
    """The rule was chosen and stored with the call as it stood, before any name was shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="rounds")
    rule = models.CharField(max_length=20)  # a key of selection.rules.RULES
    why = models.TextField(max_length=2000)
    input = models.JSONField()  # what the rule saw, in the shape of `tandem calls select`
    answer = models.JSONField()  # what the rule answered
    input_sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    replaced_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["call", "stored_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call"], condition=Q(replaced_at__isnull=True), name="one_standing_round",
                                    violation_error_message="Er is al een regel bewaard."),
            models.CheckConstraint(condition=Q(replaced_at__isnull=True) | ~Q(replaced_why=""), name="replaced_round_has_why",
                                   violation_error_message="Leg uit waarom de regel vervangen wordt."),
        ]  # fmt: skip


class Decision(models.Model):
    """What the jury decided about one submission. Differs from the rule only with a reason."""

    submission = models.OneToOneField("calls.Submission", on_delete=models.CASCADE, related_name="decision")
    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(
        max_length=8, choices={"chosen": "gekozen", "waiting": "wachtlijst", "refused": "niet gekozen"}
    )
    by_rule = models.CharField(max_length=8)  # what the rule said: chosen or refused
    wave = models.PositiveSmallIntegerField(null=True)
    grant = models.JSONField(default=dict)  # key of the money kind -> euro as text
    waiting_place = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    letter_released_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["decided_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(by_rule="chosen", outcome="chosen") | (~Q(by_rule="chosen") & ~Q(outcome="chosen")) | ~Q(reason=""),
                name="differing_decision_has_reason",
                violation_error_message="De jury kiest anders dan de regel: schrijf op waarom.",
            ),
        ]  # fmt: skip
