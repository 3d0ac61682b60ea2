"""The file of a person, or the thread before it; and who may see what: the access projection."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tandem.guidance.models.sealing import SealedRow
from tandem.guidance.rules.vocabulary import CONTACT_WAYS
from tandem.identity.rules import sort_key
from tandem.kernel.ids import new_id
from tandem.kernel.sealed_text import WrappedKey, new_key


class ClientFile(models.Model):
    """Everything about one person's trajectory hangs on this. Until `theirs_since` it is a thread a guide keeps.

    No national number, no full date of birth: a first name or none, at most a year. It has no end date and no end goal.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField("identity.Person", null=True, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=80, blank=True)  # as the person wants to be called; may be empty
    sort_key = models.CharField(max_length=100, editable=False, default="")
    birth_year = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=5, default="nl")
    needs_interpreter = models.BooleanField(default=False)
    contact_way = models.CharField(max_length=20, choices=CONTACT_WAYS, blank=True)
    wants_reminders = models.BooleanField(default=False)
    partnership = models.ForeignKey("guidance.Partnership", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("identity.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    opened_for = models.ForeignKey("identity.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    theirs_since = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)  # the person pauses and resumes with one tap, no reason asked
    last_contact_at = models.DateTimeField(null=True)
    next_contact_at = models.DateTimeField(null=True)
    no_next_contact_reason = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    key_wrapped = models.BinaryField(default=b"", editable=False)  # empty after erasure: nothing opens any more
    key_owner_id = models.BigIntegerField(default=0, editable=False)
    key_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["sort_key", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(theirs_since__isnull=True) | Q(person__isnull=False) | Q(erased_at__isnull=False),
                name="a_file_that_is_theirs_has_its_person",
                violation_error_message="Een dossier is van iemand. Kies eerst wie.",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=1900, birth_year__lte=2100),
                name="birth_year_is_a_year",
                violation_error_message="Vul een jaar van vier cijfers in, of niets.",
            ),
        ]

    def __str__(self) -> str:
        return self.called or "Naam nog niet gezegd"

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.called)[:100]
        if not self.key_wrapped and self.erased_at is None:
            self.keep_key(new_key(self.opened_for_id or 0))
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def keep_key(self, key: WrappedKey) -> None:
        """Remember the wrapped key."""
        self.key_wrapped, self.key_owner_id, self.key_version = key.wrapped, key.owner_id, key.version

    def text_key(self) -> WrappedKey:
        """The key of this file's texts, wrapped."""
        return WrappedKey(bytes(self.key_wrapped), self.key_owner_id, self.key_version)

    @property
    def is_thread(self) -> bool:
        """Still a conversation that a guide remembers; the person did not make it theirs yet."""
        return self.theirs_since is None


class FileAccess(models.Model):
    """Projection: who may see something of a file. Written by the database itself from files and network members.

    Lists start here. `whole`: everything that is not for the person alone; else single items (ItemAccess).
    A row of an organisation counts only while the reader is a member of it.
    """

    file = models.ForeignKey(ClientFile, on_delete=models.CASCADE, related_name="readers")
    reader = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    organisation_id = models.BigIntegerField(null=True)
    is_owner = models.BooleanField(default=False)
    is_whole = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=100, default="")

    class Meta:
        ordering: ClassVar = ["reader", "sort_key", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["reader", "sort_key", "file"], name="access_by_reader"),
            models.Index(fields=["file"], name="access_by_file"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reader", "file"], name="one_access_per_reader_and_file"),
        ]


class ItemAccess(models.Model):
    """Projection: one item that a member of the network may see, until when. Written by the database from shares."""

    item_id = models.UUIDField()
    reader = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    organisation_id = models.BigIntegerField(null=True)
    share = models.OneToOneField("guidance.Share", on_delete=models.CASCADE, related_name="+")
    file_id = models.UUIDField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["reader", "item_id"], name="item_access_by_reader")]


class FileItem(SealedRow):
    """Base of every row of a file. The author may leave; what was written stays with the person (SET NULL).

    `id` may come from the phone that wrote it, so that sending twice gives one row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(ClientFile, on_delete=models.PROTECT, related_name="%(class)s_set")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    is_by_client = models.BooleanField(default=False)  # the person's own words, whoever typed them
    is_mine_only = models.BooleanField(default=False)  # for the person alone: the database shows it to nobody else

    class Meta:
        abstract = True

    def text_key(self) -> WrappedKey:
        """The key of the file."""
        return self.file.text_key()
