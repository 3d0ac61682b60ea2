"""The four rules beside each other, and whom each brings in and pushes out against the plain ranking."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tandem.calls.rules.answer_back import points_text
from tandem.calls.rules.decision import digest_of
from tandem.calls.selection.answer import answer_of, remarks
from tandem.calls.selection.displacement import Displacement, displacement, totals
from tandem.calls.selection.outcome import FEASIBLE, INFEASIBLE, Outcome, areas, broken_limits, costs
from tandem.calls.selection.reading import Reading
from tandem.kernel.dutch import euros

RULE_NAMES = ("rank", "rank-skip", "spread", "best-total")
SLOW_RULE = "best-total"
MANY = 400  # with more projects tight floors take seconds too
EFFORT = 10.0  # of the solver, about seconds: a page that waits longer helps nobody
MOST_KEPT = 24
_kept: OrderedDict[str, Outcome] = OrderedDict()
STATUS_TEXTS = {
    "optimal": "bewezen: geen keuze heeft een hoger totaal",
    "feasible": "past binnen het geld",
    "infeasible": "kan niet",
}


@dataclass(frozen=True, slots=True)
class MoneyCell:
    """One envelope under one rule."""

    label: str
    used: Decimal
    of: Decimal

    @property
    def used_text(self) -> str:
        """Without cents where there are none."""
        return euros(self.used)

    @property
    def of_text(self) -> str:
        """The ceiling."""
        return euros(self.of)

    @property
    def left_text(self) -> str:
        """What is left."""
        return euros(self.left)

    @property
    def left(self) -> Decimal:
        """Below zero: over the ceiling."""
        return self.of - self.used


@dataclass(frozen=True, slots=True)
class AreaCell:
    """One area under one rule, beside its limits."""

    area: str
    number: int
    limits: str
    is_broken: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule on the page. Without `outcome` it was not worked out yet."""

    name: str
    title: str
    text: str
    outcome: Outcome | None = None
    status: str = ""
    clash: str = ""
    number: int = 0
    total: str = ""
    mean: str = ""
    money: Sequence[MoneyCell] = ()
    areas: Sequence[AreaCell] = ()
    breaks: Sequence[str] = ()
    remarks: Sequence[str] = ()
    moved: Displacement | None = None

    @property
    def is_possible(self) -> bool:
        """Whether it can be stored."""
        return self.outcome is not None and self.outcome.status != INFEASIBLE


def rule_lines(reading: Reading, facts: Mapping[str, Any], *, with_slow: bool) -> list[RuleLine]:
    """All rules on one table; the slow one only when asked for or known already."""
    from tandem.calls.selection import rules  # noqa: PLC0415 (slow import)

    plain = rules.select(reading.call, rules.PLAIN)
    lines = []
    for name in RULE_NAMES:
        rule = rules.RULES[name]
        key = key_of(facts, name)
        wait = _is_slow(reading, name) and not with_slow and key not in _kept
        outcome = None if wait else plain if name == rules.PLAIN else outcome_of(reading, facts, name)
        lines.append(_line(reading, outcome, plain, RuleLine(name, rule.title, rule.text)))
    return lines


def outcome_of(reading: Reading, facts: Mapping[str, Any], rule: str) -> Outcome:
    """What a rule answers; the same question twice is worked out once (the answer does not depend on the machine)."""
    from tandem.calls.selection import rules  # noqa: PLC0415 (slow import)

    key = key_of(facts, rule)
    if key not in _kept:
        _kept[key] = rules.select(reading.call, rule, effort=EFFORT)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return _kept[key]


def rule_titles() -> dict[str, tuple[str, str]]:
    """Title and text of each rule."""
    from tandem.calls.selection import rules  # noqa: PLC0415 (slow import)

    return {name: (rule.title, rule.text) for name, rule in rules.RULES.items()}


def key_of(facts: Mapping[str, Any], rule: str) -> str:
    """What an answer is kept under."""
    return f"{rule}:{digest_of(facts)}"


def stored_answer(reading: Reading, outcome: Outcome) -> dict[str, Any]:
    """The answer as it is kept: as the command gives it, with why each other project stays out."""
    reasons = {str(reading.ids[key]): why for key, why in outcome.reasons.items()}
    return {**answer_of(reading, outcome), "reasons": reasons}


def _is_slow(reading: Reading, name: str) -> bool:
    if name == "spread":
        return len(reading.call.submissions) > MANY and any(limit.least for limit in reading.call.limits)
    return name == SLOW_RULE


def _line(reading: Reading, outcome: Outcome | None, plain: Outcome, bare: RuleLine) -> RuleLine:
    if outcome is None:
        return bare
    known = replace(bare, outcome=outcome, status=_status(reading, outcome), remarks=remarks(reading, outcome))
    if outcome.status == INFEASIBLE:
        return replace(known, clash=outcome.clash.sentence if outcome.clash else "")
    sums = totals(reading.call, outcome.chosen)
    return replace(
        known, number=sums.number, total=points_text(sums.score), mean=points_text(sums.mean),
        money=_money(reading, outcome), areas=_areas(reading, outcome),
        breaks=broken_limits(reading.call, areas(reading.call, outcome.chosen)),
        moved=displacement(reading.call, outcome, plain),
    )  # fmt: skip


def _status(reading: Reading, outcome: Outcome) -> str:
    """Proven, it fits, or it cannot; for a search that stopped early what no choice can exceed."""
    if outcome.status == FEASIBLE and outcome.bound is not None:
        return f"past; geen keuze heeft meer dan {points_text(reading.call.points(outcome.bound))} punten"
    return STATUS_TEXTS[outcome.status]


def _money(reading: Reading, outcome: Outcome) -> list[MoneyCell]:
    spent = costs(reading.call, outcome.chosen)
    return [
        MoneyCell(str(one), Decimal(spent[str(one)]).scaleb(-2), Decimal(one.cents).scaleb(-2))
        for one in reading.call.envelopes
    ]


def _areas(reading: Reading, outcome: Outcome) -> list[AreaCell]:
    counted = areas(reading.call, outcome.chosen)
    limits = {one.area: one for one in reading.call.limits}
    names = sorted({one.area for one in reading.call.submissions} | limits.keys())
    return [_area(name, counted.get(name, 0), limits.get(name)) for name in names]


def _area(name: str, number: int, limit: Any) -> AreaCell:
    if limit is None:
        return AreaCell(name, number, "", is_broken=False)
    told = [f"minstens {limit.least}"] if limit.least else []
    told += [f"hoogstens {limit.most}"] if limit.most is not None else []
    is_broken = number < limit.least or (limit.most is not None and number > limit.most)
    return AreaCell(name, number, ", ".join(told), is_broken)
