"""What the provider claims from the fund: generated, one line per held session with its signed list."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.kernel.ids import new_id
from tandem.programmes.models.trajectory import Trajectory
from tandem.programmes.rules import states


class Settlement(models.Model):
    """One claim of the provider against the fund."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="settlements")
    provider = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    structured_communication = models.CharField(max_length=20, unique=True)
    trigger = models.CharField(max_length=20)
    status = models.CharField(max_length=12, choices=states.SETTLEMENT_STATE_NAMES, default=states.OPEN)
    total_eur = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    accepted_eur = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    claimable_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True)
    document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-claimable_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["fund", "status", "claimed_at"], name="settlement_queue"),
            models.Index(fields=["fund", "claimable_at", "id"], name="settlement_of_fund"),
            models.Index(fields=["provider", "claimable_at", "id"], name="settlement_of_provider"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="open") | Q(claimed_at__isnull=False, claimed_by__isnull=False),
                name="claim_has_who_and_when",
                violation_error_message="Een afrekening bij het fonds vermeldt wie ze indiende en wanneer.",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SettlementLine(models.Model):
    """One held session. A session is settled once: the database refuses a second line."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="lines")
    session = models.OneToOneField("tandem_sessions.Session", on_delete=models.PROTECT, related_name="+")
    attendance_document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    half_days = models.PositiveSmallIntegerField()
    price_eur = models.DecimalField(max_digits=8, decimal_places=2)
    amount_eur = models.DecimalField(max_digits=10, decimal_places=2)
    state = models.CharField(max_length=10, choices=states.LINE_STATE_NAMES, default="claimed")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_eur=F("half_days") * F("price_eur")), name="line_amount_is_half_days_times_price",
                violation_error_message="Het bedrag is het aantal halve dagen maal de prijs.",
            ),
            models.CheckConstraint(
                condition=~Q(state="disputed") | ~Q(reason=""), name="disputed_line_has_reason",
                violation_error_message="Leg uit waarom je deze lijn betwist.",
            ),
        ]  # fmt: skip


class SettlementRemark(models.Model):
    """A question of the fund or an answer of the provider."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="remarks")
    author = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
