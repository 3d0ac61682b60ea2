"""A drawn signature as the browser sends it: a PNG in a data address, checked like any other upload."""

import binascii
import io
from base64 import b64decode

from django.utils.translation import gettext as _
from PIL import Image

from tandem.kernel.documents.uploads import CheckedUpload, Kind, UploadRefused, check_upload

START = "data:image/png;base64,"
LIMIT_BYTES = 300_000
LONGEST_SIDE = 3000
CONTRAST = 40  # of 255: less is an empty sheet


def read_signature(text: str) -> CheckedUpload | None:
    """The picture, or None when nothing was drawn; `UploadRefused` when it is no drawing of ours."""
    if not text.strip():
        return None
    if not text.startswith(START) or len(text) > LIMIT_BYTES * 4 // 3 + len(START):
        raise _unreadable()
    try:
        content = b64decode(text.removeprefix(START), validate=True)
    except binascii.Error as error:
        raise _unreadable() from error
    if max(_size_of(content)) > LONGEST_SIDE:
        raise _unreadable()
    checked = check_upload(
        io.BytesIO(content),
        name="handtekening.png",
        size=len(content),
        allowed=frozenset({Kind.PNG}),
        limit=LIMIT_BYTES,
    )
    return None if _is_blank(checked.content) else checked


def _size_of(content: bytes) -> tuple[int, int]:
    """Width and height as the head of a PNG states them, so that nothing large is decoded."""
    if len(content) < 24 or content[12:16] != b"IHDR":
        raise _unreadable()
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _is_blank(content: bytes) -> bool:
    with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
        ground = Image.new("RGBA", picture.size, "white")
        counts = Image.alpha_composite(ground, picture.convert("RGBA")).convert("L").histogram()
    shades = [shade for shade, count in enumerate(counts) if count]
    return shades[-1] - shades[0] < CONTRAST


def _unreadable() -> UploadRefused:
    return UploadRefused(_("We kunnen deze handtekening niet lezen. Wis ze en teken opnieuw, of typ je naam."))
