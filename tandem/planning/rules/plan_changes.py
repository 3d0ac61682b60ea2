"""What a planner fixes or rules out for a next search, one change at a time, never two that contradict. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Rows = list[dict[str, Any]]
PIN, UNPIN, PIN_DAY, UNPIN_DAY, FORBID, ALLOW = "pin", "unpin", "pin_day", "unpin_day", "forbid", "allow"
ACTS = (PIN, UNPIN, PIN_DAY, UNPIN_DAY, FORBID, ALLOW)


@dataclass(frozen=True, slots=True)
class Change:
    """One change at one request. People are ids as text; `at` is a half-day as in 2027-01-12am."""

    act: str
    request: str
    trainer: str = ""
    expert: str = ""
    person: str = ""
    session: int | None = None
    at: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether everything the act needs is there."""
        needs = {
            PIN: self.trainer and self.expert, PIN_DAY: self.session and self.at, UNPIN_DAY: self.session,
            FORBID: self.person, ALLOW: self.person, UNPIN: True,
        }  # fmt: skip
        return bool(needs.get(self.act))


def changed(
    pins: Iterable[Mapping[str, Any]], forbidden: Iterable[Mapping[str, Any]], change: Change
) -> tuple[Rows, Rows]:
    """Pins and rulings-out after a change: who is fixed is no longer ruled out, and the other way round."""
    kept_pins = [dict(one) for one in pins if not _is_replaced(one, change)]
    kept_bans = [dict(one) for one in forbidden if not _is_lifted(one, change)]
    if change.act == PIN:
        kept_pins.append({"request": change.request, "trainer": change.trainer, "expert": change.expert})
    if change.act == PIN_DAY:
        kept_pins.append({"request": change.request, "session": change.session, "at": change.at})
    if change.act == FORBID:
        kept_bans.append({"request": change.request, "person": change.person})
    return kept_pins, kept_bans


def _is_replaced(pin: Mapping[str, Any], change: Change) -> bool:
    """A pin that this change takes away."""
    if pin["request"] != change.request:
        return False
    if change.act in {PIN_DAY, UNPIN_DAY}:
        return pin.get("session") == change.session
    if change.act == FORBID:
        return change.person in {pin.get("trainer"), pin.get("expert")}
    return change.act in {PIN, UNPIN} and not pin.get("session")


def _is_lifted(ban: Mapping[str, Any], change: Change) -> bool:
    """A ruling-out that this change takes away."""
    if ban.get("request") != change.request:
        return False
    people = {change.person} if change.act in {FORBID, ALLOW} else {change.trainer, change.expert}
    return change.act in {FORBID, ALLOW, PIN} and ban.get("person") in people
