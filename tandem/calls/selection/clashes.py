"""Which rules cannot hold together: the smallest set of floors and envelopes, said in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

from tandem.calls.selection.call import AreaLimit, Envelope, euro
from tandem.calls.selection.floors import Floors
from tandem.calls.selection.outcome import Clash

Rule = TypeVar("Rule")
MOST_FOR_SMALLEST = 24  # with more rules than this the set cannot shrink, but another one may be smaller


def clash_of(floors: Floors) -> Clash | None:
    """None when every floor can be reached; ceilings never clash, for a floor is never above its own ceiling."""
    call = floors.call
    if floors.can_meet(floors.needs, call.money_left()):
        return None
    rules: list[AreaLimit | Envelope] = [limit for limit in call.limits if limit.least]
    rules += call.envelopes
    found = smallest_clash(rules, lambda kept: not _can_hold(floors, kept))
    limits = tuple(rule for rule in found if isinstance(rule, AreaLimit))
    envelopes = tuple(rule for rule in found if isinstance(rule, Envelope))
    return Clash(limits, envelopes, _sentence(floors, limits, envelopes))


def smallest_clash(rules: Sequence[Rule], clashes: Callable[[Sequence[Rule]], bool]) -> list[Rule]:
    """All rules together must clash. Whoever repairs a clash drops a rule of each set in `repairs`: hit them all."""
    everything = list(range(len(rules)))
    if len(rules) > MOST_FOR_SMALLEST:
        everything = _shrunk(rules, everything, clashes)
        return [rules[number] for number in everything]
    repairs: list[set[int]] = []
    while True:
        guess = _smallest_hitting(repairs, everything)
        if clashes([rules[number] for number in guess]):
            return [rules[number] for number in guess]
        kept = set(guess)
        for number in everything:
            if number not in kept and not clashes([rules[one] for one in sorted({*kept, number})]):
                kept.add(number)
        repairs.append(set(everything) - kept)


def _smallest_hitting(repairs: list[set[int]], everything: list[int]) -> tuple[int, ...]:
    return next(
        guess
        for size in range(len(everything) + 1)
        for guess in combinations(everything, size)
        if all(repair.intersection(guess) for repair in repairs)
    )


def _shrunk(rules: Sequence[Rule], kept: list[int], clashes: Callable[[Sequence[Rule]], bool]) -> list[int]:
    for number in list(kept):
        fewer = [one for one in kept if one != number]
        if clashes([rules[one] for one in fewer]):
            kept = fewer
    return kept


def _can_hold(floors: Floors, rules: Sequence[AreaLimit | Envelope]) -> bool:
    call = floors.call
    needs = {rule.area: rule.least for rule in rules if isinstance(rule, AreaLimit)}
    plenty = sum(sum(one.ask.values()) for one in call.submissions)
    left = [envelope.cents if envelope in rules else max(plenty, envelope.cents) for envelope in call.envelopes]
    return floors.can_meet(needs, left)


def _sentence(floors: Floors, limits: Sequence[AreaLimit], envelopes: Sequence[Envelope]) -> str:
    wanted = " en ".join(f"minstens {limit.least} uit {limit.area}" for limit in limits)
    if not envelopes:
        return _capital(f"{wanted}, maar er {_are(len(floors.by_area[limits[0].area]))} ingediend.")
    where = " en ".join(f"{envelope} ({euro(envelope.cents)})" for envelope in envelopes)
    if len(limits) == 1:
        number = _most_that_fit(floors, limits[0], envelopes)
        fit = "die passen" if number > 1 else "dat past"
        return _capital(f"{wanted}, maar er {_are(number)} {fit} binnen {where}.")
    least = _least_together(floors, limits, envelopes)
    if least:
        return _capital(f"{wanted} kost samen minstens {euro(least)}, meer dan er zit in {where}.")
    return _capital(f"{wanted}: dat past niet samen binnen {where}.")


def _most_that_fit(floors: Floors, limit: AreaLimit, envelopes: Sequence[Envelope]) -> int:
    return max(
        number for number in range(limit.least)
        if _can_hold(floors, [AreaLimit(limit.area, number), *envelopes])
    )  # fmt: skip


def _least_together(floors: Floors, limits: Sequence[AreaLimit], envelopes: Sequence[Envelope]) -> int:
    """The least that these floors take from the one envelope they clash with; 0 when there are several."""
    if len(envelopes) > 1:
        return 0
    index = floors.call.envelopes.index(envelopes[0])
    return sum(floors.least_from(index, limit.area, limit.least) for limit in limits)


def _are(number: int) -> str:
    return {0: "is er geen enkel", 1: "is er maar 1"}.get(number, f"zijn er maar {number}")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
