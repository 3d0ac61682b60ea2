"""Steps: put on the list, chosen with a yes, begun, done, laid aside. Only the person says yes, alone or together in a talk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import CannotWrite, says_yes, write
from tandem.guidance.models import Decision, FileItem, Step
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.pen import Writing
from tandem.guidance.rules.step import STEPS, choice_problems, is_unpaid_step, needs_money_view, unpaid_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotChoose(Refusal):
    """Money was not shown yet, or it is not the person who says yes."""


@transaction.atomic
def add_step(
    place: Place, *, kind: str, words: str, by: Person, at: datetime, wish_id: str | None = None,
    barrier_id: str | None = None, changes_money: bool = False, is_unpaid: bool = False, brings_now: str = "",
    brings_later: str = "", how: str = "", why: str = "",
) -> FileItem:  # fmt: skip
    """A step as an idea, or a guide's proposal of one. An unpaid one says what it brings, now and later (behaviour 16)."""
    is_unpaid = is_unpaid_step(kind, is_ticked=is_unpaid)
    problems = unpaid_problems(is_unpaid=is_unpaid, brings_now=brings_now, brings_later=brings_later)
    CannotWrite.if_any(problems)
    facts: dict[str, object] = {
        "kind": kind, "wish_id": wish_id, "barrier_id": barrier_id, "is_unpaid": is_unpaid,
        "changes_money": needs_money_view(kind, changes_money=changes_money),
    }  # fmt: skip
    texts = {"brings_now": brings_now, "brings_later": brings_later} if is_unpaid else {}
    return write(place, Writing("step", words, facts, texts), by=by, at=at, how=how, why=why)


@transaction.atomic
def choose_step(place: Place, step: Step, *, by: Person, at: datetime, how: str = "") -> Step:
    """The yes. With money in it only after the person saw what it does (behaviour 15). It stands among the decisions."""
    step = _locked(place, step, how)
    step.state = next_state(STEPS, "choose", step.state)
    step.changes_money = needs_money_view(step.kind, changes_money=step.changes_money)
    CannotChoose.if_any(choice_problems(needs_money=step.changes_money, is_money_shown=step.money_shown_at is not None))
    step.chosen_at = at
    _save(place, step, "choose", by=by, at=at, how=how)
    chosen_by = "client" if place.is_owner else "together"
    facts: dict[str, object] = {"chosen_by": chosen_by, "rung": "co_decide", "step_id": step.pk}
    words = _("Ik kies deze stap: %(step)s") % {"step": step.words}
    write(place, Writing("decision", words, facts), by=by, at=at, how=how)
    return step


@transaction.atomic
def start_step(place: Place, step: Step, *, by: Person, at: datetime, how: str = "") -> Step:
    """It began."""
    return _move(place, step, "start", by=by, at=at, how=how)


@transaction.atomic
def finish_step(place: Place, step: Step, *, by: Person, at: datetime, how: str = "", led_to: str = "") -> Step:
    """It is done; what it led to, as far as known."""
    step = _locked(place, step, how)
    step.state = next_state(STEPS, "finish", step.state)
    step.led_to = led_to or step.led_to
    _save(place, step, "finish", by=by, at=at, how=how)
    return step


@transaction.atomic
def lay_aside(place: Place, step: Step, *, by: Person, at: datetime, how: str = "") -> Step:
    """Toch niet, or not now: one tap, no reason. The yes is taken back with it."""
    step = _move(place, step, "lay_aside", by=by, at=at, how=how)
    parts(place, Decision).filter(step=step, taken_back_at__isnull=True).update(taken_back_at=at)
    return step


@transaction.atomic
def take_up(place: Place, step: Step, *, by: Person, at: datetime, how: str = "") -> Step:
    """Back among the ideas. A new yes is a new look at the money."""
    step = _locked(place, step, how)
    step.state = next_state(STEPS, "take_up", step.state)
    step.chosen_at = step.money_shown_at = step.knew_before_at = None
    _save(place, step, "take_up", by=by, at=at, how=how)
    return step


def _move(place: Place, step: Step, verb: str, *, by: Person, at: datetime, how: str) -> Step:
    step = _locked(place, step, how)
    step.state = next_state(STEPS, verb, step.state)
    _save(place, step, verb, by=by, at=at, how=how)
    return step


def _locked(place: Place, step: Step, how: str) -> Step:
    if not says_yes(place, how):
        raise CannotChoose(_("Dit zegt de persoon zelf. Neem het samen door, in een gesprek."))
    return parts(place, Step).select_for_update(of=("self",)).get(pk=step.pk)


def _save(place: Place, step: Step, verb: str, *, by: Person, at: datetime, how: str) -> None:
    step.changed_at = at
    step.version += 1
    step.save()
    audit.record(ACTS[verb], step, by=by, at=at, file=place.file.pk, state=step.state, how=how)


ACTS = {
    "choose": "step.choose",
    "start": "step.start",
    "finish": "step.finish",
    "lay_aside": "step.lay_aside",
    "take_up": "step.take_up",
}
