"""What happens to the settlement that wrote itself: claimed, asked, answered, disputed, accepted, paid."""

from datetime import timedelta

from tandem.example.world.dossier import Dossier
from tandem.example.world.texts import settlements as texts
from tandem.kernel import clock
from tandem.programmes.actions.settlement import (
    accept_settlement,
    answer_about_settlement,
    ask_about_settlement,
    claim_settlement,
    mark_settlement_paid,
)
from tandem.programmes.models import Settlement


def settlement_of(dossier: Dossier) -> Settlement:
    """The newest one of this file."""
    return Settlement.objects.filter(trajectory__application=dossier.application).order_by("-claimable_at", "-pk")[0]


def claim(dossier: Dossier, *, after_days: int = 4) -> Dossier:
    """The provider sends it to the fund."""
    claim_settlement(settlement_of(dossier), by=dossier.planner, at=dossier.later(after_days))
    return dossier


def ask(dossier: Dossier, *, after_days: int = 6) -> Dossier:
    """The fund asks something."""
    ask_about_settlement(settlement_of(dossier), text=texts.QUESTION, by=dossier.officer, at=dossier.later(after_days))
    return dossier


def answer(dossier: Dossier, *, after_days: int = 2) -> Dossier:
    """The provider answers."""
    answer_about_settlement(settlement_of(dossier), text=texts.ANSWER, by=dossier.planner, at=dossier.later(after_days))
    return dossier


def accept(dossier: Dossier, *, after_days: int = 8, disputed: int = 0) -> Dossier:
    """The fund accepts every line but the last `disputed` ones."""
    settlement = settlement_of(dossier)
    lines = list(settlement.lines.order_by("-pk").values_list("pk", flat=True))
    accept_settlement(
        settlement, disputes=dict.fromkeys(lines[:disputed], texts.DISPUTE), by=dossier.officer,
        at=dossier.later(after_days),
    )  # fmt: skip
    return dossier


def pay(dossier: Dossier, *, after_days: int = 12) -> Dossier:
    """The money is on its way."""
    at = dossier.later(after_days)
    mark_settlement_paid(
        settlement_of(dossier), on=(clock.local(at) - timedelta(days=1)).date(), by=dossier.officer, at=at
    )
    return dossier
