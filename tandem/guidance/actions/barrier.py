"""Ties between barriers: what makes what harder, who said it. A tie ends, it is never deleted; and it can come back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import write
from tandem.guidance.models import Barrier, BarrierEdge, FileItem
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.pen import Writing, counts_at_once
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotTie(Refusal):
    """The tie stands already, or leads from a barrier to itself."""


class CannotEndTie(Refusal):
    """The person said it: only the person, or both together, end it."""


@transaction.atomic
def add_edge(
    place: Place, *, source: Barrier, target: Barrier, by: Person, at: datetime, how: str = ""
) -> BarrierEdge:  # fmt: skip
    """`source` makes `target` harder. Whoever sees it may say it; it stays visible who did."""
    list(parts(place, Barrier).select_for_update(of=("self",)).filter(pk__in=[source.pk, target.pk]))
    if source.pk == target.pk:
        raise CannotTie(_("Een drempel kan zichzelf niet moeilijker maken. Kies een andere."))
    if _between(place, source.pk, target.pk).exists():
        raise CannotTie(_("Dat stond er al."))
    edge = BarrierEdge.objects.create(
        file=place.file, made_at=at, made_by=by, from_barrier=source, to_barrier=target,
        is_by_client=_is_said_by_client(place, how),
    )  # fmt: skip
    audit.record("barrier.tie", edge, by=by, at=at, file=place.file.pk)
    return edge


@transaction.atomic
def add_new_and_tie(
    place: Place, *, words: str, other: Barrier, is_cause: bool, by: Person, at: datetime, how: str = "", why: str = ""
) -> FileItem:  # fmt: skip
    """A barrier in new words, tied to `other`. When it is only a proposal yet, the tie waits until it is there."""
    written = write(place, Writing("barrier", words, {"domains": []}), by=by, at=at, how=how, why=why)
    if isinstance(written, Barrier):
        source, target = (written, other) if is_cause else (other, written)
        add_edge(place, source=source, target=target, by=by, at=at, how=how)
    return written


@transaction.atomic
def end_edge(place: Place, edge: BarrierEdge, *, by: Person, at: datetime, how: str = "") -> BarrierEdge:
    """It does not hold any more. The row stays, with until when."""
    edge = parts(place, BarrierEdge).select_for_update(of=("self",)).get(pk=edge.pk)
    if edge.is_by_client and not _is_said_by_client(place, how) and not place.file.is_thread:
        raise CannotEndTie(_("Dit zei de persoon zelf. Beslis het samen, in een gesprek."))
    if edge.until is None:
        edge.until = at
        edge.save(update_fields=["until"])
        audit.record("barrier.untie", edge, by=by, at=at, file=place.file.pk)
    return edge


@transaction.atomic
def restore_edge(place: Place, edge: BarrierEdge, *, by: Person, at: datetime) -> BarrierEdge:
    """Undo: the tie holds again, as it was said."""
    edge = parts(place, BarrierEdge).select_for_update(of=("self",)).get(pk=edge.pk)
    if edge.until is None or _between(place, edge.from_barrier_id, edge.to_barrier_id).exists():
        raise CannotTie(_("Dat staat er al."))
    edge.until = None
    edge.save(update_fields=["until"])
    audit.record("barrier.tie_again", edge, by=by, at=at, file=place.file.pk)
    return edge


def _between(place: Place, source: UUID, target: UUID) -> QuerySet[BarrierEdge]:
    return parts(place, BarrierEdge).filter(from_barrier=source, to_barrier=target, until__isnull=True)


def _is_said_by_client(place: Place, how: str) -> bool:
    return not place.file.is_thread and counts_at_once(is_owner=place.is_owner, is_thread=False, how=how)
