"""Page-shaped reads about settlements: the queue, and one settlement with what is claimable and what needs repair."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.urls import reverse

from tandem.identity.rules import FUND_OFFICER, PLANNER, Viewer
from tandem.kernel import dutch
from tandem.kernel.refusal import Problem
from tandem.programmes.models import Settlement, SettlementLine, Trajectory
from tandem.programmes.queries.progress import held_sessions
from tandem.programmes.rules import states
from tandem.programmes.rules.settlement import repair_proposals
from tandem.sessions.queries.facts import series_facts


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """One line of the queue, ready to print."""

    number: str
    trajectory: str
    organisation: str
    state: str
    state_kind: str
    total_eur: Decimal
    since: datetime
    url: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One session on a settlement."""

    pk: int
    title: str
    day: str
    half_days: int
    price_eur: Decimal
    amount_eur: Decimal
    state: str
    state_kind: str
    reason: str
    list_url: str


STATE_KINDS = {states.OPEN: "grey", states.CLAIMED: "blue", states.QUESTIONED: "yellow", states.ACCEPTED: "green",
               states.PAID: "green"}  # fmt: skip
LINE_KINDS = {"claimed": "grey", "accepted": "green", "disputed": "yellow"}
_FIELDS = ("pk", "number", "trajectory__number", "trajectory__organisation__name", "status", "total_eur", "claimed_at",
           "claimable_at")  # fmt: skip


def settlements_of(viewer: Viewer, *, search: str = "", state: str = "") -> QuerySet[Settlement]:
    """Settlements of the viewer's provider, and those that reached the viewer's fund; longest waiting first."""
    mine = Q(provider_id__in=viewer.organisation_ids(PLANNER))
    mine |= Q(fund_id__in=viewer.organisation_ids(FUND_OFFICER)) & ~Q(status=states.OPEN)
    rows = Settlement.objects.filter(mine)
    if search:
        rows = rows.filter(Q(number__icontains=search) | Q(trajectory__number__icontains=search)
                           | Q(trajectory__organisation__name__icontains=search))  # fmt: skip
    if state in states.SETTLEMENT_STATE_NAMES:
        rows = rows.filter(status=state)
    return rows.order_by("claimable_at", "pk")


def rows_of(page: Sequence[Settlement]) -> list[SettlementRow]:
    """Rows of one page of the queue: one query."""
    ids = [settlement.pk for settlement in page]
    by_id = {row[0]: row for row in Settlement.objects.filter(pk__in=ids).values_list(*_FIELDS)}
    return [_row(*by_id[pk]) for pk in ids]


def settlements_of_trajectory(trajectory: Trajectory, viewer: Viewer) -> list[SettlementRow]:
    """Settlements of one trajectory as far as the viewer may see them."""
    return rows_of(list(settlements_of(viewer).filter(trajectory=trajectory)))


def _row(pk: object, number: str, trajectory: str, organisation: str, status: str, total: Decimal,
         claimed_at: datetime | None, claimable_at: datetime) -> SettlementRow:  # fmt: skip
    return SettlementRow(number, trajectory, organisation, states.SETTLEMENT_STATE_NAMES[status], STATE_KINDS[status],
                         total, claimed_at or claimable_at, reverse("settlement", args=[pk]))  # fmt: skip


def lines_of(settlement: Settlement) -> list[LineRow]:
    """Lines with the address of their signed list: one query."""
    lines = SettlementLine.objects.filter(settlement=settlement).select_related("session")
    return [
        LineRow(line.pk, line.session.title, dutch.date_short(line.session.starts_at), line.half_days, line.price_eur,
                line.amount_eur, line.get_state_display(), LINE_KINDS[line.state], line.reason,
                reverse("attendance_document", args=[line.session_id]) if line.attendance_document_id else "")
        for line in lines
    ]  # fmt: skip


def repairs_of(trajectory: Trajectory) -> list[Problem]:
    """What to mend before the rest can be settled."""
    return repair_proposals(held_sessions(trajectory, series_facts(trajectory.series_id)))
