"""Scores that came in, without names: who looks decides what of them a page may show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef

from tandem.calls.models import Call, Criterion, Reading, Score, Tie
from tandem.calls.rules.jury import Asked
from tandem.calls.rules.scores import Measure
from tandem.kernel import access


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
    """Every score that counts, in the order it came in; of these projects, or of all. Two queries, and every row in sight."""
    tie = Tie.objects.filter(juror=OuterRef("juror"), submission=OuterRef("submission"))
    rows = Reading.objects.filter(~Exists(tie), juror__call=call, handed_in_at__isnull=False)
    if submissions is not None:
        rows = rows.filter(submission__in=submissions)
    with access.as_system():
        readings = rows.order_by("handed_in_at", "pk").values_list(
            "pk", "submission_id", "juror_id", "juror__seat", "remark"
        )
        found = {row[0]: Given(*row) for row in readings}
        scores = (
            Score.objects.filter(reading__in=rows).order_by().values_list("reading_id", "criterion_id", "points", "why")
        )
        for reading, criterion, points, why in scores:
            if reading in found:
                found[reading].points[criterion] = points
                found[reading].whys[criterion] = why
    return list(found.values())


def asked_of(call: Call) -> list[Asked]:
    """What a juror scores, in order."""
    rows = Criterion.objects.filter(call=call).order_by("position", "pk")
    return [Asked(*row) for row in rows.values_list("pk", "title", "hint", "weight", "most_points")]


def measures_of(asked: Collection[Asked]) -> list[Measure]:
    """The same, as the scores need it."""
    return [Measure(one.key, one.weight, one.most) for one in asked]
