"""Talks and what comes out of them: agreements, promises of both sides, the next contact, the heard-check."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.guidance.models.file import FileItem
from tandem.guidance.models.sealing import SealedText
from tandem.guidance.rules import vocabulary


class Talk(FileItem):
    """A talk on both layers: what it was about, and how it was to talk. Open until its promises and next contact stand."""

    held_at = models.DateTimeField()
    place = models.CharField(max_length=10, choices=vocabulary.TALK_PLACES, default="home")
    place_words = models.CharField(max_length=120, blank=True)
    content = SealedText()
    relation = SealedText()
    draft = SealedText()  # what was typed and not handed in yet: survives a dead battery
    next_contact_at = models.DateTimeField(null=True)
    next_contact_how = models.CharField(max_length=20, choices=vocabulary.CONTACT_WAYS, blank=True)
    no_next_contact_reason = SealedText()
    nobody_reason = SealedText()  # why nobody has to do anything after this talk
    mishap = models.ForeignKey("guidance.Mishap", null=True, on_delete=models.SET_NULL, related_name="talks")
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-held_at", "-id"]


class Agreement(FileItem):
    """What both said they will do or hold to. No date, no consequence."""

    talk = models.ForeignKey(Talk, null=True, on_delete=models.SET_NULL, related_name="agreements")
    words = SealedText()
    let_go_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]


class AgreementAnswer(FileItem):
    """Nog altijd zo, or liever anders: asked at the start of the next talk. Append-only."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="answers")
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="agreement_answers")
    answer = models.CharField(max_length=10, choices=vocabulary.STILL_SO)
    words = SealedText()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "talk"], name="one_answer_per_agreement_and_talk"),
        ]


class Promise(FileItem):
    """Who does what by when. Only a promise of the service can be late; a person's step asks what came between."""

    talk = models.ForeignKey(Talk, null=True, on_delete=models.SET_NULL, related_name="promises")
    side = models.CharField(max_length=10, choices=vocabulary.SIDES)
    who = models.CharField(max_length=80)
    promised_by = models.ForeignKey("identity.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    words = SealedText()
    by_day = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)
    came_between = SealedText()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(side="service") | Q(by_day__isnull=False), name="service_promise_has_a_day",
                violation_error_message="Zeg tegen wanneer de dienst dit doet.",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(
                fields=["by_day"], condition=Q(side="service", done_at__isnull=True, let_go_at__isnull=True),
                name="open_service_promises",
            )
        ]  # fmt: skip


class HeardCheck(FileItem):
    """The heard-check of one talk: a code on a slip or a phone. Everybody on the file sees that it was answered, no more."""

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="heard_check")
    code = models.CharField(max_length=12, unique=True)  # on the paper slip and in the address for the own phone
    way = models.CharField(max_length=10, choices=vocabulary.HEARD_WAYS, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class HeardAnswer(FileItem):
    """What the person answered, for the person alone unless they show it to the guide. Never a score of the person."""

    check_of = models.OneToOneField(HeardCheck, on_delete=models.CASCADE, related_name="answer")
    answers = models.JSONField(default=dict)  # question -> 0..2 (`rules.vocabulary.HEARD_QUESTIONS`, `FACES`)
    words = SealedText()

    class Meta:
        ordering: ClassVar = ["-id"]


class HeardCount(models.Model):
    """Answers without person, file or day: for figures of an organisation from five people up."""

    organisation = models.ForeignKey("identity.Organisation", on_delete=models.CASCADE, related_name="+")
    quarter = models.CharField(max_length=6)  # 2027Q1
    reader_token = models.CharField(max_length=64)  # keyed hash of the file: counts people, names nobody
    answers = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["pk"]


class AgendaPoint(FileItem):
    """Something for the next talk: from a low heard-check, a question, or the person."""

    words = SealedText()
    comes_from = models.CharField(max_length=20)
    raised_in = models.ForeignKey(Talk, null=True, on_delete=models.SET_NULL, related_name="points_raised")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Appointment(FileItem):
    """When and where we see each other, and how to get there. The person says "ik kom" or "andere dag"; nothing counts."""

    starts_at = models.DateTimeField()
    with_whom = models.CharField(max_length=80)
    place = SealedText()
    travel = SealedText()  # how to get there: an appointment without it is refused
    answer = models.CharField(max_length=10, choices=vocabulary.APPOINTMENT_ANSWERS, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_words = SealedText()  # which other day suits better
    moved_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="moved_from")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]


class Message(FileItem):
    """A message between the person and their guide."""

    words = SealedText()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
