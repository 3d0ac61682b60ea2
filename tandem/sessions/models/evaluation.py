"""Evaluation after the last workshop: no link between an answer and a person."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from tandem.sessions import rules
from tandem.sessions.models.series import Series


class EvaluationForm(models.Model):
    """The evaluation of one series, open to whoever holds the link."""

    series = models.OneToOneField(Series, on_delete=models.CASCADE, related_name="evaluation_form")
    token = models.CharField(max_length=40, unique=True)
    question_set = models.CharField(max_length=40, default="link_effect_1")
    opened_at = models.DateTimeField()
    closes_on = models.DateField(null=True)
    completed_at = models.DateTimeField(null=True)  # the organisation said: everyone had the chance


class EvaluationResponse(models.Model):
    """One person's answers. Only the day is kept, so that nobody can be recognised by the minute.

    The key is wholly random: the usual keys sort by time and would tell who answered first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey(EvaluationForm, on_delete=models.CASCADE, related_name="responses")
    language = models.CharField(max_length=5, choices=rules.LANGUAGES)
    source = models.CharField(max_length=10, choices={"phone": "telefoon", "paper": "papier"})
    answers = models.JSONField()
    given_on = models.DateField()
    nonce = models.UUIDField(unique=True)
    batch = models.PositiveSmallIntegerField(default=0)  # 0: in reserve; see `evaluation_anonymity`

    class Meta:
        ordering: ClassVar = ["pk"]


class EvaluationScan(models.Model):
    """Paper evaluation forms, uploaded in one go."""

    form = models.ForeignKey(EvaluationForm, on_delete=models.CASCADE, related_name="scans")
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
