"""A running trajectory: its rails come from its series, reports and settlements; turns say whose move it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.kernel.ids import new_id
from tandem.programmes.rules import states


class TrajectoryQuerySet(models.QuerySet["Trajectory"]):
    def seen_by(self, organisation_ids: tuple[int, ...]) -> TrajectoryQuerySet:
        """Trajectories in which one of these organisations takes part."""
        return self.filter(
            Q(organisation_id__in=organisation_ids)
            | Q(provider_id__in=organisation_ids)
            | Q(fund_id__in=organisation_ids)
        )


class Trajectory(models.Model):
    """Made when the approval is released. Keeps the template version it started with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField("programmes.Application", on_delete=models.PROTECT, related_name="trajectory")
    template = models.ForeignKey("programmes.ProgrammeTemplate", on_delete=models.PROTECT, related_name="trajectories")
    series = models.OneToOneField("tandem_sessions.Series", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=10, choices=states.TRAJECTORY_STATE_NAMES, default=states.ACTIVE)
    phase = models.PositiveSmallIntegerField(default=1)
    contact_person = models.CharField(max_length=150, blank=True)
    started_at = models.DateTimeField()
    ended_on = models.DateField(null=True)  # day of the last financed session
    follow_up_on = models.DateField(null=True)  # two months after the end (seed 000)
    finished_at = models.DateTimeField(null=True)
    stop_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar = TrajectoryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-started_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-started_at"], name="trajectory_of_organisation"),
            models.Index(fields=["provider", "-started_at"], name="trajectory_of_provider"),
            models.Index(fields=["fund", "-started_at"], name="trajectory_of_fund"),
        ]

    def __str__(self) -> str:
        return self.number


class PhaseDecision(models.Model):
    """After a phase: go on, or stop for now (and resume later), as the organisation chooses (seed 000)."""

    CHOICES: ClassVar = {"continue": "doorgaan", "stop_for_now": "voorlopig stoppen", "resume": "hervatten"}

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="phase_decisions")
    phase = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=15, choices=CHOICES)
    note = models.TextField(blank=True)
    contact_moments = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]


class Message(models.Model):
    """Advice in between: the duo stays reachable (seed 001, session 5)."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=15)  # for whom the author spoke: organisation or provider
    text = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["sent_at", "pk"]


class Turn(models.Model):
    """Whose move it is, since when: for one application or trajectory at most one is open."""

    application = models.ForeignKey("programmes.Application", null=True, on_delete=models.CASCADE, related_name="turns")
    trajectory = models.ForeignKey(Trajectory, null=True, on_delete=models.CASCADE, related_name="turns")
    step = models.CharField(max_length=40)
    side = models.CharField(max_length=15)  # organisation, provider, fund
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["began_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["step", "-ended_at"], name="turn_durations")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(application__isnull=False, trajectory__isnull=True)
                | Q(application__isnull=True, trajectory__isnull=False),
                name="turn_belongs_to_one_file",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at__isnull=True), name="one_open_turn_per_application"
            ),
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(ended_at__isnull=True), name="one_open_turn_per_trajectory"
            ),
        ]
