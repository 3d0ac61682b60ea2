"""The few documents that the whole crowd shares: real PDF files that say what they are."""

from collections.abc import Mapping
from datetime import datetime

from tandem.example.world import pictures
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.sealing import seal_pdf
from tandem.kernel.documents.storage import store
from tandem.kernel.models import StoredFile

SHARED = "Voorbeeld: dit document hoort bij veel verzonnen trajecten tegelijk."
KINDS = {
    "attendance_list": "Aanwezigheidslijst", "decision_letter": "Beslissing", "statement": "Afrekening",
    "report": "Verslag",
}  # fmt: skip


def shared_documents(*, at: datetime) -> Mapping[str, StoredFile]:
    """One file per kind, and one drawn signature; the same ones again for a later block."""
    found = {row.kind: row for row in StoredFile.objects.filter(name__startswith="voorbeeld-").order_by("-made_at")}
    if not found:
        found = {kind: _make(kind, title, at) for kind, title in KINDS.items()}
        drawn = pictures.signature(0)
        found["signature"] = store(drawn.content, kind="signature", name="voorbeeld-handtekening.png",
                                   content_type=drawn.content_type, by=None, at=at)  # fmt: skip
    return found


def _make(kind: str, title: str, at: datetime) -> StoredFile:
    pdf = render_pdf("kernel/report.typ", {
        "title": title, "made_on": at, "facts": [], "sections": [{"heading": "Voorbeeld", "body": [SHARED]}],
    })  # fmt: skip
    is_sealed = kind == "attendance_list"
    return store(
        seal_pdf(pdf, reason="Aanwezigheidslijst afgesloten", at=at) if is_sealed else pdf, kind=kind,
        name=f"voorbeeld-{kind}.pdf", content_type="application/pdf", by=None, at=at, is_sealed=is_sealed,
    )  # fmt: skip
