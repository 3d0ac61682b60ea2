"""Time to talk about keeping a file: a point for the next talk. The person decides; nothing is deleted silently."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import AgendaPoint, ClientFile
from tandem.guidance.queries.retention import RETENTION
from tandem.kernel import audit


@transaction.atomic
def ask_review(file_id: UUID, *, at: datetime) -> AgendaPoint:
    """Put it on the list of the next talk, in words for both."""
    file = ClientFile.objects.select_for_update(of=("self",)).get(pk=file_id)
    words = _("Dit dossier is lang stil. Bekijk samen: blijft het, neem je het mee, of wissen we het?")
    point = AgendaPoint.add(file=file, made_at=at, words=words, comes_from=RETENTION)
    audit.record("file.ask_review", file, by=None, at=at)
    return point
