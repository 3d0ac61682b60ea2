"""People, organisations, memberships, sectors, invitations."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from tandem.identity import rules
from tandem.kernel.ids import new_id


class PersonManager(BaseUserManager["Person"]):
    """People log in with their e-mail address; people without one never log in."""

    def create_user(self, email: str | None, password: str | None = None, **fields: object) -> Person:
        """A person, with an unusable password unless one is given."""
        person = self.model(email=email.lower() if email else None, **fields)
        person.set_password(password) if password else person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who works with Tandem. Participants of workshops are no persons here: they have no account."""

    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80, blank=True)
    sort_key = models.CharField(max_length=180, editable=False, default="")
    email = models.EmailField(null=True, unique=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering: ClassVar = ["sort_key", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email",
                                    violation_error_message="Er is al iemand met dit e-mailadres."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = rules.sort_key(self.last_name, self.first_name)
        super().save(*args, **kwargs)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def funds(self) -> OrganisationQuerySet:
        """Training funds, in order of their code."""
        return self.filter(kind="training_fund").order_by("fund_code")

    def providers(self) -> OrganisationQuerySet:
        """Providers of trained experiential expertise."""
        return self.filter(kind="provider").order_by("sort_key")


class Organisation(models.Model):
    """An organisation, a provider, a training fund, or the platform's own administration."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=rules.ORGANISATION_KINDS, default="organisation")
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=250, editable=False, default="")
    enterprise_number = models.CharField(max_length=10, null=True, unique=True)
    fund_code = models.CharField(max_length=10, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=4, blank=True)
    place = models.CharField(max_length=100, blank=True)
    province = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    website = models.URLField(blank=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar = OrganisationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(enterprise_number__isnull=True) | Q(enterprise_number__regex=r"^[01][0-9]{9}$"),
                name="enterprise_number_is_ten_digits",
                violation_error_message="Een ondernemingsnummer heeft tien cijfers en begint met 0 of 1.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="training_fund") | ~Q(fund_code=""),
                name="fund_has_code",
                violation_error_message="Een vormingsfonds heeft een code, bijvoorbeeld 331.",
            ),
            models.UniqueConstraint(fields=["fund_code"], condition=~Q(fund_code=""), name="one_fund_per_code"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = rules.sort_key(self.name)
        super().save(*args, **kwargs)


class Sector(models.Model):
    """A joint committee and NSSO category of an organisation, from day to day. One organisation may have several."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sectors")
    joint_committee = models.CharField(max_length=6)
    rsz_category = models.CharField(max_length=3, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["joint_committee", "rsz_category", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="sector_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "joint_committee", "rsz_category", "valid_from"],
                nulls_distinct=False, name="sector_once_per_start",
            ),
        ]  # fmt: skip

    def holds_on(self, on: date) -> bool:
        """Whether this sector is in force on a day."""
        return rules.holds_on(self.valid_from, self.valid_to, on)


class Membership(models.Model):
    """A role of a person in an organisation, with its secrecy regime (art. 458 attaches to the function)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=rules.ROLES)
    secrecy_regime = models.CharField(max_length=30, choices=rules.SECRECY_REGIMES, default="none")
    trained_on = models.DateField(null=True, help_text="Diploma opgeleide ervaringsdeskundige behaald op")
    province = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "role"], name="members_by_role")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=Q(valid_to__isnull=True),
                name="one_open_membership_per_role",
                violation_error_message="Deze persoon heeft deze rol al.",
            ),
        ]  # fmt: skip


class Invitation(models.Model):
    """A link by e-mail that makes somebody a member. Only the hash of the link is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=30, choices=rules.ROLES)
    secrecy_regime = models.CharField(max_length=30, choices=rules.SECRECY_REGIMES, default="none")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)


class ClientCard(models.Model):
    """A card with a QR code and a PIN, for somebody without e-mail (guidance.md 21). It names nobody and no service.

    The code of the QR is kept as its hash, the PIN as a slow one; `number` is what one types without a camera.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    code_hash = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=12, unique=True)
    pin_hash = models.CharField(max_length=128)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    used_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at__isnull=True), name="one_living_card_per_person",
                                    violation_error_message="Er is al een kaart. Geef een nieuwe: dan stopt de oude."),
        ]  # fmt: skip
