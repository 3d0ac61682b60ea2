"""When a project can be handed in, what a handed-in version is, and what differs between two of them. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from itertools import starmap
from typing import Any, Protocol
from uuid import UUID

from tandem.calls.rules.budget import budget_totals
from tandem.calls.rules.call import Times, ends_at
from tandem.calls.rules.definition import BUDGET, IS_READY, MONTHS, MUNICIPALITY, OWN_MEANS, START_YEAR, TITLE
from tandem.calls.rules.writing import columns_of
from tandem.kernel.money import ZERO

EARLY, OPEN, GRACE, CLOSED, STOPPED = "early", "open", "grace", "closed", "stopped"
CLOSED_SENTENCES = {
    EARLY: "Deze oproep is nog niet open. Je kan nog niets indienen.",
    CLOSED: "De oproep is afgesloten. Je kan niets meer indienen.",
    STOPPED: "De oproep is stopgezet. Je kan niets meer indienen.",
}
STANDING = ("submitted", "chosen", "waiting", "refused")  # what is not admissible takes nobody's place


class Grace(Times, Protocol):
    """A call with the minutes for a form that was open at the closing minute."""

    grace_minutes: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project as the rule of one per organisation or municipality looks at it."""

    pk: UUID
    number: int | None
    organisation_id: int
    organisation: str
    enterprise_number: str
    nis_code: str
    partners: tuple[tuple[str, str], ...] = ()  # name, enterprise number


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed ("same"), came ("new") or went ("gone")."""

    kind: str
    text: str


def window(call: Grace, *, at: datetime, opened_at: datetime | None) -> str:
    """Whether a project may come in at this moment; `opened_at` is when the form on the screen was opened."""
    if call.state == "stopped":
        return STOPPED
    if call.state != "published" or call.opens_at is None or call.closes_at is None:
        return CLOSED
    if at < call.opens_at:
        return EARLY
    end = ends_at(call.closes_at)
    if at < end:
        return OPEN
    in_grace = opened_at is not None and call.opens_at <= opened_at < end and at < last_end(call)
    return GRACE if in_grace else CLOSED


def last_end(call: Grace) -> datetime:
    """The first moment at which nothing comes in any more, not even in the grace."""
    if call.closes_at is None:
        raise ValueError("a call without a closing time takes nothing in")
    return ends_at(call.closes_at) + timedelta(minutes=call.grace_minutes)


def is_over(call: Grace, at: datetime) -> bool:
    """Whether the call took its last project: from now on officers judge."""
    return call.closes_at is not None and at >= last_end(call)


def ask_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """What a project asks per kind of money, as it is kept; what others pay is not asked."""
    totals = budget_totals(answers.get(BUDGET))
    return {kind: f"{amount:.2f}" for kind, amount in sorted(totals.items()) if kind != OWN_MEANS and amount > ZERO}


def columns(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What lists show of a handed-in version; what was not answered is empty there too."""
    found: dict[str, Any] = {}
    for question in (TITLE, MUNICIPALITY, START_YEAR, MONTHS, IS_READY):
        found |= columns_of(question, answers.get(question))
    return found


def fingerprint(*, submission: object, revision: object, answers: object, partners: object, at: datetime) -> str:
    """SHA-256 over everything that was handed in and when. Anybody with the same data gets the same signs."""
    whole = {
        "submission": str(submission), "revision": str(revision), "answers": answers, "partners": partners,
        "at": at.astimezone(UTC).isoformat(),
    }  # fmt: skip
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def readable(sha256: str) -> str:
    """A fingerprint in groups of eight signs, to compare with two eyes."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two sets of answers say the same; of files only which ones they are."""
    return _comparable(one) == _comparable(other)


def doubles(rule: str, mine: Project, others: Iterable[Project]) -> list[Project]:
    """Other projects that leave no room for this one under the rule of the call."""
    if rule == "one_per_organisation":
        return [one for one in others if one.pk != mine.pk and _is_same_organisation(one, mine)]
    if rule == "one_per_municipality":
        return [one for one in others if one.pk != mine.pk and one.nis_code and one.nis_code == mine.nis_code]
    return []


def double_sentence(rule: str, other: Project) -> str:
    """Which project it is, in words."""
    if rule == "one_per_organisation":
        return f"Jullie organisatie diende al een project in: nummer {other.number}. Per organisatie kan er één project zijn."
    return (
        f"Voor deze gemeente is er al een project: nummer {other.number}, van {other.organisation}. "
        "Per gemeente kan er één project zijn. Neem contact met elkaar op."
    )


def shared_partners(mine: Project, others: Iterable[Project]) -> list[tuple[str, int | None]]:
    """Partners of this project that stand in another one too, as partner or as submitter, with its number."""
    found = []
    for other in others:
        if other.pk == mine.pk:
            continue
        known = [*other.partners, (other.organisation, other.enterprise_number)]
        found += [(name, other.number) for name, kbo in mine.partners if any(starmap(_same_party(name, kbo), known))]
    return sorted(found, key=lambda pair: (pair[0].casefold(), pair[1] or 0))


def word_changes(before: str, after: str) -> list[Piece]:
    """The two texts as one, with what went and what came."""
    old, new = before.split(" "), after.split(" ")
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[a:b])))
            continue
        pieces += [Piece("gone", " ".join(old[a:b]))] if b > a else []
        pieces += [Piece("new", " ".join(new[c:d]))] if d > c else []
    return pieces


def _comparable(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _without_hash(value) for key, value in answers.items() if value not in (None, "", [])}


def _without_hash(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value):
        return [one["id"] for one in value]
    return value


def _is_same_organisation(one: Project, other: Project) -> bool:
    numbers = {one.enterprise_number, other.enterprise_number}
    return one.organisation_id == other.organisation_id or (len(numbers) == 1 and "" not in numbers)


def _same_party(name: str, kbo: str) -> Any:
    wanted = " ".join(name.casefold().split())
    return lambda other, number: (kbo and kbo == number) or " ".join(other.casefold().split()) == wanted
