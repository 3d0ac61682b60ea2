"""What pages ask about a call and its parts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from tandem.calls.models import Call, CallDocument, Consultation
from tandem.calls.queries.doors import calls_of
from tandem.calls.queries.form import years_of
from tandem.calls.rules.call import is_open_at
from tandem.identity.rules import Viewer
from tandem.kernel.finding import one_or_404

__all__ = ["is_open", "years_of"]


def is_open(call: Call, at: datetime) -> bool:
    """Whether projects can be written and handed in now; the closing minute itself counts, the grace does not."""
    return is_open_at(call, at)


def consultation_for(call: Call, pk: object) -> Consultation:
    """Somebody heard for this call; `call` is filled in."""
    return one_or_404(call.consultations.select_related("call"), pk)


def consultation_facts(row: Consultation) -> dict[str, Any]:
    """What a form shows of it."""
    return {name: getattr(row, name) for name in ("who", "name", "people", "held_on", "said", "done_with_it")}


def document_for(call: Call, pk: object) -> CallDocument:
    """A document of this call; `call` is filled in."""
    return one_or_404(call.documents.select_related("call", "file"), pk)


def readable_document_for(viewer: Viewer, call: UUID, pk: object) -> CallDocument:
    """For everybody once the call was published; before that for its officers."""
    mine = Q(call__published_at__isnull=False) | Q(call__in=calls_of(viewer))
    return one_or_404(CallDocument.objects.filter(mine, call_id=call).select_related("file"), pk)
