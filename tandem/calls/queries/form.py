"""The form of a call as it is asked: the fixed questions around those of a revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from tandem.calls.models import Call, Envelope, FormRevision
from tandem.calls.rules.definition import Definition, definition_from
from tandem.calls.rules.standard import with_standard


@dataclass(frozen=True, slots=True)
class _Key:
    """What a whole form depends on; the definition itself goes along with the version of its revision."""

    revision: UUID
    revision_version: int
    call: UUID
    call_version: int
    least_months: int
    most_months: int
    definition: Mapping[str, Any] = field(compare=False, repr=False)


def whole_form(revision: FormRevision, call: Call) -> Definition:
    """Everything that is asked, in the order of the page. Costs one query the first time, none after."""
    return _whole(
        _Key(revision.pk, revision.version, call.pk, call.version, call.least_months, call.most_months,
             revision.definition)
    )  # fmt: skip


def current_revision(call: Call) -> FormRevision:
    """The latest published form. Raises FormRevision.DoesNotExist when nothing is published yet."""
    return FormRevision.objects.filter(call_id=call.pk, published_at__isnull=False).latest("number")


def years_of(call: Call) -> tuple[int, ...]:
    """The budget years of the call: each is a wave. Empty when its money knows no years."""
    return _years(call.pk)


@lru_cache(maxsize=256)
def _whole(key: _Key) -> Definition:
    return with_standard(
        definition_from(key.definition),
        years=_years(key.call),
        least_months=key.least_months,
        most_months=key.most_months,
    )


def _years(call: UUID) -> tuple[int, ...]:
    years = Envelope.objects.filter(call_id=call, year__isnull=False).order_by("year").values_list("year", flat=True)
    return tuple(year for year in years.distinct() if year is not None)
