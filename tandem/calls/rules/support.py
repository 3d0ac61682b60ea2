"""What a network may ask of the support team, and when a request is planned, held or waits too long. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tandem.kernel.dutch import date_nl
from tandem.kernel.refusal import Problem
from tandem.sessions.rules import CANCELLED, CONFIRMED, HELD

WISHED_DAYS = {
    f"{day}_{part}": f"{name} {half}"
    for day, name in (("mon", "maandag"), ("tue", "dinsdag"), ("wed", "woensdag"), ("thu", "donderdag"), ("fri", "vrijdag"))
    for part, half in (("am", "voormiddag"), ("pm", "namiddag"))
}  # fmt: skip
WAITS_LONG = timedelta(weeks=3)  # a request without a date, after this, stands in front
FINISHED = (HELD, CANCELLED)


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What counts of a piece of the offer."""

    title: str
    is_open: bool = True
    is_shared: bool = False
    most_people: int | None = None


def request_problems(offer: OfferFacts, *, networks: Collection[str], ended: Iterable[str] = (), people: int | None = None,
                     wished_from: date | None = None, wished_until: date | None = None, today: date) -> list[Problem]:  # fmt: skip
    """Why this cannot be asked; `networks` and `ended` are names."""
    problems = []
    if not offer.is_open:
        problems.append(Problem(f"«{offer.title}» is nu niet te vragen. Kies iets anders uit het aanbod."))
    if not networks:
        problems.append(Problem("Kies minstens één netwerk.", "networks"))
    if len(networks) > 1 and not offer.is_shared:
        problems.append(
            Problem(f"«{offer.title}» is voor één netwerk tegelijk. Maak per netwerk een vraag.", "networks")
        )
    problems += [Problem(f"{name} is afgelopen. Laat dit netwerk weg.", "networks") for name in ended]
    if offer.most_people and people and people > offer.most_people:
        problems.append(Problem(f"Er is plaats voor {offer.most_people} mensen. Vraag twee momenten als jullie met meer zijn.",
                                "people"))  # fmt: skip
    return problems + period_problems(wished_from, wished_until, today=today)


def period_problems(wished_from: date | None, wished_until: date | None, *, today: date) -> list[Problem]:
    """A wished period that is over, or ends before it starts."""
    if wished_from and wished_until and wished_until < wished_from:
        return [Problem("Het einde ligt voor het begin. Kies een latere dag.", "wished_until")]
    if wished_until and wished_until < today:
        return [
            Problem(f"{date_nl(wished_until).capitalize()} is al voorbij. Kies een dag in de toekomst.", "wished_until")
        ]
    return []


def verb_after(states: Collection[str], state: str) -> str:
    """What becomes of a request when its sessions stand like this: plan, unplan or nothing."""
    live = [one for one in states if one != CANCELLED]
    is_planned = bool(live) and all(one in (CONFIRMED, HELD) for one in live)
    if state == "asked" and is_planned:
        return "plan"
    return "unplan" if state == "planned" and not is_planned else ""


def hold_problems(states: Collection[str], came: Mapping[str, int | None]) -> list[Problem]:
    """A request is held when every session is over and somebody says how many came; `came` is by name of the network."""
    if HELD not in states or any(one not in FINISHED for one in states):
        return [Problem("Nog niet elk moment is voorbij. Vertel het daarna.")]
    return [
        Problem(f"Hoeveel mensen kwamen er van {name}? Nul mag ook.") for name, number in came.items() if number is None
    ]


def waits_long(state: str, *, asked_on: date, today: date) -> bool:
    """A network that asked and has no date yet."""
    return state == "asked" and today - asked_on >= WAITS_LONG


def fits(kind: str, theme: str, task: str, *, need: tuple[str, str, str]) -> bool:
    """Whether a piece of the offer answers a need: same kind, and nothing that differs where both say something."""
    return kind == need[0] and all(
        not own or not asked or own == asked for own, asked in ((theme, need[1]), (task, need[2]))
    )
