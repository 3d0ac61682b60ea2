"""A recommendation: from statements, with evidence, to somebody, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from tandem.dialogue.models.forum import ForumDay
from tandem.dialogue.models.group import Group, Meeting
from tandem.dialogue.models.statement import Statement
from tandem.dialogue.rules import states, vocabulary
from tandem.kernel.ids import new_id
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS, THEMES


class Recommendation(models.Model):
    """Public once proposed. Its state is the last follow-up's; a review date always stands until it is done or left."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True, editable=False)
    forum_day = models.ForeignKey(ForumDay, null=True, on_delete=models.PROTECT, related_name="recommendations")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="recommendations")
    title = models.CharField(max_length=160)
    words = models.TextField(max_length=4000)
    theme = models.CharField(max_length=30, choices=THEMES)
    policy_domain = models.CharField(max_length=30, choices=POLICY_DOMAINS)
    addressee = models.ForeignKey("policy_signals.Addressee", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, choices=states.RECOMMENDATION_STATES, default=states.DRAFT)
    review_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector("words", weight="B", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="recommendation_search"),
            models.Index(fields=["state", "review_on"], name="recommendation_by_review"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(addressee__isnull=False, owner__isnull=False, proposed_at__isnull=False),
                name="proposed_recommendation_has_people",
                violation_error_message="Een aanbeveling heeft een bestemmeling en iemand die ze opvolgt.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "done", "not_followed"]) | Q(review_on__isnull=False),
                name="open_recommendation_has_review_date",
                violation_error_message="Kies wanneer we opnieuw kijken.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class RecommendationStatement(models.Model):
    """A statement that a recommendation was made from."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="statements")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="recommendations")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recommendation", "statement"], name="statement_once_per_recommendation"),
        ]


class Evidence(models.Model):
    """What a recommendation rests on: a source, a structural signal, a figure, or a quote with permission."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=vocabulary.EVIDENCE_KINDS)
    words = models.TextField(max_length=2000)
    source = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    bundle = models.ForeignKey("policy_signals.Bundle", null=True, on_delete=models.PROTECT, related_name="+")
    permission_on = models.DateField(null=True)
    permission_how = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="quote") | Q(permission_on__isnull=False) & ~Q(permission_how=""),
                name="quote_has_permission",
                violation_error_message="Een citaat kan pas mee als die persoon ja zei. Noteer wanneer en hoe.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["source", "figure"]) | ~Q(source=""), name="evidence_has_source",
                violation_error_message="Noteer de bron.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="signal") | Q(bundle__isnull=False), name="signal_evidence_has_bundle",
                violation_error_message="Kies het structurele signaal.",
            ),
        ]  # fmt: skip


class FollowUp(models.Model):
    """One step in what became of it. Append-only; each gives a one-page print."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="follow_ups")
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, choices=states.RECOMMENDATION_STATES)
    words = models.TextField(max_length=4000)
    reason = models.TextField(max_length=2000, blank=True)
    review_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="not_followed") | ~Q(reason=""), name="follow_up_not_followed_has_reason",
                violation_error_message="Zeg waarom deze aanbeveling niet gevolgd wordt.",
            ),
        ]  # fmt: skip


class Verdict(models.Model):
    """What a group says of a follow-up: is this good enough? One per group and follow-up; a later one is a new follow-up's."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="verdicts")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=vocabulary.VERDICTS)
    words = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["follow_up", "group"], name="one_verdict_per_group",
                                    violation_error_message="Deze groep gaf al haar oordeel."),
        ]  # fmt: skip
