"""Promises of both sides: what is open, and which of the service's are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from tandem.guidance.models import Promise
from tandem.guidance.queries.doors import Place, accessible, part_for, parts
from tandem.guidance.rules.promise import CLIENT, SERVICE, is_late
from tandem.identity.rules import Viewer
from tandem.kernel import clock


@dataclass(frozen=True, slots=True)
class LatePromise:
    """A promise of the service whose day is past, for the guide's day."""

    file_id: UUID
    called: str
    words: str
    by_day: date
    url: str


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """One open promise, ready to print. `is_late` can only be true for the service."""

    pk: UUID
    side: str
    who: str
    words: str
    by_day: date | None
    is_late: bool
    came_between: str


def late_service_promises(viewer: Viewer, at: datetime) -> list[LatePromise]:
    """Late promises of the service in every file where this viewer walks along, longest late first (behaviour 4)."""
    files = accessible(viewer).filter(is_whole=True, is_owner=False).order_by().values("file_id")
    rows = _open(Promise.objects.filter(file_id__in=files, is_mine_only=False), SERVICE)
    late = rows.filter(by_day__lt=clock.local(at).date()).select_related("file").order_by("by_day", "pk")
    return [
        LatePromise(row.file_id, str(row.file), row.words, row.by_day, _address(row.file_id))
        for row in late if row.by_day
    ]  # fmt: skip


def open_promises(place: Place) -> list[OpenPromise]:
    """Open promises of both sides, the service's first; among them the late ones first."""
    rows = [shown_promise(row, place.at) for side in (SERVICE, CLIENT) for row in _open(parts(place, Promise), side)]
    return sorted(rows, key=lambda row: (not row.is_late, row.side == CLIENT))


def promise_for(place: Place, pk: object) -> Promise:
    """One promise of this file."""
    return part_for(place, Promise, pk)


def _open(rows: QuerySet[Promise], side: str) -> QuerySet[Promise]:
    return rows.filter(side=side, done_at__isnull=True, let_go_at__isnull=True)


def shown_promise(row: Promise, at: datetime) -> OpenPromise:
    """As the page prints it."""
    late = is_late(row.side, row.by_day, today=clock.local(at).date())
    return OpenPromise(row.pk, row.side, row.who, row.words, row.by_day, late, row.came_between)


def _address(file_id: UUID) -> str:
    return reverse("promise_list", args=[file_id])
