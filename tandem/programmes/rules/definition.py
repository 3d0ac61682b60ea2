"""A programme template's content: parsed, checked, never code. Seeds 000 and 001; domain note J1 on their differences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tandem.kernel.refusal import Problem

SETTLEMENT_TRIGGERS = {
    "per_session": "na elke bijeenkomst",
    "per_phase": "na elke fase",
    "at_end": "op het einde",
}
DOCUMENT_KINDS = {
    "scan_report": "verslag van de organisatiescan",
    "objectives": "doelstellingen en werkvormen",
    "action_plan": "plan van aanpak",
    "implementation_evaluation": "evaluatie van de uitvoering",
    "final_report": "eindverslag met aanbevelingen",
    "follow_up_note": "nota van het feedbackmoment",
}
WORK_FORMS = {
    "coaching": "coaching",
    "peer_review": "intervisie",
    "working_group": "werkgroep",
    "participation_group": "participatiewerkgroep",
    "other": "andere werkvorm",
}


@dataclass(frozen=True, slots=True)
class Phase:
    number: int
    title: str
    may_stop_after: bool = False
    max_half_days: int | None = None


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """One session as the programme foresees it. `repeat_up_to` > 1: the number is agreed when the phase starts."""

    step: str
    phase: int
    title: str
    kind: str
    group_kind: str = ""
    half_days: int = 1
    is_financed: bool = True
    needs_list: bool = True
    repeat_up_to: int = 1
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """A document the duo (or both sides) writes: after which session step it is due, and its guided sections."""

    kind: str
    phase: int
    after_step: str
    title: str
    sections: tuple[Section, ...]
    is_shared: bool = True  # the organisation writes along


@dataclass(frozen=True, slots=True)
class EligibleSector:
    joint_committee: str
    rsz_categories: tuple[str, ...]
    fund_code: str


@dataclass(frozen=True, slots=True)
class ProgrammeDefinition:
    phases: tuple[Phase, ...]
    sessions: tuple[SessionPlan, ...]
    documents: tuple[DocumentPlan, ...]
    eligible: tuple[EligibleSector, ...]
    max_half_days: int
    target_months: int
    follow_up_months: int
    settlement_trigger: str
    price_per_half_day_eur: Decimal | None
    min_participants: int = 0
    trust: str = "yes"
    trust_note: str = ""
    sources: tuple[str, ...] = ()

    def sessions_of_phase(self, number: int) -> tuple[SessionPlan, ...]:
        """Sessions of one phase in order."""
        return tuple(plan for plan in self.sessions if plan.phase == number)

    def document(self, kind: str) -> DocumentPlan | None:
        """The plan of one document kind, when this programme has it."""
        return next((plan for plan in self.documents if plan.kind == kind), None)

    def phase(self, number: int) -> Phase:
        """One phase by its number; KeyError when there is none."""
        return {phase.number: phase for phase in self.phases}[number]


def parse_definition(raw: Mapping[str, Any]) -> ProgrammeDefinition:
    """From the stored JSON; raises KeyError, TypeError or ValueError on a shape that `definition_problems` would name."""
    price = raw.get("price_per_half_day_eur")
    return ProgrammeDefinition(
        phases=tuple(Phase(**phase) for phase in raw["phases"]),
        sessions=tuple(SessionPlan(**{**plan, "goals": tuple(plan.get("goals", ()))}) for plan in raw["sessions"]),
        documents=tuple(_document(plan) for plan in raw["documents"]),
        eligible=tuple(
            EligibleSector(row["joint_committee"], tuple(row["rsz_categories"]), row["fund_code"])
            for row in raw["eligible"]
        ),
        max_half_days=int(raw["max_half_days"]),
        target_months=int(raw["target_months"]),
        follow_up_months=int(raw["follow_up_months"]),
        settlement_trigger=raw["settlement_trigger"],
        price_per_half_day_eur=Decimal(str(price)) if price not in (None, "") else None,
        min_participants=int(raw.get("min_participants", 0)),
        trust=raw.get("trust", "yes"),
        trust_note=raw.get("trust_note", ""),
        sources=tuple(raw.get("sources", ())),
    )


def _document(raw: Mapping[str, Any]) -> DocumentPlan:
    return DocumentPlan(**{**raw, "sections": tuple(Section(**section) for section in raw["sections"])})


def definition_problems(raw: Mapping[str, Any]) -> list[Problem]:
    """Everything that keeps a template from being published, as sentences."""
    try:
        definition = parse_definition(raw)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        return [Problem(f"Het sjabloon is niet volledig: {error}. Vul het ontbrekende deel in.")]
    return list(_problems_of(definition))


def _problems_of(definition: ProgrammeDefinition) -> Iterator[Problem]:
    numbers = {phase.number for phase in definition.phases}
    steps = [plan.step for plan in definition.sessions]
    if not definition.sessions:
        yield Problem("Een programma heeft minstens één bijeenkomst.")
    if len(steps) != len(set(steps)):
        yield Problem("Elke bijeenkomst heeft een eigen sleutel. Twee bijeenkomsten hebben nu dezelfde.")
    plans: list[SessionPlan | DocumentPlan] = [*definition.sessions, *definition.documents]
    for plan in plans:
        if plan.phase not in numbers:
            yield Problem(f"«{plan.title}» hoort bij fase {plan.phase}, maar die fase bestaat niet.")
    for document in definition.documents:
        if document.after_step not in steps:
            yield Problem(f"«{document.title}» volgt op een bijeenkomst die niet bestaat.")
    if least_half_days(definition) > definition.max_half_days:
        yield Problem("De bijeenkomsten vragen meer halve dagen dan het maximum. Verhoog het maximum of schrap er een.")
    if definition.settlement_trigger not in SETTLEMENT_TRIGGERS:
        yield Problem("Kies wanneer de aanbieder mag afrekenen.", "settlement_trigger")
    if not definition.eligible:
        yield Problem("Kies minstens één paritair comité dat in aanmerking komt.", "eligible")


def least_half_days(definition: ProgrammeDefinition) -> int:
    """Financed half-days when every session takes place once."""
    return sum(plan.half_days for plan in definition.sessions if plan.is_financed)
