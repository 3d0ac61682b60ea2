"""A series of sessions with its duo, dates, bookings and participants."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from tandem.kernel.ids import new_id
from tandem.sessions import rules


class SeriesQuerySet(models.QuerySet["Series"]):
    def seen_by(self, organisation_ids: tuple[int, ...]) -> SeriesQuerySet:
        """Series in which one of these organisations takes part."""
        return self.filter(
            Q(organisation_id__in=organisation_ids)
            | Q(provider_id__in=organisation_ids)
            | Q(funder_id__in=organisation_ids)
        )


class Series(models.Model):
    """Sessions that belong together. The three organisations on this row are the ones that may see it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    funder = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    max_half_days = models.PositiveSmallIntegerField(default=6)
    phase_maxima = models.JSONField(default=dict)  # {"2": 6}: half-days per phase, where the programme limits a phase
    expected_participants = models.PositiveSmallIntegerField(default=0)
    place = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    objects: ClassVar = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class Duo(models.Model):
    """A trainer and a trained experiential expert, for a whole series. History stays: one open duo per series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="duos")
    trainer = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    experiential_expert = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    trainer_agreed_at = models.DateTimeField(null=True)
    expert_agreed_at = models.DateTimeField(null=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-assigned_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series"], condition=Q(ended_at__isnull=True), name="one_open_duo_per_series"),
            models.CheckConstraint(
                condition=~Q(trainer=F("experiential_expert")), name="duo_is_two_people",
                violation_error_message="Een duo bestaat uit twee verschillende mensen.",
            ),
        ]  # fmt: skip


class SessionQuerySet(models.QuerySet["Session"]):
    def in_order(self) -> SessionQuerySet:
        """In the order of the programme."""
        return self.order_by("position", "pk")

    def financed(self) -> SessionQuerySet:
        """Sessions that count for the maximum of half-days and are not cancelled."""
        return self.filter(is_financed=True).exclude(status=rules.CANCELLED)

    def led_by(self, person_id: int) -> SessionQuerySet:
        """Sessions of one trainer or experiential expert."""
        return self.filter(Q(trainer_id=person_id) | Q(experiential_expert_id=person_id))


class Session(models.Model):
    """One meeting. Confirmed and held sessions have a date and a valid duo: the database refuses otherwise."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=40)  # key of the session in the programme template
    phase = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=rules.KINDS)
    title = models.CharField(max_length=200)
    group_kind = models.CharField(max_length=20, choices=rules.GROUP_KINDS, blank=True)
    work_form = models.CharField(max_length=40, blank=True)
    half_days = models.PositiveSmallIntegerField(default=1)
    is_financed = models.BooleanField(default=True)
    needs_list = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=rules.STATES, default=rules.TO_PLAN)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    is_remote = models.BooleanField(default=False)
    place = models.CharField(max_length=300, blank=True)
    directions = models.CharField(max_length=300, blank=True)
    remote_link = models.URLField(blank=True)
    trainer = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    experiential_expert = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    expected_participants = models.PositiveSmallIntegerField(default=0)
    proposed_by_side = models.CharField(max_length=12, blank=True)
    proposed_at = models.DateTimeField(null=True)
    proposal_note = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)  # the organisation passed the date on to the fund (seed 000)
    held_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar = SessionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["series", "position", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["trainer", "starts_at"], name="session_by_trainer"),
            models.Index(fields=["experiential_expert", "starts_at"], name="session_by_expert"),
            models.Index(fields=["status", "starts_at"], name="session_by_status"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "held"])
                | Q(starts_at__isnull=False, trainer__isnull=False, experiential_expert__isnull=False),
                name="confirmed_session_has_date_and_duo",
                violation_error_message="Een bevestigde bijeenkomst heeft een datum en een duo.",
            ),
            models.CheckConstraint(
                condition=Q(trainer__isnull=True)
                | Q(experiential_expert__isnull=True)
                | ~Q(trainer=F("experiential_expert")),
                name="session_duo_is_two_people",
                violation_error_message="Een duo bestaat uit twee verschillende mensen.",
            ),
            models.CheckConstraint(
                condition=~Q(status="proposed")
                | Q(starts_at__isnull=False, proposed_by_side__in=["organisation", "provider"]),
                name="proposal_has_date_and_side",
                violation_error_message="Een voorstel heeft een datum en een afzender.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Booking(models.Model):
    """A person's half-day is taken. No two active bookings of one person overlap (database constraint)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="bookings")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    period = DateTimeRangeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="nobody_is_booked_twice",
                expressions=[
                    (Func(F("person"), F("person"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                index_type="gist",
                condition=Q(is_active=True),
                violation_error_message="Deze persoon heeft op dat moment al een andere bijeenkomst.",
            ),
            models.UniqueConstraint(fields=["session", "person"], name="one_booking_per_person_and_session"),
        ]


class Participant(models.Model):
    """Somebody of the organisation who takes part. No account, no more than a name and a function."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
