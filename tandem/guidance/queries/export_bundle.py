"""One file with everything: a page to read, the booklet, the data with its schema, and the papers."""

from __future__ import annotations

import json
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string

from tandem.guidance.queries.document import document_content
from tandem.guidance.queries.export import Export
from tandem.guidance.queries.export_data import booklet_data, data_of, intro, schema
from tandem.kernel.documents.pdf import render_pdf

IN_MEMORY = 5 * 1024 * 1024


def booklet_pdf(export: Export) -> bytes:
    """The booklet: tagged, so that it can be read aloud."""
    return render_pdf("guidance/booklet.typ", booklet_data(export))


def export_json(export: Export) -> bytes:
    """The data, readable by a person too."""
    return _as_json(data_of(export))


def export_page(export: Export) -> bytes:
    """A page that opens anywhere, without this site."""
    return render_to_string("guidance/export_alone.html", {"export": export, "intro": intro(export)}).encode()


def bundle(export: Export) -> IO[bytes]:
    """Everything in one zip; on disk when it is large, never for longer than the download."""
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the response closes it
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("dossier.html", export_page(export))
        archive.writestr("boekje.pdf", booklet_pdf(export))
        archive.writestr("gegevens.json", export_json(export))
        archive.writestr("gegevens.schema.json", _as_json(schema()))
        for path, document in export.documents.items():
            archive.writestr(path, document_content(document))
    out.seek(0)
    return out


def _as_json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
