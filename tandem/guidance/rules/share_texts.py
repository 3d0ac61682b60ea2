"""The words in which a person gives permission, by version and language. A text never changes: a new one gets a new key.

Permission under secrecy is not the legal basis of an organisation, and not a preference (domain.md 5).
"""

from dataclasses import dataclass

CURRENT = "share-1"


@dataclass(frozen=True, slots=True)
class ShareText:
    """What was read before the yes, sentence by sentence."""

    language: str
    sentences: tuple[str, ...]


SHARE_TEXTS = {
    "share-1": ShareText(
        "nl",
        (
            "Ik toon dit ene stuk. De rest van mijn dossier blijft dicht.",
            "Deze persoon gebruikt het alleen voor wat ik hieronder schrijf.",
            "Ik mag hier altijd mee stoppen. Dan is het meteen weg.",
            "Deel ik niets, dan krijg ik niet minder hulp.",
        ),
    ),
}


def share_text(key: str) -> ShareText:
    """The text behind a key, as it was agreed."""
    return SHARE_TEXTS[key]
