"""Files whose person asked to erase them and can still call it off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from tandem.guidance.models import ThreadMark
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.erasure import ASKED, CALLED_OFF, is_time


def asked_at(place: Place) -> datetime | None:
    """When the person asked to erase this file; nothing when they did not, or called it off."""
    last = parts(place, ThreadMark).filter(kind__in=(ASKED, CALLED_OFF)).order_by("-made_at", "-pk").first()
    return last.made_at if last and last.kind == ASKED else None


def files_to_erase(*, at: datetime) -> list[tuple[UUID, int | None]]:
    """Files of which the waiting is over, with the person who asked. For the job, as the system."""
    marks = ThreadMark.objects.filter(kind__in=(ASKED, CALLED_OFF), file__erased_at__isnull=True)
    marks = marks.filter(made_by_id=F("file__person_id"))
    newest = marks.order_by("file_id", "-made_at", "-pk").distinct("file_id")
    return [(mark.file_id, mark.made_by_id) for mark in newest if mark.kind == ASKED and is_time(mark.made_at, at=at)]
