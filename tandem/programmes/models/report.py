"""Guided documents of a trajectory: scan report, objectives, action plan, evaluation, final report, follow-up note."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.programmes.models.trajectory import Trajectory
from tandem.programmes.rules.definition import DOCUMENT_KINDS


class Report(models.Model):
    """One document per kind. `version` guards against two people writing over each other; final ones keep their PDF."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=30, choices=DOCUMENT_KINDS)
    content = models.JSONField(default=dict)  # section key -> text
    chosen_problem = models.CharField(max_length=300, blank=True)
    work_forms = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    finalised_at = models.DateTimeField(null=True)
    finalised_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["trajectory", "kind"], name="one_report_per_kind"),
            models.CheckConstraint(
                condition=Q(finalised_at__isnull=True) | Q(document__isnull=False, finalised_by__isnull=False),
                name="final_report_has_document",
                violation_error_message="Een definitief verslag heeft een PDF.",
            ),
        ]


class ReportVersion(models.Model):
    """What a report said at one moment: nothing that somebody wrote is lost. Rows never change."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(default=dict)  # part -> text; see `rules.report`
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)  # why a final report was opened again
    document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="one_row_per_report_version"),
        ]


class Recommendation(models.Model):
    """One recommendation of the final report: a checklist at the follow-up visit two months later (seed 000)."""

    STATES: ClassVar = {"open": "nog te bekijken", "busy": "bezig", "done": "gedaan", "dropped": "niet gedaan, want"}

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    note = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(note=""), name="dropped_recommendation_has_reason",
                violation_error_message="Schrijf kort waarom niet.",
            ),
        ]  # fmt: skip
