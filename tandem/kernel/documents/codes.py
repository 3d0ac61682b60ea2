"""QR codes on pages and paper, and the short code that brings a photographed list back to its session."""

import io
import re
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

import segno
from stdnum.iso7064 import mod_37_36

from tandem.kernel.documents.sandbox import in_sandbox
from tandem.kernel.documents.sandboxed.answers import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32 signs: no I, L, O or U
CODE_BITS = 60
BORDER = 4  # the quiet zone that the QR standard asks for
PAGES_LIMIT = 10
PIXELS_LIMIT = 50_000_000
_MISREAD = str.maketrans("OIL", "011")
_CODE_SHAPE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z](?![0-9A-Z])")


def qr_svg(text: str, *, title: str = "QR-code", size: int = 240) -> str:
    """An SVG to put in a page: no style attribute, its own white ground, `title` for who cannot see it."""
    rows = [bytes(row) for row in _qr(text).matrix_iter(border=BORDER)]
    dark = ((y, run) for y, row in enumerate(rows) for run in re.finditer(rb"\x01+", row))
    runs = (f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z" for y, run in dark)
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {side} {side}" '
        f'role="img" aria-label={quoteattr(title)} shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{"".join(runs)}"/></svg>'
    )


def qr_png(text: str, scale: int = 8) -> bytes:
    """A black and white PNG, `scale` dots per module; in a PDF use it as `Picture(..., alt=...)`."""
    written = io.BytesIO()
    _qr(text).save(written, kind="png", scale=scale, border=BORDER)
    return written.getvalue()


def list_code(session_id: UUID) -> str:
    """The code printed on a list, as "K7M2-9QXT-4B1D-C".

    Twelve of Crockford's signs for the last 60 bits of the identifier (random in UUID versions 4 and 7), and one
    check sign: ISO 7064 hybrid system over these 32 signs. One wrong sign is always found.
    """
    rest = session_id.int & (1 << CODE_BITS) - 1
    signs = "".join(ALPHABET[rest >> shift & 31] for shift in range(CODE_BITS - 5, -5, -5))
    return _grouped(signs + mod_37_36.calc_check_digit(signs, alphabet=ALPHABET))


def clean_list_code(text: str) -> str | None:
    """The list code inside a typed or scanned text (also at the end of an address), or None when there is none.

    Small letters, spaces, missing hyphens and O, I and L for 0 and 1 are understood.
    """
    for found in _CODE_SHAPE.finditer(text.upper()):
        signs = re.sub("[- ]", "", found[0]).translate(_MISREAD)
        if set(signs) <= set(ALPHABET) and mod_37_36.is_valid(signs, alphabet=ALPHABET):
            return _grouped(signs)
    return None


def read_code(content: bytes) -> list[str]:
    """The texts of all QR codes on a photo (PNG, JPEG, WebP) or on a PDF's first ten pages; [] when none is read."""
    try:
        answer = in_sandbox("codes", content, pixels=PIXELS_LIMIT, pages=PAGES_LIMIT)
    except Refused:
        return []
    texts = answer.facts["texts"]
    return [str(text) for text in texts] if isinstance(texts, list) else []


def _qr(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)


def _grouped(signs: str) -> str:
    return "-".join((signs[:4], signs[4:8], signs[8:12], signs[12:]))
