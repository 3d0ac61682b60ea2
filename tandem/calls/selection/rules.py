"""The rules a jury may choose from, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tandem.calls.selection.best import best_total
from tandem.calls.selection.call import Call
from tandem.calls.selection.outcome import Outcome
from tandem.calls.selection.ranking import rank, rank_skip
from tandem.calls.selection.solver import EFFORT
from tandem.calls.selection.spread import spread

PLAIN = "rank"


@dataclass(frozen=True, slots=True)
class SelectionRule:
    """`run` takes a call and how much work the solver may do."""

    name: str
    title: str
    text: str
    run: Callable[[Call, float], Outcome]


RULES = {
    rule.name: rule
    for rule in (
        SelectionRule(
            PLAIN, "Rangschikking met een streep",
            "Van boven naar onder. Het eerste project dat niet meer past, trekt de streep voor zijn jaar.",
            lambda call, _: rank(call),
        ),
        SelectionRule(
            "rank-skip", "Rangschikking, wie niet past valt weg",
            "Van boven naar onder. Een project dat niet past, slaan we over; een kleiner project eronder kan nog.",
            lambda call, _: rank_skip(call),
        ),
        SelectionRule(
            "spread", "Rangschikking met spreiding",
            "Van boven naar onder, met een ondergrens en een bovengrens per gebied. "
            "Een project valt alleen weg als het niet past of als een ondergrens het geld nodig heeft.",
            lambda call, _: spread(call),
        ),
        SelectionRule(
            "best-total", "Hoogste totaal",
            "De keuze met de hoogste som van scores binnen het geld en de spreiding. "
            "Bij een gelijk totaal wint de keuze met het best gerangschikte project.",
            lambda call, effort: best_total(call, effort=effort),
        ),
    )
}  # fmt: skip


def select(call: Call, rule: str, *, effort: float = EFFORT) -> Outcome:
    """Apply a rule by name."""
    return RULES[rule].run(call, effort)
