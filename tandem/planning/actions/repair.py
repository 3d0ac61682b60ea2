"""A planner repairs what an absence hits: per series one way out, asked of who must say yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal
from tandem.planning.actions.asking import MOVE, STAND_IN, Ask, ask_duos
from tandem.planning.actions.hindrance import say_away
from tandem.planning.queries import repairing

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.planning.models import Asking
    from tandem.planning.queries.repairing import Absence, Hit, Part, Way


class CannotRepair(Refusal):
    """What was chosen is not possible any more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The way out for one series. `has_said_yes`: everybody who is asked for it agreed by telephone."""

    key: str
    has_said_yes: bool = False


@transaction.atomic
def repair_absence(
    absence: Absence, *, person: Person, choices: Mapping[str, Choice], provider_id: int, by: Person, at: datetime
) -> list[Asking]:
    """Write the absence down (unless somebody said so of one session) and ask who can help. `choices`: by series."""
    hits = repairing.damage(absence, provider_id=provider_id, at=at).hits
    chosen = [
        (hit, _chosen(hit, choice), choice) for hit in hits
        if (choice := choices.get(str(hit.series.pk))) and choice.key != repairing.LATER
    ]  # fmt: skip
    if absence.series_id is None:
        say_away(person, first=absence.first, last=absence.last, by=by, at=at)
    first = [_ask(hit, way.parts[0], choice) for hit, way, choice in chosen]
    rows = ask_duos(first, provider_id=provider_id, by=by, at=at) if first else []
    later = [_ask(hit, way.parts[1], choice) for (hit, way, choice), row in zip(chosen, rows, strict=True)
             if len(way.parts) > 1 and row.state == "agreed"]  # fmt: skip
    rows += ask_duos(later, provider_id=provider_id, by=by, at=at) if later else []
    audit.record("repair.ask", person, by=by, at=at, series=len(chosen), asked=len(rows))
    return rows


def _chosen(hit: Hit, choice: Choice) -> Way:
    found = next((way for way in hit.ways if way.key == choice.key), None)
    if found is None:
        text = _("%(series)s: deze oplossing bestaat niet meer. Kies opnieuw.") % {"series": hit.series.organisation}
        raise CannotRepair(Problem(text, f"kies-{hit.series.pk}"))
    return found


def _ask(hit: Hit, part: Part, choice: Choice) -> Ask:
    everybody = frozenset({part.trainer_id, part.expert_id})
    return Ask(
        hit.series, part.trainer_id, part.expert_id, part.dates, kind=STAND_IN if part.is_same_day else MOVE,
        has_said_yes=everybody if choice.has_said_yes else part.stays,
    )  # fmt: skip
