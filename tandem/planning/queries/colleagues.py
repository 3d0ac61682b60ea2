"""Who can be planned at a provider, as choices in a form."""

from __future__ import annotations

from datetime import date

from tandem.identity.queries import members_with_role
from tandem.identity.rules import DUO_ROLES


def people_to_plan(provider_id: int, *, on: date) -> list[tuple[int, str]]:
    """Trainers and experiential experts by name, each once."""
    rows = (row for role in DUO_ROLES for row in members_with_role(provider_id, role, on=on))
    found = {row.person_id: str(row.person) for row in rows}
    return sorted(found.items(), key=lambda one: (one[1], one[0]))
