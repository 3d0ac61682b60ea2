"""Which words of a page in another language say that they are Dutch, and which do not."""

import re
from collections.abc import Iterator

from tests.kernel.html import Element

DUTCH_WORD = re.compile("[a-z]{3,}")
ITS_OWN = {"bdi", "script", "title"}  # what is filled in, and where no element can mark anything


def dutch_words(page: Element, *, marked: bool, without: str = "") -> list[str]:
    """The pieces of text with words in our letters, inside or outside what is marked as Dutch; some tags left out."""
    texts = _texts(page, is_marked=False, without=without)
    return [text for text, is_marked in texts if is_marked is marked and DUTCH_WORD.search(text)]


def _texts(element: Element, *, is_marked: bool, without: str) -> Iterator[tuple[str, bool]]:
    for child in element.inside:
        if isinstance(child, str):
            yield child.strip(), is_marked
        elif child.tag != without:
            says_so = child["lang"] == "nl" or child["dir"] == "auto" or child.tag in ITS_OWN
            yield from _texts(child, is_marked=is_marked or says_so, without=without)
