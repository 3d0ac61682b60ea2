"""Local partnerships: what ships for everybody, and what each may add. Pure (seed 004; domain.md section 5)."""

import re
from collections.abc import Iterable

from tandem.guidance.rules.vocabulary import DOMAINS
from tandem.identity.rules import sort_key
from tandem.kernel.refusal import Problem

# The ground on which an organisation keeps data, set per controller. Permission under secrecy is something else.
LEGAL_BASES = {
    "public_task": "opdracht van algemeen belang (AVG art. 6.1.e)",
    "legal_duty": "omdat een wet het vraagt (AVG art. 6.1.c)",
    "legitimate_interest": "gerechtvaardigd belang (AVG art. 6.1.f)",
    "consent": "toestemming, als die echt vrij is (AVG art. 6.1.a)",
}


def domain_key(name: str) -> str:
    """A key for a life domain of a partnership's own; never one of the shipped keys."""
    plain = re.sub(r"[^a-z0-9]+", "_", sort_key(name)).strip("_")[:28]
    return f"x_{plain}"[:30] if plain else ""


def domain_problems(name: str, taken: Iterable[str]) -> list[Problem]:
    """A new life domain has a name that is not there yet, shipped or added."""
    names = {sort_key(known) for known in (*DOMAINS.values(), *taken)}
    if not domain_key(name):
        return [Problem("Geef het levensdomein een naam.", "name")]
    if sort_key(name.strip()) in names:
        return [Problem("Dit levensdomein staat er al.", "name")]
    return []
