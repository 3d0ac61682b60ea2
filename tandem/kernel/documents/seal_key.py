"""The installation's own key and self-signed certificate, made once in `secrets/seal.pem`."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_DAYS = 365 * 50
PEM_PRIVATE = (
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)


def secrets_folder() -> Path:
    """The folder of secrets, readable by this installation's user alone."""
    folder = Path(settings.HOME) / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def seal_pem() -> bytes:
    """Private key and certificate as PEM; whoever comes first makes them, everybody reads the same ones."""
    path = secrets_folder() / "seal.pem"
    if not path.exists():
        place_once(path, _new_pem())
    return path.read_bytes()


def known_certificates() -> list[x509.Certificate]:
    """Our certificate and those of replaced keys, kept as `seal-<name>.pem`."""
    seal_pem()
    kept = sorted(secrets_folder().glob("seal*.pem"))
    return [x509.load_pem_x509_certificates(path.read_bytes())[0] for path in kept]


def _new_pem() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key)
    return key.private_bytes(*PEM_PRIVATE) + certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    serial = x509.random_serial_number()
    name = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Tandem"),
            x509.NameAttribute(x509.NameOID.COMMON_NAME, f"Tandem zegel {serial % 16**8:08x}"),
        ]
    )
    builder = x509.CertificateBuilder(name, name, key.public_key(), serial)
    builder = builder.not_valid_before(VALID_FROM).not_valid_after(VALID_FROM + timedelta(days=VALID_DAYS))
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_signing_only(), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    return builder.sign(key, hashes.SHA256())


def _signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def place_once(path: Path, content: bytes) -> None:
    """Write aside, then link into place: a second process finds the first one's file, never half a file."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".seal-")  # 0600 from the start
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        return
    finally:
        Path(aside).unlink()
