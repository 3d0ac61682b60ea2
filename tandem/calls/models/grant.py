"""A chosen project and its money: contract, instalments, budget and its changes, reports, what remains."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.calls.rules import vocabulary
from tandem.kernel.ids import new_id


class Grant(models.Model):
    """The money of one project from contract to closing. `organisation` is who may see it, with the administration."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.OneToOneField("calls.Submission", on_delete=models.PROTECT, related_name="grant")
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    administration = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=vocabulary.GRANT_STATES, default="offered")
    wave = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    contract = models.ForeignKey(
        "kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )  # as offered
    signed_contract = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)
    stop_reason = models.CharField(max_length=1000, blank=True)
    closing_words = models.TextField(max_length=4000, blank=True)  # wat blijft er?
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="grant_ends_after_start",
                                   violation_error_message="Het einde ligt voor het begin."),
            models.CheckConstraint(condition=~Q(state__in=["running", "closing", "closed"]) | Q(signed_on__isnull=False),
                                   name="running_grant_is_signed",
                                   violation_error_message="Een project loopt pas als het contract getekend is."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class BudgetLine(models.Model):
    """One line of the budget as it holds today. Money kind "own" is what others pay."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="budget_lines")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160)
    kind = models.CharField(max_length=30)  # key of a money kind, or "own"
    amount_eur = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_eur__gte=0), name="budget_line_is_money",
                                   violation_error_message="Een bedrag is niet lager dan nul."),
        ]  # fmt: skip


class BudgetChange(models.Model):
    """The organisation asks to move money between lines; the total of each kind stays. Decided once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="budget_changes")
    before = models.JSONField()  # [{"label", "kind", "amount"}]
    after = models.JSONField()
    why = models.TextField(max_length=2000)
    state = models.CharField(max_length=10, choices=vocabulary.BUDGET_CHANGE_STATES, default="asked")
    answer = models.TextField(max_length=2000, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant"], condition=Q(state="asked"), name="one_open_budget_change",
                                    violation_error_message="Er ligt al een vraag. Wacht op het antwoord, of trek ze in."),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(answer=""), name="refused_change_has_answer",
                                   violation_error_message="Leg uit waarom het niet kan."),
        ]  # fmt: skip


class Instalment(models.Model):
    """A part of the money. Two different officers: one proposes the payment, another one approves it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)  # key of a money kind
    amount_eur = models.DecimalField(max_digits=12, decimal_places=2)
    due_on = models.DateField()
    after_report = models.ForeignKey("calls.Report", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=vocabulary.INSTALMENT_STATES, default="planned")
    communication = models.CharField(max_length=20, blank=True)  # +++ddd/dddd/ddddd+++
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True)
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "position"], name="one_instalment_per_position"),
            models.CheckConstraint(condition=Q(amount_eur__gt=0), name="instalment_is_money",
                                   violation_error_message="Een schijf is meer dan nul euro."),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="two_officers_per_payment",
                violation_error_message="Wie een betaling voorstelt, keurt ze niet zelf goed.",
            ),
            models.CheckConstraint(condition=~Q(state="paid") | Q(paid_on__isnull=False, approved_at__isnull=False),
                                   name="paid_instalment_was_approved",
                                   violation_error_message="Keur de schijf eerst goed."),
        ]  # fmt: skip


class Report(models.Model):
    """A report on content or money over a period. The reminder goes to the organisation, never to a person in poverty."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=8, choices=vocabulary.REPORT_KINDS)
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField()
    is_final = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=vocabulary.REPORT_STATES, default="due")
    words = models.JSONField(default=dict)  # content: key of rules/report.py -> text
    spent = models.JSONField(default=dict)  # finance: position of the budget line as text -> euro as text
    remark = models.TextField(max_length=4000, blank=True)
    question = models.TextField(max_length=2000, blank=True)  # of the officer, when returned
    reminded_on = models.DateField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["due_on", "kind", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "kind", "period_from"], name="one_report_per_period"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="report_period_in_order"),
        ]


class ReportFile(models.Model):
    """Evidence with a report. Never a client file: the page says so and warns on pasted identifiers."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
