"""Seals a PDF with the installation's own key (PAdES B-B), so that a changed byte shows. Works without network."""

import asyncio
import io
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import cms, keys, pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tandem.kernel.documents.seal_key import known_certificates, seal_pem

FIELD = "Zegel"
Result = TypeVar("Result")


class SealError(Exception):
    """This file cannot be sealed: no PDF of ours, or sealed before."""


@dataclass(frozen=True, slots=True)
class SealReport:
    """What a seal says. `is_intact`: sealed by this installation and nothing under the seal changed.

    Trust the file only when `is_intact` and `covers_whole_file` are both true: see `is_trusted`.
    """

    is_sealed: bool
    is_intact: bool = False
    covers_whole_file: bool = False
    sealed_at: datetime | None = None
    signer: str = ""

    @property
    def is_trusted(self) -> bool:
        """Our seal, unbroken, and nothing added after it."""
        return self.is_intact and self.covers_whole_file


def seal_pdf(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """The same PDF with an invisible seal that forbids later changes; the tags of PDF/UA stay as they are."""
    if at.tzinfo is None:
        raise SealError("Het moment van een zegel heeft een tijdzone nodig.")
    try:
        return _outside_any_loop(_sealed(pdf, reason, at))
    except (PdfError, SigningError) as error:
        raise SealError(
            "Dit bestand kan geen zegel krijgen: het is geen leesbare pdf of het is al verzegeld."
        ) from error


def check_seal(pdf: bytes) -> SealReport:
    """Reads the seal of a file, ours first; a file that is no PDF or has no seal gives `is_sealed=False`."""
    try:
        signature = _our_signature_or_last(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
        return _outside_any_loop(_report(signature, pdf)) if signature else SealReport(is_sealed=False)
    except Exception:  # damaged files fail anywhere in the parser, and each of those means: not intact
        return SealReport(is_sealed=b"/ByteRange" in pdf)


class _SignerAt(PdfSigner):
    """Seals with the moment given by the caller instead of the machine's clock."""

    def __init__(self, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


async def _sealed(pdf: bytes, reason: str, at: datetime) -> bytes:
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    # Off the page and yet "printed": the only invisible field that PDF/UA accepts without a tag of its own.
    unseen = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    spec = SigFieldSpec(FIELD, on_page=0, box=None, invis_sig_settings=unseen, readable_field_name="Zegel van Tandem")
    signer = _SignerAt(at, meta, signer=_signer(), new_field_spec=spec)
    written = await signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    return bytes(written.getvalue())


def _signer() -> SimpleSigner:
    content = seal_pem()
    blocks = {kind: der for kind, _, der in pem.unarmor(content, multiple=True)}
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(blocks["CERTIFICATE"]),
        signing_key=keys.PrivateKeyInfo.load(blocks["PRIVATE KEY"]),
        cert_registry=SimpleCertificateStore(),
    )


def _our_certificates() -> list[asn1_x509.Certificate]:
    return [asn1_x509.Certificate.load(known.public_bytes(Encoding.DER)) for known in known_certificates()]


def _our_signature_or_last(signatures: list[EmbeddedPdfSignature]) -> EmbeddedPdfSignature | None:
    ours = {certificate.sha256 for certificate in _our_certificates()}
    own = [signature for signature in signatures if signature.signer_cert.sha256 in ours]
    return (own or signatures)[-1] if signatures else None


async def _report(signature: EmbeddedPdfSignature, pdf: bytes) -> SealReport:
    ours = _our_certificates()
    context = ValidationContext(trust_roots=ours, allow_fetching=False)
    status = await async_validate_pdf_signature(signature, signer_validation_context=context, skip_diff=True)
    is_ours = signature.signer_cert.sha256 in {certificate.sha256 for certificate in ours}
    return SealReport(
        is_sealed=True,
        is_intact=is_ours and _is_sound(status) and _is_untouched_container(signature, pdf),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        sealed_at=signature.self_reported_timestamp,
        signer=signature.signer_cert.subject.human_friendly,
    )


def _is_sound(status: PdfSignatureStatus) -> bool:
    return bool(status.intact and status.valid and status.trusted)


def _is_untouched_container(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """The signature itself lies in a hole that it cannot cover: it must be written exactly as we write it."""
    start, length, rest, _ = (int(number) for number in signature.byte_range)
    hole = pdf[start + length : rest]
    written = _container(signature).hex().upper().encode()
    return hole == b"<" + written.ljust(len(hole) - 2, b"0") + b">"


def _container(signature: EmbeddedPdfSignature) -> bytes:
    """What we put around a signed part: everything in it that the signature does not vouch for itself."""
    ours = signature.signer_info
    signer = {
        "version": "v1",
        "sid": ours["sid"],
        "digest_algorithm": {"algorithm": "sha256"},
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signed_attrs": ours["signed_attrs"],
        "signature": ours["signature"].native,
    }
    content = {
        "version": "v1",
        "digest_algorithms": cms.DigestAlgorithms([{"algorithm": "sha256"}]),
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices("certificate", signature.signer_cert)],
        "signer_infos": [cms.SignerInfo(signer)],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump())


def _outside_any_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """pyHanko is asynchronous; a thread of its own works in a web worker, a job and under a running loop alike."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
