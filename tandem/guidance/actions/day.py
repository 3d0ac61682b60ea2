"""The day page shows words of files: the people see that, once a day per reader."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from tandem.guidance.models import Read
from tandem.guidance.queries.day import DAY_PAGE
from tandem.guidance.queries.people import walks_along

if TYPE_CHECKING:
    from tandem.identity.rules import Viewer


@transaction.atomic
def note_day_read(viewer: Viewer, files: Collection[UUID], *, at: datetime) -> None:
    """One line per file: the words of an appointment or a late promise were read on the day page."""
    organisations = dict(walks_along(viewer).filter(file_id__in=files).values_list("file_id", "organisation_id"))
    Read.objects.bulk_create(
        Read(file_id=file, reader_id=viewer.person_id, organisation_id=organisations.get(file), page=DAY_PAGE, at=at)
        for file in sorted(files)
    )
