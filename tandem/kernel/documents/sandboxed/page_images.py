"""Draws one page of a PDF, or a photo, small enough for a screen and for an appendix."""

import io
import warnings

import pypdfium2
from PIL import Image, ImageOps

from tandem.kernel.documents.sandboxed.answers import Answer, Refused

JPEG_QUALITY = 70


def read(content: bytes, *, page: int, longest_side: int, pixels: int) -> Answer:
    """A JPEG of page `page` (from 1); a photo has one page."""
    is_pdf = content.startswith(b"%PDF-")
    picture = _pdf_page(content, page, longest_side) if is_pdf else _photo(content, page, pixels)
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((longest_side, longest_side))
    written = io.BytesIO()
    _on_white(picture).save(written, "JPEG", quality=JPEG_QUALITY)
    return Answer({"width": picture.width, "height": picture.height}, written.getvalue())


def _pdf_page(content: bytes, page: int, longest_side: int) -> Image.Image:
    try:
        with pypdfium2.PdfDocument(content) as document:
            if not 1 <= page <= len(document):
                raise Refused("no_such_page")
            sheet = document[page - 1]
            scale = longest_side / max(sheet.get_width(), sheet.get_height(), 1)
            return sheet.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged_pdf") from error


def _photo(content: bytes, page: int, pixels: int) -> Image.Image:
    if page != 1:
        raise Refused("no_such_page")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = pixels
    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP"))
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("damaged_picture") from error
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
