"""What may still change once a call is published: never the goalposts of who already runs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tandem.calls.rules.call import ends_at
from tandem.kernel.dutch import wall_clock
from tandem.kernel.refusal import Problem

# How a change is told to everybody; what is not here changes nothing for who submits.
TOLD = {
    "title": "de titel",
    "summary": "de samenvatting",
    "goals": "de doelen",
    "who_may_submit": "de uitleg over wie mag indienen",
    "submitter_kinds": "de soorten organisaties die mogen indienen",
    "area_rule": "hoeveel projecten je mag indienen",
    "least_months": "de kortste looptijd",
    "most_months": "de langste looptijd",
    "opens_at": "de dag waarop de oproep opengaat",
    "closes_at": "de dag waarop de oproep sluit",
    "grace_minutes": "de extra minuten na het sluiten",
    "decision_on": "de dag van de beslissing",
    "first_start_on": "de eerste startdag",
    "help_email": "het adres voor hulp",
    "is_blind": "of de jury namen leest",
    "money_kinds": "het geld per project",
    "envelopes": "het geld per jaar",
    "area_limits": "de grenzen per gebied",
    "criteria": "de criteria",
    "documents": "de documenten",
    "consultations": "wie gehoord is",
    "form": "het formulier",
}
NEEDED = ("summary", "goals", "who_may_submit", "help_email", "decision_on", "first_start_on")
OPEN_STATES = frozenset({"draft", "published"})
MONEY_STATES = OPEN_STATES | {"judging"}
OVER = frozenset({"closed", "stopped"})


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the call is: whether somebody handed in already."""

    state: str
    has_projects: bool
    at: datetime


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of what is different, in the order of the form."""
    return [name for name, value in after.items() if before[name] != value]


def problems_of_edit(before: Mapping[str, Any], after: Mapping[str, Any], stand: Stand) -> list[Problem]:
    """Why these facts of a call cannot become those. A draft may become anything."""
    if stand.state == "draft":
        return []
    if stand.state not in MONEY_STATES:
        return [Problem("Deze oproep is afgelopen. Ze verandert niet meer.")]
    return [
        *_emptied(before, after), *_moments(before, after, stand), *_narrower(before, after), *_jury(before, after, stand),
    ]  # fmt: skip


def problems_of_shape(after: Mapping[str, Any]) -> list[Problem]:
    """What no call can be, whatever its state."""
    found = []
    if after["opens_at"] and after["closes_at"] and after["closes_at"] <= after["opens_at"]:
        found.append(Problem("De oproep sluit voor ze opengaat. Kies een latere dag om te sluiten.", "closes_on"))
    if after["most_months"] < after["least_months"]:
        found.append(Problem("De langste looptijd is korter dan de kortste. Kijk beide getallen na.", "most_months"))
    return found


def problems_of_measure(stand: Stand) -> list[Problem]:
    """Why criteria, kinds of money and caps cannot change any more."""
    if stand.state not in OPEN_STATES:
        return [Problem("De jury is bezig of klaar. Dit verandert niet meer.")]
    if stand.has_projects:
        return [Problem("Er is al een project ingediend. De maat waarmee de jury meet, verandert niet meer.")]
    return []


def problems_of_money(before: Mapping[Any, Any], after: Mapping[Any, Any], stand: Stand) -> list[Problem]:
    """Amounts per wave (key -> amount): after the first project they only rise, and no wave goes."""
    if stand.state not in MONEY_STATES:
        return [Problem("Over deze oproep is al beslist, of ze is gestopt. Het geld verandert niet meer.")]
    if not stand.has_projects:
        return []
    if any(after.get(key, -1) < amount for key, amount in before.items()):
        return [Problem("Er is al een project ingediend. Een bedrag wordt niet lager en een golf gaat niet weg.")]
    if after.keys() - before.keys():
        return [Problem("Er is al een project ingediend. Er komt geen golf meer bij.")]
    return []


def problems_of_limits(stand: Stand) -> list[Problem]:
    """Floors and ceilings per area stand once it is decided."""
    if stand.state in MONEY_STATES:
        return []
    return [Problem("Over deze oproep is al beslist, of ze is gestopt. De grenzen veranderen niet meer.")]


def _emptied(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Problem]:
    for name in NEEDED:
        if before[name] and not after[name]:
            yield Problem("Dit staat op de pagina van de oproep. Laat het niet leeg.", name)
    closes_on = wall_clock(after["closes_at"]).date() if after["closes_at"] else None
    decides, starts = after["decision_on"], after["first_start_on"]
    if closes_on and decides and decides < closes_on:
        yield Problem("De beslissing valt voor de oproep sluit. Kies een latere dag voor de beslissing.", "decision_on")
    if decides and starts and starts < decides:
        yield Problem("De eerste projecten starten voor de beslissing. Kies een latere startdag.", "first_start_on")


def _moments(before: Mapping[str, Any], after: Mapping[str, Any], stand: Stand) -> Iterator[Problem]:
    opens, closes = before["opens_at"], before["closes_at"]
    if after["opens_at"] != opens:
        if after["opens_at"] is None or stand.state != "published" or opens <= stand.at:
            yield Problem("De oproep is al open. Dat moment verandert niet meer.", "opens_on")
        elif after["opens_at"] < stand.at:
            yield Problem("Dit moment is voorbij. Kies vandaag of later.", "opens_on")
    if after["closes_at"] != closes:
        yield from _later(closes, after["closes_at"], stand)
    if stand.state == "published" and after["grace_minutes"] < before["grace_minutes"]:
        yield Problem("Je kan minuten toevoegen, niet wegnemen.", "grace_minutes")
    if stand.state != "published" and after["grace_minutes"] != before["grace_minutes"]:
        yield Problem("De oproep is gesloten. Dit verandert niet meer.", "grace_minutes")


def _later(closes: datetime, wanted: datetime | None, stand: Stand) -> Iterator[Problem]:
    if stand.state != "published":
        yield Problem("De jury is bezig. De oproep gaat niet meer open.", "closes_on")
    elif wanted is None or wanted < closes:
        yield Problem("De oproep is gepubliceerd. Ze kan alleen later sluiten.", "closes_on")
    elif ends_at(wanted) <= stand.at:
        yield Problem("Dit moment is voorbij. Kies een later moment.", "closes_on")


def _narrower(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Problem]:
    kinds, wanted = set(before["submitter_kinds"]), set(after["submitter_kinds"])
    if wanted and (not kinds or not kinds <= wanted):
        yield Problem("De oproep is gepubliceerd. Wie mocht indienen, mag dat nog altijd.", "submitter_kinds")
    if after["area_rule"] not in {before["area_rule"], "free"}:
        yield Problem("De oproep is gepubliceerd. Deze regel wordt niet strenger.", "area_rule")
    if after["least_months"] > before["least_months"]:
        yield Problem("De oproep is gepubliceerd. De kortste looptijd wordt niet langer.", "least_months")
    if after["most_months"] < before["most_months"]:
        yield Problem("De oproep is gepubliceerd. De langste looptijd wordt niet korter.", "most_months")


def _jury(before: Mapping[str, Any], after: Mapping[str, Any], stand: Stand) -> Iterator[Problem]:
    if stand.has_projects and after["is_blind"] != before["is_blind"]:
        yield Problem("Er is al een project ingediend. Of de jury namen leest, verandert niet meer.", "is_blind")
