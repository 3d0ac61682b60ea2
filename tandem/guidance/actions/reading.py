"""Reading is visible: every look of somebody else leaves a line that the person sees first (guidance.md 13)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tandem.guidance.models import Read
from tandem.guidance.queries.doors import Place


def note_read(place: Place, page: str, *, at: datetime, item_id: UUID | None = None) -> None:
    """Write that this viewer opened this page of the file. The person's own looks leave nothing."""
    if place.is_owner:
        return
    Read.objects.create(
        file=place.file, reader_id=place.viewer.person_id, organisation_id=place.organisation_id, page=page,
        item_id=item_id, at=at,
    )  # fmt: skip


def note_item_reads(place: Place, page: str, items: list[tuple[str, UUID]], *, at: datetime) -> None:
    """The same for a page that shows single items: a line per item, or for the page when nothing is shown."""
    if place.is_owner:
        return
    shown: list[tuple[str, UUID | None]] = [*items] or [(page, None)]
    Read.objects.bulk_create(
        Read(
            file=place.file, reader_id=place.viewer.person_id, organisation_id=place.organisation_id, page=kind,
            item_id=item_id, at=at,
        )
        for kind, item_id in shown
    )  # fmt: skip
