"""The letterbox: what a device sealed while it had no network, opened here and nowhere else.

On the device each letter gets a key of its own: ECDH (P-256) between a key pair that is used once and our public key,
HKDF-SHA-256, AES-256-GCM. The device forgets its half, so nobody can read the letter there again. A letter is bound to
its id and to its place: copied elsewhere it does not open. `kid` names which of our keys it was sealed for; replaced keys
stay as `secrets/letterbox-<name>.pem` for as long as devices may hold letters (docs/how-to/letterbox.md).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tandem.kernel.documents.seal_key import PEM_PRIVATE, place_once, secrets_folder

IV_BYTES, POINT_BYTES, KEY_BYTES = 12, 65, 32
LONGEST_LETTER = 40_000  # signs of base64: the longest text of a table, several times over


class CannotOpenLetter(Exception):
    """No letter of ours: another key, another place, changed on the way, or no letter at all."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A sealed envelope as it came in."""

    id: UUID
    kid: str
    epk: bytes
    iv: bytes
    ct: bytes


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a device needs to seal: the point, in base64, and the name of the key."""

    kid: str
    point: str


def public_key() -> PublicKey:
    """The key that devices seal for from now on; made at first use."""
    point = _point(_newest().public_key())
    return PublicKey(kid_of(point), base64.b64encode(point).decode())


def read_letter(facts: object) -> Letter:
    """The envelope in what a device posted; raises CannotOpenLetter."""
    if not isinstance(facts, dict):
        raise CannotOpenLetter("no envelope")
    try:
        pieces = [_bytes(facts[name]) for name in ("epk", "iv", "ct")]
        letter = Letter(UUID(str(facts["id"])), str(facts["kid"]), *pieces)
    except (KeyError, ValueError, binascii.Error) as error:
        raise CannotOpenLetter("no envelope") from error
    if (len(letter.epk), len(letter.iv)) != (POINT_BYTES, IV_BYTES):
        raise CannotOpenLetter("no envelope")
    return letter


def open_letter(letter: Letter, *, place: str) -> dict[str, Any]:
    """What is written in it, when it was sealed for us and for this place; raises CannotOpenLetter."""
    private = _known_keys().get(letter.kid)
    if private is None:
        raise CannotOpenLetter("unknown key")
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), letter.epk)
        shared = private.exchange(ec.ECDH(), point)
        plain = AESGCM(letter_key(shared, letter.epk, letter.kid)).decrypt(
            letter.iv, letter.ct, bound(letter.id, place)
        )
        content = json.loads(plain)
    except (ValueError, InvalidTag, RecursionError) as error:
        raise CannotOpenLetter("does not open") from error
    if not isinstance(content, dict):
        raise CannotOpenLetter("does not open")
    return content


def letter_key(shared: bytes, epk: bytes, kid: str) -> bytes:
    """The key of one letter; the browser derives the same (assets/modules/letterbox.js)."""
    return HKDF(SHA256(), KEY_BYTES, salt=epk, info=f"tandem letter {kid}".encode()).derive(shared)


def bound(letter_id: UUID, place: str) -> bytes:
    """What a letter is bound to."""
    return f"{letter_id} {place}".encode()


def kid_of(point: bytes) -> str:
    """The name of a key: from the key itself, so that a file under another name stays the same key."""
    return hashlib.sha256(point).hexdigest()[:16]


def _newest() -> ec.EllipticCurvePrivateKey:
    path = secrets_folder() / "letterbox.pem"
    if not path.exists():
        place_once(path, ec.generate_private_key(ec.SECP256R1()).private_bytes(*PEM_PRIVATE))
    return _read(path.read_bytes())


def _known_keys() -> dict[str, ec.EllipticCurvePrivateKey]:
    """Today's key and those it replaced, by name."""
    _newest()
    keys = [_read(path.read_bytes()) for path in sorted(secrets_folder().glob("letterbox*.pem"))]
    return {kid_of(_point(key.public_key())): key for key in keys}


def _read(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("secrets/letterbox.pem is no P-256 key")
    return key


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _bytes(text: object) -> bytes:
    if not isinstance(text, str) or len(text) > LONGEST_LETTER:
        raise ValueError
    return base64.b64decode(text, validate=True)
