"""Documents that everybody takes from the page of a call."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.call_lock import CannotChangeCall, locked, tell_change
from tandem.calls.models import Call, CallDocument
from tandem.calls.rules.call_changes import OVER
from tandem.kernel.documents import storage

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.kernel.documents.uploads import CheckedUpload

MOST_DOCUMENTS = 20


@transaction.atomic
def add_document(call: Call, title: str, upload: CheckedUpload, *, by: Person | None, at: datetime) -> CallDocument:
    """A checked file with a title."""
    row = locked(call)
    if row.state in OVER:
        raise CannotChangeCall(_("Deze oproep is afgelopen. Er komt geen document meer bij."))
    if row.documents.count() >= MOST_DOCUMENTS:
        raise CannotChangeCall(_("Er staan al %(most)s documenten. Voeg ze samen.") % {"most": MOST_DOCUMENTS})
    file = storage.store(upload.content, kind="call_document", name=upload.clean_name,
                         content_type=upload.content_type, by=by, at=at)  # fmt: skip
    document = CallDocument.objects.create(call=row, title=title, file=file, added_at=at)
    tell_change("call.add_document", row, ["documents"], by=by, at=at, document=document.pk)
    return document


@transaction.atomic
def drop_document(document: CallDocument, *, by: Person | None, at: datetime) -> None:
    """Only in preparation. The bytes stay until no row needs them."""
    row = locked(document.call)
    if row.state != "draft":
        raise CannotChangeCall(
            _("De oproep is gepubliceerd. Een document blijft staan. Voeg een verbeterd document toe.")
        )
    if CallDocument.objects.filter(pk=document.pk).delete()[0]:
        tell_change("call.drop_document", row, ["documents"], by=by, at=at, document=document.pk)
