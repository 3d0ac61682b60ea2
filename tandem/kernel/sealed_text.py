"""Texts that the database cannot read: sealed with a key per file, which is wrapped by a key per organisation.

AES-256-GCM; the wrapping keys come from the installation's `secrets/text-keys.json`, kept outside the database
(losing that file loses every sealed text: see docs/how-to/keys.md). A new wrapping key rewrites no text; erasing a file's
wrapped key makes its texts unreadable for good.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from tandem.kernel.documents.seal_key import place_once, secrets_folder

KEY_BYTES, NONCE_BYTES = 32, 12


class CannotOpen(Exception):
    """The key is gone or another one, or somebody changed the bytes."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A file's own key as it stands in the database: wrapped for `owner_id`, by version `version` of its key."""

    wrapped: bytes
    owner_id: int
    version: int


def new_key(owner_id: int) -> WrappedKey:
    """A new file key, wrapped for an organisation (0: the platform)."""
    version = max(_masters())
    return WrappedKey(aes_key_wrap(_wrapping_key(owner_id, version), secrets.token_bytes(KEY_BYTES)), owner_id, version)


def wrap_again(key: WrappedKey, *, owner_id: int) -> WrappedKey:
    """The same file key for another organisation, or under the newest wrapping key. No text is rewritten."""
    version = max(_masters())
    return WrappedKey(aes_key_wrap(_wrapping_key(owner_id, version), _unwrapped(key)), owner_id, version)


def seal(key: WrappedKey, text: str, *, place: str) -> bytes:
    """`text` sealed for one place (table, row): moved elsewhere it does not open."""
    return seal_bytes(key, text.encode(), place=place)


def unseal(key: WrappedKey, sealed: bytes, *, place: str) -> str:
    """The text that was sealed for this place; raises CannotOpen."""
    return unseal_bytes(key, sealed, place=place).decode()


def seal_bytes(key: WrappedKey, content: bytes, *, place: str) -> bytes:
    """The same for what is no text, such as a document."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_unwrapped(key)).encrypt(nonce, content, place.encode())


def unseal_bytes(key: WrappedKey, sealed: bytes, *, place: str) -> bytes:
    """What was sealed for this place; raises CannotOpen."""
    try:
        return AESGCM(_unwrapped(key)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except InvalidTag as error:
        raise CannotOpen("Deze tekst opent niet: hij hoort bij een andere plaats of is gewijzigd.") from error


def newest_version() -> int:
    """The version of the wrapping key that new files get."""
    return max(_masters())


def add_wrapping_key() -> int:
    """Start a new version of the installation's wrapping key; older ones stay for what they wrapped."""
    path, masters = _path(), dict(_masters())
    masters[max(masters) + 1] = secrets.token_bytes(KEY_BYTES)
    fresh = path.with_suffix(".new")
    fresh.write_text(_as_json(masters), "utf-8")
    fresh.chmod(0o600)
    fresh.replace(path)
    _read.cache_clear()
    _unwrapped.cache_clear()
    return max(masters)


@lru_cache(maxsize=1024)
def _unwrapped(key: WrappedKey) -> bytes:
    try:
        return aes_key_unwrap(_wrapping_key(key.owner_id, key.version), key.wrapped)
    except InvalidUnwrap as error:
        raise CannotOpen("De sleutel van dit dossier past niet bij deze installatie.") from error


def _wrapping_key(owner_id: int, version: int) -> bytes:
    masters = _masters()
    if version not in masters:
        raise CannotOpen(f"Versie {version} van de sleutel ontbreekt in secrets/text-keys.json.")
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"tandem text key {owner_id}".encode()).derive(masters[version])


def _masters() -> dict[int, bytes]:
    path = _path()
    if not path.exists():
        place_once(path, _as_json({1: secrets.token_bytes(KEY_BYTES)}).encode())
    return _read(path, os.stat(path).st_mtime_ns)  # noqa: PTH116 - one call, measured on every page


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> dict[int, bytes]:
    return {int(version): base64.b64decode(key) for version, key in json.loads(path.read_text("utf-8")).items()}


def _as_json(masters: dict[int, bytes]) -> str:
    return json.dumps({str(version): base64.b64encode(key).decode() for version, key in masters.items()}, indent=1)


def _path() -> Path:
    return Path(os.environ.get("TANDEM_TEXT_KEYS") or secrets_folder() / "text-keys.json")
