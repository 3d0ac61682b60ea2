"""A juror scores a project: kept while writing, handed in once. After that it never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.jury_readings import settle_scores
from tandem.calls.models import Reading, Score
from tandem.calls.queries.scores import asked_of
from tandem.calls.rules.jury import Asked
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

TENTH = Decimal("0.1")


class CannotScore(Refusal):
    """The score was handed in, the jury is over, or something is missing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a juror filled in: points and why per criterion, and a remark."""

    points: Mapping[int, Decimal]
    whys: Mapping[int, str]
    remark: str = ""


@transaction.atomic
def save_reading(
    reading: Reading, verdict: Verdict, *, version: int, by: Person, at: datetime, is_autosave: bool = False
) -> Reading:
    """Keep what is there so far. Raises Conflict when it was saved elsewhere meanwhile. Autosave leaves no audit line."""
    row = _locked(reading, by)
    if row.version != version:
        raise Conflict(_("Je vulde dit intussen in een ander venster in. Kijk na wat er nu staat."), current=row)
    asked = asked_of(row.submission.call)
    CannotScore.if_any(_problems(asked, verdict))
    _keep(row, asked, verdict)
    if not is_autosave:
        audit.record("reading.save", row, by=by, at=at, version=row.version)
    return row


@transaction.atomic
def hand_in_reading(reading: Reading, *, version: int, by: Person, at: datetime) -> None:
    """Final: every criterion has points. From now on colleagues see the score without a name."""
    row = _locked(reading, by)
    if row.version != version:
        raise Conflict(_("De score veranderde intussen. Kijk ze eerst na."), current=row)
    scored = set(row.scores.values_list("criterion_id", flat=True))
    CannotScore.if_any(
        Problem(_("Geef nog punten voor «%(title)s».") % {"title": one.title})
        for one in asked_of(row.submission.call)
        if one.key not in scored
    )
    row.handed_in_at = at
    row.save(update_fields=["handed_in_at"])
    settle_scores(row.submission.call, [row.submission_id], at=at)
    audit.record("reading.hand_in", row, by=by, at=at)


def _locked(reading: Reading, by: Person) -> Reading:
    rows = Reading.objects.select_for_update(of=("self",)).select_related("submission__call", "juror")
    row = rows.filter(pk=reading.pk, juror__left_at__isnull=True).first()
    if row is None or row.juror.person_id != by.pk:
        raise CannotScore(_("Dit project staat niet meer bij jou. Ga terug naar je lijst."))
    if row.handed_in_at:
        raise CannotScore(_("Je gaf deze score al af. Ze verandert niet meer."))
    if row.submission.call.state != "judging" or row.submission.state != "submitted":
        raise CannotScore(_("De jury leest dit project niet meer."))
    return row


def _problems(asked: list[Asked], verdict: Verdict) -> list[Problem]:
    found = []
    for one in asked:
        points = verdict.points.get(one.key)
        if points is not None and not (0 <= points <= one.most and points == points.quantize(TENTH)):
            found.append(Problem(_("Geef punten van 0 tot %(most)s.") % {"most": one.most}, f"points_{one.key}"))
        if points is None and verdict.whys.get(one.key, "").strip():
            found.append(
                Problem(_("Geef ook punten voor «%(title)s». Dan bewaren we je uitleg.") % {"title": one.title},
                        f"points_{one.key}")
            )  # fmt: skip
    return found


def _keep(row: Reading, asked: list[Asked], verdict: Verdict) -> None:
    known = {one.key for one in asked}
    row.scores.exclude(criterion__in=verdict.points).delete()
    for key, points in verdict.points.items():
        if key in known:
            Score.objects.update_or_create(
                reading=row, criterion_id=key, defaults={"points": points, "why": verdict.whys.get(key, "").strip()}
            )
    row.remark, row.version = verdict.remark.strip(), row.version + 1
    row.save(update_fields=["remark", "version"])
