"""Letters as a device seals them, written anew in Python: the browser's own code is tried in a journey."""

import base64
import json
import os
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tandem.kernel.letterbox import public_key


def sealed(content: object, *, place: object, letter_id: UUID | None = None) -> dict[str, object]:
    """An envelope for this place, with an id of its own unless told."""
    ours, theirs, letter_id = ec.generate_private_key(ec.SECP256R1()), public_key(), letter_id or uuid4()
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(theirs.point))
    epk = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    info = f"tandem letter {theirs.kid}".encode()
    key = HKDF(SHA256(), 32, salt=epk, info=info).derive(ours.exchange(ec.ECDH(), point))
    iv = os.urandom(12)
    ct = AESGCM(key).encrypt(iv, json.dumps(content).encode(), f"{letter_id} {place}".encode())
    pieces = {"epk": epk, "iv": iv, "ct": ct}
    return {"id": str(letter_id), "kid": theirs.kid} | {k: base64.b64encode(v).decode() for k, v in pieces.items()}
