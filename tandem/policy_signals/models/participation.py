"""In which phase were people with experience of poverty involved, and on which rung (guidance.md section 3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.kernel.ids import new_id
from tandem.policy_signals.rules import vocabulary


class ParticipationCheck(models.Model):
    """One phase of a programme template, a call, a partnership or a follow-up. Append-only: a later row takes its place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=20, choices=vocabulary.PARTICIPATION_SUBJECTS)
    subject_id = models.CharField(max_length=40)
    phase = models.CharField(max_length=12, choices=vocabulary.PARTICIPATION_PHASES)
    rung = models.CharField(max_length=12, choices=vocabulary.RUNGS)
    words = models.TextField(max_length=1000)  # how, in plain words
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "phase"], condition=Q(replaced_at__isnull=True),
                name="one_check_per_phase", violation_error_message="Voor deze fase staat er al iets. Pas dat aan.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""), name="participation_says_how",
                violation_error_message="Schrijf kort hoe mensen meededen.",
            ),
        ]  # fmt: skip
