"""Is a question or hint easy to read? Remarks that advise and never refuse. Pure."""

from __future__ import annotations

import re

LONGEST = 20  # words in a sentence
LONG_WORD = 22  # letters
VAGUE = {
    "zo snel mogelijk": "zeg wanneer",
    "eventueel": "zeg wanneer wel en wanneer niet",
    "eventuele": "zeg wanneer wel en wanneer niet",
    "betreffende": "schrijf: over",
    "met betrekking tot": "schrijf: over",
    "teneinde": "schrijf: om",
    "indien": "schrijf: als",
    "gelieve": "zeg gewoon wat iemand moet doen",
    "dient te": "schrijf: moet",
    "dienen te": "schrijf: moeten",
    "desgevallend": "schrijf: als dat zo is",
    "u": "schrijf: je",
    "uw": "schrijf: je of jullie",
}
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def remarks(text: str) -> list[str]:
    """What could be said more plainly: long sentences, long words, words of an office."""
    return [*_long_sentences(text), *_long_words(text), *_vague_words(text)]


def _long_sentences(text: str) -> list[str]:
    found = []
    for sentence in _SENTENCE_END.split(text):
        words = _WORD.findall(sentence)
        if len(words) > LONGEST:
            start = " ".join(words[:4])
            found.append(f"De zin “{start} …” telt {len(words)} woorden. Maak er twee zinnen van.")
    return found


def _long_words(text: str) -> list[str]:
    long = dict.fromkeys(word for word in _WORD.findall(text) if len(word) > LONG_WORD)
    return [f"“{word}” is een lang woord. Zeg het met kortere woorden." for word in long]


def _vague_words(text: str) -> list[str]:
    plain = f" {' '.join(_WORD.findall(text.lower()))} "
    return [f"“{words}”: {advice}." for words, advice in VAGUE.items() if f" {words} " in plain]
