"""Wrap the keys of files with the newest key of the installation. No text is opened or rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from tandem.guidance.models import ClientFile
from tandem.kernel import access
from tandem.kernel.sealed_text import WrappedKey, newest_version, wrap_again

BATCH = 200


def wrap_files_again() -> int:
    """Every file that still has an older key; how many there were. Stopped halfway it goes on where it was."""
    newest = newest_version()
    return sum(_wrap(batch, newest) for batch in _batches(newest))


def _batches(newest: int) -> Iterator[list[UUID]]:
    while True:
        with access.as_system():
            older = ClientFile.objects.filter(key_version__lt=newest, erased_at__isnull=True).order_by("pk")
            batch = list(older.values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        yield batch


@transaction.atomic
def _wrap(batch: list[UUID], newest: int) -> int:
    with access.as_system():
        files = ClientFile.objects.select_for_update(of=("self",)).filter(pk__in=batch, key_version__lt=newest)
        for file in files.order_by("pk"):
            key: WrappedKey = wrap_again(file.text_key(), owner_id=file.key_owner_id)
            file.keep_key(key)
            file.save(update_fields=["key_wrapped", "key_owner_id", "key_version"])
        return len(batch)
