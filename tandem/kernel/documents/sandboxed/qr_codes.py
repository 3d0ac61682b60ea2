"""Reads QR codes from a photo or a scan, also when it is turned, dark or small."""

import io
import math
import warnings
from collections.abc import Iterator

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from tandem.kernel.documents.sandboxed.answers import Answer, Refused

DOTS_PER_INCH = 200
QR_CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
TEXTS_LIMIT = 20
TEXT_LENGTH = 500


def read(content: bytes, *, pixels: int, pages: int) -> Answer:
    """The texts of all codes found, in the order of the pages; none is an answer too."""
    texts: dict[str, None] = {}
    for page in _pages(content, pixels, pages):
        texts.update(dict.fromkeys(_texts(page)))
    return Answer({"texts": [text[:TEXT_LENGTH] for text in texts][:TEXTS_LIMIT]})


def _pages(content: bytes, pixels: int, pages: int) -> Iterator[Image.Image]:
    if content.startswith(b"%PDF-"):
        yield from _pdf_pages(content, pixels, pages)
    else:
        yield _picture(content, pixels)


def _picture(content: bytes, pixels: int) -> Image.Image:
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = pixels
    try:
        return ImageOps.exif_transpose(Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP"))).convert("L")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("damaged_picture") from error


def _pdf_pages(content: bytes, pixels: int, pages: int) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged_pdf") from error
    with document:
        for number in range(min(len(document), pages)):
            page = document[number]
            scale = min(DOTS_PER_INCH / 72, math.sqrt(pixels / (page.get_width() * page.get_height())))
            yield page.render(scale=scale, grayscale=True).to_pil()
            page.close()


def _texts(page: Image.Image) -> list[str]:
    """Stops at the first way of looking that finds a code."""
    for version in _versions(page):
        found = zxingcpp.read_barcodes(version, formats=QR_CODES)
        if found:
            return [code.text for code in found]
    return []


def _versions(page: Image.Image) -> Iterator[Image.Image]:
    yield page
    clear = ImageOps.autocontrast(page, cutoff=2)
    yield clear
    yield page.filter(ImageFilter.UnsharpMask(radius=3, percent=300, threshold=0))
    for factor in (0.5, 2, 0.25):
        size = (int(page.width * factor), int(page.height * factor))
        if 200 < max(size) < 8000:
            yield clear.resize(size)
    for degrees in (15, 30, -15):
        yield clear.rotate(degrees, expand=True, fillcolor=255)
