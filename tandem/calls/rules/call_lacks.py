"""What a call still lacks before it can be published: every reason at once, each with the part where it is filled in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tandem.kernel.dutch import euros, wall_clock

TEXTS, DATES, MONEY, CRITERIA, HEARD, INVOLVED, FORM = (
    "texts", "dates", "money", "criteria", "heard", "involved", "form",
)  # fmt: skip
PARTS = (TEXTS, DATES, MONEY, CRITERIA, HEARD, INVOLVED, FORM)
KNOW_POVERTY = frozenset({"experience", "association"})


@dataclass(frozen=True, slots=True)
class Lack:
    """One reason why the call cannot be published yet."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Wave:
    """The money of one kind for one year."""

    year: int | None
    amount: Decimal
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """A kind of money with its waves."""

    title: str
    cap: Decimal | None
    waves: tuple[Wave, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """Who was heard; whether it says what was done with it."""

    who: str
    name: str
    has_answer: bool


@dataclass(frozen=True, slots=True)
class Setup:
    """A call as it is prepared."""

    texts: dict[str, str]  # title, summary, goals, who_may_submit, help_email
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    decision_on: date | None = None
    first_start_on: date | None = None
    money: tuple[Money, ...] = ()
    criteria: int = 0
    heard: tuple[Heard, ...] = ()
    is_involved: bool = False  # how people were involved in the design is written down
    has_form: bool = False


def lacks(setup: Setup, *, at: datetime) -> list[Lack]:
    """Everything that still has to be done, in the order of the page."""
    return [*_texts(setup), *_dates(setup, at), *_money(setup, at), *_rest(setup)]


def _texts(setup: Setup) -> Iterator[Lack]:
    sentences = {
        "title": "Geef de oproep een titel.",
        "summary": "Schrijf een korte samenvatting in eenvoudige woorden.",
        "goals": "Schrijf wat de oproep wil bereiken.",
        "who_may_submit": "Schrijf wie een project mag indienen.",
        "help_email": "Vul het e-mailadres in waar mensen hulp vragen.",
    }
    return (Lack(TEXTS, text) for name, text in sentences.items() if not setup.texts.get(name, "").strip())


def _dates(setup: Setup, at: datetime) -> Iterator[Lack]:
    today = wall_clock(at).date()
    needed = (
        (setup.opens_at, "Kies wanneer de oproep opengaat."),
        (setup.closes_at, "Kies wanneer de oproep sluit."),
        (setup.decision_on, "Kies de dag waarop de beslissing valt."),
        (setup.first_start_on, "Kies de dag waarop de eerste projecten starten."),
    )
    yield from (Lack(DATES, text) for day, text in needed if day is None)
    if setup.opens_at and wall_clock(setup.opens_at).date() < today:
        yield Lack(DATES, "De dag waarop de oproep opengaat, is voorbij. Kies vandaag of later.")
    if setup.closes_at and setup.closes_at <= at:
        yield Lack(DATES, "De dag waarop de oproep sluit, is voorbij. Kies een latere dag.")
    yield from (Lack(DATES, text) for text in order_of_dates(setup))


def order_of_dates(call: Setup) -> Iterator[str]:
    """Days that stand in the wrong order."""
    closes_on = wall_clock(call.closes_at).date() if call.closes_at else None
    if call.opens_at and call.closes_at and call.closes_at <= call.opens_at:
        yield "De oproep sluit voor ze opengaat. Kies een latere dag om te sluiten."
    if closes_on and call.decision_on and call.decision_on < closes_on:
        yield "De beslissing valt voor de oproep sluit. Kies een latere dag voor de beslissing."
    if call.decision_on and call.first_start_on and call.first_start_on < call.decision_on:
        yield "De eerste projecten starten voor de beslissing. Kies een latere startdag."


def _money(setup: Setup, at: datetime) -> Iterator[Lack]:
    if not setup.money:
        yield Lack(MONEY, "Zet erbij hoeveel geld er is, en waarvoor.")
    for kind in setup.money:
        yield from (Lack(MONEY, text) for text in _kind(kind, setup, wall_clock(at).year))


def _kind(kind: Money, setup: Setup, this_year: int) -> Iterator[str]:
    highest = max((wave.amount for wave in kind.waves), default=Decimal(0))
    if not highest:
        yield f"Zet een bedrag bij {kind.title}."
    elif kind.cap and kind.cap > highest:
        yield (
            f"{kind.title}: het maximum per project ({euros(kind.cap)}) is hoger dan wat er in een golf zit ({euros(highest)})."
        )  # fmt: skip
    yield from _waves(kind, setup.decision_on, this_year)


def _waves(kind: Money, decision_on: date | None, this_year: int) -> Iterator[str]:
    for wave in kind.waves:
        if wave.year and wave.year < this_year:
            yield f"{kind.title}: het jaar {wave.year} is voorbij. Kies een ander jaar."
        if wave.starts_on and decision_on and wave.starts_on < decision_on:
            yield f"{kind.title} {wave.year or ''}: de startdag valt voor de beslissing. Kies een latere startdag."


def _rest(setup: Setup) -> Iterator[Lack]:
    if not setup.criteria:
        yield Lack(CRITERIA, "Zet erbij waarop de jury de projecten beoordeelt.")
    yield from (Lack(HEARD, text) for text in _heard(setup.heard))
    if not setup.is_involved:
        yield Lack(INVOLVED, "Schrijf op hoe mensen in armoede meedachten over het ontwerp van de oproep.")
    if not setup.has_form:
        yield Lack(FORM, "Maak het formulier en publiceer het.")


def _heard(heard: Iterable[Heard]) -> Iterator[str]:
    rows = list(heard)
    if not any(row.who in KNOW_POVERTY for row in rows):
        yield "Hoor eerst mensen die armoede kennen, of een vereniging waar armen het woord nemen."
    for row in rows:
        if not row.has_answer:
            yield f"Schrijf wat je deed met wat {row.name} zei."
