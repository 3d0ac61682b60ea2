"""What the jury judges, and how heavy each part weighs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from tandem.calls.actions.call_lock import CannotChangeCall, locked, stand_of, tell_change
from tandem.calls.models import Call, Criterion
from tandem.calls.rules.call_changes import problems_of_measure
from tandem.kernel.refusal import Problem

if TYPE_CHECKING:
    from tandem.identity.models import Person


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion as an officer wants it; `id` when it stands already."""

    title: str
    weight: int
    hint: str = ""
    most_points: int = 10
    id: int | None = None


@transaction.atomic
def set_criteria(call: Call, measures: Iterable[Measure], *, version: int, by: Person | None, at: datetime) -> Call:
    """All criteria in this order; one that is left out goes."""
    row, wanted = locked(call, version), list(measures)
    standing = {one.pk: one for one in row.criteria.all()}
    if [_as_wanted(one) for one in standing.values()] == wanted:
        return row
    CannotChangeCall.if_any(problems_of_measure(stand_of(row, at)))
    titles = [one.title.casefold() for one in wanted]
    CannotChangeCall.if_any([Problem(_("Dit criterium staat er twee keer."))] if len(set(titles)) < len(titles) else [])
    row.criteria.exclude(pk__in=[one.id for one in wanted if one.id]).delete()
    # First out of each other's way: two criteria may change titles.
    row.criteria.update(title=Concat(Value("~"), "pk"))
    for position, one in enumerate(wanted, 1):
        criterion = standing.get(one.id or 0) or Criterion(call=row)
        criterion.title, criterion.hint, criterion.weight = one.title, one.hint, one.weight
        criterion.most_points, criterion.position = one.most_points, position
        criterion.save()
    tell_change("call.set_criteria", row, ["criteria"], by=by, at=at, criteria=len(wanted))
    return row


def _as_wanted(row: Criterion) -> Measure:
    return Measure(row.title, row.weight, row.hint, row.most_points, row.pk)
