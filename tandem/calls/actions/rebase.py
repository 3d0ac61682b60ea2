"""A draft moves to a newer form. Every answer stays in the history; what the new form does not ask counts no longer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.models import FormRevision, Submission
from tandem.calls.rules.writing import may_write
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotRebase(Refusal):
    """The call is closed, or this is no newer form of it."""


@transaction.atomic
def rebase_submission(submission: Submission, *, to: FormRevision, by: Person | None, at: datetime) -> Submission:
    """Stand on another published form of the same call. A colleague who clicked first did it for everybody."""
    row = Submission.objects.select_for_update(of=("self",)).select_related("call", "revision").get(pk=submission.pk)
    if row.revision_id == to.pk:
        return row
    if not may_write(row.state, row.call, at, page_was_open=True):
        raise CannotRebase(_("De oproep is gesloten. Dit project blijft op zijn formulier staan."))
    if to.call_id != row.call_id or to.published_at is None or to.number < row.revision.number:
        raise CannotRebase(_("Dit formulier is niet nieuwer. Laad de pagina opnieuw."))
    before, row.revision, row.changed_at = row.revision.number, to, at
    row.save(update_fields=["revision", "changed_at"])
    audit.record("submission.rebase", row, by=by, at=at, before=before, after=to.number)
    return row
