"""Keeps files outside the web root, each under the SHA-256 of its content: written whole, never overwritten."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import models, transaction
from django.http import FileResponse

from tandem.kernel.models import StoredFile

SANDBOX_POLICY = "sandbox; default-src 'none'"


class FileDamaged(Exception):
    """A kept file is gone or no longer what it was: restore it from the backup."""


def store(
    content: bytes,
    *,
    kind: str,
    name: str,
    content_type: str,
    by: models.Model | None,
    at: datetime,
    is_sealed: bool = False,
) -> StoredFile:
    """Writes the bytes to disk first and then the row, so that a row never points at nothing.

    The caller's transaction decides about the row; bytes of a row that is rolled back stay behind unseen.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    _place(path_of(sha256), content)
    return StoredFile.objects.create(
        kind=kind,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=sha256,
        is_sealed=is_sealed,
        made_at=at,
        made_by_id=by.pk if by else None,
    )


def open_file(stored: StoredFile) -> BinaryIO:
    """The kept bytes, to be closed by the caller."""
    try:
        return path_of(stored.sha256).open("rb")
    except FileNotFoundError as error:
        raise FileDamaged(f"Bestand {stored.pk} staat niet op de schijf.") from error


def read_file(stored: StoredFile) -> bytes:
    """All kept bytes, compared with their SHA-256 first."""
    with open_file(stored) as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise FileDamaged(f"Bestand {stored.pk} is veranderd op de schijf.")
    return content


def attachment_response(stored: StoredFile) -> FileResponse:
    """A download that no browser opens as a page: as attachment, type not guessed, in a sandbox, not kept in caches."""
    response = FileResponse(
        open_file(stored), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX_POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def forget(stored: StoredFile) -> None:
    """Take the row away, and the bytes once that is certain; bytes that another row needs stay.

    For sealed files, whose bytes are never the same twice: somebody who stores equal bytes at that very moment would lose them.
    """
    sha256 = stored.sha256
    stored.delete()
    if not StoredFile.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: path_of(sha256).unlink(missing_ok=True))


def path_of(sha256: str) -> Path:
    """Two levels of folders, so that no folder holds more than a few thousand files."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def _place(path: Path, content: bytes) -> None:
    """Aside, to disk, then into place in one step; what stands there already has the same content."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    for folder in path.parents[:3]:
        _to_disk(folder)


def _to_disk(folder: Path) -> None:
    """Makes a new name in this folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
