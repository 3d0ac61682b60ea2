"""One search for duos and dates: what was asked of it, how far it is, what it found. Nobody hears of it before it is asked."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.kernel.ids import new_id
from tandem.planning.rules import words


class Plan(models.Model):
    """A proposal of a planner. Who is available is read afresh at each search; nobody's limits are copied here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    based_on = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followers")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=words.PLAN_STATES, default="waiting")
    series_ids = ArrayField(models.UUIDField(), default=list)
    weights = models.JSONField(default=dict)  # only what differs from the usual weights
    pins = models.JSONField(default=list)  # [{"request", "trainer", "expert", "session", "at": "2027-01-12am"}]
    forbidden = models.JSONField(default=list)  # [{"request", "person", "trainer", "expert"}]
    away = models.JSONField(default=list)  # [{"person", "first", "last"}]: what if somebody is ill
    extra_people = models.JSONField(default=list)  # what if there were one more; then the plan cannot be asked
    seconds = models.PositiveSmallIntegerField(default=60)
    seed = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)  # {"step", "seconds", "placed", "asked", "cost", "bound"}
    bookings = models.JSONField(default=list)  # [{"request", "number", "session", "trainer", "expert", "at"}]
    result = models.JSONField(default=dict)  # parts, proofs, unplaced with reasons, findings, the baseline beside it
    problem = models.CharField(max_length=500, blank=True)  # why a search failed, one sentence
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-made_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["provider", "-made_at"], name="plan_of_provider")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="asked") | Q(extra_people=[]), name="asked_plan_has_real_people",
                                   violation_error_message="Dit plan rekent met iemand die er niet is. Zoek opnieuw zonder."),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(problem=""), name="failed_plan_says_why"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
