"""A programme stopped, by the service. It stands on the person's page as the service's event, and in the provider's figures."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.guidance.models import ServiceStop
from tandem.guidance.queries.doors import Place
from tandem.guidance.rules.service_stop import stop_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotStop(Refusal):
    """The service still owes a reason, what comes next, or a name."""


@transaction.atomic
def stop_programme(
    place: Place, *, organisation_id: int, programme: str, reason_kind: str, reason: str, what_next: str, who_next: str,
    by: Person, at: datetime,
) -> ServiceStop:  # fmt: skip
    """What stopped, why, what comes next and who sees to it."""
    CannotStop.if_any(stop_problems(reason=reason, what_next=what_next, who_next=who_next))
    row = ServiceStop.add(
        file=place.file, made_at=at, made_by=by, organisation_id=organisation_id, programme=programme,
        reason_kind=reason_kind, reason=reason, what_next=what_next, who_next=who_next,
    )  # fmt: skip
    audit.record("servicestop.write", row, by=by, at=at, file=place.file.pk, organisation=organisation_id)
    return row
