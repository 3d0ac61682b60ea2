"""A sheet of which everybody has one: its fields are written anew, never over somebody else's unseen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from tandem.kernel.refusal import Conflict
from tandem.planning.models import Capacity, Profile

if TYPE_CHECKING:
    from tandem.identity.models import Person

Sheet = TypeVar("Sheet", Profile, Capacity)


def rewrite(
    model: type[Sheet], person: Person, *, version: int, clash: str, at: datetime, **facts: object
) -> Sheet:  # fmt: skip
    """The sheet with these fields as one more version, locked; `clash` is told to who saw an older one."""
    model.objects.get_or_create(person=person, defaults={"version": 0, "changed_at": at})
    row = model.objects.select_for_update(of=("self",)).get(person=person)
    if row.version != version:
        raise Conflict(clash, current=row)
    for name, value in facts.items():
        setattr(row, name, value)
    row.version, row.changed_at = version + 1, at
    row.save()
    return row
