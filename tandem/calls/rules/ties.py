"""When a juror has a tie with a project that we know of ourselves: the same organisation, by row, number or name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tandem.identity.rules import sort_key

KNOWN = "known"
# Ways to write the legal form, which people leave out as often as not.
_FORMS = re.compile(r"\b(vzw|asbl|ivzw|bv|bvba|nv|cv|cvba|ovzw)\b|v\.z\.w\.")


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that hands in a project or carries it along; `people` are those of it who wrote it."""

    submission: UUID
    name: str
    organisation_id: int | None = None
    enterprise_number: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a juror belongs: organisations we know, and what was typed as the place of work (name or number)."""

    organisation_ids: frozenset[int] = frozenset()
    enterprise_numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    works_at: str = ""


def plain_name(name: str) -> str:
    """The name to compare by: no accents, capitals, punctuation or legal form."""
    return " ".join(re.findall(r"\w+", _FORMS.sub(" ", sort_key(name))))


def number_in(text: str) -> str:
    """The ten digits of an enterprise number, when the text is one."""
    digits = re.sub(r"[\s.\-]|^BE", "", text.strip().upper())
    digits = digits.removeprefix("BE")
    return digits if re.fullmatch(r"[01][0-9]{9}", digits) else ""


def known_ties(home: Home, parties: Iterable[Party]) -> set[UUID]:
    """The projects this juror can never read."""
    names = {plain_name(name) for name in {*home.names, home.works_at}} - {""}
    numbers = {*home.enterprise_numbers, number_in(home.works_at)} - {""}
    return {
        party.submission
        for party in parties
        if party.organisation_id in home.organisation_ids
        or party.enterprise_number in numbers
        or plain_name(party.name) in names
    }


def named(parties: Iterable[Party]) -> dict[str, tuple[str, list[UUID]]]:
    """Every organisation once, by its plain name in alphabetical order: as it is written, and its projects."""
    found: dict[str, tuple[str, list[UUID]]] = {}
    for party in sorted(parties, key=lambda one: (plain_name(one.name), one.name)):
        key = plain_name(party.name) or party.name.casefold()
        found.setdefault(key, (party.name, []))[1].append(party.submission)
    return found
