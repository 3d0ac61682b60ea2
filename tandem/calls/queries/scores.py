"""Scores that came in, without names: who looks decides what of them a page may show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef

from tandem.calls.models import Call, Criterion, Score, Tie
from tandem.calls.rules.jury import Asked
from tandem.calls.rules.scores import Measure

_FACTS = (
    "reading",
    "reading__submission",
    "reading__juror",
    "reading__juror__seat",
    "reading__remark",
    "criterion",
    "points",
    "why",
)


@dataclass(frozen=True, slots=True)
class Given:
    """What one juror gave one project: handed in, and no tie turned up since."""

    reading: UUID
    submission: UUID
    juror: UUID
    seat: str
    remark: str = ""
    points: dict[int, Decimal] = field(default_factory=dict)
    whys: dict[int, str] = field(default_factory=dict)


def given_points(call: Call, submissions: Collection[UUID] | None = None) -> list[Given]:
    """Every score that counts, in the order it came in; of these projects, or of all. One query.

    Needs every row in sight: a juror does not see the ties of others, so the page of a juror asks as system.
    """
    tie = Tie.objects.filter(juror=OuterRef("reading__juror"), submission=OuterRef("reading__submission"))
    rows = Score.objects.filter(~Exists(tie), reading__juror__call=call, reading__handed_in_at__isnull=False)
    if submissions is not None:
        rows = rows.filter(reading__submission__in=submissions)
    found: dict[UUID, Given] = {}
    for row in rows.order_by("reading__handed_in_at", "reading").values(*_FACTS):
        given = found.get(row["reading"]) or Given(*(row[name] for name in _FACTS[:5]))
        given.points[row["criterion"]], given.whys[row["criterion"]] = row["points"], row["why"]
        found[given.reading] = given
    return list(found.values())


def asked_of(call: Call) -> list[Asked]:
    """What a juror scores, in order."""
    rows = Criterion.objects.filter(call=call).order_by("position", "pk")
    return [Asked(*row) for row in rows.values_list("pk", "title", "hint", "weight", "most_points")]


def measures_of(asked: Collection[Asked]) -> list[Measure]:
    """The same, as the scores need it."""
    return [Measure(one.key, one.weight, one.most) for one in asked]
