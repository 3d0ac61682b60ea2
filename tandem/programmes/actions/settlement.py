"""Settlement between provider and fund: claimed, asked, answered, disputed, accepted, paid (seeds 000, 001)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.identity.queries import members_with_role
from tandem.identity.rules import FUND_OFFICER, PLANNER
from tandem.kernel import audit, clock
from tandem.kernel.documents import storage
from tandem.kernel.mail import NOTICE, write_mail
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state
from tandem.programmes.actions.turns import refresh_turn
from tandem.programmes.models import Settlement, SettlementLine, SettlementRemark
from tandem.programmes.rules import states
from tandem.programmes.rules.settlement import cost_line_problem
from tandem.programmes.statement import statement_pdf

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotSettle(Refusal):
    """The settlement cannot take this step now."""


def refuse_cost_line(settlement: Settlement, *, kind: str, by: Person, at: datetime) -> NoReturn:
    """Room, catering and every other cost: refused by rule, with the reason. Always raises."""
    audit.record("settlement.cost_refused", settlement, by=by, at=at, kind=kind)
    raise CannotSettle(cost_line_problem(kind))


@transaction.atomic
def claim_settlement(settlement: Settlement, *, by: Person, at: datetime) -> Settlement:
    """The provider sends the draft to the fund, with the statement as PDF."""
    settlement = _advance(settlement, "claim")
    settlement.claimed_at, settlement.claimed_by = at, by
    pdf = statement_pdf(settlement, at=at)
    settlement.document = storage.store(
        pdf, kind="statement", name=f"afrekening-{settlement.number}.pdf", content_type="application/pdf", by=by, at=at
    )
    settlement.save()
    _after(settlement, "settlement.claimed", by, at)
    _tell(settlement, settlement.fund_id, FUND_OFFICER, _("Afrekening %(number)s wacht op jou"), by, at)
    return settlement


@transaction.atomic
def ask_about_settlement(settlement: Settlement, *, text: str, by: Person, at: datetime) -> Settlement:
    """The fund asks something: its term pauses until the answer."""
    _need(text, "text", _("Schrijf je vraag."))
    settlement = _advance(settlement, "ask")
    settlement.save()
    SettlementRemark.objects.create(settlement=settlement, author=by, text=text, made_at=at)
    _after(settlement, "settlement.questioned", by, at)
    _tell(
        settlement, settlement.provider_id, PLANNER, _("Het fonds heeft een vraag over afrekening %(number)s"), by, at
    )
    return settlement


@transaction.atomic
def answer_about_settlement(settlement: Settlement, *, text: str, by: Person, at: datetime) -> Settlement:
    """The provider answers; disputed lines are claimed again, the fund decides anew."""
    _need(text, "text", _("Schrijf je antwoord."))
    settlement = _advance(settlement, "answer")
    settlement.save()
    settlement.lines.filter(state="disputed").update(state="claimed")
    SettlementRemark.objects.create(settlement=settlement, author=by, text=text, made_at=at)
    _after(settlement, "settlement.answered", by, at)
    _tell(settlement, settlement.fund_id, FUND_OFFICER, _("Antwoord op je vraag over afrekening %(number)s"), by, at)
    return settlement


@transaction.atomic
def accept_settlement(settlement: Settlement, *, disputes: Mapping[int, str], by: Person, at: datetime) -> Settlement:
    """The fund accepts every line, except those it disputes with a reason (line id -> reason)."""
    settlement = _advance(settlement, "accept")
    lines = list(settlement.lines.select_for_update())
    CannotSettle.if_any(_dispute_problems(lines, disputes))
    for line in lines:
        line.state = "disputed" if line.pk in disputes else "accepted"
        line.reason = disputes.get(line.pk, "").strip()
    SettlementLine.objects.bulk_update(lines, ["state", "reason"])
    settlement.accepted_eur = sum((line.amount_eur for line in lines if line.state == "accepted"), Decimal(0))
    settlement.decided_at, settlement.decided_by = at, by
    settlement.save()
    _after(settlement, "settlement.accepted", by, at, disputed=len(disputes))
    _tell(settlement, settlement.provider_id, PLANNER, _("Het fonds aanvaardt afrekening %(number)s"), by, at)
    return settlement


def _dispute_problems(lines: list[SettlementLine], disputes: Mapping[int, str]) -> list[Problem]:
    known = {line.pk for line in lines}
    problems = [Problem(_("Deze lijn hoort niet bij de afrekening.")) for pk in disputes if pk not in known]
    return problems + [
        Problem(_("Leg uit waarom je deze lijn betwist."), f"reason_{pk}")
        for pk, reason in disputes.items()
        if not reason.strip()
    ]


@transaction.atomic
def mark_settlement_paid(settlement: Settlement, *, on: date, by: Person, at: datetime) -> Settlement:
    """The fund paid: the day is kept, the bank account is not."""
    if on > clock.local(at).date():
        raise CannotSettle(Problem(_("Deze dag ligt in de toekomst. Kies de dag van de betaling."), "paid_on"))
    settlement = _advance(settlement, "pay")
    settlement.paid_on = on
    settlement.save()
    _after(settlement, "settlement.paid", by, at)
    return settlement


def _advance(settlement: Settlement, verb: str) -> Settlement:
    locked = (
        Settlement.objects.select_for_update(of=("self",))
        .select_related("trajectory", "provider", "fund")
        .get(pk=settlement.pk)
    )
    locked.status = next_state(states.SETTLEMENT_STATES, verb, locked.status)
    locked.version += 1
    return locked


def _after(settlement: Settlement, action: str, by: Person, at: datetime, **facts: object) -> None:
    audit.record(action, settlement.trajectory, by=by, at=at, settlement=settlement.pk, **facts)
    refresh_turn(settlement.trajectory, at=at)


def _tell(settlement: Settlement, organisation_id: int, role: str, subject: str, by: Person, at: datetime) -> None:
    subject = subject % {"number": settlement.number}
    body = _("Dag,\n\n%(subject)s.\nTraject: %(trajectory)s.\nMeld je aan in Tandem en open de afrekening.\n\nTandem") % {
        "subject": subject, "trajectory": settlement.trajectory.number,
    }  # fmt: skip
    for member in members_with_role(organisation_id, role, on=clock.local(at).date()):
        if member.person.email:
            write_mail(
                key=f"settlement:{settlement.pk}:{settlement.version}:{member.person_id}", kind=NOTICE,
                to_email=member.person.email, to_name=str(member.person), to_person=member.person, subject=subject,
                body=body, at=at, by=by, about=settlement,
            )  # fmt: skip


def _need(text: str, field: str, sentence: str) -> None:
    if not text.strip():
        raise CannotSettle(Problem(sentence, field))
