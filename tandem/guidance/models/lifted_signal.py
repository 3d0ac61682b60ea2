"""The thread between a file and a signal that left it. The other side knows no file (policy_signals)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.guidance.models.file import FileItem
from tandem.guidance.models.sealing import SealedText
from tandem.guidance.rules import vocabulary


class LiftedSignal(FileItem):
    """A barrier, an organisation's no or a loss of money, lifted as anonymous words; it leaves when the person says yes.

    `signal_id` is set at that moment. `seen_answer_at`: when the person saw the answer to it.
    """

    source_kind = models.CharField(max_length=20, choices=vocabulary.LIFTED_FROM)
    source_id = models.UUIDField(null=True)
    words = SealedText()  # the exact anonymous words: a draft until they are approved
    theme = models.CharField(max_length=30)
    policy_domain = models.CharField(max_length=30)
    area = models.CharField(max_length=20)
    approved_at = models.DateTimeField(null=True)
    approved_how = models.CharField(max_length=10, choices=vocabulary.ANSWERED_HOW, blank=True)
    signal_id = models.UUIDField(null=True, unique=True)
    withdrawn_at = models.DateTimeField(null=True)
    is_answer = models.BooleanField(null=True)  # the person's own mark: is this an answer?
    marked_at = models.DateTimeField(null=True)
    seen_answer_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(signal_id__isnull=True) | Q(approved_at__isnull=False), name="nothing_leaves_without_a_yes",
                violation_error_message="Een signaal vertrekt pas als de persoon ja zei op deze woorden.",
            ),
        ]  # fmt: skip
