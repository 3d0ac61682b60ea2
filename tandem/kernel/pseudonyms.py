"""Keyed hashes: the same thing gets the same sign, and nobody without the installation's key can go back.

The key stands in `secrets/pseudonyms.key`, outside the database, so that a copy of the database tells nothing.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache
from pathlib import Path

from tandem.kernel.documents.seal_key import place_once, secrets_folder


def pseudonym(purpose: str, value: object) -> str:
    """64 hex signs; another purpose gives another sign for the same value."""
    return hmac.new(_key(secrets_folder()), f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _key(folder: Path) -> bytes:
    path = folder / "pseudonyms.key"
    if not path.exists():
        place_once(path, secrets.token_hex(32).encode())
    return bytes.fromhex(path.read_text("ascii").strip())
