"""What a rule sees of a call: envelopes, caps, limits per area and the ranking, by number and without names."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tandem.calls.models import AreaLimit, Call, Criterion, Envelope, MoneyKind, SelectionRound
from tandem.calls.queries.ranking import Ranked, ranking
from tandem.calls.rules.decision import canonical, changes_between
from tandem.calls.rules.definition import OWN_MEANS
from tandem.calls.rules.vocabulary import AREAS
from tandem.calls.selection.reading import Reading, call_from

NO_AREA = "zonder gebied"


@dataclass(frozen=True, slots=True)
class CallFacts:
    """The money, limits and criteria of a call and its ranking, read once per page."""

    envelopes: Sequence[Envelope]
    limits: Sequence[AreaLimit]
    criteria: Sequence[Criterion]
    ranked: Sequence[Ranked]

    @property
    def unscored(self) -> list[int]:
        """Numbers of projects without a final score."""
        return [one.number for one in self.ranked if one.score is None]


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody tries out: other limits per area (least, most), other amounts per envelope."""

    limits: Mapping[str, tuple[int, int | None]] | None = None
    amounts: Mapping[int, Decimal] | None = None


def call_facts(call: Call) -> CallFacts:
    """Four queries."""
    envelopes = list(Envelope.objects.filter(call=call).select_related("kind"))
    return CallFacts(envelopes, list(call.area_limits.all()), list(call.criteria.all()), ranking(call))


def input_of(facts: CallFacts, tried: Tried | None = None) -> dict[str, Any]:
    """In the shape of `tandem calls select`; amounts and scores as text, so that nothing is rounded."""
    tried = tried or Tried()
    names = names_of(facts.envelopes)
    by_hand = any(one.hand_place is not None for one in facts.ranked)
    scored = [one for one in facts.ranked if one.score is not None]
    kinds = {one.kind.key: one.kind for one in facts.envelopes}
    return {
        "envelopes": [_envelope(one, names, tried.amounts or {}) for one in facts.envelopes],
        "cap": {key: str(kind.cap_eur) for key, kind in kinds.items() if kind.cap_eur is not None},
        "spread": _spread(facts.limits if tried.limits is None else tried.limits),
        "submissions": [
            _submission(one, names, kinds, place if by_hand else None) for place, one in enumerate(scored, 1)
        ],
    }


def read_input(facts: Mapping[str, Any]) -> Reading:
    """Raises CannotRead with a sentence when these facts cannot be a call."""
    return call_from(json.dumps(facts))


def criteria_of(facts: CallFacts) -> list[dict[str, Any]]:
    """The criteria as a stored answer keeps them."""
    return [
        {"key": str(one.pk), "title": one.title, "weight": one.weight, "most_points": one.most_points}
        for one in facts.criteria
    ]


def standing_round(call: Call) -> SelectionRound | None:
    """The rule that stands."""
    return call.rounds.filter(replaced_at__isnull=True).first()


def changed_since(stored: SelectionRound, facts: CallFacts, gone: Sequence[int]) -> list[str]:
    """What changed after the rule was stored, in words; nothing when it still holds."""
    present = input_of(facts)
    if stored.answer.get("own_limits"):
        present["spread"] = stored.input.get("spread")
    if canonical(stored.input) == canonical(present) and stored.answer.get("criteria") == criteria_of(facts):
        return []
    return changes_between(
        {**stored.input, "criteria": stored.answer.get("criteria")},
        {**present, "criteria": criteria_of(facts)},
        gone=gone,
    )


def names_of(envelopes: Sequence[Envelope]) -> dict[str, str]:
    """The key of each money kind with how sentences call it: its title, or the key when two share a title."""
    kinds: dict[str, MoneyKind] = {one.kind.key: one.kind for one in envelopes}
    titles = [kind.title for kind in kinds.values()]
    return {key: kind.title if titles.count(kind.title) == 1 else key for key, kind in kinds.items()}


def _envelope(one: Envelope, names: Mapping[str, str], amounts: Mapping[int, Decimal]) -> dict[str, Any]:
    amount = amounts.get(one.pk, one.amount_eur)
    return {"name": names[one.kind.key], "kind": one.kind.key, "year": one.year, "amount": str(amount)}


def _spread(limits: Sequence[AreaLimit] | Mapping[str, tuple[int, int | None]]) -> list[dict[str, Any]]:
    if not isinstance(limits, Mapping):
        limits = {one.area: (one.least, one.most) for one in limits}
    return [
        {"area": AREAS[area], "min": least, "max": most}
        for area, (least, most) in sorted(limits.items())
        if least or most is not None
    ]


def _submission(
    one: Ranked, names: Mapping[str, str], kinds: Mapping[str, MoneyKind], place: int | None
) -> dict[str, Any]:
    ask = {names.get(key, key): str(amount) for key, amount in sorted(one.ask.items()) if amount and key != OWN_MEANS}
    optional = [name for key, name in names.items() if name in ask and kinds[key].is_optional]
    row: dict[str, Any] = {
        "id": one.number, "area": AREAS.get(one.area, NO_AREA), "score": str(one.score), "ask": ask,
        "optional": optional if len(optional) < len(ask) else [], "year": one.wished_year, "ready": one.is_ready,
    }  # fmt: skip
    return row if place is None else {**row, "rank": place}
