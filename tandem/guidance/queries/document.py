"""Papers of a file: the list, one paper, its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.template.defaultfilters import filesizeformat

from tandem.guidance.models import FileDocument
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.kernel import dutch
from tandem.kernel.documents import storage
from tandem.kernel.documents.uploads import CONTENT_TYPES, EXTENSIONS
from tandem.kernel.plain_text import clean_text
from tandem.kernel.sealed_text import unseal_bytes

EXTENSION_OF = {CONTENT_TYPES[kind]: extension for kind, extension in EXTENSIONS.items() if kind in CONTENT_TYPES}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A paper in the list."""

    pk: UUID
    title: str
    kind: str
    size: str
    when: str
    who: str
    is_mine_only: bool
    may_put_away: bool


def document_rows(place: Place) -> list[DocumentRow]:
    """Papers that were not put away, newest first."""
    rows = parts(place, FileDocument).filter(put_away_at__isnull=True).select_related("stored", "made_by")
    return [
        DocumentRow(
            row.pk, row.title, EXTENSION_OF.get(row.stored.content_type, "")[1:].upper(), filesizeformat(row.stored.size),
            dutch.date_nl(row.made_at), str(row.made_by or ""), row.is_mine_only,
            place.is_owner or (not row.is_by_client and row.made_by_id == place.viewer.person_id),
        )
        for row in rows
    ]  # fmt: skip


def document_for(place: Place, pk: object) -> FileDocument:
    """One paper that this viewer may see."""
    return part_for(place, FileDocument, pk)


def document_content(document: FileDocument) -> bytes:
    """The bytes as they were handed in."""
    sealed = storage.read_file(document.stored)
    return unseal_bytes(document.file.text_key(), sealed, place=content_place(document))


def document_name(document: FileDocument) -> str:
    """A name for the download: the title, and what kind it is."""
    extension = EXTENSION_OF.get(document.stored.content_type, "")
    plain = "".join(sign for sign in clean_text(document.title) if sign not in '/\\:*?"<>|').strip(" .")
    return (plain.removesuffix(extension)[:100] or "document") + extension


def content_place(document: FileDocument) -> str:
    """Where the bytes belong: elsewhere they do not open."""
    return f"guidance_filedocument|{document.pk}|content"
