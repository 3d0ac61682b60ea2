"""Takes a picture in: decodes it within limits and writes it anew, so that only the picture itself stays."""

import io
import warnings

from PIL import Image, ImageOps

from tandem.kernel.documents.sandboxed.answers import Answer, Refused

FORMATS = ("PNG", "JPEG", "WEBP")
JPEG_QUALITY = 88


def read(content: bytes, *, pixels: int, longest_side: int) -> Answer:
    """A fresh PNG or JPEG without EXIF, place, comments or anything that hung behind the picture."""
    try:
        picture = _upright(_opened(content, pixels), longest_side)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("damaged_picture") from error
    kind = "png" if _needs_png(picture, content) else "jpeg"
    return Answer({"kind": kind, "width": picture.width, "height": picture.height}, _written(picture, kind))


def _opened(content: bytes, pixels: int) -> Image.Image:
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = pixels
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too_many_pixels") from error
    if picture.width * picture.height > pixels:
        raise Refused("too_many_pixels")
    return picture


def _upright(picture: Image.Image, longest_side: int) -> Image.Image:
    picture.thumbnail((longest_side, longest_side))  # a large JPEG is decoded small from the start
    picture.load()
    return ImageOps.exif_transpose(picture)


def _needs_png(picture: Image.Image, content: bytes) -> bool:
    return content.startswith(b"\x89PNG") or picture.has_transparency_data


def _written(picture: Image.Image, kind: str) -> bytes:
    mode = "RGBA" if kind == "png" and picture.has_transparency_data else "RGB"
    plain = picture if picture.mode in {"L", mode} else picture.convert(mode)
    plain.info = {}
    written = io.BytesIO()
    plain.save(written, "PNG") if kind == "png" else plain.save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
