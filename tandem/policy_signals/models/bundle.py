"""A structural signal: signals laid together, sent to a named addressee, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from tandem.kernel.ids import new_id
from tandem.policy_signals.models.addressee import Addressee
from tandem.policy_signals.models.signal import Signal
from tandem.policy_signals.rules import states, vocabulary


class Bundle(models.Model):
    """Public from the day it is sent. `area` empty: all of Flanders and Brussels. Counts of givers never leave the desk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True, editable=False)
    title = models.CharField(max_length=160)
    words = models.TextField(max_length=4000)
    asks = models.TextField(max_length=2000, blank=True)
    theme = models.CharField(max_length=30, choices=vocabulary.THEMES)
    policy_domain = models.CharField(max_length=30, choices=vocabulary.POLICY_DOMAINS)
    area = models.CharField(max_length=20, choices=vocabulary.AREAS, blank=True)
    state = models.CharField(max_length=15, choices=states.STATES, default=states.BUNDLED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Addressee, null=True, on_delete=models.PROTECT, related_name="bundles")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    token_hash = models.CharField(max_length=64, blank=True)  # the addressee answers by a secret link
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=8000, blank=True)
    answer_document = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    outcome_at = models.DateTimeField(null=True)
    outcome = models.TextField(max_length=4000, blank=True)  # what changed, or why it is not followed
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    version = models.PositiveIntegerField(default=1)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector("words", "asks", "answer", "outcome", weight="B", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-sent_at", "-number"]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="bundle_search"),
            models.Index(fields=["state", "due_on"], name="bundle_by_state"),
            models.Index(fields=["policy_domain", "-sent_at"], name="bundle_by_domain"),
            models.Index(fields=["theme", "-sent_at"], name="bundle_by_theme"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["bundled", "merged", "ended"])
                | Q(addressee__isnull=False, sent_at__isnull=False, due_on__isnull=False),
                name="sent_bundle_has_addressee_and_date",
                violation_error_message="Een verstuurd signaal heeft een bestemmeling, een datum en een antwoorddatum.",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_followed") | ~Q(outcome=""), name="not_followed_has_reason",
                violation_error_message="Zeg waarom dit signaal niet gevolgd wordt.",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""), name="answered_bundle_has_answer",
                violation_error_message="Schrijf het antwoord.",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="merged_bundle_says_into_which",
                violation_error_message="Zeg in welk signaal dit opgaat.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="bundle_not_merged_into_itself",
                violation_error_message="Een signaal kan niet in zichzelf opgaan.",
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="one_bundle_per_answer_link"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class BundleSignal(models.Model):
    """A signal in a bundle, from when until when: merging and splitting leave their history."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="members")
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="places")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signal"], condition=Q(removed_at__isnull=True), name="signal_in_one_bundle",
                violation_error_message="Dit signaal ligt al bij een ander. Haal het daar eerst weg.",
            ),
        ]  # fmt: skip


class BundleEvent(models.Model):
    """What happened to a bundle, in order; append-only. `is_public` shows on the public page; `actor` is a function or name."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=200, blank=True)
    act = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["at", "pk"]


class ContributorMark(models.Model):
    """A giver says whether the answer is one. One per signal; only through the room that keeps the giver's thread."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="marks")
    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="mark")
    is_answer = models.BooleanField()
    at = models.DateTimeField()
