"""What the person wants, can and tells; barriers and how they hang together; steps, decisions, expectations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.guidance.models.file import FileItem
from tandem.guidance.models.sealing import SealedText
from tandem.guidance.rules import vocabulary


def domain_list() -> models.Field[list[str], list[str]]:
    """Keys of life domains: shipped ones, the partnership's, or the person's own word."""
    return ArrayField(models.CharField(max_length=40), default=list, blank=True)


class Wish(FileItem):
    """What I want, what I can (a strength), how I like to work. Old words stay in `ItemVersion`."""

    kind = models.CharField(max_length=10, choices=vocabulary.WISH_KINDS)
    words = SealedText()
    position = models.PositiveSmallIntegerField(default=0)
    put_away_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["kind", "position", "id"]


class StoryBlock(FileItem):
    """One part of "mijn verhaal": told once, shared block by block. `confirmed_at`: "klopt dit nog?" was answered."""

    topic = models.CharField(max_length=40)  # a life domain, or the person's own word
    title = SealedText()
    words = SealedText()
    confirmed_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]


class DomainView(FileItem):
    """How it goes in one life domain, in words. Never a score. Append-only: the newest is how it is now."""

    domain = models.CharField(max_length=40)
    words = SealedText()

    class Meta:
        ordering: ClassVar = ["-id"]


class Barrier(FileItem):
    """A barrier in the person's own words, in one or more life domains."""

    words = SealedText()
    domains = domain_list()
    state = models.CharField(max_length=12, choices=vocabulary.BARRIER_STATES, default="open")
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]


class BarrierEdge(FileItem):
    """One barrier makes another harder: who said it and since when. Ended, never deleted."""

    from_barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="edges_out")
    to_barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="edges_in")
    kind = models.CharField(max_length=15, choices=vocabulary.EDGE_KINDS, default="makes_harder")
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(from_barrier=F("to_barrier")), name="barrier_does_not_hinder_itself",
                violation_error_message="Een drempel kan zichzelf niet moeilijker maken. Kies een andere.",
            ),
            models.UniqueConstraint(
                fields=["from_barrier", "to_barrier"], condition=Q(until__isnull=True), name="edge_once",
                violation_error_message="Dat stond er al.",
            ),
        ]  # fmt: skip


class Step(FileItem):
    """Something on the way: training, work, care, papers. Hangs on a wish, a barrier, or nothing. No date is asked."""

    kind = models.CharField(max_length=15, choices=vocabulary.STEP_KINDS)
    state = models.CharField(max_length=22, choices=vocabulary.STEP_STATES, default="idea")
    words = SealedText()
    wish = models.ForeignKey(Wish, null=True, on_delete=models.SET_NULL, related_name="steps")
    barrier = models.ForeignKey(Barrier, null=True, on_delete=models.SET_NULL, related_name="steps")
    changes_money = models.BooleanField(default=False)
    is_unpaid = models.BooleanField(default=False)
    brings_now = SealedText()  # what this unpaid step brings, short term, in the person's words
    brings_later = SealedText()
    led_to = SealedText()  # what it led to, afterwards
    money_shown_at = models.DateTimeField(null=True)
    knew_before_at = models.DateTimeField(null=True)  # "ik wist het vooraf"
    chosen_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(changes_money=False) | Q(chosen_at__isnull=True) | Q(money_shown_at__isnull=False),
                name="money_is_shown_before_yes",
                violation_error_message="Bekijk eerst wat deze stap met het geld doet.",
            ),
        ]  # fmt: skip


