"""A talk: what is typed meanwhile, what belongs to closing it, and two devices at once. Pure (guidance.md 3, 4, 5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from tandem.guidance.rules.promise import CLIENT, SERVICE
from tandem.kernel.refusal import Problem

# What the buttons of a talk do. Every one of them first keeps what was typed.
LATER, EARLIER, AGREEMENT, PROMISE, CLOSE = "later", "earlier", "agreement", "promise", "close"
NOON = time(12)  # a next contact without an hour
MINE, THEIRS, BOTH = "mine", "theirs", "both"
STILL, STILL_WORDS, POINT, KEPT, BETWEEN = "still_", "stillwords_", "point_", "kept_", "between_"
DONE, LET_GO, CAME_BETWEEN = "done", "let_go", "between"

# Texts that two people may both have typed: both are shown, nobody's is overwritten.
TEXTS = {
    "content": "Waarover ging het?",
    "relation": "Hoe was het om te praten?",
    "agreement": "Nieuwe afspraak",
    "promise_words": "Wat doet die?",
    "nobody_reason": "Waarom hoeft niemand iets te doen?",
    "no_next_words": "Waarom spreken jullie nog niets af?",
}
AGREEMENT_FIELDS = ("agreement", "agreement_how", "agreement_id")
PROMISE_FIELDS = ("promise_words", "promise_side", "promise_who", "promise_by_day", "promise_id")

NO_NEXT_REASONS = {
    "client_calls": "er komt een seintje als het past",
    "rest": "het is even rust",
    "elsewhere": "we zien elkaar al op een andere plek",
    "somebody_else": "iemand anders gaat mee verder",
    "other": "een andere reden",
}


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """Nog altijd zo, or liever anders, said of one earlier agreement."""

    agreement_id: UUID
    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class PromiseNews:
    """What became of one promise: done, let go, or what came between."""

    promise_id: UUID
    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement as it was typed; `how` is "together", or empty for a proposal."""

    words: str
    how: str = ""
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewPromise:
    """Who does what by when."""

    side: str
    words: str
    who: str = ""
    by_day: date | None = None
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class NextContact:
    """When and how we hear from each other again, or why that is not said."""

    day: date | None = None
    hour: time | None = None
    how: str = ""
    reason: str = ""
    reason_words: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything in the form as it was typed, on which device, on which version of the talk."""

    fields: Mapping[str, str]
    device: str
    version: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TalkWork:
    """What one press of a button in a talk means."""

    typed: Typed
    what: str = LATER
    answers: tuple[EarlierAnswer, ...] = ()
    points: tuple[UUID, ...] = ()
    news: tuple[PromiseNews, ...] = ()
    agreement: NewAgreement | None = None
    promise: NewPromise | None = None
    next: NextContact = NextContact()
    content: str = ""
    relation: str = ""
    nobody_reason: str = ""

    @property
    def stores_answers(self) -> bool:
        """Every button but "later" stores what was answered on what stood before."""
        return self.what != LATER

    @property
    def adds_agreement(self) -> bool:
        """Asked for, or typed and not stored yet when the talk closes."""
        return self.what == AGREEMENT or (self.what == CLOSE and self.agreement is not None)

    @property
    def adds_promise(self) -> bool:
        """The same for a promise."""
        return self.what == PROMISE or (self.what == CLOSE and self.promise is not None)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not handed in yet, and the device that typed it last."""

    device: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def as_text(self) -> str:
        """As it is kept, sealed."""
        return json.dumps({"device": self.device, "fields": dict(self.fields)}) if self.fields else ""

    def without(self, *names: str) -> Draft:
        """After something was stored its fields are empty again."""
        return Draft(self.device, {name: text for name, text in self.fields.items() if name not in names})


def draft_from(text: str) -> Draft:
    """The draft as it was kept."""
    kept = json.loads(text) if text else {}
    return Draft(kept.get("device", ""), kept.get("fields", {}))


def merged(
    mine: Mapping[str, str], theirs: Mapping[str, str], choices: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Both drafts in one, and the texts that differ and wait for a choice. Nothing that was typed falls away."""
    together: dict[str, str] = {}
    clashes = []
    for name in [*TEXTS, *sorted(set(mine) | set(theirs))]:
        own, other = mine.get(name, ""), theirs.get(name, "")
        if name in TEXTS and own and other and own != other:
            together[name] = _chosen(own, other, choices.get(name, ""))
            clashes += [] if choices.get(name) in {MINE, THEIRS, BOTH} else [name]
        elif own or other:
            together[name] = own or other
    return together, tuple(clashes)


def _chosen(own: str, other: str, choice: str) -> str:
    return {THEIRS: other, BOTH: f"{other}\n\n{own}"}.get(choice, own)


def closing_problems(work: TalkWork, *, promises: int, at: datetime, next_at: datetime | None) -> list[Problem]:
    """A talk ends with who does what by when, and a next contact; or with the reason why not (behaviour 4)."""
    return [*_promise_problems(promises, work.nobody_reason), *_next_problems(work.next, at=at, next_at=next_at)]


def _promise_problems(promises: int, nobody_reason: str) -> list[Problem]:
    if promises or nobody_reason.strip():
        return []
    text = "Schrijf wie wat doet, en tegen wanneer. Hoeft niemand iets te doen? Schrijf dan waarom."
    return [Problem(text, "promise_words")]


def _next_problems(contact: NextContact, *, at: datetime, next_at: datetime | None) -> list[Problem]:
    if next_at is not None:
        if next_at <= at:
            return [Problem("Kies een dag en een uur die nog komen.", "next_day")]
        return [] if contact.how else [Problem("Kies hoe jullie elkaar dan horen.", "next_how")]
    if not contact.reason:
        return [Problem("Zeg wanneer jullie elkaar weer horen. Spreken jullie niets af? Kies dan waarom.", "next_day")]
    if contact.reason == "other" and not contact.reason_words.strip():
        return [Problem("Schrijf kort welke reden.", "no_next_words")]
    return []


def promise_problems(promise: NewPromise, *, today: date) -> list[Problem]:
    """The service says a day; for the person a day is never needed."""
    if not promise.words.strip():
        return [Problem("Schrijf wat die doet.", "promise_words")]
    if promise.side not in {CLIENT, SERVICE}:
        return [Problem("Kies wie dit doet.", "promise_side")]
    if promise.side == SERVICE and promise.by_day is None:
        return [Problem("Zeg tegen welke dag de dienst dit doet.", "promise_by_day")]
    if promise.by_day is not None and promise.by_day < today:
        return [Problem("Kies een dag die nog komt.", "promise_by_day")]
    return []
