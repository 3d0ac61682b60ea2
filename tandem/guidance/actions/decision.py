"""Toch niet: a decision is taken back in one tap. Deciding itself goes through the pen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import how_said, says_yes
from tandem.guidance.actions.step import lay_aside
from tandem.guidance.models import Decision, Step
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.step import ACTIVE
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotTakeBack(Refusal):
    """The person holds the pen."""


@transaction.atomic
def take_back(place: Place, decision: Decision, *, by: Person, at: datetime, how: str = "") -> Decision:
    """It no longer counts and stays readable; a new decision is always possible. A step without any yes left lies aside."""
    if not says_yes(place, how):
        raise CannotTakeBack(_("De persoon beslist dit zelf. Doe het samen, in een gesprek."))
    decision = parts(place, Decision).select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.taken_back_at is None:
        decision.taken_back_at = at
        decision.save()
        audit.record("decision.take_back", decision, by=by, at=at, file=place.file.pk, how=how_said(place, how))
        _lay_step_aside(place, decision, by=by, at=at, how=how)
    return decision


def _lay_step_aside(place: Place, decision: Decision, *, by: Person, at: datetime, how: str) -> None:
    step = parts(place, Step).filter(pk=decision.step_id, state__in=ACTIVE).first() if decision.step_id else None
    if step and not parts(place, Decision).filter(step=step, taken_back_at__isnull=True).exists():
        lay_aside(place, step, by=by, at=at, how=how)
