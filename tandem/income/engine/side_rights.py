"""Rights that move with a status besides money: kept, at risk, lost or perhaps gained, from when, and who can confirm.

Never added to cash: what a lost tariff costs somebody is not in our sources (income-rules 3.14 and 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.income.engine.households import Household
from tandem.income.engine.spells import Spell

STATES = {
    "kept": "blijft",
    "at_risk": "kan veranderen",
    "lost": "valt weg",
    "gained": "kan erbij komen",
    "unknown": "niet gekend",
}
AUTOMATIC_CARE = frozenset({"leefloon", "disability"})
AUTOMATIC_ENERGY = frozenset({"leefloon", "disability"})


@dataclass(frozen=True, slots=True)
class SideRight:
    """One right: `since` and `why` in words for the person, `confirms` who can say it for sure."""

    key: str
    label: str
    state: str
    since: str
    why: str
    confirms: str
    trust: str

    @property
    def state_label(self) -> str:
        """The state in a word."""
        return STATES[self.state]


def side_rights(household: Household, now: Sequence[Spell], then: Sequence[Spell], *, start: date) -> list[SideRight]:
    """What happens to the rights beside the income, seen from the first month of the change."""
    before, after = {spell.kind for spell in now}, {spell.kind for spell in then}
    rights = [
        _increased_reimbursement(before, after, start),
        _energy(before, after),
        _transport(before, after),
        _local_support(before, after),
    ]
    if household.children_born:
        rights += [_social_supplement(before, after), _school_allowance(before, after), _childcare(before, after)]
    return rights


def _automatic(kinds: set[str], giving: frozenset[str]) -> bool:
    return bool(kinds & giving)


def _increased_reimbursement(before: set[str], after: set[str], start: date) -> SideRight:
    who = "je ziekenfonds"
    if _automatic(after, AUTOMATIC_CARE):
        state, since, why = "kept", "", "Leefloon, IVT en IT geven dit recht vanzelf na drie maanden."
    elif _automatic(before, AUTOMATIC_CARE):
        state, since = "at_risk", f"vanaf 1 januari {start.year + 2}"
        why = f"Je houdt het tot 31 december {start.year + 1}. Daarna kijkt het ziekenfonds naar het inkomen van je gezin."
    else:
        state, since, why = "unknown", "", "Dit hangt af van het inkomen van je hele gezin."
    return SideRight("bim", "Verhoogde tegemoetkoming", state, since, why, who, "S")


def _energy(before: set[str], after: set[str]) -> SideRight:
    who = "je energieleverancier of het OCMW"
    if _automatic(after, AUTOMATIC_ENERGY):
        state, since, why = "kept", "", "Leefloon, IVT en IT geven recht op het sociaal tarief."
    elif _automatic(before, AUTOMATIC_ENERGY):
        state, since = "lost", "bij de volgende controle, elk kwartaal"
        why = "Dit tarief hangt aan leefloon, IVT of IT. De verhoogde tegemoetkoming alleen volstaat niet meer sinds 1 juli 2023."
    else:
        state, since, why = "unknown", "", "Sommige sociale huurders en ouderen met een zorgbudget hebben het ook."
    return SideRight("energy", "Sociaal tarief voor energie", state, since, why, who, "S")


def _transport(before: set[str], after: set[str]) -> SideRight:
    follows = _automatic(before, AUTOMATIC_CARE) and not _automatic(after, AUTOMATIC_CARE)
    return SideRight(
        "transport", "Goedkoper openbaar vervoer",
        "at_risk" if follows else "unknown", "samen met de verhoogde tegemoetkoming" if follows else "",
        "Kortingen volgen vaak de verhoogde tegemoetkoming. De bedragen staan niet in onze bronnen.",
        "De Lijn, NMBS of je gemeente", "M",
    )  # fmt: skip


def _local_support(before: set[str], after: set[str]) -> SideRight:
    leaves = "leefloon" in before and "leefloon" not in after
    return SideRight(
        "local", "Aanvullende steun van het OCMW",
        "at_risk" if leaves else "unknown", "zodra je leefloon stopt" if leaves else "",
        "Elk OCMW beslist zelf over extra steun, zoals voor huur of medicatie.", "je maatschappelijk werker bij het OCMW", "M",
    )  # fmt: skip


def _social_supplement(before: set[str], after: set[str]) -> SideRight:
    leaves = _automatic(before, AUTOMATIC_CARE) and not _automatic(after, AUTOMATIC_CARE)
    return SideRight(
        "social_supplement", "Sociale toeslag van het Groeipakket",
        "at_risk" if leaves else "kept", "vanaf september" if leaves else "",
        "Ze volgt het inkomen van twee jaar terug en wordt elk jaar in september bekeken. Op leefloon of IVT komt ze vanzelf.",
        "je uitbetaler van het Groeipakket", "S",
    )  # fmt: skip


def _school_allowance(before: set[str], after: set[str]) -> SideRight:
    earns = bool(after & {"job", "article60", "interim"})
    return SideRight(
        "school_allowance", "Schooltoeslag",
        "at_risk" if earns else "kept", "later, want ze volgt het inkomen van twee jaar terug" if earns else "",
        "De huidige bedragen staan niet in onze bronnen.", "je uitbetaler van het Groeipakket", "L",
    )  # fmt: skip


def _childcare(before: set[str], after: set[str]) -> SideRight:
    changes = before != after
    return SideRight(
        "childcare", "Tarief van de kinderopvang",
        "at_risk" if changes else "kept", "bij je volgende attest inkomenstarief" if changes else "",
        "Je betaalt volgens het inkomen. Daalt je inkomen, dan kan je een lager tarief vragen.", "Opgroeien of het OCMW", "M",
    )  # fmt: skip
