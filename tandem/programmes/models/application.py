"""An organisation's request for a base trajectory."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.kernel.ids import new_id
from tandem.programmes.rules import application as rules
from tandem.programmes.rules import states


class ApplicationQuerySet(models.QuerySet["Application"]):
    def awaiting_decision(self) -> ApplicationQuerySet:
        """Sent and not decided, oldest first."""
        return self.filter(status=states.SUBMITTED).order_by("submitted_at", "pk")

    def awaiting_release(self) -> ApplicationQuerySet:
        """Decided, the letter still waits for a person."""
        return self.filter(status__in=[states.APPROVED, states.REFUSED], released_at__isnull=True).order_by(
            "decided_at"
        )


class Application(models.Model):
    """Saved as a draft on each step. What the applicant sees of a decision waits for `released_at`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True, null=True)  # given when it is sent: BT-2026-0012
    template = models.ForeignKey("programmes.ProgrammeTemplate", on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=states.APPLICATION_STATE_NAMES, default=states.DRAFT)

    joint_committee = models.CharField(max_length=6, blank=True)
    rsz_category = models.CharField(max_length=3, blank=True)
    is_eligible = models.BooleanField(default=False)
    eligibility = models.JSONField(default=dict)  # the sentence, its sources, trust and day of checking
    applicant_kind = models.CharField(max_length=20, choices=rules.APPLICANT_KINDS, blank=True)
    motives = ArrayField(models.CharField(max_length=20), default=list)
    motive_text = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    group_description = models.TextField(blank=True)
    expected_participants = models.PositiveSmallIntegerField(null=True)
    place_kind = models.CharField(max_length=10, choices=rules.PLACES, blank=True)
    place = models.CharField(max_length=300, blank=True)
    wished_from = models.DateField(null=True)
    wished_until = models.DateField(null=True)
    period_note = models.CharField(max_length=300, blank=True)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)

    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    earlier_questions = models.JSONField(default=list)  # rounds before this one: {"question", "answer"}
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decision_reason = models.TextField(blank=True)
    alternative = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["fund", "status", "submitted_at"], name="application_queue"),
            models.Index(fields=["organisation", "-made_at"], name="application_of_organisation"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, number__isnull=False, fund__isnull=False, is_eligible=True),
                name="sent_application_is_eligible",
                violation_error_message="Een ingediende aanvraag komt in aanmerking en heeft een fonds.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decision_has_who_and_when",
                violation_error_message="Een beslissing vermeldt wie en wanneer.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["approved", "refused"], decided_at__isnull=False)
                | (~Q(status__in=["approved", "refused"]) & Q(released_at__isnull=True)),
                name="decided_application_has_decision",
                violation_error_message="Een beslissing vermeldt wie en wanneer.",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(decision_reason=""), name="refusal_has_reason",
                violation_error_message="Leg uit waarom de aanvraag niet goedgekeurd is.",
            ),
            models.CheckConstraint(
                condition=Q(wished_until__isnull=True) | Q(wished_from__isnull=True) | Q(wished_until__gte=F("wished_from")),
                name="wished_period_ends_after_start",
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number or "klad"
