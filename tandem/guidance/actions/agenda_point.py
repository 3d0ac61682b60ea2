"""What must come up in a next talk: raised by the person, a guide, or a heard-check."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from tandem.guidance.models import AgendaPoint
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.keys import key_in
from tandem.guidance.rules.pen import length_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotRaise(Refusal):
    """There are no words yet, or far too many."""


@transaction.atomic
def raise_point(place: Place, *, words: str, key: UUID, by: Person, at: datetime) -> AgendaPoint:
    """Put something on the list of the next talk. `key` comes from the form: sending twice gives one."""
    pk = key_in(place.file.pk, "agendapoint", key)
    if known := parts(place, AgendaPoint).filter(pk=pk).first():
        return known
    CannotRaise.if_any([Problem("Schrijf eerst waarover het moet gaan.", "words")] if not words.strip() else [])
    CannotRaise.if_any(length_problems(words))
    point = AgendaPoint.add(
        pk=pk, file=place.file, made_at=at, made_by=by, is_by_client=place.is_owner, words=words,
        comes_from="client" if place.is_owner else "guide",
    )  # fmt: skip
    audit.record("agenda_point.raise", point, by=by, at=at, file=place.file.pk)
    return point


@transaction.atomic
def settle_points(place: Place, points: Collection[UUID], *, by: Person, at: datetime) -> None:
    """These were talked about."""
    rows = parts(place, AgendaPoint).select_for_update(of=("self",)).filter(pk__in=points, done_at__isnull=True)
    for point in rows.order_by("pk"):
        point.done_at = at
        point.save(update_fields=["done_at"])
        audit.record("agenda_point.settle", point, by=by, at=at, file=place.file.pk)