class StepMoney(FileItem):
    """What the person was shown before a yes: now and month by month after, typed or calculated. Append-only."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="money_views")
    figures = SealedText()  # JSON: {"now": cents, "months": [cents or null, ...]}; see rules.step_money.Look
    inputs = SealedText()  # JSON: the answers of a calculation, only when the person agreed to keep them
    unknown = SealedText()  # what nobody could say yet, in words
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class Decision(FileItem):
    """What was decided, by whom, on which rung of participation; advice stands beside it, never instead."""

    words = SealedText()
    advice = SealedText()  # what the guide advised
    chosen_by = models.CharField(max_length=10, choices=vocabulary.CHOSEN_BY)
    rung = models.CharField(max_length=12, choices=vocabulary.RUNGS)
    step = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="decisions")
    taken_back_at = models.DateTimeField(null=True)  # "toch niet" is one tap

    class Meta:
        ordering: ClassVar = ["-id"]


class Expectation(FileItem):
    """Saved only with the person's own "dit lukt" or "dit lukt niet", and the barriers that stood in its way then."""

    words = SealedText()
    feasible = models.CharField(max_length=3, choices=vocabulary.FEASIBLE)
    in_the_way = ArrayField(models.UUIDField(), default=list)
    let_go_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(feasible__in=list(vocabulary.FEASIBLE)), name="expectation_has_an_own_answer",
                violation_error_message="Zeg zelf of dit lukt of niet lukt.",
            ),
        ]  # fmt: skip


class Proposal(FileItem):
    """A guide's change of something that is the person's: it counts only after the person answers.

    `about_kind`/`about_id`: the item it would change; without id a new one. `base_version`: what it was written on.
    """

    about_kind = models.CharField(max_length=20)
    about_id = models.UUIDField(null=True)
    base_version = models.PositiveIntegerField(default=0)
    words = SealedText()  # the proposed words
    why = SealedText()
    facts = models.JSONField(default=dict)  # choices that are no free text, such as a kind
    state = models.CharField(max_length=10, choices=vocabulary.PROPOSAL_STATES, default="open")
    answered_at = models.DateTimeField(null=True)
    answered_how = models.CharField(max_length=10, choices=vocabulary.ANSWERED_HOW, blank=True)
    answer = SealedText()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["file", "state"], name="proposals_by_state")]


class ItemVersion(FileItem):
    """What an item said before it was changed. Rows never change."""

    item_id = models.UUIDField(db_index=True)
    item_kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    words = SealedText()

    class Meta:
        ordering: ClassVar = ["-number", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item_id", "number"], name="one_row_per_item_version"),
        ]


class OtherView(FileItem):
    """Ik zag het anders: the person's own view beside a note, a report or a domain view. Both stay."""

    item_kind = models.CharField(max_length=20)
    item_id = models.UUIDField(db_index=True)
    words = SealedText()

    class Meta:
        ordering: ClassVar = ["id"]


class Mishap(FileItem):
    """Something went differently: the context first, over one or more talks, and a light way on. It counts nothing."""

    contexts = ArrayField(models.CharField(max_length=12, choices=vocabulary.CONTEXTS), default=list)
    words = SealedText()
    learnt = SealedText()
    way_on = SealedText()  # the lighter agreement, the other plan, the barrier or the signal, in words
    about_kind = models.CharField(max_length=20, blank=True)
    about_id = models.UUIDField(null=True)
    ends_in = models.CharField(max_length=20, choices=vocabulary.MISHAP_ENDS, blank=True)
    ended_at = models.DateTimeField(null=True)
    led_to_id = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class OrganisationNo(FileItem):
    """An organisation says no to a wish: the reason in plain words, an alternative and a name; the person replies."""

    wish = models.ForeignKey(Wish, null=True, on_delete=models.SET_NULL, related_name="answers_no")
    step = models.ForeignKey(Step, null=True, on_delete=models.SET_NULL, related_name="answers_no")
    organisation = models.ForeignKey("identity.Organisation", null=True, on_delete=models.SET_NULL, related_name="+")
    organisation_name = models.CharField(max_length=200)
    reason = SealedText()
    alternative = SealedText()
    contact_name = SealedText()
    reply = SealedText()
    replied_at = models.DateTimeField(null=True)
    signal_id = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class ServiceStop(FileItem):
    """A programme stopped, by the service: why, and what comes next. It stands in the provider's figures."""

    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=200)
    reason_kind = models.CharField(max_length=30)
    reason = SealedText()
    what_next = SealedText()
    who_next = SealedText()

    class Meta:
        ordering: ClassVar = ["-id"]


class FileDocument(FileItem):
    """A paper in the file: an upload of the person or the guide."""

    title = SealedText()
    stored = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+")
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
