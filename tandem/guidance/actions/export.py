"""A guide takes a file along only with the person or for them; the person reads in the file that it happened."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.file import mark
from tandem.guidance.actions.reading import note_read
from tandem.guidance.queries.doors import Place
from tandem.guidance.rules.export import HOW
from tandem.kernel import audit

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def note_export(place: Place, *, how: str, form: str, by: Person, at: datetime) -> None:
    """Written down before it leaves: who, how it was asked, in which form."""
    note_read(place, "export", at=at)
    words = _("%(name)s maakte een kopie van dit dossier. %(how)s") % {"name": by, "how": HOW[how]}
    mark(place.file, "exported", by=by, at=at, words=words)
    audit.record("file.export", place.file, by=by, at=at, how=how, form=form)
