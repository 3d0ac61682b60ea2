"""A dossier: chapters with quotes, figures, recommendations and footnotes, to a web page and a tagged PDF."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.dialogue.models.recommendation import Recommendation
from tandem.dialogue.rules import vocabulary
from tandem.kernel.ids import new_id


class Dossier(models.Model):
    """Public once published. Publishing again makes a new edition; the PDF of each edition stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    subtitle = models.CharField(max_length=200, blank=True)
    summary = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=vocabulary.DOSSIER_STATES, default="draft")
    edition = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    published_page = models.JSONField(null=True)  # what the public page shows: the chapters as they were published
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, document__isnull=False, edition__gte=1),
                name="published_dossier_has_its_document",
                violation_error_message="Een gepubliceerd dossier heeft zijn pdf.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DossierEdition(models.Model):
    """One publication. Its PDF never changes; withdrawn, it is gone for readers and the reason stays."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="editions")
    edition = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["-edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "edition"], name="one_row_per_edition"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="withdrawn_edition_has_reason",
                violation_error_message="Zeg waarom het dossier weggaat.",
            ),
        ]  # fmt: skip


class Chapter(models.Model):
    """One chapter, a list of blocks (JSON, see rules.dossier): text, quote, figure, recommendation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    blocks = models.JSONField(default=list)
    recommendations = models.ManyToManyField(Recommendation, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Footnote(models.Model):
    """A source of the dossier; `[^mark]` in a text points at it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="footnotes")
    mark = models.SlugField(max_length=30)
    words = models.CharField(max_length=400)
    link = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "mark"], name="one_footnote_per_mark",
                                    violation_error_message="Dit teken is al gebruikt. Kies een ander."),
        ]  # fmt: skip
