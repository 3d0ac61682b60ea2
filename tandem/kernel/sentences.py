"""Dutch sentences that remember how they were made, so that a page can say them again in another language. Pure.

Everywhere else they are just Dutch text: on paper, in a file, in a test. `kernel.languages.spoken` says them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Said(str):
    """A Dutch text with the pattern it was made of and what was filled in; the pattern is what gets translated."""

    __slots__ = ("parts", "pattern")

    pattern: str
    parts: Mapping[str, object]

    def __new__(cls, text: str, pattern: str = "", parts: Mapping[str, object] | None = None) -> Said:
        made = super().__new__(cls, text)
        made.pattern, made.parts = pattern or text, parts or {}
        return made


def say(pattern: str, /, **parts: object) -> Said:
    """`say("Van {first} tot {last}", first="april", last="mei")`: parts that are texts may be sentences themselves."""
    return Said(pattern.format(**parts), pattern, parts)


def listed(texts: Iterable[str]) -> Said:
    """Texts with commas between."""
    parts = {f"part{number}": text for number, text in enumerate(texts)}
    return say(", ".join(f"{{{name}}}" for name in parts), **parts)
