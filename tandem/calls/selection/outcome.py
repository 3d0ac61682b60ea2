"""What a rule answers: who, with which money, and in words why the others not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tandem.calls.selection.call import AreaLimit, Call, Envelope, Submission, Way, euro

OPTIMAL, FEASIBLE, INFEASIBLE = "optimal", "feasible", "infeasible"


@dataclass(frozen=True)
class Clash:
    """Rules that cannot hold together, the smallest set of them, and one sentence that says it."""

    floors: tuple[AreaLimit, ...]
    envelopes: tuple[Envelope, ...]
    sentence: str


@dataclass(frozen=True)
class Outcome:
    """Chosen projects in the order of the ranking. `bound`: no choice has a higher total; None when nobody proved it."""

    rule: str
    status: str
    chosen: Mapping[str, Way] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    bound: int | None = None
    is_unique: bool = True
    clash: Clash | None = None


class Ledger:
    """Money and places that are left while projects are taken one by one."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.left = call.money_left()
        self.areas: Counter[str] = Counter()
        self.most = {limit.area: limit.most for limit in call.limits if limit.most is not None}
        self.chosen: dict[str, Way] = {}

    def fits(self, way: Way) -> bool:
        return all(cents <= self.left[index] for index, cents in way.costs)

    def is_full(self, area: str) -> bool:
        return area in self.most and self.areas[area] >= self.most[area]

    def take(self, submission: Submission, way: Way) -> None:
        for index, cents in way.costs:
            self.left[index] -= cents
        self.areas[submission.area] += 1
        self.chosen[submission.key] = way

    def shortage(self, ways: Iterable[Way]) -> str:
        """Why the money of these ways, none of which fits, is not there: told for where least is short."""
        return min((self._short(way) for way in ways), key=lambda found: found[0])[1]

    def _short(self, way: Way) -> tuple[int, str]:
        lacking = [(cents - self.left[index], index, cents) for index, cents in way.costs if cents > self.left[index]]
        missing, index, cents = max(lacking)
        envelope = self.call.envelopes[index]
        return missing, f"Vraagt {euro(cents)} uit {envelope}; daar is nog {euro(self.left[index])}."


def total_score(call: Call, chosen: Mapping[str, Way]) -> int:
    """Sum of the scores, in units of the last decimal."""
    return sum(call.submission(key).score for key in chosen)


def costs(call: Call, chosen: Mapping[str, Way]) -> dict[str, int]:
    """Cents per envelope, also where nothing goes."""
    spent = dict.fromkeys(map(str, call.envelopes), 0)
    for way in chosen.values():
        for index, cents in way.costs:
            spent[str(call.envelopes[index])] += cents
    return spent


def areas(call: Call, chosen: Mapping[str, Way]) -> Counter[str]:
    """Projects per area."""
    return Counter(call.submission(key).area for key in chosen)


def broken_limits(call: Call, counts: Mapping[str, int]) -> list[str]:
    """The floors and ceilings that these numbers do not meet, each in one sentence."""
    found = []
    for limit in call.limits:
        number = counts.get(limit.area, 0)
        if number < limit.least:
            found.append(f"{limit.area}: {number} gekozen, de ondergrens is {limit.least}.")
        if limit.most is not None and number > limit.most:
            found.append(f"{limit.area}: {number} gekozen, de bovengrens is {limit.most}.")
    return found


def ties(call: Call, chosen: Mapping[str, Way]) -> list[str]:
    """Equal scores of which some are chosen and some are not."""
    groups: dict[int, list[str]] = {}
    for one in call.submissions:
        groups.setdefault(one.score, []).append(one.key)
    return [
        _tie(call, score, [key for key in keys if key in chosen], [key for key in keys if key not in chosen])
        for score, keys in groups.items()
        if 0 < sum(key in chosen for key in keys) < len(keys)
    ]


def _tie(call: Call, score: int, inside: list[str], outside: list[str]) -> str:
    points = f"{call.points(score):f}".replace(".", ",")
    order = "de plaats die de jury gaf" if call.submission(inside[0]).rank is not None else "de volgorde van hun nummer"
    return (
        f"Gelijke score {points}: {_some(inside)} gekozen, {_some(outside)} niet. "
        f"Bij een gelijke score telt {order}, en of het geld en de spreiding het toelaten."
    )


def _some(keys: list[str], most: int = 5) -> str:
    return ", ".join(keys[:most]) + (f" en nog {len(keys) - most}" if len(keys) > most else "")
