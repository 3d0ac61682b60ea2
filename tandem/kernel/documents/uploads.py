"""Takes files in from people: known by what is in them, cleaned, bounded, and refused with a sentence that helps."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.kernel.documents.sandbox import in_sandbox
from tandem.kernel.documents.sandboxed.answers import Refused
from tandem.kernel.plain_text import clean_text
from tandem.kernel.refusal import Refusal

PAGES_LIMIT = 60
PIXELS_LIMIT = 50_000_000
LONGEST_SIDE = 4000
NAME_LENGTH = 100


class Kind(StrEnum):
    """The kinds of files that Tandem takes in."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"  # taken in as JPEG, or as PNG when it is see-through


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
SCANS = PICTURES | {Kind.PDF}
CONTENT_TYPES = {Kind.PDF: "application/pdf", Kind.JPEG: "image/jpeg", Kind.PNG: "image/png"}
EXTENSIONS = {Kind.PDF: ".pdf", Kind.JPEG: ".jpg", Kind.PNG: ".png"}


class UploadRefused(Refusal):
    """A file that is not taken in; the text says why and what to do next."""


@dataclass(frozen=True, slots=True)
class CheckedUpload:
    """A file that may be kept: `content` is what to store, pictures written anew."""

    kind: Kind
    content_type: str
    clean_name: str
    sha256: str
    content: bytes
    pages: int = 1

    @property
    def size(self) -> int:
        """The number of bytes that are kept."""
        return len(self.content)


def check_upload(
    file: BinaryIO, *, name: str, size: int, allowed: frozenset[Kind] = SCANS, limit: int
) -> CheckedUpload:
    """A cleaned upload, or `UploadRefused`. `size` is what the sender claims; `limit` is in bytes and is measured."""
    content = _bounded(file, size, limit)
    found = _recognised(content[:4096])
    if b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" in content:
        raise _refusal("infected")
    if found not in allowed:
        raise _not_allowed(found, allowed)
    return _checked(content, Kind(found), name, limit)


def clean_name(name: str, kind: Kind) -> str:
    """A file name without folders, control characters or signs that a computer refuses; the extension fits the kind."""
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[\s<>:\"|?*]+", " ", clean_text(last)).strip(" .")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", plain).strip(" .")[:NAME_LENGTH].strip()
    return (stem or _("bestand")) + EXTENSIONS[kind]


def _bounded(file: BinaryIO, size: int, limit: int) -> bytes:
    content = b"" if size > limit else file.read(limit + 1)
    if size > limit or len(content) > limit:
        raise _too_big(limit)
    if not content:
        raise _refusal("empty")
    return content


def _too_big(limit: int) -> UploadRefused:
    return UploadRefused(_TOO_BIG % {"limit": filesizeformat(limit)})


def _checked(content: bytes, found: Kind, name: str, limit: int) -> CheckedUpload:
    try:
        if found is Kind.PDF:
            read = in_sandbox("pdf", content, pages=PAGES_LIMIT)
        else:
            read = in_sandbox("picture", content, pixels=PIXELS_LIMIT, longest_side=LONGEST_SIDE)
    except Refused as refused:
        raise _refusal(refused.code) from refused
    kept = read.content or content
    if len(kept) > limit:
        raise _too_big(limit)
    kind = Kind(str(read.facts["kind"]))
    return CheckedUpload(
        kind=kind,
        content_type=CONTENT_TYPES[kind],
        clean_name=clean_name(name, kind),
        sha256=hashlib.sha256(kept).hexdigest(),
        content=kept,
        pages=int(str(read.facts.get("pages", 1))),
    )


