"""Instalments: planned before the contract, proposed by one officer, approved by another, paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.grant import locked, raise_version, tell
from tandem.calls.models import Grant, Instalment
from tandem.calls.queries.grant import granted_of
from tandem.calls.rules import grant as rules
from tandem.calls.rules.states import INSTALMENT
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import audit, clock
from tandem.kernel.money import format_eur, structured_communication
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person

FIRST_NUMBER = 7_000_000_000  # communications of calls begin here, apart from those of settlements


class CannotPay(Refusal):
    """This instalment cannot take this step."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An instalment as an officer wants it; `pk` of the one that stands."""

    pk: object
    amount: Decimal
    due_on: date


@transaction.atomic
def change_instalments(grant: Grant, wanted: Iterable[Wanted], *, version: int, by: Person, at: datetime) -> None:
    """Other amounts or days, before the contract is signed; they still add up to what was granted."""
    row = locked(grant, version=version)
    if row.state != "offered":
        raise CannotPay(_("Het contract is getekend. De schijven staan vast."))
    standing = {str(one.pk): one for one in row.instalments.select_for_update()}
    for one in wanted:
        found = standing[str(one.pk)]
        found.amount_eur, found.due_on = one.amount, one.due_on
    given = [rules.Part(one.kind, one.amount_eur, one.due_on) for one in standing.values()]
    CannotPay.if_any(rules.parts_problems(given, granted_of(row)))
    Instalment.objects.bulk_update(standing.values(), ["amount_eur", "due_on"])
    raise_version(row)
    audit.record("grant.change_instalments", row, by=by, at=at, instalments=len(standing))


@transaction.atomic
def propose_payment(instalment: Instalment, *, by: Person, at: datetime) -> Instalment:
    """The first signature: it may be paid. Refused while it waits for contract, report or day."""
    row = _locked(instalment)
    state = next_state(INSTALMENT, "propose", row.state)
    CannotPay.if_any(rules.payment_problems(
        signed=row.grant.state in ("running", "closing"), due_on=row.due_on, today=clock.local(at).date(),
        report_state=row.after_report.state if row.after_report else None,
    ))  # fmt: skip
    row.state, row.proposed_at, row.proposed_by = state, at, by
    row.communication = row.communication or structured_communication(_next_number())
    row.save(update_fields=["state", "proposed_at", "proposed_by", "communication"])
    audit.record("instalment.propose", row.grant, by=by, at=at, instalment=row.pk)
    return row


@transaction.atomic
def approve_payment(instalment: Instalment, *, by: Person, at: datetime) -> Instalment:
    """The second signature, of another officer; the database refuses the same one twice."""
    row = _locked(instalment)
    state = next_state(INSTALMENT, "approve", row.state)
    if row.proposed_by_id == by.pk:
        raise CannotPay(_("Jij stelde deze betaling voor. Een collega keurt ze goed."))
    row.state, row.approved_at, row.approved_by = state, at, by
    row.save(update_fields=["state", "approved_at", "approved_by"])
    audit.record("instalment.approve", row.grant, by=by, at=at, instalment=row.pk)
    return row


@transaction.atomic
def send_back_payment(instalment: Instalment, *, remark: str, by: Person, at: datetime) -> Instalment:
    """The second officer sees something that is not right."""
    row = _locked(instalment)
    state = next_state(INSTALMENT, "send_back", row.state)
    if not remark.strip():
        raise CannotPay(Problem(_("Schrijf wat je collega moet nakijken."), "remark"))
    row.state, row.proposed_at, row.proposed_by, row.remark = state, None, None, remark.strip()[:500]
    row.save(update_fields=["state", "proposed_at", "proposed_by", "remark"])
    audit.record("instalment.send_back", row.grant, by=by, at=at, instalment=row.pk)
    return row


@transaction.atomic
def record_payment(instalment: Instalment, *, paid_on: date, by: Person, at: datetime) -> Instalment:
    """The money left; the organisation hears it."""
    row = _locked(instalment)
    state = next_state(INSTALMENT, "pay", row.state)
    if paid_on > clock.local(at).date():
        raise CannotPay(Problem(_("Deze dag ligt in de toekomst. Kies de dag van de betaling."), "paid_on"))
    row.state, row.paid_on = state, paid_on
    row.save(update_fields=["state", "paid_on"])
    audit.record("instalment.pay", row.grant, by=by, at=at, instalment=row.pk)
    words = _("We betaalden %(amount)s, met mededeling %(code)s.") % {
        "amount": format_eur(row.amount_eur), "code": row.communication,
    }  # fmt: skip
    tell(row.grant, ORGANISATION_CONTACT, f"paid:{row.pk}", _("Betaald: %(title)s"), words, by=by, at=at)
    return row


def _locked(instalment: Instalment) -> Instalment:
    grant = locked(instalment.grant)
    row = Instalment.objects.select_for_update(of=("self",)).select_related("after_report").get(pk=instalment.pk)
    row.grant = grant
    return row


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('calls_payment_number')")
        return FIRST_NUMBER + int(cursor.fetchone()[0])
