"""What the jury decided about a project, beside what the stored rule said. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

CHOSEN, WAITING, REFUSED = "chosen", "waiting", "refused"
OUTCOMES = {CHOSEN: "gekozen", WAITING: "op de wachtlijst", REFUSED: "niet gekozen"}
STATE_VERBS = {CHOSEN: "choose", WAITING: "wait", REFUSED: "refuse"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a project stands: chosen in a wave (without some optional money), waiting or refused."""

    outcome: str
    wave: int | None = None
    without: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As a form sends it: "chosen:2026:investering", "waiting"."""
        if self.outcome != CHOSEN:
            return self.outcome
        return f"{CHOSEN}:{self.wave or ''}:{','.join(self.without)}"


def target_from(text: str) -> Target | None:
    """What a form sent; None when it is no target."""
    if text in {WAITING, REFUSED}:
        return Target(text)
    parts = text.split(":")
    if len(parts) != 3 or parts[0] != CHOSEN or not (not parts[1] or (parts[1].isdecimal() and len(parts[1]) == 4)):
        return None
    without = tuple(sorted(filter(None, parts[2].split(","))))
    return Target(CHOSEN, int(parts[1]) if parts[1] else None, without)


def differs(by_rule: Target, decided: Target) -> bool:
    """Whether this needs a reason: chosen or not, another wave, other money. A place on the waiting list is no difference."""
    if CHOSEN not in {by_rule.outcome, decided.outcome}:
        return False
    return by_rule != decided


def targets_of(answer: Mapping[str, Any], numbers: Collection[int], kinds: Mapping[str, str]) -> dict[int, Target]:
    """What a stored answer said about each project. `kinds`: name of an envelope -> key of the money kind."""
    without = {row["id"]: tuple(sorted(kinds[name] for name in row["envelopes"])) for row in answer["without"]}
    waves = {number: wave["year"] for wave in answer["waves"] for number in wave["selected"]}
    return {
        number: Target(CHOSEN, waves[number], without.get(number, ())) if number in waves else Target(REFUSED)
        for number in numbers
    }


def digest_of(facts: object) -> str:
    """SHA-256 of what a rule saw, the same however the keys are ordered."""
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def canonical(facts: object) -> str:
    """The same facts are the same text."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def changes_between(before: Mapping[str, Any], now: Mapping[str, Any], *, gone: Collection[int] = ()) -> list[str]:
    """What is different from what the stored rule saw, in words. Projects that withdrew since (`gone`) are told elsewhere."""
    told = {
        "envelopes": "De enveloppen zijn veranderd.",
        "cap": "Het maximum per project is veranderd.",
        "spread": "De grenzen per gebied zijn veranderd.",
        "criteria": "De criteria zijn veranderd.",
    }
    found = [sentence for key, sentence in told.items() if before.get(key) != now.get(key)]
    was, today = (_by_id(facts, gone) for facts in (before, now))
    found += _counted(len(today.keys() - was.keys()), "Er is één project bij.", "Er zijn {} projecten bij.")
    found += _counted(len(was.keys() - today.keys()), "Er is één project weg.", "Er zijn {} projecten weg.")
    shared = was.keys() & today.keys()
    other = sum(was[key] != today[key] for key in shared)
    found += _counted(other, "Eén project kreeg een andere score of vraagt iets anders.",
                      "{} projecten kregen een andere score of vragen iets anders.")  # fmt: skip
    moved = not other and [key for key in was if key in shared] != [key for key in today if key in shared]
    return [*found, "De volgorde van de rangschikking is veranderd."] if moved else found


def _by_id(facts: Mapping[str, Any], gone: Collection[int]) -> dict[int, Any]:
    """In the order of the ranking; the places themselves shift when somebody withdraws."""
    rows = [row for row in facts["submissions"] if row["id"] not in gone]
    return {row["id"]: {key: value for key, value in row.items() if key != "rank"} for row in rows}


def _counted(number: int, one: str, more: str) -> list[str]:
    return [] if not number else [one if number == 1 else more.format(number)]
