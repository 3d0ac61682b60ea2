"""The jury's ranking: every admissible project with its final score and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tandem.calls.models import Call, Submission
from tandem.calls.rules.scores import places
from tandem.calls.rules.vocabulary import AREAS
from tandem.kernel import access

# Handed in and not found inadmissible: what the jury reads, also after it was decided.
JUDGED_STATES = ("submitted", "chosen", "waiting", "refused")


@dataclass(frozen=True, slots=True)
class Ranked:
    """One project in the ranking. `place` counts from 1, equals share it; no score yet: no place.

    `hand_place` is what the jury said among equals; `ask` is euro per key of the money kind.
    """

    pk: UUID
    number: int
    title: str
    score: Decimal | None
    place: int | None
    area: str
    wished_year: int | None
    is_ready: bool | None
    ask: Mapping[str, Decimal]
    hand_place: int | None = None

    @property
    def area_text(self) -> str:
        """The area in words."""
        return AREAS.get(self.area, "")


def judged(call: Call) -> QuerySet[Submission]:
    """What the jury of a call reads; the database leaves out what the viewer may not see."""
    return Submission.objects.filter(call=call, number__isnull=False, state__in=JUDGED_STATES)


def ranking(call: Call) -> list[Ranked]:
    """From the first place to the last; equals by number; who has no score yet comes last.

    Holds every project, whoever asks: places do not depend on who looks. Pages for jurors use `queries.meeting.ranked_for`.
    """
    with access.as_system():
        rows = list(judged(call).values(
            "pk", "number", "title", "area", "wished_year", "is_ready", "ask", "deliberation__score", "deliberation__place",
        ))  # fmt: skip
    scores = {row["pk"]: row["deliberation__score"] for row in rows if row["deliberation__score"] is not None}
    by_hand = {row["pk"]: row["deliberation__place"] for row in rows if row["deliberation__place"] is not None}
    found = places(scores, by_hand)
    ranked = [_ranked(row, found.get(row["pk"])) for row in rows]
    return sorted(ranked, key=lambda one: (one.place is None, one.place or 0, one.number))


def _ranked(row: Mapping[str, Any], place: int | None) -> Ranked:
    ask = {kind: Decimal(amount) for kind, amount in row["ask"].items()}
    return Ranked(row["pk"], row["number"], row["title"], row["deliberation__score"], place, row["area"],
                  row["wished_year"], row["is_ready"], ask, row["deliberation__place"])  # fmt: skip