# What a file starts with: the kinds we know, and those for which we can say what to do instead.
_STARTS = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "office"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"GIF8", "other_picture"),
    (b"BM", "other_picture"),
    (b"II*\0", "other_picture"),
    (b"MM\0*", "other_picture"),
)
_OFFICE_PARTS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis", b"word/", b"xl/", b"ppt/")
_PHONE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def _recognised(head: bytes) -> Kind | str:
    """The kind by content; names and claimed types are never asked."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _PHONE_BRANDS:
        return "phone_photo"
    for start, kind in _STARTS:
        if head.startswith(start):
            return "office" if kind == "archive" and any(part in head for part in _OFFICE_PARTS) else kind
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    return "web_page" if text.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")) else "unknown"


def _refusal(code: str) -> UploadRefused:
    return UploadRefused(str(_SENTENCES.get(code, _SENTENCES["too_complex"])))


def _not_allowed(found: Kind | str, allowed: frozenset[Kind]) -> UploadRefused:
    if found in _SENTENCES:
        return _refusal(found)
    if Kind.PDF not in allowed:
        return UploadRefused(_("Hier past alleen een foto. Kies een bestand dat eindigt op .jpg of .png."))
    if not allowed & PICTURES:
        return UploadRefused(_("Hier past alleen een pdf. Sla je bestand op als pdf en kies het opnieuw."))
    return UploadRefused(_("Dit soort bestand kennen we niet. Kies een pdf of een foto (.jpg of .png)."))


_TOO_BIG = gettext_lazy(
    "Dit bestand is groter dan %(limit)s. Maak de foto kleiner of scan in een lagere kwaliteit, en kies het opnieuw."
)
_SENTENCES = {
    "empty": gettext_lazy("Dit bestand is leeg. Open het eerst zelf, bewaar het opnieuw en kies het dan nog eens."),
    "infected": gettext_lazy(
        "Dit bestand ziet eruit als een virus. Laat je toestel nakijken en kies een ander bestand."
    ),
    "program": gettext_lazy("Dit is een programma, geen document. Kies een pdf of een foto."),
    "archive": gettext_lazy("Dit is een zip-bestand. Pak het uit en kies de pdf of de foto die erin zit."),
    "office": gettext_lazy(
        "Dit is een bestand van Word, Excel of iets gelijkaardigs. Sla het op als pdf en kies de pdf."
    ),
    "web_page": gettext_lazy("Dit is een webpagina of een tekening met code. Druk ze af als pdf en kies de pdf."),
    "phone_photo": gettext_lazy(
        "Deze foto heeft een formaat dat niet iedereen kan openen (HEIC). "
        "Neem een schermafbeelding van de foto of bewaar ze als jpg, en kies dat bestand."
    ),
    "other_picture": gettext_lazy("Deze afbeelding heeft een formaat dat we niet kennen. Bewaar ze als .jpg of .png."),
    "damaged_picture": gettext_lazy("We kunnen deze foto niet openen. Neem een nieuwe foto en kies die."),
    "too_many_pixels": gettext_lazy(
        "Deze foto is te groot. Neem een nieuwe foto met een lagere resolutie en kies die."
    ),
    "damaged_pdf": gettext_lazy(
        "We kunnen deze pdf niet lezen. Open ze zelf, kies Afdrukken en dan Opslaan als pdf, en kies de nieuwe pdf."
    ),
    "locked": gettext_lazy(
        "Deze pdf is beveiligd met een wachtwoord. Open ze, druk ze af als pdf zonder wachtwoord en kies de nieuwe pdf."
    ),
    "scripts": gettext_lazy(
        "Deze pdf bevat code die iets uitvoert. Druk ze af als een gewone pdf en kies de nieuwe pdf."
    ),
    "hidden_files": gettext_lazy(
        "In deze pdf zit nog een ander bestand. Druk ze af als een gewone pdf en kies de nieuwe pdf."
    ),
    "moving_parts": gettext_lazy(
        "Deze pdf bevat beeld, geluid of een invulformulier dat niet overal werkt. "
        "Druk ze af als een gewone pdf en kies de nieuwe pdf."
    ),
    "two_faces": gettext_lazy(
        "Achter deze pdf hangt nog iets anders. Druk ze af als een gewone pdf en kies de nieuwe pdf."
    ),
    "too_many_pages": gettext_lazy(
        "Deze pdf heeft te veel bladzijden. Splits ze en kies alleen het deel dat nodig is."
    ),
    "too_complex": gettext_lazy(
        "We kunnen dit bestand niet veilig openen. Druk het af als pdf of neem een foto, en kies dat bestand."
    ),
}
