"""Start days: who may see them, the networks of the area with what they said, and what was heard altogether."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.http import Http404
from django.urls import reverse

from tandem.calls.models import Network, StartDay, SupportNeed
from tandem.calls.queries.doors import is_coordinator, is_promoter, networks_of
from tandem.calls.rules.vocabulary import AREAS
from tandem.identity.rules import CALL_OFFICER, Viewer
from tandem.kernel.finding import one_or_404


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A network of the area: with how many it came, and how many needs it wrote down at or for this day."""

    network: Network
    people: int
    needs: int
    url: str
    can_write: bool


def start_days_of(viewer: Viewer) -> QuerySet[StartDay]:
    """All for coordinators and officers; for an organisation those of an area where it has a network."""
    rows = StartDay.objects.all()
    if is_coordinator(viewer) or viewer.has_role(CALL_OFFICER):
        return rows
    return rows.filter(Exists(networks_of(viewer).filter(area=OuterRef("area")).exclude(state="ended")))


def start_day_for(viewer: Viewer, pk: object) -> StartDay:
    """A start day the viewer may see."""
    return one_or_404(start_days_of(viewer), pk)


def listed_start_days(viewer: Viewer) -> QuerySet[StartDay]:
    """With figures: networks that came, people, needs. Coming days first, then the last held."""
    return start_days_of(viewer).annotate(
        came=Count("visits", distinct=True), needs_heard=Count("needs", distinct=True)
    ).order_by("is_closed", "-held_on", "area", "pk")  # fmt: skip


def visit_rows(viewer: Viewer, day: StartDay) -> list[VisitRow]:
    """Every network of the area that has not ended; an organisation sees its own."""
    rows = networks_of(viewer).filter(area=day.area).exclude(state="ended").order_by("name", "pk")
    came = dict(day.visits.values_list("network_id", "people"))
    said = dict(day.needs.order_by().values_list("network_id").annotate(Count("pk")))
    return [
        VisitRow(row, came.get(row.pk, 0), said.get(row.pk, 0), reverse("start_day_needs", args=[day.pk, row.pk]),
                 is_coordinator(viewer) or is_promoter(viewer, row))
        for row in rows
    ]  # fmt: skip


def network_at(viewer: Viewer, day: StartDay, pk: object) -> Network:
    """A network of the area of this day that the viewer may write for."""
    row = one_or_404(networks_of(viewer).filter(area=day.area).select_related("organisation"), pk)
    if not (is_coordinator(viewer) or is_promoter(viewer, row)):
        raise Http404
    return row


def needs_at(day: StartDay, network: Network | None = None) -> QuerySet[SupportNeed]:
    """What was written down at or for this day."""
    rows = day.needs.select_related("network").order_by("kind", "theme", "task", "urgency", "made_at", "pk")
    return rows.filter(network=network) if network else rows


def heard_at(viewer: Viewer, day: StartDay) -> QuerySet[SupportNeed]:
    """The same, of networks the viewer may see."""
    return needs_at(day).filter(network__in=networks_of(viewer))


def people_of(day: StartDay, network: Network) -> int | None:
    """With how many this network came; None when nobody counted."""
    return day.visits.filter(network=network).values_list("people", flat=True).first()


def people_at(day: StartDay) -> int:
    """How many came, as a count."""
    return day.visits.aggregate(n=Sum("people"))["n"] or 0


def day_title(day: StartDay) -> str:
    """`Startdag Limburg`."""
    return f"Startdag {AREAS[day.area]}"


def next_start_days(*, on: date) -> dict[str, date]:
    """Per area the first day to come."""
    rows = StartDay.objects.filter(held_on__gte=on, is_closed=False).order_by("area", "held_on").distinct("area")
    return dict(rows.values_list("area", "held_on"))
