"""The attendance list of one session: three ways to sign, one list, closed and sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.kernel.ids import new_id
from tandem.sessions import rules
from tandem.sessions.models.series import Participant, Session


class AttendanceList(models.Model):
    """One list per session. Once closed it never changes (trigger); a correction is a new entry beside it."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="attendance_list")
    code = models.CharField(max_length=20, unique=True)  # printed on the paper list
    door_secret = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    door_closed_at = models.DateTimeField(null=True)
    trainer_signed_at = models.DateTimeField(null=True)
    trainer_signature = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    expert_signed_at = models.DateTimeField(null=True)
    expert_signature = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    present_count = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(trainer_signed_at__isnull=False, expert_signed_at__isnull=False, document__isnull=False),
                name="closed_list_is_signed_by_duo_and_sealed",
                violation_error_message="Een afgesloten lijst is getekend door het duo en verzegeld.",
            )
        ]


class Attendance(models.Model):
    """One presence for one half-day. Several active rows per participant and session cannot exist."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="attendances")
    method = models.CharField(max_length=10, choices=rules.SIGNING_METHODS)
    signed_at = models.DateTimeField()
    typed_name = models.CharField(max_length=120, blank=True)
    signature = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    waits_for_duo = models.BooleanField(default=False)  # late at the door: the duo lets in
    nonce = models.UUIDField(default=new_id, unique=True)

    class Meta:
        ordering: ClassVar = ["signed_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "participant"], name="one_attendance_per_half_day",
                violation_error_message="Deze deelnemer staat al op de lijst.",
            )
        ]  # fmt: skip


class AttendanceCorrection(models.Model):
    """A late signature with a reason and both duo members as witness. The closed list stays as it was."""

    attendance_list = models.ForeignKey(AttendanceList, on_delete=models.PROTECT, related_name="corrections")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices={"add": "was er wel", "remove": "was er niet"}, default="add")
    reason = models.CharField(max_length=300)
    typed_name = models.CharField(max_length=120, blank=True)
    signature = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    trainer_witnessed_at = models.DateTimeField(null=True)
    expert_witnessed_at = models.DateTimeField(null=True)
    document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason",
                                   violation_error_message="Schrijf in een zin waarom."),
            models.CheckConstraint(
                condition=Q(document__isnull=True)
                | Q(trainer_witnessed_at__isnull=False, expert_witnessed_at__isnull=False),
                name="sealed_correction_has_two_witnesses",
                violation_error_message="Een correctie geldt als beide leden van het duo ze bevestigen.",
            ),
        ]  # fmt: skip


class PaperScan(models.Model):
    """A photo or scan of the paper list, attached to its session by the printed code."""

    attendance_list = models.ForeignKey(AttendanceList, null=True, on_delete=models.PROTECT, related_name="scans")
    series = models.ForeignKey(
        "tandem_sessions.Series", null=True, on_delete=models.CASCADE, related_name="paper_scans"
    )  # empty until the code, or a person, says to which session it belongs
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField(default=1)
    read_code = models.CharField(max_length=40, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    names_entered_at = models.DateTimeField(null=True)
