"""Which organisations can have stopped something in this file."""

from tandem.guidance.models import NetworkMember
from tandem.guidance.queries.doors import Place, parts


def stopping_organisations(place: Place) -> list[tuple[str, str]]:
    """The viewer's own organisations and those round the person, by name."""
    rows = parts(place, NetworkMember).filter(organisation__isnull=False).order_by("organisation_id")
    found = dict(rows.values_list("organisation_id", "organisation__name"))
    found |= {role.organisation_id: role.organisation_name for role in place.viewer.memberships}
    return sorted(((str(pk), name) for pk, name in found.items()), key=lambda choice: choice[1])
