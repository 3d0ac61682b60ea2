"""The jury decides: projects move on the board, the decision is finished, reopened, and the waiting list moves up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tandem.calls.actions.announcement import take_letters_back, write_answers
from tandem.calls.actions.selection import locked_call
from tandem.calls.models import Call, Decision, SelectionRound, Submission
from tandem.calls.queries.decision import fits, fitting_before, what_hinders
from tandem.calls.queries.selection_sitting import GONE, Sitting, grant_of, sitting_of, way_of
from tandem.calls.rules import states
from tandem.calls.rules.answer_back import medians_of
from tandem.calls.rules.decision import CHOSEN, REFUSED, STATE_VERBS, WAITING, Target, differs
from tandem.calls.selection.call import CannotPlace, Way
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person

AFTER_DECIDING = frozenset({"decided", "announced", "closed"})


class CannotDecide(Refusal):
    """This cannot be decided now, or not like this."""


@transaction.atomic
def move_project(
    call: Call, *, number: int, target: Target, reason: str, stamp: str, by: Person, at: datetime
) -> Decision:
    """Put one project in another wave, in, out or on the waiting list. What differs from the rule needs a reason.

    `stamp`: of the board that was on the screen. Over a ceiling is allowed here: the board shows it.
    """
    sitting = _open_sitting(locked_call(call), stamp)
    row = _decision(sitting, number)
    way = _way(sitting, number, target)
    is_other = differs(sitting.by_rule[number], target)
    if is_other and not reason.strip():
        raise CannotDecide(Problem(_("Dit is anders dan de regel zegt. Schrijf op waarom."), "reason"))
    _write(row, target, way, sitting, reason=reason.strip() if is_other else "", by=by, at=at)
    _number_waiting(sitting.round)
    audit.record("decision.move", row.submission, by=by, at=at, target=str(target), by_rule=row.by_rule)
    return row


@transaction.atomic
def fill_waiting_list(call: Call, *, length: int, stamp: str, by: Person, at: datetime) -> int:
    """The best ranked of those not chosen, so many, come on the waiting list; the others leave it."""
    sitting = _open_sitting(locked_call(call), stamp)
    outside = [row for row in sitting.in_order() if row.outcome != CHOSEN and row.submission.number not in sitting.gone]
    for place, row in enumerate(outside):
        row.outcome = WAITING if place < length else REFUSED
        row.waiting_place = None
    Decision.objects.bulk_update(outside, ["outcome", "waiting_place"])
    _number_waiting(sitting.round)
    audit.record("decision.fill_waiting_list", call, by=by, at=at, length=length)
    return min(length, len(outside))


@transaction.atomic
def finish_selection(call: Call, *, stamp: str, by: Person, at: datetime) -> Call:
    """The decision stands: every admissible project has an outcome, nothing is over a ceiling, each difference has a reason."""
    row = locked_call(call)
    state = next_state(states.CALL, "decide", row.state)
    sitting = _open_sitting(row, stamp)
    CannotDecide.if_any(Problem(text) for text in what_hinders(row, sitting))
    living = [one for one in sitting.in_order() if one.submission.state != GONE]
    for outcome, verb in STATE_VERBS.items():
        _move_states([one.submission for one in living if one.outcome == outcome], verb)
    for one in living:
        one.decided_at, one.decided_by = at, by
    Decision.objects.bulk_update(living, ["decided_at", "decided_by"])
    Call.objects.filter(pk=row.pk).update(state=state, version=F("version") + 1)
    row.state = state
    _keep_medians(sitting, living)
    write_answers(row, sitting, living, by=by, at=at)
    audit.record("selection.finish", row, by=by, at=at, round=sitting.round.pk, chosen=len(sitting.chosen),
                 waiting=sum(one.outcome == WAITING for one in living), decided=len(living))  # fmt: skip
    return row


@transaction.atomic
def reopen_selection(call: Call, *, reason: str, by: Person, at: datetime) -> Call:
    """Back to the jury, before anything left the house."""
    row = locked_call(call)
    state = next_state(states.CALL, "reopen_decision", row.state)
    if not reason.strip():
        raise CannotDecide(Problem(_("Schrijf op waarom de jury opnieuw beslist."), "reason"))
    sitting = _sitting(row)
    if any(one.letter_released_at for one in sitting.decisions.values()):
        raise CannotDecide(_("Er is al een brief verstuurd. Deze beslissing gaat niet meer terug."))
    for outcome in STATE_VERBS:
        _move_states([one.submission for one in sitting.decisions.values() if one.submission.state == outcome], "undo")
    take_letters_back(sitting.decisions.values())
    Call.objects.filter(pk=row.pk).update(state=state, version=F("version") + 1)
    SelectionRound.objects.filter(pk=sitting.round.pk).update(
        answer={**sitting.round.answer, "reopened": [*sitting.round.answer.get("reopened", []), reason.strip()[:500]]}
    )
    audit.record("selection.reopen", row, by=by, at=at, round=sitting.round.pk)
    row.state = state
    return row


@transaction.atomic
def promote_from_waiting_list(
    call: Call, *, number: int, target: Target, reason: str, by: Person, at: datetime
) -> Decision:
    """Give freed money to a project on the waiting list. Passing over one that fits needs a reason; never by itself."""
    row = locked_call(call)
    if row.state not in AFTER_DECIDING:
        raise CannotDecide(_("De wachtlijst telt pas als de beslissing afgerond is."))
    sitting = _sitting(row)
    decision = _decision(sitting, number)
    if decision.outcome != WAITING or decision.submission.state != WAITING:
        raise CannotDecide(_("Dit project staat niet meer op de wachtlijst."))
    way = _way(sitting, number, target)
    if way is None or not fits(sitting, way):
        raise CannotDecide(_("Voor dit project is niet genoeg geld vrij in die golf."))
    passed = fitting_before(sitting, decision)
    if passed and not reason.strip():
        told = _("Project %(number)s staat hoger op de wachtlijst en past ook. Schrijf op waarom je het overslaat.")
        raise CannotDecide(Problem(told % {"number": passed[0].submission.number}, "reason"))
    why = _("Van de wachtlijst, plaats %(place)s: er kwam geld vrij.") % {"place": decision.waiting_place}
    _move_states([decision.submission], "choose")
    take_letters_back([decision])
    decision.letter, decision.letter_released_at = None, None
    _write(decision, target, way, sitting, reason=f"{why} {reason.strip()}".strip(), by=by, at=at)
    write_answers(row, sitting, [decision], by=by, at=at)
    audit.record("decision.promote", decision.submission, by=by, at=at, place=decision.waiting_place or 0)
    return decision


def _sitting(call: Call) -> Sitting:
    sitting = sitting_of(call)
    if sitting is None:
        raise CannotDecide(_("Bewaar eerst een regel."))
    return sitting


def _open_sitting(call: Call, stamp: str) -> Sitting:
    if call.state != "judging":
        raise CannotDecide(_("De beslissing is afgerond. Heropen ze eerst als de jury anders beslist."))
    sitting = _sitting(call)
    if sitting.stamp != stamp:
        raise Conflict(_("Een collega verplaatste intussen een project. Kijk eerst na wat er nu staat."), current=call)
    return sitting


def _decision(sitting: Sitting, number: int) -> Decision:
    row = sitting.decisions.get(number)
    if row is None or row.submission.state == GONE:
        raise CannotDecide(Problem(_("Dit project staat niet (meer) op het bord."), "number"))
    return row


def _way(sitting: Sitting, number: int, target: Target) -> Way | None:
    if target.outcome != CHOSEN:
        return None
    try:
        return way_of(sitting.core, str(number), target, sitting.kinds)
    except CannotPlace as problem:
        raise CannotDecide(Problem(str(problem), "target")) from None


def _write(
    row: Decision, target: Target, way: Way | None, sitting: Sitting, *, reason: str, by: Person, at: datetime
) -> None:
    row.outcome, row.wave, row.reason = target.outcome, target.wave, reason
    row.grant = grant_of(sitting.core, way) if way else {}
    row.decided_at, row.decided_by = at, by
    if target.outcome != WAITING and row.submission.state == "submitted":
        row.waiting_place = None
    row.save()


def _number_waiting(stored: SelectionRound) -> None:
    """Places on the waiting list follow the ranking."""
    order = {row["id"]: place for place, row in enumerate(stored.input["submissions"])}
    rows = sorted(stored.decisions.filter(outcome=WAITING).exclude(submission__state=GONE).select_related("submission"),
                  key=lambda row: order[row.submission.number])  # fmt: skip
    for place, row in enumerate(rows, 1):
        row.waiting_place = place
    Decision.objects.bulk_update(rows, ["waiting_place"])


def _move_states(submissions: Sequence[Submission], verb: str) -> None:
    """All at once, from one state to another. Who withdrew at this very moment stops it."""
    for before in {one.state for one in submissions}:
        state = next_state(states.SUBMISSION, verb, before)
        keys = [one.pk for one in submissions if one.state == before]
        moved = Submission.objects.filter(pk__in=keys, state=before).update(state=state, version=F("version") + 1)
        if moved != len(keys):
            raise CannotDecide(_("Een project veranderde op dit moment. Kijk de pagina na en probeer opnieuw."))
    for one in submissions:
        one.state = states.SUBMISSION[verb].to_state


def _keep_medians(sitting: Sitting, living: Iterable[Decision]) -> None:
    """Fixed at this moment: page, letter and phone say the same, also when somebody withdraws later."""
    chosen = [one.submission_id for one in living if one.outcome == CHOSEN]
    points = [
        one or {} for one in Submission.objects.filter(pk__in=chosen).values_list("deliberation__points", flat=True)
    ]
    answer = sitting.round.answer
    answer["medians"] = medians_of(points, [one["key"] for one in answer["criteria"]])
    SelectionRound.objects.filter(pk=sitting.round.pk).update(answer=answer)
