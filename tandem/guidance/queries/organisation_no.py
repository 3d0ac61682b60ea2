"""What an organisation may answer to, and in whose name."""

from tandem.guidance.models import Step, Wish
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.barrier_map import shortened


def answerable(place: Place) -> list[tuple[str, list[tuple[str, str]]]]:
    """The wishes and steps that this viewer sees, as choices; empty when there are none."""
    wishes = [(f"wish:{row.pk}", shortened(row.words)) for row in parts(place, Wish).filter(kind="want")]
    steps = [(f"step:{row.pk}", shortened(row.words)) for row in parts(place, Step)]
    return [(title, choices) for title, choices in (("wens", wishes), ("stap", steps)) if choices]


def organisation_name(place: Place) -> str:
    """The organisation for which the viewer looks; their own name when there is none."""
    names = {role.organisation_id: role.organisation_name for role in place.viewer.memberships}
    return names.get(place.organisation_id or 0, place.viewer.name)
