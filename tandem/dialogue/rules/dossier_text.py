"""The few signs in a text of a dossier: **vet**, *schuin*, lines with "- " and `[^teken]` for a footnote. Pure.

A text becomes plain data, never HTML: paragraphs `{"kind": "paragraph", "spans": [..]}` and lists
`{"kind": "list", "items": [[..], ..]}`.
A span is `{"words": .., "bold": .., "italic": ..}` or `{"mark": ..}`. What is no sign stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tandem.kernel.plain_text import clean_text

Span = dict[str, Any]
Paragraph = dict[str, Any]

MARK = r"[A-Za-z0-9_-]{1,30}"
# Each part stops at the next star, so that a text full of loose stars is read in one go.
_SIGN = re.compile(
    rf"\[\^(?P<mark>{MARK})\]"
    r"|\*\*(?=\S)(?P<bold>(?:[^*]|\*(?!\*))+)(?<=\S)\*\*"
    r"|\*(?=[^\s*])(?P<italic>[^*]+)(?<=\S)\*"
)
_BULLET = "- "


def paragraphs(text: str) -> list[Paragraph]:
    """Paragraphs apart by an empty line; lines that begin with "- " are a list."""
    found: list[Paragraph] = []
    for part in re.split(r"\n\s*\n", clean_text(text.replace("\r\n", "\n"))):
        found += _pieces([line.strip() for line in part.split("\n") if line.strip()])
    return found


def marks_in(text: str) -> list[str]:
    """The marks of footnotes in the order of the text."""
    return [found["mark"].lower() for found in re.finditer(rf"\[\^(?P<mark>{MARK})\]", text)]


def plain(text: str) -> str:
    """The words without the signs, on one line."""
    return " ".join(
        "".join(span.get("words", "") for span in line) for part in paragraphs(text) for line in lines_of(part)
    )


def lines_of(part: Paragraph) -> list[list[Span]]:
    """The spans of a paragraph, or of each item of a list."""
    return part["items"] if part["kind"] == "list" else [part["spans"]]


def _pieces(lines: list[str]) -> Iterator[Paragraph]:
    start = 0
    while start < len(lines):
        is_list = lines[start].startswith(_BULLET)
        end = start
        while end < len(lines) and lines[end].startswith(_BULLET) == is_list:
            end += 1
        group = lines[start:end]
        if is_list:
            yield {"kind": "list", "items": [_spans(line.removeprefix(_BULLET)) for line in group]}
        else:
            yield {"kind": "paragraph", "spans": _spans(" ".join(group))}
        start = end


def _spans(text: str, *, bold: bool = False, italic: bool = False) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for found in _SIGN.finditer(text):
        spans += _words(text[at : found.start()], bold=bold, italic=italic)
        at = found.end()
        if found["mark"]:
            spans.append({"mark": found["mark"].lower()})
        elif found["bold"]:
            spans += _spans(found["bold"], bold=True, italic=italic)
        else:
            spans += _spans(found["italic"], bold=bold, italic=True)
    return spans + _words(text[at:], bold=bold, italic=italic)


def _words(text: str, *, bold: bool, italic: bool) -> list[Span]:
    return [{"words": text, "bold": bold, "italic": italic}] if text else []
