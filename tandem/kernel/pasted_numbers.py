"""National register numbers and bank accounts in a text, by their check digits. Pure (python-stdnum)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import iban
from stdnum.be import bis, nn
from stdnum.exceptions import ValidationError

_ELEVEN = re.compile(r"(?<!\d)\d{2}[.\s]?\d{2}[.\s]?\d{2}[-\s.]?\d{3}[.\s-]?\d{2}(?!\d)")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[\s.]?[A-Z0-9]{4}){3,7}(?:[\s.]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
NATIONAL = "een rijksregisternummer"
ACCOUNT = "een rekeningnummer"


@dataclass(frozen=True, slots=True)
class PastedNumber:
    """`kind` as people read it, and where it stands."""

    kind: str
    start: int
    end: int


def pasted_numbers(text: str) -> Iterator[PastedNumber]:
    """Every such number, national numbers first."""
    for found in _ELEVEN.finditer(text):
        if _is_valid(nn, found.group()) or _is_valid(bis, found.group()):
            yield PastedNumber(NATIONAL, *found.span())
    for found in _ACCOUNT.finditer(text):
        account = next((start for start in _starts(found.group()) if _is_account(start)), "")
        if account:
            yield PastedNumber(ACCOUNT, found.start(), found.start() + len(account))


def _starts(text: str) -> Iterator[str]:
    """The text, and shorter and shorter pieces of it: words that follow a number may look like a part of it."""
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return (text[:end] for end in reversed(ends))


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
