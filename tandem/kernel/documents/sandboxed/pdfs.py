"""Reads a stranger's PDF: refuses what runs, hides files, is locked or cannot be read."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader

from tandem.kernel.documents.sandboxed.answers import Answer, Refused

OBJECTS_LIMIT = 200_000
SCRIPTS = {"/JavaScript", "/JS", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
HIDDEN_FILES = {"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment"}
MOVING_PARTS = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/XFA"}
REASONS = ((SCRIPTS, "scripts"), (HIDDEN_FILES, "hidden_files"), (MOVING_PARTS, "moving_parts"))
# Keys under which a name says what its dictionary does; elsewhere a name is only a name (a font, a colour).
TELLING_KEYS = ("/S", "/Type", "/Subtype")
# Long enough that chance does not write them inside a compressed picture.
LONG_NAMES = (
    (rb"/JavaScript\b|/Launch\b", "scripts"),
    (rb"/EmbeddedFiles?\b", "hidden_files"),
    (rb"/RichMedia\b", "moving_parts"),
)


def read(content: bytes, *, pages: int) -> Answer:
    """The number of pages of a harmless PDF; the file itself is kept as it came."""
    if not content.startswith(b"%PDF-"):
        raise Refused("damaged_pdf")
    _refuse_two_faces(content)
    _refuse_long_names(content)
    count = _count_pages(content, pages)
    _refuse_active_parts(content)
    return Answer({"kind": "pdf", "pages": count})


def _refuse_two_faces(content: bytes) -> None:
    """A PDF that is an archive at the same time, or carries something behind its end."""
    end = content.rfind(b"%%EOF")
    if end == -1:
        raise Refused("damaged_pdf")
    if content[end + 5 :].strip(b"\0 \t\r\n\f\x1a") or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused("two_faces")


def _refuse_long_names(content: bytes) -> None:
    """Whatever the file's index says: these names stand nowhere in it, also not written with #-codes."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), content)
    for pattern, reason in LONG_NAMES:
        if re.search(pattern, plain):
            raise Refused(reason)


def _count_pages(content: bytes, pages: int) -> int:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Refused("locked" if locked else "damaged_pdf") from error
    with document:
        if len(document) > pages:
            raise Refused("too_many_pages")
        if len(document) == 0:
            raise Refused("damaged_pdf")
        _refuse_what_pdfium_knows(document)
        for number in range(len(document)):
            document[number].close()
        return len(document)


def _refuse_what_pdfium_knows(document: pypdfium2.PdfDocument) -> None:
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise Refused("scripts")
    if document.count_attachments() > 0:
        raise Refused("hidden_files")
    if document.get_formtype() in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        raise Refused("moving_parts")


def _refuse_active_parts(content: bytes) -> None:
    """Every dictionary that can be reached from the file's root, compressed ones included."""
    try:
        for found in _dictionaries(PdfFileReader(io.BytesIO(content), strict=False)):
            _refuse_active_dictionary(found)
    except (Refused, MemoryError):
        raise
    except PdfDecodeLimitError as error:
        raise Refused("too_complex") from error
    except Exception as error:  # a broken file fails anywhere in the reader, and we take no file we cannot read
        raise Refused("damaged_pdf") from error


def _dictionaries(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    """Walks without recursion, each indirect object once."""
    if reader.encrypted:
        raise Refused("locked")
    seen: set[generic.Reference] = set()
    waiting: list[object] = [reader.trailer.raw_get("/Root")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, generic.IndirectObject):
            if part.reference in seen:
                continue
            seen.add(part.reference)
            if len(seen) > OBJECTS_LIMIT:
                raise Refused("too_complex")
            part = part.get_object()
        if isinstance(part, generic.DictionaryObject):
            yield part
            waiting.extend(part.raw_get(key) for key in part)
        elif isinstance(part, generic.ArrayObject):
            waiting.extend(part.raw_get(position) for position in range(len(part)))


def _refuse_active_dictionary(found: generic.DictionaryObject) -> None:
    names = {str(key) for key in found} | {str(found[key]) for key in TELLING_KEYS if key in found}
    for telling, reason in REASONS:
        if names & telling:
            raise Refused(reason)
