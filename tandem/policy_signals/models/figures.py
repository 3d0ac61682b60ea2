"""Figures as they were published: one release per closed half-year, computed once (docs/decisions/0007)."""

from typing import ClassVar

from django.db import models

from tandem.policy_signals.rules import vocabulary


class FigureRelease(models.Model):
    """One half-year, counted once and never again. The secret draws of its rounding are not kept."""

    half_year = models.DateField(unique=True)  # its first day
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-half_year"]


class FigureCell(models.Model):
    """What is shown of one theme in one policy domain; nothing shown has no row. The true count is not kept here.

    No area: finer cells would make every theme less exact (docs/decisions/0007).
    """

    release = models.ForeignKey(FigureRelease, on_delete=models.PROTECT, related_name="cells")
    theme = models.CharField(max_length=30, choices=vocabulary.THEMES)
    policy_domain = models.CharField(max_length=30, choices=vocabulary.POLICY_DOMAINS)
    shown = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["release", "theme", "policy_domain"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "theme", "policy_domain"], name="one_cell_per_release"),
        ]
