"""A call: everything about it is data that an officer writes in the browser."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.calls.rules import vocabulary
from tandem.kernel.ids import new_id


class Call(models.Model):
    """Goals, who may submit, dates, duration. `version` rises with every change of the call or its money."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    administration = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    summary = models.TextField(max_length=1000, blank=True)
    goals = models.TextField(max_length=4000, blank=True)
    who_may_submit = models.TextField(max_length=2000, blank=True)
    submitter_kinds = ArrayField(models.CharField(max_length=20), default=list)  # kinds of organisation; empty: any
    area_rule = models.CharField(max_length=22, choices=vocabulary.AREA_RULES, default="free")
    least_months = models.PositiveSmallIntegerField(default=24)
    most_months = models.PositiveSmallIntegerField(default=36)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    grace_minutes = models.PositiveSmallIntegerField(default=0)  # for a form that was open at the closing minute
    decision_on = models.DateField(null=True)
    first_start_on = models.DateField(null=True)
    help_email = models.EmailField(blank=True)
    is_blind = models.BooleanField(default=True)  # the jury reads no names until the rule is stored
    readers_each = models.PositiveSmallIntegerField(default=3)  # jurors who read each submission
    state = models.CharField(max_length=10, choices=vocabulary.CALL_STATES, default="draft")
    published_at = models.DateTimeField(null=True)
    names_shown_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    stop_reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_opening",
                violation_error_message="De oproep sluit voor ze opengaat. Kies een latere dag om te sluiten.",
            ),
            models.CheckConstraint(
                condition=Q(most_months__gte=F("least_months"), least_months__gte=1),
                name="call_months_in_order",
                violation_error_message="De langste looptijd is korter dan de kortste.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "stopped"]) | Q(opens_at__isnull=False, closes_at__isnull=False),
                name="published_call_has_dates",
                violation_error_message="Een gepubliceerde oproep heeft een dag waarop ze opengaat en sluit.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MoneyKind(models.Model):
    """A kind of money with its own cap per project: working subsidy, investment subsidy (seed 002: 150,000 each)."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="money_kinds")
    key = models.SlugField(max_length=30)
    title = models.CharField(max_length=80)
    hint = models.CharField(max_length=300, blank=True)
    cap_eur = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    is_optional = models.BooleanField(default=False)  # a project may be chosen without it
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "key"], name="one_money_kind_per_key",
                                    violation_error_message="Deze soort geld staat er al."),
            models.CheckConstraint(condition=Q(cap_eur__isnull=True) | Q(cap_eur__gt=0), name="cap_is_money",
                                   violation_error_message="Een maximum is meer dan nul euro."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Envelope(models.Model):
    """Money of one kind for one budget year: a wave and its ceiling. Without a year it is one pot for all waves."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="envelopes")
    kind = models.ForeignKey(MoneyKind, on_delete=models.CASCADE, related_name="envelopes")
    year = models.PositiveSmallIntegerField(null=True)
    amount_eur = models.DecimalField(max_digits=12, decimal_places=2)
    starts_on = models.DateField(null=True)  # first day of the projects of this wave

    class Meta:
        ordering: ClassVar = ["kind__position", "year", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_envelope_per_year", nulls_distinct=False,
                                    violation_error_message="Voor dit jaar staat er al een bedrag."),
            models.CheckConstraint(condition=Q(amount_eur__gte=0), name="envelope_is_money",
                                   violation_error_message="Een bedrag is niet lager dan nul."),
        ]  # fmt: skip


class AreaLimit(models.Model):
    """At least and at most how many chosen projects of one province or Brussels."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="area_limits")
    area = models.CharField(max_length=20, choices=vocabulary.AREAS)
    least = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["area", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "area"], name="one_limit_per_area",
                                    violation_error_message="Voor dit gebied staat er al een grens."),
            models.CheckConstraint(condition=Q(most__isnull=True) | Q(most__gte=F("least")), name="limit_in_order",
                                   violation_error_message="Het minimum is hoger dan het maximum."),
        ]  # fmt: skip


class Criterion(models.Model):
    """What the jury judges, from 0 to `most_points`, and how heavy it weighs."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    hint = models.TextField(max_length=1000, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    most_points = models.PositiveSmallIntegerField(default=10)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name_plural = "criteria"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "title"], name="one_criterion_per_title",
                                    violation_error_message="Dit criterium staat er al."),
            models.CheckConstraint(condition=Q(weight__gte=1, most_points__gte=1), name="criterion_counts",
                                   violation_error_message="Een criterium weegt minstens 1."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class CallDocument(models.Model):
    """A document everybody may take from the page of the call."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=120)
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]


class Consultation(models.Model):
    """Who was heard before the call was published, what they said and what was done with it. No names of people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="consultations")
    who = models.CharField(max_length=15, choices=vocabulary.CONSULTED)
    name = models.CharField(max_length=160)
    people = models.PositiveSmallIntegerField(null=True)
    held_on = models.DateField()
    said = models.TextField(max_length=2000)
    done_with_it = models.TextField(max_length=2000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["held_on", "pk"]


class FormRevision(models.Model):
    """The form of a call. A published revision never changes; a draft beside it may follow it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    definition = models.JSONField(default=dict)  # see rules/definition.py
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["call", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(fields=["call"], condition=Q(published_at__isnull=True), name="one_draft_revision",
                                    violation_error_message="Er is al een klad van dit formulier."),
        ]  # fmt: skip


class FormStep(models.Model):
    """The form as it was before one step of building, to undo that step. Gone once the form is published."""

    revision = models.ForeignKey(FormRevision, on_delete=models.CASCADE, related_name="steps")
    definition = models.JSONField(default=dict)
    done = models.CharField(max_length=200)  # what the step did, in words
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["revision", "pk"]
