"""What a rule does to people: who comes in and who is pushed out against the plain ranking, with both scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tandem.calls.selection.call import Call, Way
from tandem.calls.selection.outcome import Outcome, total_score


@dataclass(frozen=True, slots=True)
class Moved:
    """A project on the other side of the line, and where the ranking had it."""

    key: str
    area: str
    score: Decimal
    place: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a choice adds up to; `mean` is None when nothing is chosen."""

    number: int
    score: Decimal
    mean: Decimal | None
    cents: int


@dataclass(frozen=True, slots=True)
class Displacement:
    """Both sides of the line, and the totals of rule and ranking beside each other."""

    came_in: tuple[Moved, ...]
    pushed_out: tuple[Moved, ...]
    rule: Totals
    ranking: Totals


def displacement(call: Call, outcome: Outcome, plain_ranking: Outcome) -> Displacement:
    """Best ranked first, on both sides."""
    came_in = [key for key in outcome.chosen if key not in plain_ranking.chosen]
    pushed_out = [key for key in plain_ranking.chosen if key not in outcome.chosen]
    return Displacement(
        tuple(_moved(call, key, plain_ranking.reasons.get(key, "")) for key in _ranked(call, came_in)),
        tuple(_moved(call, key, outcome.reasons.get(key, "")) for key in _ranked(call, pushed_out)),
        totals(call, outcome.chosen),
        totals(call, plain_ranking.chosen),
    )


def totals(call: Call, chosen: Mapping[str, Way]) -> Totals:
    """Number, sum and mean of the scores, and money."""
    score = call.points(total_score(call, chosen))
    mean = round(score / len(chosen), 2) if chosen else None
    return Totals(len(chosen), score, mean, sum(way.cents for way in chosen.values()))


def _moved(call: Call, key: str, why: str) -> Moved:
    submission = call.submission(key)
    return Moved(key, submission.area, call.points(submission.score), call.places[key], why)


def _ranked(call: Call, keys: list[str]) -> list[str]:
    return sorted(keys, key=call.places.__getitem__)
