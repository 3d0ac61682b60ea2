"""Text of people as every output can carry it."""

import unicodedata

_TURNING_MARKS = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffc"


def clean_text(text: str) -> str:
    """Text without what no page can show: control characters, half surrogates, private signs, direction overrides."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if _may_stay(letter))


def _may_stay(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) not in {"Cc", "Cs", "Cn", "Co"} and letter not in _TURNING_MARKS
