"""Before anybody is planned: the question to both of a duo; and what stands against it: somebody cannot, a limit, the pay."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.kernel.ids import new_id
from tandem.planning.rules import words

PERSON = "identity.Person"


class Asking(models.Model):
    """Two people are asked for sessions on half-days; both say yes or no, without a reason, before they are planned."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey("tandem_sessions.Series", on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("planning.Plan", null=True, on_delete=models.SET_NULL, related_name="askings")
    kind = models.CharField(max_length=10, choices=words.ASKING_KINDS, default="series")
    trainer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    expert = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    dates = models.JSONField()  # [{"session": uuid, "on": "2027-01-12", "half": "am"}], in order
    is_chosen_by_organisation = models.BooleanField(default=False)  # then a yes of both makes the appointment
    state = models.CharField(max_length=10, choices=words.ASKING_STATES, default="open")
    trainer_answer = models.CharField(max_length=3, choices=words.ANSWERS, blank=True)
    expert_answer = models.CharField(max_length=3, choices=words.ANSWERS, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-asked_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["provider", "state", "asked_at"], name="asking_queue")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series"], condition=Q(state="open"), name="one_open_asking_per_series",
                                    violation_error_message="Er loopt al een vraag aan een duo voor dit traject."),
            models.CheckConstraint(condition=~Q(trainer=F("expert")), name="asked_duo_is_two_people",
                                   violation_error_message="Een duo bestaat uit twee verschillende mensen."),
            models.CheckConstraint(condition=~Q(state="agreed") | Q(trainer_answer="yes", expert_answer="yes"),
                                   name="agreed_asking_has_two_yes",
                                   violation_error_message="Een duo staat vast als beiden ja zeiden."),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="closed_asking_has_moment",
            ),
        ]  # fmt: skip


class Hindrance(models.Model):
    """Somebody of a duo says of a planned session: dit lukt niet. There is no field for a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey("tandem_sessions.Session", on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=words.HINDRANCE_STATES, default="open")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")  # a planner, after a phone call
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], condition=Q(state="open"), name="one_open_hindrance",
                                    violation_error_message="Je zei dit al. De planner zoekt een oplossing."),
        ]  # fmt: skip


class LimitQuestion(models.Model):
    """A planner asks somebody to carry more than that person said; only a yes of the person changes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    provider = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey("tandem_sessions.Series", null=True, on_delete=models.CASCADE, related_name="+")
    limit = models.CharField(max_length=20, choices=words.LIMITS)
    value = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=3, choices=words.ANSWERS, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "limit"], condition=Q(answer=""), name="one_open_question_per_limit",
                                    violation_error_message="Deze vraag loopt al."),
        ]  # fmt: skip


class PayRate(models.Model):
    """What a half-day pays at a provider, per role, from a day on. Without a row a page says so, never a guess."""

    provider = models.ForeignKey("identity.Organisation", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(
        max_length=30, choices={"trainer": "vormingsmedewerker", "experiential_expert": "ervaringsdeskundige"}
    )
    per_half_day_eur = models.DecimalField(max_digits=7, decimal_places=2)
    per_km_eur = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["role", "-valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "role", "valid_from"], name="one_rate_per_role_and_day",
                                    violation_error_message="Vanaf deze dag staat er al een vergoeding."),
        ]  # fmt: skip
