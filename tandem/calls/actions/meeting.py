"""What the meeting of the jury makes of a project: notes, final points, an order among equals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.jury_readings import locked_call, settle_scores
from tandem.calls.models import Call, Deliberation, DiscussionNote, Submission
from tandem.calls.queries.meeting import equal_groups
from tandem.calls.queries.ranking import judged, ranking
from tandem.calls.queries.scores import asked_of, given_points, measures_of
from tandem.calls.rules.jury import Asked
from tandem.calls.rules.scores import final_score, mean_points, needs_reason, rounded, score_of
from tandem.kernel import access, audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

CENT = Decimal("0.01")


class CannotDeliberate(Refusal):
    """The jury is not at work, points are off the scale, or a reason is missing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the meeting decided about a project."""

    points: Mapping[int, Decimal]
    note: str = ""
    is_discussed: bool = False


@transaction.atomic
def save_deliberation(
    submission: Submission, verdict: Verdict, *, version: int, by: Person, at: datetime
) -> Deliberation:
    """Final points per criterion. Raises Conflict when a colleague wrote, or a score came in, meanwhile."""
    call = _at_work(submission)
    with access.as_system():
        list(Submission.objects.select_for_update(of=("self",)).filter(pk=submission.pk).values("pk"))
        row = Deliberation.objects.filter(submission=submission).first() or Deliberation(
            submission=submission, version=0
        )
        if row.version != version:
            raise Conflict(_("Er kwam intussen iets bij. Kijk na wat er nu staat."), current=row)
        score = _score(submission, asked_of(call), verdict)
        row.place = row.place if row.score == score else None
        row.score, row.points = score, {str(key): str(points) for key, points in verdict.points.items()}
        row.note, row.is_discussed = verdict.note.strip(), verdict.is_discussed
        row.changed_at, row.changed_by, row.version = at, by, row.version + 1
        row.save()
    audit.record("deliberation.save", submission, by=by, at=at, version=row.version)
    return row


@transaction.atomic
def add_note(submission: Submission, words: str, *, by: Person, at: datetime) -> DiscussionNote:
    """One thing that was said. It stays."""
    _at_work(submission)
    if not words.strip():
        raise CannotDeliberate(Problem(_("Schrijf op wat er gezegd is."), "words"))
    note = DiscussionNote.objects.create(submission=submission, words=words.strip(), at=at, by=by)
    audit.record("deliberation.note", submission, by=by, at=at, note=note.pk)
    return note


@transaction.atomic
def order_equals(call: Call, order: Mapping[UUID, int], why: str, *, by: Person, at: datetime) -> None:
    """Put projects with the same score in an order: all of them, from 1, with the reason."""
    row = locked_call(call)
    _check_judging(row)
    group = next((one for one in equal_groups(ranking(row)) if {each.pk for each in one} == order.keys()), None)
    if group is None:
        raise CannotDeliberate(_("De scores veranderden intussen. Kijk de rangschikking opnieuw na."))
    if sorted(order.values()) != list(range(1, len(order) + 1)):
        raise CannotDeliberate(_("Geef elk project een andere plaats: 1, 2, 3 …"))
    if not why.strip():
        raise CannotDeliberate(Problem(_("Schrijf op waarom deze volgorde."), "why"))
    reason = why.strip()[:1900]
    with access.as_system():
        for one in group:
            place = order[one.pk]
            Deliberation.objects.filter(submission=one.pk).update(place=place, changed_at=at, changed_by=by)
            words = _("Bij een gelijke score op plaats %(place)s gezet: %(why)s") % {"place": place, "why": reason}
            DiscussionNote.objects.create(submission_id=one.pk, words=words, at=at, by=by)
    audit.record("deliberation.order_equals", row, by=by, at=at, projects=len(order))


@transaction.atomic
def recount_scores(call: Call, *, by: Person | None, at: datetime) -> None:
    """Every final score anew, when weights changed while the jury was reading."""
    row = locked_call(call)
    _check_judging(row)
    with access.as_system():
        settle_scores(row, list(judged(row).values_list("pk", flat=True)), at=at)
    audit.record("jury.recount", row, by=by, at=at)


def _at_work(submission: Submission) -> Call:
    call = Call.objects.get(pk=submission.call_id)
    _check_judging(call)
    return call


def _check_judging(call: Call) -> None:
    if call.state != "judging":
        raise CannotDeliberate(_("De jury is niet aan het werk. Er verandert niets meer aan de scores."))


def _score(submission: Submission, asked: list[Asked], verdict: Verdict) -> Decimal:
    CannotDeliberate.if_any(_problems(asked, verdict))
    measures = measures_of(asked)
    means = mean_points([one.points for one in given_points(submission.call, [submission.pk])], measures)
    final = final_score(verdict.points, means, measures)
    if needs_reason(final, score_of(means, measures)) and not verdict.note.strip():
        raise CannotDeliberate(Problem(_("De eindscore ligt ver van wat de lezers gaven. Schrijf op waarom."), "note"))
    return rounded(final if final is not None else Fraction(0))


def _problems(asked: list[Asked], verdict: Verdict) -> list[Problem]:
    found = []
    for one in asked:
        points = verdict.points.get(one.key)
        if points is None or not (0 <= points <= one.most and points == points.quantize(CENT)):
            found.append(Problem(_("Geef punten van 0 tot %(most)s.") % {"most": one.most}, f"points_{one.key}"))
    if {*verdict.points} - {one.key for one in asked}:
        found.append(Problem(_("De criteria veranderden intussen. Open de pagina opnieuw.")))
    return found
