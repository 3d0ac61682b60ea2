"""What trainers and experiential experts tell about themselves: when they can, from where, and what they can carry.

Never why: there is no field for a reason.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.planning.rules import words


def _few(default: type[list[str]] = list) -> ArrayField:
    return ArrayField(models.CharField(max_length=40), default=default, blank=True)


class Profile(models.Model):
    """One sheet per person. A planner may fill it in for somebody who asks; `changed_by` tells who did."""

    person = models.OneToOneField("identity.Person", on_delete=models.CASCADE, related_name="+")
    home = models.CharField(max_length=5, blank=True)  # NIS code of the municipality, never an address
    transport = models.CharField(max_length=10, choices=words.TRANSPORT, default="public")
    languages = _few()
    themes = _few()  # keys of words.THEMES
    weekly = _few()  # keys of words.HALF_DAYS on which somebody usually can
    never_on = _few()  # wishes: rather not
    wished_per_week = models.PositiveSmallIntegerField(null=True)  # a wish; the hard maximum is in Capacity
    is_experienced = models.BooleanField(default=False)  # led trajectories before they were kept here
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.person)


class Capacity(models.Model):
    """What somebody can carry. Only that person writes here: the database refuses a planner."""

    person = models.OneToOneField("identity.Person", on_delete=models.CASCADE, related_name="+")
    max_per_week = models.PositiveSmallIntegerField(default=2)
    max_per_day = models.PositiveSmallIntegerField(default=1)
    max_total = models.PositiveSmallIntegerField(null=True)
    rest_days = models.PositiveSmallIntegerField(default=0)
    max_travel = models.PositiveSmallIntegerField(null=True)  # minutes, one way
    max_group = models.PositiveSmallIntegerField(null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(max_per_week__range=(1, 10)), name="capacity_week_has_ten_half_days",
                                   violation_error_message="Een werkweek telt tien halve dagen. Kies een getal van 1 tot 10."),
            models.CheckConstraint(condition=Q(max_per_day__range=(1, 2)), name="capacity_day_has_two_half_days",
                                   violation_error_message="Een dag telt twee halve dagen. Kies 1 of 2."),
        ]  # fmt: skip


class PersonDate(models.Model):
    """Days on which somebody can or cannot, besides the usual week. Days off go before everything else."""

    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    half = models.CharField(max_length=2, choices=words.HALF_OR_DAY, blank=True)
    is_away = models.BooleanField(default=True)
    calendar_uid = models.CharField(
        max_length=64, blank=True
    )  # hash of an imported event; of a calendar nothing else is kept
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["first", "half", "pk"]
        indexes: ClassVar = [models.Index(fields=["person", "last"], name="date_of_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="person_date_ends_after_start",
                                   violation_error_message="De laatste dag ligt voor de eerste."),
            models.UniqueConstraint(fields=["person", "first", "last", "half", "is_away"], name="person_date_once",
                                    violation_error_message="Deze dagen staan er al."),
        ]  # fmt: skip


class NotPossible(models.Model):
    """A place or theme that is not possible for somebody. Nobody else reads this: planners see "niet mogelijk"."""

    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("identity.Organisation", null=True, on_delete=models.CASCADE, related_name="+")
    theme = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, theme="") | (Q(organisation__isnull=True) & ~Q(theme="")),
                name="not_possible_is_place_or_theme",
                violation_error_message="Kies een organisatie of een thema.",
            ),
            models.UniqueConstraint(fields=["person", "organisation", "theme"], nulls_distinct=False, name="not_possible_once",
                                    violation_error_message="Dit staat er al."),
        ]  # fmt: skip


class Qualification(models.Model):
    """What somebody may do, from and until when. The diploma of an experiential expert stands at the membership."""

    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["name", "valid_from", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="qualification_ends_after_start", violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.UniqueConstraint(fields=["person", "name", "valid_from"], nulls_distinct=False, name="qualification_once",
                                    violation_error_message="Deze bekwaamheid staat er al."),
        ]  # fmt: skip
