"""The stored rule with what the jury made of it, ready to count: which projects are in, in which wave, with which money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from tandem.calls.models import Call, Decision, SelectionRound
from tandem.calls.queries.selection_input import read_input, standing_round
from tandem.calls.rules.decision import CHOSEN, REFUSED, Target, digest_of, targets_of
from tandem.calls.selection.call import Call as Core
from tandem.calls.selection.call import CannotPlace, Way, euro, ways_of
from tandem.calls.selection.reading import Reading
from tandem.calls.selection.waves import Board, board

GONE = "withdrawn"


@dataclass(frozen=True)
class Sitting:
    """A stored round and its decisions, by number of the project."""

    round: SelectionRound
    reading: Reading
    decisions: Mapping[int, Decision]

    @property
    def core(self) -> Core:
        return self.reading.call

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Name of an envelope -> key of the money kind."""
        return {one.name: one.kind for one in self.core.envelopes}

    @cached_property
    def names(self) -> dict[str, str]:
        """Key of the money kind -> how sentences call it."""
        return {one.kind: one.name for one in self.core.envelopes}

    @cached_property
    def by_rule(self) -> dict[int, Target]:
        """What the rule said."""
        return targets_of(self.round.answer, [int(key) for key in self.core.places], self.kinds)

    @cached_property
    def gone(self) -> list[int]:
        """Numbers of projects that withdrew after the rule was stored."""
        return [number for number, row in self.decisions.items() if row.submission.state == GONE]

    @cached_property
    def chosen(self) -> dict[str, Way]:
        """Who is in now and with which money; who withdrew is not."""
        return {
            str(number): way_of(self.core, str(number), target_of(row), self.kinds)
            for number, row in self.decisions.items() if row.outcome == CHOSEN and number not in self.gone
        }  # fmt: skip

    @cached_property
    def board(self) -> Board:
        """Money, readiness and areas per wave."""
        return board(self.core, self.chosen)

    @property
    def left(self) -> list[int]:
        """Cents per envelope that nobody uses."""
        left = self.core.money_left()
        for way in self.chosen.values():
            for index, cents in way.costs:
                left[index] -= cents
        return left

    @property
    def over(self) -> list[str]:
        """Ceilings that are broken, in words."""
        return [
            f"{one} gaat {euro(-cents)} over het plafond van {euro(one.cents)}."
            for one, cents in zip(self.core.envelopes, self.left, strict=True) if cents < 0
        ]  # fmt: skip

    @property
    def stamp(self) -> str:
        """Changes with every move: who looked at another board is told so."""
        facts = [[number, str(target_of(row)), row.waiting_place] for number, row in sorted(self.decisions.items())]
        return digest_of([str(self.round.pk), facts])[:16]

    def in_order(self) -> Sequence[Decision]:
        """Decisions in the order of the ranking."""
        return [self.decisions[int(key)] for key in self.core.places if int(key) in self.decisions]


def sitting_of(call: Call) -> Sitting | None:
    """The standing round of a call; None when no rule is stored. Two queries."""
    stored = standing_round(call)
    if stored is None or not stored.input:
        return None
    rows = Decision.objects.filter(round=stored).select_related("submission__organisation", "submission__deliberation")
    decisions = {row.submission.number or 0: row for row in rows}
    return Sitting(stored, read_input(stored.input), decisions)


def target_of(row: Decision) -> Target:
    """Where a project stands now."""
    if row.outcome != CHOSEN:
        return Target(row.outcome)
    asked = {key for key, amount in row.submission.ask.items() if Decimal(amount)} - {"own"}
    return Target(CHOSEN, row.wave, tuple(sorted(asked - row.grant.keys())))


def way_of(core: Core, key: str, target: Target, kinds: Mapping[str, str]) -> Way:
    """The money that goes with a target. Raises CannotPlace when this project cannot get it."""
    for way in ways_for(core, key):
        if way.wave == target.wave and tuple(sorted(kinds[name] for name in way.without)) == target.without:
            return way
    raise CannotPlace(f"Project {key} kan daar niet staan: kies een golf uit de lijst.")


def ways_for(core: Core, key: str) -> Iterator[Way]:
    """Every wave and every part a project may be given, also another wave than it wished."""
    one = core.submission(key)
    names = Counter(envelope.name for envelope in core.envelopes)
    yield from one.ways
    if not any(names[name] > 1 for name in one.ask):
        return
    for year in sorted({envelope.year for envelope in core.envelopes if envelope.year is not None}):
        try:
            yield from ways_of(replace(one, year=year), core.envelopes)
        except CannotPlace:
            continue


def targets_for(sitting: Sitting, number: int) -> list[Target]:
    """Where a project may be put."""
    found = [
        Target(CHOSEN, way.wave, tuple(sorted(sitting.kinds[name] for name in way.without)))
        for way in ways_for(sitting.core, str(number))
    ]
    return [*dict.fromkeys(found), Target("waiting"), Target(REFUSED)]


def grant_of(core: Core, way: Way) -> dict[str, str]:
    """Euro per money kind, as text."""
    return {core.envelopes[index].kind: str(Decimal(cents).scaleb(-2)) for index, cents in way.costs}


def words_for(target: Target, names: Mapping[str, str]) -> str:
    """A target as people read it."""
    if target.outcome != CHOSEN:
        return "wachtlijst" if target.outcome == "waiting" else "niet gekozen"
    wave = f"golf {target.wave}" if target.wave else "gekozen"
    without = " en ".join(names.get(key, key).lower() for key in target.without)
    return f"{wave}, zonder {without}" if without else wave
