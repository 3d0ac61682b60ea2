"""What may be settled, when and for how much; what never (seeds 000 and 001: other costs are not paid back)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tandem.kernel.refusal import Problem
from tandem.programmes.rules.definition import ProgrammeDefinition

REFUSED_COSTS = {
    "room": "zaalhuur",
    "catering": "catering",
    "travel": "verplaatsing",
    "material": "materiaal",
    "other": "andere kosten",
}


@dataclass(frozen=True, slots=True)
class HeldSession:
    """Facts about one session, as far as money is concerned."""

    session_id: UUID
    title: str
    phase: int
    half_days: int
    is_financed: bool
    is_held: bool
    has_signed_list: bool
    needs_list: bool
    is_settled: bool


def cost_line_problem(kind: str) -> Problem:
    """Why a cost line cannot be entered at all."""
    name = REFUSED_COSTS.get(kind, REFUSED_COSTS["other"])
    return Problem(
        f"Het vormingsfonds betaalt geen {name}. Het betaalt alleen de halve dagen begeleiding. "
        "Spreek andere kosten af met de organisatie.",
        "kind",
    )


def claimable_sessions(
    definition: ProgrammeDefinition, sessions: Iterable[HeldSession], *, closed_phases: frozenset[int], is_ended: bool
) -> list[HeldSession]:
    """Sessions whose turn to be settled has come, by the template's trigger."""
    ready = [
        s
        for s in sessions
        if s.is_financed and s.is_held and not s.is_settled and (s.has_signed_list or not s.needs_list)
    ]
    if definition.settlement_trigger == "per_session":
        return ready
    if definition.settlement_trigger == "per_phase":
        return [session for session in ready if is_ended or session.phase in closed_phases]
    return ready if is_ended else []


def line_amount(half_days: int, price_eur: Decimal) -> Decimal:
    """Half-days times the price of one half-day, in euro and cent."""
    return (half_days * price_eur).quantize(Decimal("0.01"))


def repair_proposals(sessions: Iterable[HeldSession]) -> list[Problem]:
    """A mistake is no sanction: what to mend before a session can be settled, and how."""
    return [
        Problem(f"«{session.title}» is voorbij, maar de lijst is nog niet getekend. Sluit de lijst af, "
                "of vraag een handtekening achteraf met een reden.")
        for session in sessions
        if session.is_financed and session.is_held and session.needs_list and not session.has_signed_list
    ]  # fmt: skip
