"""Who may see health data: the list that the law asks to keep (law of 30 July 2018, art. 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from tandem.guidance.models import HealthAccessCategory
from tandem.guidance.queries.partnership import controllers_of
from tandem.identity.rules import Viewer
from tandem.kernel import dutch


@dataclass(frozen=True, slots=True)
class HealthAccessRow:
    """One category, ready to print."""

    pk: int
    organisation: str
    category: str
    why: str
    since: str


def health_access_rows(viewer: Viewer, *, on: date) -> list[HealthAccessRow]:
    """The categories of today, by organisation."""
    rows = _of(viewer, on=on).select_related("organisation").order_by("organisation__sort_key", "category", "pk")
    return [
        HealthAccessRow(row.pk, row.organisation.name, row.category, row.why, dutch.date_short(row.valid_from))
        for row in rows
    ]


def health_access_for(viewer: Viewer, pk: int, *, on: date) -> HealthAccessCategory:
    """One of those."""
    row = _of(viewer, on=on).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _of(viewer: Viewer, *, on: date) -> QuerySet[HealthAccessCategory]:
    rows = HealthAccessCategory.objects.filter(organisation_id__in=controllers_of(viewer, on=on))
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
