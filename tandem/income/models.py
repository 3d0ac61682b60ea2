"""Amounts of law that staff propose and publish over those that ship with the product, and checks of what stands there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.income.engine.parameters import TRUST
from tandem.income.rules import STATES
from tandem.kernel.ids import new_id


class ParameterChange(models.Model):
    """One dated amount of one parameter. Who proposes and who publishes are two people; a published amount never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    value = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    second_value = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    base_amount = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    index_step = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300)
    source_date = models.DateField()
    link = models.URLField(max_length=500, blank=True)
    checked_on = models.DateField()
    trust = models.CharField(max_length=1, choices=TRUST)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="proposed")
    proposed_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["key", "-valid_from", "-proposed_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["key", "state"], name="income_change_by_key")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="four_eyes_on_a_parameter",
                violation_error_message="Iemand anders dan wie voorstelt, zet een bedrag in gebruik.",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="published_parameter_has_two_people",
                violation_error_message="Een bedrag in gebruik heeft iemand die besliste.",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(decided_by__isnull=True, withdrawn_by__isnull=True),
                name="proposed_parameter_is_undecided", violation_error_message="Over een voorstel is nog niet beslist.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="withdrawn_parameter_says_by_whom", violation_error_message="Zeg wie het bedrag introk.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, base_amount__isnull=True)
                | Q(value__isnull=True, base_amount__isnull=False, second_value__isnull=True) & ~Q(index_step=""),
                name="parameter_is_value_or_base",
                violation_error_message="Vul het bedrag in, of het basisbedrag uit de wet met zijn index.",
            ),
            models.CheckConstraint(
                condition=(Q(value__isnull=True) | Q(value__gte=0))
                & (Q(second_value__isnull=True) | Q(second_value__gte=0))
                & (Q(base_amount__isnull=True) | Q(base_amount__gte=0)),
                name="parameter_not_below_zero", violation_error_message="Een bedrag kan niet onder nul zijn.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="parameter_ends_after_start",
                violation_error_message="De laatste dag ligt voor de eerste dag.",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(trust="M"), name="parameter_has_a_source",
                violation_error_message="Geen bedrag zonder bron.",
            ),
            models.UniqueConstraint(
                fields=["key", "valid_from"], condition=Q(state="published"), name="one_published_amount_per_day",
                violation_error_message="Voor die dag is al een bedrag in gebruik.",
            ),
        ]  # fmt: skip


class ParameterCheck(models.Model):
    """Somebody looked whether the amount that holds from `valid_from` still stands in its source. Changes no amount."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80)
    valid_from = models.DateField()
    checked_on = models.DateField()
    source = models.CharField(max_length=300)
    link = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["key", "checked_on", "at", "pk"]
        indexes: ClassVar = [models.Index(fields=["key"], name="income_check_by_key")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=""), name="check_has_a_source",
                                   violation_error_message="Schrijf waar je het nakeek."),
        ]  # fmt: skip
