"""Numbers that do not belong in a person's file: national register numbers and bank accounts. Pure (python-stdnum)."""

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.be import bis, nn
from stdnum.exceptions import ValidationError

from tandem.kernel.refusal import Problem

_ELEVEN = re.compile(r"(?<!\d)\d{2}[.\s]?\d{2}[.\s]?\d{2}[-\s.]?\d{3}[.\s-]?\d{2}(?!\d)")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[\s.]?[A-Z0-9]{4}){3,7}(?:[\s.]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
NATIONAL = "een rijksregisternummer"
ACCOUNT = "een rekeningnummer"


def found_numbers(text: str) -> list[str]:
    """Which kinds of numbers stand in a text, each once."""
    return list(dict.fromkeys(_kinds(text)))


def number_problems(text: str, *, field: str = "") -> list[Problem]:
    """A sentence per kind of number: what to do about it. The text itself stays in the form."""
    return [
        Problem(f"Hier staat {kind} in. Dat hoort niet in een dossier. Haal het weg en bewaar opnieuw.", field)
        for kind in found_numbers(text)
    ]


def _kinds(text: str) -> Iterator[str]:
    for found in _ELEVEN.finditer(text):
        if _is_valid(nn, found.group()) or _is_valid(bis, found.group()):
            yield NATIONAL
    for found in _ACCOUNT.finditer(text):
        if any(_is_account(start) for start in _starts(found.group())):
            yield ACCOUNT


def _starts(text: str) -> Iterator[str]:
    """The text, and shorter and shorter pieces of it: words that follow a number may look like a part of it."""
    words = text.split()
    return (" ".join(words[:length]) for length in range(len(words), 0, -1))


def _is_account(text: str) -> bool:
    try:
        iban.validate(text.replace(".", ""), check_country=False)  # banks come and go; the check digits do not
    except ValidationError:
        return False
    return True


def _is_valid(kind: object, number: str) -> bool:
    try:
        kind.validate(number)  # type: ignore[attr-defined]
    except ValidationError:
        return False
    return True
