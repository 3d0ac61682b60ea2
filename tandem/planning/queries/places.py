"""The municipality that an address names: for an estimate of travel, so that nobody types it twice."""

from __future__ import annotations

import re
from datetime import date

from tandem.planning import travel

POSTAL_CODE = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")


def municipality_in(address: str, *, on: date) -> str:
    """The NIS code of the municipality of an address such as `Wilgenlaan 1, 9000 Gent`; empty when that is not clear."""
    words = {word.strip(" ,.()").casefold() for word in re.split(r"[\s,]", address)}
    found = {place.nis_code: place for code in POSTAL_CODE.findall(address) for place in travel.found(code, on=on)}
    if not found:
        found = {place.nis_code: place for word in words - {""} for place in travel.found(word, on=on)}
    named = [key for key, place in found.items() if place.name.casefold() in words]
    certain = named or list(found)
    return certain[0] if len(certain) == 1 else ""
