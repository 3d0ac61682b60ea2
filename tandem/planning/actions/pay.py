"""What a half-day pays, per role, from a day on. What held is never changed: a next amount follows it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal
from tandem.planning.models import PayRate

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person


class CannotSetRate(Refusal):
    """This amount cannot hold from this day."""


@transaction.atomic
def set_rate(
    provider: Organisation, *, role: str, per_half_day_eur: Decimal, valid_from: date, per_km_eur: Decimal | None = None,
    note: str = "", by: Person, at: datetime,
) -> PayRate:  # fmt: skip
    """A next amount. The first one may have held already; every next one begins today or later, after the one before."""
    rows = PayRate.objects.select_for_update(of=("self",)).filter(provider=provider, role=role).order_by("-valid_from")
    latest = next(iter(rows), None)
    if latest and valid_from <= latest.valid_from:
        raise CannotSetRate(
            Problem(_("Vanaf die dag of later staat er al een vergoeding. Kies een latere dag."), "valid_from")
        )
    if latest and valid_from < clock.local(at).date():
        raise CannotSetRate(Problem(_("Wat gold, blijft staan. Kies vandaag of een latere dag."), "valid_from"))
    row = PayRate.objects.create(
        provider=provider, role=role, per_half_day_eur=per_half_day_eur, per_km_eur=per_km_eur, note=note,
        valid_from=valid_from, made_at=at, made_by=by,
    )  # fmt: skip
    audit.record("pay.set", row, by=by, at=at, role=role, valid_from=valid_from.isoformat())
    return row


@transaction.atomic
def withdraw_rate(row: PayRate, *, by: Person, at: datetime) -> None:
    """Take back an amount that does not hold yet."""
    if row.valid_from <= clock.local(at).date():
        raise CannotSetRate(_("Deze vergoeding geldt al en blijft staan. Zet er een nieuwe na."))
    audit.record("pay.withdraw", row, by=by, at=at, role=row.role)
    row.delete()
