"""Makes tagged PDF files (PDF/UA-1) from Typst templates. Text from people stays text: it is never read as markup."""

import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise

from tandem.kernel.plain_text import clean_text

ROOMS = Path(__file__).resolve().parents[2]
MISSING_GLYPH = "□"
PICTURE_FORMATS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"<svg": "svg"}
PICTURE_LIMIT_BYTES = 4 * 1024 * 1024
_TEMPLATE_NAME = re.compile(r"[a-z_]+/[a-z0-9_]+\.typ")
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")


class RenderError(Exception):
    """The template or its facts are wrong: a bug of ours, never of the person who waits for the document."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, JPEG or SVG for a template, with the text that a screen reader says instead of it."""

    content: bytes
    alt: str
    width_mm: float | None = None
    height_mm: float | None = None

    def as_typst(self) -> dict[str, object]:
        """The shape that `picture(...)` in `tandem.typ` expects."""
        if not self.alt.strip():
            raise RenderError("Een afbeelding in een document heeft een tekst nodig die haar vervangt.")
        if len(self.content) > PICTURE_LIMIT_BYTES:
            raise RenderError("Een afbeelding in een document is hoogstens 4 MB groot.")
        return {
            "picture": list(self.content),
            "format": self._format(),
            "alt": clean_text(self.alt),
            "width_mm": self.width_mm,
            "height_mm": self.height_mm,
        }

    def _format(self) -> str:
        for start, name in PICTURE_FORMATS.items():
            if self.content.startswith(start):
                return name
        raise RenderError("Een document kent alleen afbeeldingen in png, jpg of svg.")


def render_pdf(template: str, data: Mapping[str, object], *, language: str = "nl") -> bytes:
    """A PDF/UA-1 file from `tandem/<room>/typst/<name>.typ`, named as "room/name.typ".

    `data` needs `title` (str) and `made_on` (date or datetime); same template and data give the same bytes.
    Values: str, int, float, bool, None, date, `Picture`, and lists, tuples and dicts of these.
    """
    if not _TEMPLATE_NAME.fullmatch(template) or not data.get("title"):
        raise RenderError(f"Geen geldige sjabloonnaam of geen titel: {template}")
    with translation.override(language):
        facts = _plain({**data, "language": language})
    return _compile(template, facts, _timestamp(data.get("made_on")))


def _plain(value: object) -> object:
    """The same facts in JSON's own types, texts cleaned, dates written out in the current language."""
    match value:
        case None | bool() | int() | float():
            return value
        case str() | Promise():
            return clean_text(str(value))
        case Picture():
            return value.as_typst()
        case date():
            return date_format(value, "j F Y")
        case Mapping():
            return {str(key): _plain(part) for key, part in value.items()}
        case Sequence() if not isinstance(value, bytes):
            return [_plain(part) for part in value]
    raise RenderError(f"Een document kent geen {type(value).__name__}: maak er eerst tekst van.")


def _timestamp(made_on: object) -> datetime:
    match made_on:
        case datetime():
            return made_on.astimezone(UTC).replace(microsecond=0)
        case date():
            return datetime.combine(made_on, time(12), tzinfo=UTC)
    raise RenderError("Een document heeft een datum nodig: made_on.")


def _compile(template: str, facts: object, at: datetime, *, tries: int = 3) -> bytes:
    content = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    for _ in range(tries):
        try:
            return _compiled(template, content, at)
        except typst.TypstError as error:
            unshown = _unshown_letters(error)
            if not unshown:
                raise RenderError(f"{template}: {error.diagnostic or error.message}") from error
            content = content.translate(dict.fromkeys(map(ord, unshown), MISSING_GLYPH))
    raise RenderError(f"{template}: tekens blijven onleesbaar")


def _compiled(template: str, content: str, at: datetime) -> bytes:
    files = {**_sources(), "main.typ": f'#include "/{template}"'.encode(), "data.json": content.encode()}
    pdf, remarks = typst.compile_with_warnings(  # type: ignore[call-overload]  # its stubs forget the dict
        files,
        root=ROOMS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=at,
    )
    for remark in remarks:
        warnings.warn(remark, stacklevel=2)
    return bytes(pdf)


def _unshown_letters(error: typst.TypstError) -> set[str]:
    """Letters outside our fonts, as Typst names them; joiners and spaces are left alone."""
    found = "".join(_UNSHOWN.findall(error.diagnostic or error.message))
    written_out = _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), found)
    return {letter for letter in written_out if ord(letter) > 127}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _sources() -> dict[str, bytes]:
    """Every room's templates under "<room>/<name>.typ"; read again only when a file changed."""
    return {
        f"{path.parent.parent.name}/{path.name}": _read(path, path.stat().st_mtime_ns)
        for path in ROOMS.glob("*/typst/*.typ")
    }


@cache
def _read(path: Path, changed_ns: int) -> bytes:  # the moment of change is part of the key
    return path.read_bytes()
