"""Kept files: whole on disk before their row, found by content, never overwritten, served as attachments only."""

import hashlib
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, transaction

from tandem.kernel.documents import storage
from tandem.kernel.documents.storage import FileDamaged, attachment_response, open_file, path_of, read_file, store
from tandem.kernel.models import StoredFile
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
CONTENT = b"%PDF-1.7 proef"


@pytest.fixture(autouse=True)
def files(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def kept(content: bytes = CONTENT, **changes: object) -> StoredFile:
    facts = {"kind": "attendance_scan", "name": "lijst.pdf", "content_type": "application/pdf", "by": None, "at": AT}
    return store(content, **{**facts, **changes})


def all_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_stored_file_knows_what_it_holds() -> None:
    person = factories.make_person()
    stored = StoredFile.objects.get(pk=kept(by=person, is_sealed=True).pk)
    assert (stored.kind, stored.name, stored.content_type) == ("attendance_scan", "lijst.pdf", "application/pdf")
    assert (stored.size, stored.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert (stored.is_sealed, stored.made_at, stored.made_by) == (True, AT, person)


def test_content_comes_back_from_the_disk(files: Path) -> None:
    stored = kept()
    assert read_file(stored) == CONTENT
    with open_file(stored) as file:
        assert file.read() == CONTENT
    sha256 = stored.sha256
    assert all_files(files) == [files / sha256[:2] / sha256[2:4] / sha256]


def test_same_content_is_kept_once_and_not_written_again(files: Path) -> None:
    first = kept()
    before = path_of(first.sha256).stat()
    second = kept(name="andere naam.pdf")
    after = path_of(second.sha256).stat()
    assert first.pk != second.pk
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(all_files(files)) == 1


def test_row_that_fails_leaves_the_bytes_and_no_row(files: Path) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        kept(kind="x" * 41)
    assert StoredFile.objects.count() == 0
    assert len(all_files(files)) == 1


def test_write_that_fails_leaves_no_row_and_no_half_file(files: Path) -> None:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    files.mkdir(parents=True)
    (files / sha256[:2]).write_bytes(b"een bestand waar een map moet komen")
    with pytest.raises(OSError, match=sha256[:2]):
        kept()
    assert StoredFile.objects.count() == 0
    assert len(all_files(files)) == 1


def test_two_writers_of_the_same_content_leave_one_whole_file(files: Path) -> None:
    content = os.urandom(3_000_000)
    path = path_of(hashlib.sha256(content).hexdigest())
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda _: storage._place(path, content), range(8)))
    assert path.read_bytes() == content
    assert all_files(files) == [path]


def test_file_is_for_this_user_alone() -> None:
    path = path_of(kept().sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_lost_or_changed_bytes_are_noticed() -> None:
    stored = kept()
    path_of(stored.sha256).write_bytes(b"iets anders")
    with pytest.raises(FileDamaged, match="veranderd"):
        read_file(stored)
    path_of(stored.sha256).unlink()
    with pytest.raises(FileDamaged, match="niet op de schijf"):
        open_file(stored)


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("lijst.pdf", 'attachment; filename="lijst.pdf"'),
        ('x"; filename=y.html', 'attachment; filename="x\\"; filename=y.html"'),
        ("één €.pdf", "attachment; filename*=utf-8''%C3%A9%C3%A9n%20%E2%82%AC.pdf"),
    ],
)
def test_response_is_an_attachment_that_cannot_run(name: str, disposition: str) -> None:
    response = attachment_response(kept(name=name))
    assert response["Content-Disposition"] == disposition
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(CONTENT))
    assert b"".join(response.streaming_content) == CONTENT
    response.close()


def test_forgotten_file_leaves_the_disk_unless_another_row_needs_it(
    files: Path, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    first, second = kept(), kept()
    with django_capture_on_commit_callbacks(execute=True):
        storage.forget(first)
    assert read_file(second) == CONTENT

    with django_capture_on_commit_callbacks(execute=True):
        storage.forget(second)
    assert all_files(files) == []
    assert StoredFile.objects.count() == 0
