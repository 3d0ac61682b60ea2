"""What an organisation or network asks of a planning: when, where, how far apart, about what."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.planning.rules import words


class RequestSheet(models.Model):
    """One sheet per series. Without a sheet the usual holds (`queries/facts.py`): every half-day, four months."""

    series = models.OneToOneField("tandem_sessions.Series", on_delete=models.CASCADE, related_name="+")
    window_first = models.DateField(null=True)
    window_last = models.DateField(null=True)
    min_gap = models.PositiveSmallIntegerField(default=8)  # working days between two sessions
    max_gap = models.PositiveSmallIntegerField(default=20)
    start_within = models.PositiveSmallIntegerField(null=True)  # working days after the start of the window
    weekly = ArrayField(models.CharField(max_length=5), default=list, blank=True)  # keys of words.HALF_DAYS; none: all
    is_remote = models.BooleanField(default=False)
    remote_link = models.URLField(blank=True)
    place = models.CharField(max_length=5, blank=True)  # NIS code
    address = models.CharField(max_length=300, blank=True)
    directions = models.CharField(max_length=300, blank=True)  # how to get there; asked before a duo is
    language = models.CharField(max_length=5, choices=words.LANGUAGES, default="nl")
    theme = models.CharField(max_length=40, choices=words.THEMES, blank=True)
    needs = ArrayField(models.CharField(max_length=80), default=list, blank=True)  # qualifications
    group_size = models.PositiveSmallIntegerField(null=True)
    continuity = models.CharField(max_length=10, choices=words.CONTINUITY, default="same")
    appeal = models.CharField(max_length=10, choices=words.APPEAL, default="ordinary")
    chosen = models.JSONField(default=list)  # half-days the organisation picked itself: ["2027-01-12am", ...]
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(window_first__isnull=True) | Q(window_last__isnull=True) | Q(window_last__gte=F("window_first")),
                name="request_window_ends_after_start", violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(condition=Q(max_gap__gte=F("min_gap")), name="request_gap_is_a_range",
                                   violation_error_message="De langste tussentijd is korter dan de kortste."),
        ]  # fmt: skip


class RequestDate(models.Model):
    """Days on which the organisation can or cannot, besides its usual week."""

    sheet = models.ForeignKey(RequestSheet, on_delete=models.CASCADE, related_name="dates")
    first = models.DateField()
    last = models.DateField()
    half = models.CharField(max_length=2, choices=words.HALF_OR_DAY, blank=True)
    is_away = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["first", "half", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="request_date_ends_after_start",
                                   violation_error_message="De laatste dag ligt voor de eerste."),
            models.UniqueConstraint(fields=["sheet", "first", "last", "half", "is_away"], name="request_date_once",
                                    violation_error_message="Deze dagen staan er al."),
        ]  # fmt: skip
