"""Contracts that came back, first payments by two officers, a first report, a question about a budget."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.calls.actions.budget_change import ask_budget_change
from tandem.calls.actions.grant import sign_contract
from tandem.calls.actions.instalment import approve_payment, propose_payment, record_payment
from tandem.calls.models import Call, Grant
from tandem.calls.queries.grant import lines_of
from tandem.calls.rules.grant import Line
from tandem.example.world.cast import at_hour
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.uploads import CheckedUpload, Kind
from tandem.kernel.money import euro

if TYPE_CHECKING:
    from tandem.example.world.calls.people import CallCast
    from tandem.identity.models import Person

UNSIGNED = (44,)  # a contract that still has to come back


def sign_and_pay(call: Call, cast: CallCast, year: int) -> None:
    """Every contract but one came back; the first instalments are paid."""
    scan = _scan(year)
    for number, grant in enumerate(Grant.objects.filter(submission__call=call).order_by("submission__number")):
        if number in UNSIGNED:
            continue
        on = grant.starts_on - timedelta(days=3)
        by = grant.submission.made_by
        assert by is not None  # noqa: S101 -- every project was begun by somebody
        row = sign_contract(
            grant, scan, signed_on=on, signed_by="Voorzitter", version=grant.version, by=by, at=at_hour(on, 14)
        )
        _pay_first(row, cast)
        if number == 3:
            _ask(row, by, date(year + 1, 9, 1))


def _scan(year: int) -> CheckedUpload:
    """One picture of a signature stands for all."""
    facts = {"title": "Getekend contract", "made_on": date(year, 11, 25), "facts": [], "sections": [
        {"heading": "Handtekeningen", "body": ["Getekend door beide partijen (voorbeeld)."]}]}  # fmt: skip
    content = render_pdf("kernel/report.typ", facts)
    return CheckedUpload(Kind.PDF, "application/pdf", "getekend-contract.pdf", "", content)


def _pay_first(grant: Grant, cast: CallCast) -> None:
    on = grant.starts_on + timedelta(days=10)
    for instalment in grant.instalments.filter(after_report__isnull=True):
        propose_payment(instalment, by=cast.officers[0], at=at_hour(on, 9))
        approve_payment(instalment, by=cast.officers[1], at=at_hour(on, 11))
        record_payment(
            instalment, paid_on=on + timedelta(days=2), by=cast.officers[0], at=at_hour(on + timedelta(days=2), 15)
        )


def _ask(grant: Grant, by: Person, on: date) -> None:
    """Less for wages, something for training."""
    grant.refresh_from_db()
    first, *rest = lines_of(grant)
    moved = euro(2_500)
    after = [Line(first.label, first.kind, first.amount - moved), Line("Vorming voor ouders", first.kind, moved), *rest]
    ask_budget_change(grant, after, why="De coördinator startte later. Ouders vragen vorming.", version=grant.version,
                      by=by, at=at_hour(on, 10))  # fmt: skip
