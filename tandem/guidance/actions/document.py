"""Papers in a file: taken in, sealed with the key of the file, put away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import FileDocument
from tandem.guidance.queries.document import content_place
from tandem.guidance.queries.doors import Place, parts
from tandem.kernel import audit
from tandem.kernel.documents import storage
from tandem.kernel.documents.uploads import CheckedUpload
from tandem.kernel.refusal import Refusal
from tandem.kernel.sealed_text import seal_bytes

if TYPE_CHECKING:
    from tandem.identity.models import Person

KIND = "file_document"


class CannotPutAway(Refusal):
    """A paper of the person is put away by the person alone."""


@transaction.atomic
def add_document(
    place: Place, upload: CheckedUpload, *, title: str, by: Person, at: datetime, is_mine_only: bool = False
) -> FileDocument:  # fmt: skip
    """Keep a paper. Its bytes are sealed and its own name is not kept: only the title, sealed too."""
    document = FileDocument(
        file=place.file, made_at=at, made_by=by, is_by_client=place.is_owner,
        is_mine_only=is_mine_only and place.is_owner,
    )  # fmt: skip
    document.title = title.strip() or upload.clean_name
    sealed = seal_bytes(place.file.text_key(), upload.content, place=content_place(document))
    document.stored = storage.store(
        sealed, kind=KIND, name=KIND, content_type=upload.content_type, by=by, at=at, is_sealed=False
    )
    document.save(force_insert=True)
    audit.record("filedocument.add", document, by=by, at=at, file=place.file.pk)
    return document


@transaction.atomic
def put_away(place: Place, document: FileDocument, *, by: Person, at: datetime) -> None:
    """Out of the list; it stays in the export until the file is erased."""
    document = parts(place, FileDocument).select_for_update(of=("self",)).get(pk=document.pk)
    if not place.is_owner and (document.is_by_client or document.made_by_id != by.pk):
        raise CannotPutAway(_("Dit papier bergt de persoon zelf op. Vraag het in een gesprek."))
    if document.put_away_at is None:
        document.put_away_at = at
        document.save()
        audit.record("filedocument.put_away", document, by=by, at=at, file=place.file.pk)
