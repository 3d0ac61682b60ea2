"""Who left a while ago is not planned any more: what they told about themselves goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from tandem.identity.queries import left_before
from tandem.identity.rules import DUO_ROLES
from tandem.kernel import audit, clock
from tandem.planning.models import Capacity, LimitQuestion, NotPossible, PersonDate, Profile, Qualification

KEPT_DAYS = 90  # ours: long enough to come back after a break without telling everything anew
TOLD = (PersonDate, NotPossible, Capacity, Qualification, LimitQuestion, Profile)


@transaction.atomic
def forget_who_left(*, at: datetime) -> int:
    """Delete the sheets of people without a role in a duo for ninety days; how many people."""
    told = {
        row.person_id: row for model in TOLD for row in model.objects.select_for_update(of=("self",)).order_by("pk")
    }
    day = clock.local(at).date() - timedelta(days=KEPT_DAYS)
    gone = left_before(told, DUO_ROLES, day=day)
    for person in sorted(gone):
        audit.record("availability.forget_left", told[person], by=None, at=at, person=person)
    for model in TOLD:
        model.objects.filter(person_id__in=gone).delete()
    return len(gone)
