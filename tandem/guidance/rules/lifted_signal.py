"""Lifting a barrier, an organisation's no or a loss of money out of a file, as words that name nobody. Pure (seed 004)."""

from __future__ import annotations

from collections.abc import Mapping

from tandem.kernel.refusal import Problem

MOST_SIGNS = 1000
# The policy domain that is proposed for a life domain; the person or the guide chooses.
_DOMAIN_OF_THEME: Mapping[str, str] = {
    "income": "federal",
    "housing": "housing",
    "health": "welfare",
    "mental": "welfare",
    "family": "welfare",
    "network": "welfare",
    "learning": "education",
    "work": "work",
    "language": "integration",
    "mobility": "mobility",
    "administration": "digital",
    "justice": "federal",
    "leisure": "culture_youth_sport",
    "basics": "welfare",
}
SMS_SIGNS = 160


def proposed_policy_domain(theme: str) -> str:
    """Who usually has to hear it; empty when nobody comes to mind."""
    return _DOMAIN_OF_THEME.get(theme, "")


def words_problems(words: str) -> list[Problem]:
    """What is missing in the words that would leave."""
    if not words.strip():
        return [Problem("Schrijf in een paar woorden wat er in de weg stond.", "words")]
    if len(words) > MOST_SIGNS:
        return [Problem(f"Dat is te lang. Hou het bij hoogstens {MOST_SIGNS} tekens.", "words")]
    return []


def answer_sms(*, addressee: str, answer: str, code: str = "") -> str:
    """One text message of at most 160 signs that brings an answer back. It names no theme: somebody else may read it."""
    end = f" Meer in Tandem{f', code {code}' if code else ''}."
    begin = f"Er is antwoord van {addressee}: "
    room = SMS_SIGNS - len(begin) - len(end)
    short = answer if len(answer) <= room else f"{answer[: max(room - 1, 0)].rstrip()}…"
    return f"{begin}{short}{end}"[:SMS_SIGNS]
