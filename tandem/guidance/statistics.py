"""Figures of guidance for other rooms: counts of people, never below the smallest group, never about one person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from tandem.guidance.models import ServiceStop
from tandem.kernel import access

SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True)
class StopFigure:
    """For how many people an organisation stopped a programme; None for fewer than the smallest group."""

    organisation_id: int
    organisation_name: str
    people: int | None


def service_stops_by_organisation(organisation_ids: Collection[int] | None = None) -> list[StopFigure]:
    """Per provider; there is no total, so nothing hidden can be found by subtracting.

    Counts across files that the asker may not see: as the system, and only the counts leave this function.
    """
    with access.as_system():
        rows = ServiceStop.objects.all()
        if organisation_ids is not None:
            rows = rows.filter(organisation_id__in=organisation_ids)
        counted = rows.values("organisation_id", "organisation__name").annotate(people=Count("file", distinct=True))
        return [
            StopFigure(
                row["organisation_id"], row["organisation__name"],
                row["people"] if row["people"] >= SMALLEST_GROUP else None,
            )
            for row in counted.order_by("organisation__name", "organisation_id")
        ]  # fmt: skip
