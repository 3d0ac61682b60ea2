"""Points become a score out of 100, by the weights; how far a jury stands apart; places. Exact: rounded once, at the end. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TypeVar

Key = TypeVar("Key")
Points = Mapping[int, Decimal | Fraction]

FULL = 100
# One grade is a tenth of the scale after weighing: 10 points of the 100.
GRADE = Fraction(FULL, 10)
# Final points that move the score further than this from the mean of the readers need a reason.
MUCH = GRADE / 2
# A juror's scores are calibrated from this many readings on: fewer say too little about how strict somebody is.
LEAST_READINGS = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion as the scores need it."""

    key: int
    weight: int
    most: int


def score_of(points: Points, measures: Iterable[Measure]) -> Fraction | None:
    """Out of 100, by the weights; None as long as a criterion has no points."""
    asked = list(measures)
    if not asked or any(measure.key not in points for measure in asked):
        return None
    earned = sum(measure.weight * Fraction(points[measure.key]) / measure.most for measure in asked)
    return FULL * Fraction(earned) / sum(measure.weight for measure in asked)


def mean(values: Iterable[Fraction]) -> Fraction | None:
    """None when there is nothing."""
    known = list(values)
    return sum(known, Fraction(0)) / len(known) if known else None


def mean_points(readings: Iterable[Points], measures: Iterable[Measure]) -> dict[int, Fraction]:
    """Per criterion the mean of what the readers gave; criteria nobody scored are left out."""
    given = list(readings)
    found = {m.key: mean(Fraction(points[m.key]) for points in given if m.key in points) for m in measures}
    return {key: value for key, value in found.items() if value is not None}


def final_score(points: Points, means: Mapping[int, Fraction], measures: Iterable[Measure]) -> Fraction | None:
    """The score by the final points. Points that are the rounded mean count as the mean itself, so saving changes nothing."""
    exact = {
        key: means[key] if key in means and rounded(means[key]) == value else value for key, value in points.items()
    }
    return score_of({**means, **exact}, measures)


def rounded(value: Fraction) -> Decimal:
    """Two decimals, half up."""
    return Decimal(floor(value * 100 + Fraction(1, 2))).scaleb(-2)


def gap(values: Iterable[Fraction]) -> Fraction:
    """Between the highest and the lowest."""
    known = list(values)
    return max(known) - min(known) if known else Fraction(0)


def is_apart(one: Iterable[Fraction], other: Iterable[Fraction]) -> bool:
    """Whether the means of two groups differ by more than one grade."""
    left, right = mean(one), mean(other)
    return left is not None and right is not None and abs(left - right) > GRADE


def needs_reason(final: Fraction | None, readers: Fraction | None) -> bool:
    """Whether the meeting goes so far from the readers that it has to say why."""
    return final is not None and (readers is None or abs(final - readers) > MUCH)


def deviation(values: Iterable[Fraction]) -> Decimal:
    """How far scores lie around their mean (standard deviation of these scores themselves)."""
    known = list(values)
    middle = mean(known)
    if middle is None:
        return Decimal(0)
    square = sum(((value - middle) ** 2 for value in known), Fraction(0)) / len(known)
    return (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()


def calibrated(given: Mapping[Key, Sequence[Fraction]]) -> dict[Key, list[Fraction]]:
    """Each juror's scores as if all jurors were equally strict and used the scale as widely (z-scores).

    Who handed in fewer than LEAST_READINGS keeps the scores as they are. Only to look at: nothing is decided on it.
    """
    everything = [value for values in given.values() for value in values]
    middle, width = mean(everything) or Fraction(0), Fraction(deviation(everything))
    return {key: _calibrated(values, middle, width) for key, values in given.items()}


def places(scores: Mapping[Key, Decimal], by_hand: Mapping[Key, int]) -> dict[Key, int]:
    """From 1; equals share a place, unless the jury put all of them in an order (`by_hand`: within the equals)."""
    settled = {score for score, group in equals(scores).items() if _is_order([by_hand.get(key) for key in group])}
    order = {key: (-score, by_hand[key] if score in settled else 0) for key, score in scores.items()}
    higher, passed = Counter(order.values()), 0
    first: dict[tuple[Decimal, int], int] = {}
    for rank in sorted(higher):
        first[rank], passed = passed + 1, passed + higher[rank]
    return {key: first[rank] for key, rank in order.items()}


def equals(scores: Mapping[Key, Decimal]) -> dict[Decimal, list[Key]]:
    """Scores that stand there more than once, with whose they are."""
    groups: dict[Decimal, list[Key]] = {}
    for key, score in scores.items():
        groups.setdefault(score, []).append(key)
    return {score: group for score, group in groups.items() if len(group) > 1}


def letter(position: int) -> str:
    """A, B, ... Z, AA, AB for 0, 1, ..."""
    text = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _is_order(given: list[int | None]) -> bool:
    return None not in given and len(set(given)) == len(given)


def _calibrated(values: Sequence[Fraction], middle: Fraction, width: Fraction) -> list[Fraction]:
    own = mean(values)
    if own is None or len(values) < LEAST_READINGS:
        return list(values)
    own_width = Fraction(deviation(values))
    return [middle + ((value - own) * width / own_width if own_width else 0) for value in values]
