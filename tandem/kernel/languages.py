"""Pages in another language than Dutch: what a text is there, and how what stays Dutch is marked.

In text, isolates of Unicode keep the direction right: round what is filled in (FSI .. PDI), and round a text that nobody
translated or read over yet (LRI .. PDI); `tools/compile_translations.py` writes the latter into the catalogue. In a page
they become elements. A draft language is the language with `-x-concept`: its catalogue holds the drafts too.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.utils.translation import get_language, gettext, to_locale

from tandem.kernel.sentences import Said

V = TypeVar("V")
DUTCH, DRAFT = "nl", "-x-concept"
NAMES = {"ar": "العربية"}  # languages with a catalogue, in their own words
FSI, LRI, PDI = "\u2068", "\u2066", "\u2069"
ELEMENTS = {FSI: ("<bdi>", "</bdi>"), LRI: (f'<span lang="{DUTCH}" dir="ltr">', "</span>")}
PLAIN = {"title", "option", "textarea", "text", "script", "style"}  # only text fits inside: the isolates stay
PLACE = re.compile(r"\{\w*\}")
LETTER = re.compile(r"[^\W\d_]")
TAG = re.compile(r"(<[^>]*>)")
TAG_NAME = re.compile(r"</?([a-zA-Z]+)")


@cache
def has_catalogue(language: str) -> bool:
    """Whether texts in this language were compiled; a language that nobody read over has only its drafts."""
    folders = (Path(folder) / to_locale(language) / "LC_MESSAGES" for folder in settings.LOCALE_PATHS)
    return any((folder / "django.mo").exists() for folder in folders)


def is_dutch() -> bool:
    """Whether the page is the Dutch one."""
    return (get_language() or DUTCH) == DUTCH


def written(here: Callable[[V], str], elsewhere: Callable[[V], str]) -> Callable[[V], str]:
    """How a value is written: as on every Dutch page, or in digits and apart from the words round it."""

    def write(value: V) -> str:
        return here(value) if is_dutch() else _apart(elsewhere(value))

    return write


def spoken(text: str) -> str:
    """A text in the language of the page; what is filled in stands apart, what has no translation stays Dutch and says so."""
    if not text or is_dutch():
        return text
    if isinstance(text, Said) and text.parts:
        return _words(text.pattern).format(**{name: _part(value) for name, value in text.parts.items()})
    pattern = text.pattern if isinstance(text, Said) else text
    return _words(pattern) if LETTER.search(pattern) else _apart(pattern)


def apart(text: str) -> str:
    """Somebody's own words or a name among words of another language."""
    return text if is_dutch() else _apart(text)


def _part(value: object) -> object:
    if isinstance(value, Said):
        return spoken(value)
    return _apart(value) if isinstance(value, str) else value


def _apart(text: str) -> str:
    return f"{FSI}{text}{PDI}"


def _words(pattern: str) -> str:
    if not LETTER.search(PLACE.sub("", pattern)):
        return pattern
    found = gettext(pattern)
    return f"{LRI}{found}{PDI}" if found == pattern else found


def with_elements(html: str) -> str:
    """A page in which isolates became elements, wherever an element may stand."""
    inside, pieces = "", []
    for piece in TAG.split(html):
        if piece.startswith("<"):
            inside = _still_inside(inside, piece)
            pieces.append(piece)
        else:
            pieces.append(piece if inside else _elements(piece))
    return "".join(pieces)


def _still_inside(inside: str, tag: str) -> str:
    """The plain element that the text after this tag stands in; empty outside."""
    found = TAG_NAME.match(tag)
    name = found[1].lower() if found else ""
    if inside:
        return "" if tag.startswith("</") and name == inside else inside
    return name if name in PLAIN and not tag.startswith("</") else ""


def _elements(text: str) -> str:
    """Each isolate as its element; what is not closed in this text is closed at its end."""
    ends: list[str] = []
    made: list[str] = []
    for mark in re.split(f"([{FSI}{LRI}{PDI}])", text):
        if mark in ELEMENTS:
            made.append(ELEMENTS[mark][0])
            ends.append(ELEMENTS[mark][1])
        elif mark == PDI:
            made.append(ends.pop() if ends else "")
        else:
            made.append(mark)
    return "".join([*made, *reversed(ends)])
