"""Networks of organisations round children in poverty, what they need, and the support they get (seed 002)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tandem.calls.rules import vocabulary
from tandem.kernel.ids import new_id


class Network(models.Model):
    """A local ally network, of a chosen project."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.OneToOneField("calls.Grant", null=True, on_delete=models.PROTECT, related_name="network")
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")  # promoter
    name = models.CharField(max_length=160)
    area = models.CharField(max_length=20, choices=vocabulary.AREAS)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=vocabulary.NETWORK_STATES, default="starting")
    coordinator_state = models.CharField(max_length=10, choices=vocabulary.COORDINATOR_STATES, default="to_recruit")
    coordinator_since = models.DateField(null=True)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    about = models.TextField(max_length=1000, blank=True)  # public, plain words
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], name="one_network_per_name",
                                    violation_error_message="Er is al een netwerk met deze naam."),
            models.CheckConstraint(condition=~Q(coordinator_state="started") | Q(coordinator_since__isnull=False),
                                   name="started_coordinator_has_day",
                                   violation_error_message="Vul in sinds wanneer de coördinator gestart is."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class NetworkPartner(models.Model):
    """An organisation of the network, from day to day."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "name"], name="partner_once_per_network",
                                    violation_error_message="Deze partner staat er al."),
        ]  # fmt: skip


class NetworkMunicipality(models.Model):
    """A municipality the network works in."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="municipalities")
    nis_code = models.CharField(max_length=5)

    class Meta:
        ordering: ClassVar = ["nis_code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "nis_code"], name="municipality_once_per_network",
                                    violation_error_message="Deze gemeente staat er al."),
        ]  # fmt: skip


class NetworkNote(models.Model):
    """What a coordinator of the support wrote down after a contact. Read by the coordinators; never about a client."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField(max_length=2000)
    contacted_on = models.DateField()
    next_contact_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-contacted_on", "-at", "-pk"]


class StartDay(models.Model):
    """A regional start day: the networks of an area tell what they need (five provinces and Brussels)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = models.CharField(max_length=20, choices=vocabulary.AREAS)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=200)
    getting_there = models.TextField(max_length=1000, blank=True)
    is_closed = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["held_on", "area", "pk"]


class StartDayVisit(models.Model):
    """A network at a start day: how many came, as a count."""

    start_day = models.ForeignKey(StartDay, on_delete=models.CASCADE, related_name="visits")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="visits")
    people = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["network__name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["start_day", "network"], name="network_once_per_day")]


class SupportNeed(models.Model):
    """What a network needs, in its own words. Stays until somebody says it is met or no longer needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="needs")
    start_day = models.ForeignKey(StartDay, null=True, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=20, choices=vocabulary.SUPPORT_KINDS)
    theme = models.CharField(max_length=25, choices=vocabulary.SUPPORT_THEMES, blank=True)
    task = models.CharField(max_length=20, choices=vocabulary.GUIDANCE_TASKS, blank=True)
    words = models.TextField(max_length=1000)
    urgency = models.PositiveSmallIntegerField(choices=vocabulary.URGENCIES, default=2)
    state = models.CharField(max_length=8, choices=vocabulary.NEED_STATES, default="open")
    drop_reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["urgency", "made_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "kind", "theme"], name="need_by_kind")]


class SupportOffer(models.Model):
    """What the support team offers to all networks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=vocabulary.SUPPORT_KINDS)
    theme = models.CharField(max_length=25, choices=vocabulary.SUPPORT_THEMES, blank=True)
    task = models.CharField(max_length=20, choices=vocabulary.GUIDANCE_TASKS, blank=True)
    title = models.CharField(max_length=160)
    about = models.TextField(max_length=2000, blank=True)
    half_days = models.PositiveSmallIntegerField(default=1)
    most_people = models.PositiveSmallIntegerField(null=True)
    is_shared = models.BooleanField(default=False)  # several networks together
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["kind", "title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["title"], name="one_offer_per_title",
                                    violation_error_message="Er is al een aanbod met deze titel."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class SupportRequest(models.Model):
    """A network, or several, ask for a piece of the offer; it is held as sessions with a tandem (room sessions)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offer = models.ForeignKey(SupportOffer, on_delete=models.PROTECT, related_name="requests")
    networks: ClassVar = models.ManyToManyField(Network, through="calls.RequestNetwork", related_name="requests")
    needs: ClassVar = models.ManyToManyField(SupportNeed, related_name="requests")
    words = models.TextField(max_length=1000, blank=True)
    wished_days = ArrayField(models.CharField(max_length=12), default=list)  # "mon_am", "thu_pm"
    wished_from = models.DateField(null=True)
    wished_until = models.DateField(null=True)
    people = models.PositiveSmallIntegerField(null=True)
    place = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=vocabulary.REQUEST_STATES, default="asked")
    series = models.OneToOneField("tandem_sessions.Series", null=True, on_delete=models.PROTECT, related_name="+")
    withdraw_reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state__in=["planned", "held"]) | Q(series__isnull=False),
                                   name="planned_request_has_series",
                                   violation_error_message="Een geplande vraag heeft een datum en een duo."),
        ]  # fmt: skip


class RequestNetwork(models.Model):
    """A network in a request; afterwards how many of its people came, as a count."""

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="request_networks")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="request_networks")
    came = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["network__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "network"], name="network_once_per_request")
        ]


class NetworkSignal(models.Model):
    """A signal that this network sent to the desk (room policy_signals keeps the words)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="signals")
    signal_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=160)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-sent_at", "-pk"]


class Practice(models.Model):
    """Something that works, and what remains of it afterwards: "wat blijft er?" (seed 002: good practices integrated)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="practices")
    title = models.CharField(max_length=160)
    words = models.TextField(max_length=2000)
    kept_by = models.CharField(max_length=200, blank=True)  # organisation that integrates it
    state = models.CharField(max_length=7, choices=vocabulary.PRACTICE_STATES, default="tried")
    is_public = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="kept") | ~Q(kept_by=""), name="kept_practice_has_keeper",
                                   violation_error_message="Schrijf op welke organisatie ermee verdergaat."),
        ]  # fmt: skip
