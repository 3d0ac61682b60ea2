"""The settlement writes itself: a draft appears when sessions become claimable, each line linked to its signed list."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import connection, transaction

from tandem.kernel import audit, clock
from tandem.kernel.money import structured_communication
from tandem.programmes.models import Settlement, SettlementLine, Trajectory
from tandem.programmes.queries.progress import claimable
from tandem.programmes.rules import states
from tandem.programmes.rules.settlement import HeldSession, line_amount
from tandem.sessions.queries.facts import SeriesFacts, series_facts

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def draft_settlement(trajectory: Trajectory, *, by: Person | None, at: datetime) -> Settlement | None:
    """Put every session that became claimable on a draft; None when there is nothing new or the price is not known."""
    locked = Trajectory.objects.select_for_update(of=("self",)).select_related("template").get(pk=trajectory.pk)
    definition, series = locked.template.parsed, series_facts(locked.series_id)
    ready = claimable(locked, definition, series)
    if not ready or definition.price_per_half_day_eur is None:
        return None
    draft = _open_draft(locked, definition.settlement_trigger, at)
    _add_lines(draft, ready, definition.price_per_half_day_eur, series)
    audit.record("settlement.drafted", locked, by=by, at=at, settlement=draft.pk, lines=len(ready))
    return draft


def discard_draft(trajectory: Trajectory) -> int:
    """Throw away a draft that nobody claimed; `draft_settlement` writes what is still claimable anew."""
    drafts = Settlement.objects.filter(trajectory=trajectory, status=states.OPEN)
    count = drafts.count()
    drafts.delete()
    return count


def _open_draft(trajectory: Trajectory, trigger: str, at: datetime) -> Settlement:
    draft = Settlement.objects.filter(trajectory=trajectory, status=states.OPEN).first()
    if draft:
        return draft
    number = _next_number()
    return Settlement.objects.create(
        trajectory=trajectory, provider_id=trajectory.provider_id, fund_id=trajectory.fund_id, trigger=trigger,
        number=f"AF-{clock.local(at).year}-{number:04d}", structured_communication=structured_communication(number),
        claimable_at=at,
    )  # fmt: skip


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('programmes_settlement_number')")
        return int(cursor.fetchone()[0])


def _add_lines(draft: Settlement, ready: list[HeldSession], price: Decimal, series: SeriesFacts) -> None:
    documents = {row.session_id: row.list_document_id for row in series.sessions}
    SettlementLine.objects.bulk_create(
        SettlementLine(
            settlement=draft, session_id=session.session_id, attendance_document_id=documents[session.session_id],
            half_days=session.half_days, price_eur=price, amount_eur=line_amount(session.half_days, price),
        )
        for session in ready
    )  # fmt: skip
    draft.total_eur = sum((line.amount_eur for line in draft.lines.all()), Decimal(0))
    draft.save(update_fields=["total_eur"])
