"""Programme templates: data, versioned by validity."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.kernel.ids import new_id
from tandem.programmes.rules.definition import ProgrammeDefinition, parse_definition


class ProgrammeTemplateQuerySet(models.QuerySet["ProgrammeTemplate"]):
    def open_on(self, on: date) -> ProgrammeTemplateQuerySet:
        """Published templates that take applications on a day, newest version first."""
        return (
            self.filter(status="published", valid_from__lte=on)
            .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
            .order_by("title", "-version")
        )


class ProgrammeTemplate(models.Model):
    """One version of a programme. Published versions never change: staff edit a copy, running trajectories keep theirs."""

    STATUSES: ClassVar = {"draft": "klad", "published": "gepubliceerd", "withdrawn": "niet meer in gebruik"}

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=STATUSES, default="draft")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    definition = models.JSONField()
    copied_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="copies")
    published_at = models.DateTimeField(null=True)
    edit_version = models.PositiveIntegerField(default=1)

    objects: ClassVar = ProgrammeTemplateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="one_template_per_version"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(valid_from__isnull=False), name="published_template_has_start",
                violation_error_message="Kies vanaf wanneer dit programma geldt.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="template_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} (versie {self.version})"

    @property
    def parsed(self) -> ProgrammeDefinition:
        """The typed definition; call once per page."""
        return parse_definition(self.definition)
