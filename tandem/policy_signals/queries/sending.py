"""What somebody looks at before a bundle goes out: to whom, and which words to look at once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.kernel.identifying_words import Found, Piece, found_in, pieces_of
from tandem.policy_signals.models import Bundle
from tandem.policy_signals.rules.bundle import identifying_words


@dataclass(frozen=True, slots=True)
class Marked:
    """One text with the words that may point at somebody."""

    label: str
    pieces: list[Piece]


def words_to_check(bundle: Bundle) -> list[Found]:
    """In everything that becomes public."""
    return identifying_words(bundle.title, bundle.words, bundle.asks)


def marked_texts(bundle: Bundle) -> list[Marked]:
    """The texts in which something was found."""
    return list(_marked(bundle))


def _marked(bundle: Bundle) -> Iterator[Marked]:
    texts = (("Titel", bundle.title), ("Wat er gebeurt", bundle.words), ("Wat gevraagd wordt", bundle.asks))
    for label, text in texts:
        if found := found_in(text):
            yield Marked(label, pieces_of(text, found))
