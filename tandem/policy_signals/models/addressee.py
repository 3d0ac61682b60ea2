"""To whom a signal goes, and the vertical consultation (VPAO) where what is open is put on the table."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tandem.kernel.ids import new_id
from tandem.policy_signals.rules import vocabulary


class Addressee(models.Model):
    """A function with a name and an address. When it ends it keeps its history, and says who comes after."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)  # the function, for instance "Aandachtsambtenaar Wonen"
    kind = models.CharField(max_length=20, choices=vocabulary.ADDRESSEE_KINDS)
    policy_domain = models.CharField(max_length=30, choices=vocabulary.POLICY_DOMAINS, blank=True)
    area = models.CharField(max_length=20, choices=vocabulary.AREAS, blank=True)
    email = models.EmailField()
    contact_name = models.CharField(max_length=150, blank=True)
    ended_on = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(ended_on__isnull=True), name="one_living_addressee_per_name",
                violation_error_message="Er is al een bestemmeling met deze naam.",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(ended_on__isnull=False) & ~Q(successor=F("id")),
                name="successor_comes_after_the_end",
                violation_error_message="Een opvolger komt pas als deze bestemmeling stopt.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Consultation(models.Model):
    """A meeting of the vertical consultation of one policy domain (armoededecreet 2003: at least twice a year)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    policy_domain = models.CharField(max_length=30, choices=vocabulary.POLICY_DOMAINS)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=vocabulary.CONSULTATION_STATES, default="planned")
    report = models.TextField(max_length=8000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["policy_domain", "held_on"], condition=~Q(state="cancelled"), name="one_consultation_per_day",
                violation_error_message="Op die dag is er al een overleg van dit beleidsdomein.",
            ),
        ]  # fmt: skip


class AgendaItem(models.Model):
    """One point of the agenda: a structural signal, or a point of another room by its own words and address."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    bundle = models.ForeignKey(
        "policy_signals.Bundle", null=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    about = models.UUIDField(null=True)  # a recommendation, for instance
    words = models.CharField(max_length=300, blank=True)
    outcome = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consultation", "bundle"], name="bundle_once_on_the_agenda"),
            models.CheckConstraint(
                condition=Q(bundle__isnull=False) | ~Q(words=""), name="agenda_item_says_what",
                violation_error_message="Schrijf waarover dit punt gaat.",
            ),
        ]  # fmt: skip
