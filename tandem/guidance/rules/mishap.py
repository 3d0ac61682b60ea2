"""Something went differently: look at what was going on, then go on. Nothing is counted. Pure (guidance.md 9, seed 003)."""

from tandem.guidance.rules.vocabulary import CONTEXTS, MISHAP_ENDS
from tandem.kernel.refusal import Problem

LIGHTER, OTHER_PLAN, BARRIER, SIGNAL, ENOUGH = "lighter_agreement", "other_plan", "barrier", "signal", "enough_said"
ABOUT = {
    "step": "een stap", "agreement": "een afspraak", "promise": "een belofte", "appointment": "een afspraak met een uur",
    "expectation": "een verwachting",
}  # fmt: skip
# What was going on, as the life domains of a barrier on the map.
DOMAIN_OF_CONTEXT = {
    "home": "housing", "money": "income", "care": "family", "transport": "mobility", "health": "health",
    "papers": "administration",
}  # fmt: skip


def context_problems(contexts: list[str]) -> list[Problem]:
    """The context comes first; "iets anders" is always there."""
    if not contexts or not set(contexts) <= set(CONTEXTS):
        return [Problem("Kies eerst wat er meespeelde. Je mag er meer kiezen.", "contexts")]
    return []


def end_problems(ends_in: str, words: str) -> list[Problem]:
    """How we go on; everything but "het is goed zo" needs words."""
    if ends_in not in MISHAP_ENDS:
        return [Problem("Kies hoe jullie verdergaan.", "ends_in")]
    if ends_in != ENOUGH and not words.strip():
        return [Problem("Schrijf in een paar woorden hoe jullie verdergaan.", "words")]
    return []


def domains_of(contexts: list[str]) -> list[str]:
    """Where on the barrier map this belongs."""
    return [DOMAIN_OF_CONTEXT[context] for context in contexts if context in DOMAIN_OF_CONTEXT]
