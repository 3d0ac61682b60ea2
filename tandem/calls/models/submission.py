"""A project that is written by several people, handed in, handed in again, withdrawn."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.calls.rules import vocabulary
from tandem.kernel.ids import new_id


class Submission(models.Model):
    """One project. Answers stand in `Answer`; title, area, year and money are taken from them, for lists."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey("calls.FormRevision", on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(null=True, unique=True)  # given at the first time it is handed in
    state = models.CharField(max_length=12, choices=vocabulary.SUBMISSION_STATES, default="draft")
    title = models.CharField(max_length=160, blank=True)
    nis_code = models.CharField(max_length=5, blank=True)
    area = models.CharField(max_length=20, choices=vocabulary.AREAS, blank=True)
    wished_year = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    is_ready = models.BooleanField(null=True)  # has somebody to lead it already
    ask = models.JSONField(default=dict)  # key of the money kind -> euro as text, of the version that was handed in
    handed_in = models.ForeignKey("calls.HandedIn", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["number", "made_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["call", "state", "number"], name="submission_of_call"),
            models.Index(fields=["organisation", "-made_at"], name="submission_of_organisation"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, number__isnull=False, handed_in__isnull=False),
                name="handed_in_submission_is_whole",
                violation_error_message="Een ingediend project heeft een nummer, een moment en een versie.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "project zonder titel"


class SubmissionPartner(models.Model):
    """An organisation that carries the project too."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    enterprise_number = models.CharField(max_length=10, blank=True)
    part = models.CharField(max_length=300, blank=True)  # what it does in the project
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "name"], name="partner_once_per_submission",
                                    violation_error_message="Deze partner staat er al."),
        ]  # fmt: skip


class Editor(models.Model):
    """Somebody of a partner who writes along. People of the submitting organisation need no line here."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="editors")
    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "person"], name="editor_once_per_submission",
                                    violation_error_message="Deze persoon schrijft al mee."),
        ]  # fmt: skip


class Answer(models.Model):
    """What stands in one question now. `version` rises with each save; two tabs never overwrite each other."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["submission", "question"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "question"], name="one_answer_per_question")
        ]


class AnswerVersion(models.Model):
    """Every value a question ever held, with who and when. Only added to."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answer_versions")
    question = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["submission", "question", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "question", "version"], name="one_value_per_version"),
        ]


class HandedIn(models.Model):
    """What was handed in at one moment: all answers and partners as they stood, and the receipt. Never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="handed_in_versions")
    revision = models.ForeignKey("calls.FormRevision", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()  # question -> value
    partners = models.JSONField(default=list)  # {"name", "enterprise_number", "part"}
    sha256 = models.CharField(max_length=64)
    receipt = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    in_grace = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["submission", "at", "pk"]


class AdmissibilityCheck(models.Model):
    """An officer found a submission admissible or not, with the reasons. The latest counts; earlier ones stay."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="admissibility_checks")
    is_admissible = models.BooleanField()
    reasons = models.JSONField(default=list)  # keys of rules/admissibility.py that were not met
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["submission", "-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_admissible=True) | ~Q(words=""), name="inadmissible_has_words",
                                   violation_error_message="Leg uit waarom het project niet ontvankelijk is."),
        ]  # fmt: skip
