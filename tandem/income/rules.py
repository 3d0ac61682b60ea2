"""Parameters of law that staff keep: states, trust, what makes a proposal complete, subjects. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tandem.income.engine.parameters import TRUST
from tandem.kernel.refusal import Problem
from tandem.kernel.states import Transition

PROPOSED, PUBLISHED, WITHDRAWN = "proposed", "published", "withdrawn"
STATES = {PROPOSED: "voorgesteld", PUBLISHED: "in gebruik", WITHDRAWN: "ingetrokken"}
_DECIDED = "Over dit bedrag is al beslist. Bekijk de pagina opnieuw."
PARAMETER_STATES: Mapping[str, Transition] = {
    "publish": Transition(frozenset({PROPOSED}), PUBLISHED, _DECIDED),
    "withdraw": Transition(frozenset({PROPOSED, PUBLISHED}), WITHDRAWN, _DECIDED),
}
# Nobody publishes from memory: an amount without source stays out.
TRUST_TO_PROPOSE = {code: words for code, words in TRUST.items() if code != "M"}
EARLIEST, MOST_YEARS_AHEAD = date(2015, 1, 1), 5
SURPRISING = Decimal(2)  # a step of more than this factor is usually a misplaced comma
SUBJECTS = {
    "index": "Index",
    "minimum_wage": "Minimumloon",
    "rsz": "RSZ-bijdrage",
    "werkbonus": "Sociale werkbonus",
    "withholding": "Bedrijfsvoorheffing",
    "fiscal_bonus": "Fiscale werkbonus",
    "bbsz": "Bijzondere bijdrage",
    "settlement": "Afrekening personenbelasting",
    "leefloon": "Leefloon",
    "spi": "SPI-vrijstelling",
    "unemployment": "Werkloosheid",
    "insertion": "Inschakelingsuitkering",
    "igu": "Inkomensgarantie-uitkering",
    "sickness": "Ziekte",
    "invalidity": "Invaliditeit",
    "progressive": "Toegelaten arbeid",
    "ivt": "IVT",
    "it": "IT",
    "groeipakket": "Groeipakket",
    "jobbonus": "Jobbonus",
    "bim": "Verhoogde tegemoetkoming",
    "poverty_line": "Armoedegrens",
    "volunteer": "Vrijwilligerswerk",
    "vdab": "Opleiding VDAB",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A dated amount that somebody proposes: a value (with what a second source says), or a base amount and its index."""

    valid_from: date
    source: str
    source_date: date
    checked_on: date
    trust: str
    value: Decimal | None = None
    second_value: Decimal | None = None
    base_amount: Decimal | None = None
    index_step: str = ""
    valid_to: date | None = None
    link: str = ""
    note: str = ""


def proposal_problems(proposal: Proposal, *, today: date) -> Iterator[Problem]:
    """Everything that keeps a proposal from being complete, each at its field."""
    yield from _amount_problems(proposal)
    yield from _day_problems(proposal, today)
    if proposal.trust not in TRUST_TO_PROPOSE:
        yield Problem("Kies hoe zeker dit bedrag is. Uit het hoofd kan niet: zoek eerst een bron.", "trust")
    if not proposal.source.strip():
        yield Problem("Schrijf waar dit bedrag staat.", "source")
    elif proposal.trust in {"O", "L"} and not proposal.link:
        yield Problem("Geef de link naar de officiële tekst. Zonder link kies je tweede hand.", "link")


def _amount_problems(proposal: Proposal) -> Iterator[Problem]:
    if (proposal.value is None) == (proposal.base_amount is None):
        yield Problem("Vul het bedrag in, of het basisbedrag uit de wet. Een van de twee.", "value")
    if proposal.base_amount is not None and not proposal.index_step:
        yield Problem("Kies met welke index het basisbedrag meegaat.", "index_step")
    if proposal.second_value is not None and proposal.second_value == proposal.value:
        yield Problem("Dat is hetzelfde bedrag. Laat leeg wat gelijk is.", "second_value")
    if proposal.second_value is not None and proposal.value is None:
        yield Problem("Een tweede bedrag kan alleen naast een eerste bedrag.", "second_value")


def _day_problems(proposal: Proposal, today: date) -> Iterator[Problem]:
    if not EARLIEST <= proposal.valid_from <= today.replace(year=today.year + MOST_YEARS_AHEAD, day=1):
        yield Problem(f"Kies een dag tussen {EARLIEST.year} en {today.year + MOST_YEARS_AHEAD}.", "valid_from")
    if proposal.valid_to is not None and proposal.valid_to < proposal.valid_from:
        yield Problem("De laatste dag ligt voor de eerste dag.", "valid_to")
    if proposal.checked_on > today:
        yield Problem("Nakijken kan niet in de toekomst. Vul de dag in waarop je keek.", "checked_on")
    if proposal.source_date > today:
        yield Problem("De bron kan niet van na vandaag zijn.", "source_date")


def check_problems(*, checked_on: date, source: str, today: date) -> Iterator[Problem]:
    """What keeps a check from being complete."""
    if checked_on > today:
        yield Problem("Nakijken kan niet in de toekomst. Vul de dag in waarop je keek.", "checked_on")
    if checked_on < EARLIEST:
        yield Problem(f"Kies een dag na {EARLIEST.year - 1}.", "checked_on")
    if not source.strip():
        yield Problem("Schrijf waar je het nakeek.", "source")


def surprise(before: Decimal | None, after: Decimal) -> str:
    """A sentence when an amount jumps so far that a comma may stand wrong; else empty."""
    if not before or not after:
        return ""
    factor = max(before / after, after / before)
    return "" if factor < SURPRISING else "Dit verschilt heel veel van wat nu geldt. Kijk de komma na."


def subject_of(key: str) -> str:
    """The subject a parameter belongs to, in words."""
    return SUBJECTS.get(key.partition(".")[0], "Andere")


def month_from(day: date) -> date:
    """The first month that is wholly under an amount from this day on: calculations are about whole months."""
    if day.day == 1:
        return day
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
