"""Who holds the pen: what counts at once, and what is only a proposal until the person answered. Pure.

guidance.md behaviour 1. Before a thread is somebody's file the guide writes down what they heard; from then on the person
holds the pen. "Together" means: said yes in one talk, with the guide typing; it counts and is recorded as such.
"""

from dataclasses import dataclass, field

from tandem.guidance.rules.vocabulary import FEASIBLE
from tandem.kernel.refusal import Problem

# What may stand in the facts and texts of each kind that the person holds the pen of, beside `words`.
PEN_FACTS: dict[str, frozenset[str]] = {
    "wish": frozenset({"kind", "position"}),
    "storyblock": frozenset({"topic"}),
    "barrier": frozenset({"domains", "state"}),
    "agreement": frozenset({"talk_id"}),
    "decision": frozenset({"chosen_by", "rung", "step_id"}),
    "expectation": frozenset({"feasible", "in_the_way"}),
    "step": frozenset({"kind", "wish_id", "barrier_id", "changes_money", "is_unpaid"}),
}
PEN_TEXTS: dict[str, frozenset[str]] = {
    "storyblock": frozenset({"title"}),
    "decision": frozenset({"advice"}),
    "step": frozenset({"brings_now", "brings_later", "led_to"}),
}
OWN, TOGETHER, PAPER, CARD = "own", "together", "paper", "card"
SAID_TOGETHER = frozenset({TOGETHER, PAPER})
COUNTING_YES = SAID_TOGETHER | {OWN, CARD}
LONGEST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody wants to write: a kind, the words, choices (`facts`) and other texts."""

    kind: str
    words: str
    facts: dict[str, object] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def counts_at_once(*, is_owner: bool, is_thread: bool, how: str) -> bool:
    """Whether a writing counts now: the person's own hand, a yes said together, or a thread that is nobody's yet."""
    return is_owner or is_thread or how in COUNTING_YES


def tapped(*, is_alone: bool) -> dict[str, str]:
    """What a button sends along: who may not say it alone, says it together with the person."""
    return {} if is_alone else {"how": TOGETHER}


def writing_problems(writing: Writing) -> list[Problem]:
    """What misses or does not belong. A very long text is refused with its length, and stays in the form."""
    if writing.kind not in PEN_FACTS:
        raise KeyError(writing.kind)
    stray = set(writing.facts) - PEN_FACTS[writing.kind] | set(writing.texts) - PEN_TEXTS.get(writing.kind, frozenset())
    if stray:
        raise KeyError(", ".join(sorted(stray)))
    if not writing.words.strip():
        return [Problem("Schrijf eerst iets, in eigen woorden.", "words")]
    return [problem for text in (writing.words, *writing.texts.values()) for problem in length_problems(text)]


def yes_problems(writing: Writing) -> list[Problem]:
    """What only the person can say and nobody said yet: an expectation counts with their own answer (guidance.md 10)."""
    if writing.kind == "expectation" and writing.facts.get("feasible") not in FEASIBLE:
        return [Problem("Zeg zelf of dit lukt of niet lukt.", "feasible")]
    return []


def length_problems(text: str, *, field: str = "words") -> list[Problem]:
    """A text of at most 20,000 characters."""
    if len(text) <= LONGEST_WORDS:
        return []
    return [Problem(f"Dit is {len(text)} tekens lang. Maak er twee stukken van: er passen er 20.000 in een.", field)]
