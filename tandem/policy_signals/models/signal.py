"""One signal: the exact anonymous words its giver approved. Nobody here knows who gave it."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from tandem.kernel.ids import new_id
from tandem.policy_signals.rules import vocabulary


class Signal(models.Model):
    """Words, theme, policy domain, province and month. `giver` and `source` are keyed hashes: enough to count, no more.

    The words never change (the database refuses); a giver takes the signal back until it is sent (`withdrawn_at`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    words = models.TextField(max_length=1000)
    kind = models.CharField(max_length=20, choices=vocabulary.SIGNAL_KINDS)
    theme = models.CharField(max_length=30, choices=vocabulary.THEMES)
    policy_domain = models.CharField(max_length=30, choices=vocabulary.POLICY_DOMAINS)
    area = models.CharField(max_length=20, choices=vocabulary.AREAS)
    month = models.DateField()
    giver = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    approved_how = models.CharField(max_length=10, choices=vocabulary.APPROVED_HOW)
    received_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    search = models.GeneratedField(
        expression=SearchVector("words", config="dutch"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="signal_search"),
            models.Index(fields=["theme", "-received_at"], name="signal_by_theme"),
            models.Index(fields=["month"], name="signal_by_month"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words=""), name="signal_has_words", violation_error_message="Een signaal heeft woorden nodig."
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="signal_month_is_first_day",
                violation_error_message="Van een signaal bewaren we de maand, niet de dag.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words
