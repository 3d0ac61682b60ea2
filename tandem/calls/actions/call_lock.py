"""One call at a time: locked, with the version somebody started from, and its change told to everybody once it is published.

Handing in a project locks the same row (shared), so that the measure never changes under a project that comes in.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from tandem.calls.models import Call, Submission
from tandem.calls.rules.call_changes import Stand
from tandem.kernel import access, audit
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotChangeCall(Refusal):
    """The call stands too far for this change."""


def locked(call: Call, version: int | None = None) -> Call:
    """The row as it is now. Raises Conflict with it when somebody was there since `version`."""
    row = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if version is not None and row.version != version:
        raise Conflict(
            _("Een collega veranderde deze oproep terwijl jij schreef. Kijk na wat er nu staat."), current=row
        )
    return row


def stand_of(row: Call, at: datetime) -> Stand:
    """Where the call is. Drafts count for nothing here."""
    with access.as_system():
        has_projects = Submission.objects.filter(call=row, number__isnull=False).exists()
    return Stand(row.state, has_projects, at)


def tell_change(act: str, row: Call, changed: list[str], *, by: Person | None, at: datetime, **facts: object) -> None:
    """The version rises; after publication everybody reads on the page of the call what changed, and when."""
    Call.objects.filter(pk=row.pk).update(version=F("version") + 1)
    row.version += 1
    is_public = row.state != "draft"
    audit.record(act, row, by=by, at=at, changed=changed, is_public=is_public, version=row.version, **facts)
