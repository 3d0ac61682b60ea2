"""Local partnerships: an area, member organisations, and life domains of their own beside the default ones."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.kernel.ids import new_id


class Partnership(models.Model):
    """A local partnership. It may add to what ships with the product, never take away (equal quality, seed 004)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class PartnershipArea(models.Model):
    """A municipality (NIS code) of a partnership, from day to day: areas merge and move."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="areas")
    nis_code = models.CharField(max_length=5)
    municipality = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["municipality", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "nis_code"], condition=Q(valid_to__isnull=True), name="area_once_per_partnership",
                violation_error_message="Deze gemeente hoort al bij het partnerschap.",
            ),
        ]  # fmt: skip


class PartnershipMember(models.Model):
    """An organisation in a partnership, with the legal basis on which it works (domain.md section 5: set per controller)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    default_secrecy = models.CharField(max_length=30, default="professional_secrecy")
    legal_basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "organisation"], condition=Q(valid_to__isnull=True),
                name="organisation_once_per_partnership",
                violation_error_message="Deze organisatie doet al mee.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="partner_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]  # fmt: skip


class ExtraDomain(models.Model):
    """A life domain that a partnership adds to the shipped ones (`rules.vocabulary.DOMAINS`). Never removed: people use it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="extra_domains")
    key = models.CharField(max_length=30)
    name = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "key"], name="extra_domain_once"),
        ]


class HealthAccessCategory(models.Model):
    """Who in an organisation may see health data: the list the law asks to keep (law of 30 July 2018, art. 9)."""

    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=120)
    why = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["category", "pk"]
