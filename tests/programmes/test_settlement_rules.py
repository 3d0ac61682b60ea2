"""What may be settled, when and for how much: pure rules."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.programmes.rules import settlement
from tandem.programmes.rules.definition import ProgrammeDefinition
from tandem.programmes.rules.settlement import REFUSED_COSTS, HeldSession

DEFINITION = ProgrammeDefinition(
    phases=(), sessions=(), documents=(), eligible=(), max_half_days=6, target_months=4, follow_up_months=2,
    settlement_trigger="at_end", price_per_half_day_eur=Decimal("250.00"),
)  # fmt: skip


def session(**fields: object) -> HeldSession:
    facts: dict[str, object] = {
        "session_id": uuid4(), "title": "Sessie 1", "phase": 1, "half_days": 1, "is_financed": True, "is_held": True,
        "has_signed_list": True, "needs_list": True, "is_settled": False, **fields,
    }  # fmt: skip
    return HeldSession(**facts)  # type: ignore[arg-type]


def claimable(
    trigger: str, *sessions: HeldSession, closed: tuple[int, ...] = (), is_ended: bool = False
) -> list[HeldSession]:
    definition = replace(DEFINITION, settlement_trigger=trigger)
    return settlement.claimable_sessions(definition, sessions, closed_phases=frozenset(closed), is_ended=is_ended)


@pytest.mark.parametrize(
    ("trigger", "closed", "is_ended", "count"),
    [
        ("per_session", (), False, 2),
        ("per_phase", (), False, 0),
        ("per_phase", (1,), False, 1),
        ("per_phase", (1, 2), False, 2),
        ("at_end", (1, 2), False, 0),
        ("at_end", (1, 2), True, 2),
    ],
)
def test_trigger_decides_when(trigger: str, closed: tuple[int, ...], is_ended: bool, count: int) -> None:
    assert len(claimable(trigger, session(), session(phase=2), closed=closed, is_ended=is_ended)) == count


@pytest.mark.parametrize(
    "missing", [{"is_held": False}, {"has_signed_list": False}, {"is_financed": False}, {"is_settled": True}]
)
def test_session_without_its_proof_is_not_claimable(missing: dict[str, bool]) -> None:
    assert claimable("per_session", session(**missing)) == []


def test_session_without_list_by_design_is_claimable() -> None:
    assert len(claimable("per_session", session(needs_list=False, has_signed_list=False))) == 1


@pytest.mark.parametrize("kind", [*REFUSED_COSTS, "nonsense"])
def test_every_other_cost_is_refused_with_a_reason(kind: str) -> None:
    text = settlement.cost_line_problem(kind).text
    assert "betaalt geen" in text
    assert text.endswith("Spreek andere kosten af met de organisatie.")


@given(st.integers(1, 60), st.decimals("0.00", "9999.99", places=2))
def test_amount_is_half_days_times_price(half_days: int, price: Decimal) -> None:
    assert settlement.line_amount(half_days, price) == sum([price] * half_days, Decimal(0))


def test_missing_signature_gets_a_repair_and_no_refusal() -> None:
    (proposal,) = settlement.repair_proposals([session(has_signed_list=False), session()])
    assert "Sluit de lijst af" in proposal.text
