"""What the person chooses about how we talk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from tandem.guidance.models import ClientFile
from tandem.guidance.queries.doors import Place
from tandem.kernel import audit

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def choose_language(place: Place, *, language: str, needs_interpreter: bool, by: Person, at: datetime) -> None:
    """Another language, with or without an interpreter."""
    chosen = ClientFile.objects.filter(pk=place.file.pk)
    chosen.update(language=language, needs_interpreter=needs_interpreter, version=F("version") + 1)
    audit.record("file.choose_language", place.file, by=by, at=at, language=language)
