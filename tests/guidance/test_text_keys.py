"""A new wrapping key: files go along, no text is rewritten, the old key is needed until then."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tandem.guidance.models import ClientFile, Wish
from tandem.kernel import access, sealed_text
from tests.guidance.factories import looking, make_file, make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file of this test alone."""
    path = tmp_path / "text-keys.json"
    monkeypatch.setenv("TANDEM_TEXT_KEYS", str(path))
    return path


def run(act: str) -> str:
    out = StringIO()
    call_command("text_keys", act, stdout=out)
    return out.getvalue()


def test_new_key_takes_every_file_along_and_rewrites_no_text(own_keys: Path) -> None:
    files = [make_file() for _ in range(3)]
    wishes = [make_item(file, "wish", f"Woord {n}", kind="want") for n, file in enumerate(files)]
    with access.as_system():
        before = {wish.pk: bytes(Wish.objects.get(pk=wish.pk).sealed) for wish in wishes}

    assert "Sleutel 2" in run("add")
    assert "3 dossiers" in run("rewrap")
    assert "0 dossiers" in run("rewrap")

    with access.as_system():
        assert set(ClientFile.objects.values_list("key_version", flat=True)) == {2}
        assert {wish.pk: bytes(Wish.objects.get(pk=wish.pk).sealed) for wish in wishes} == before
    _drop_oldest(own_keys)
    with looking(files[0].person):
        assert Wish.objects.select_related("file").get(pk=wishes[0].pk).words == "Woord 0"


def test_without_its_key_file_nothing_opens_and_the_message_says_which(own_keys: Path) -> None:
    file = make_file()
    wish = make_item(file, "wish", "Stil", kind="want")
    run("add")
    _drop_oldest(own_keys)
    with access.as_system(), pytest.raises(sealed_text.CannotOpen, match="Versie 1"):
        _ = Wish.objects.select_related("file").get(pk=wish.pk).words


def test_key_file_is_for_its_owner_alone(own_keys: Path) -> None:
    make_file()
    run("add")
    assert own_keys.stat().st_mode & 0o077 == 0


def _drop_oldest(path: Path) -> None:
    keys = json.loads(path.read_text("utf-8"))
    del keys["1"]
    path.write_text(json.dumps(keys), "utf-8")
    os.utime(path, ns=(1, 1))
    sealed_text._unwrapped.cache_clear()
