"""Money before yes: figures typed or calculated, and "ik wist het vooraf". Figures are never rewritten."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import says_yes
from tandem.guidance.models import Step, StepMoney
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.step_money import Look, figures_text, look_text, month_after
from tandem.kernel import audit
from tandem.kernel.dutch import wall_clock
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotKnowBefore(Refusal):
    """There are newer figures, or it is not the person who says so."""


@transaction.atomic
def keep_figures(
    place: Place, step: Step, *, now: int, months: Sequence[int | None], unknown: str, by: Person, at: datetime
) -> StepMoney:  # fmt: skip
    """New figures in cents. Until the yes they are looked at anew: what was known before is asked again."""
    figures = figures_text(now=now, months=months, first=month_after(wall_clock(at).date()))
    return _keep(place, step, {"figures": figures, "unknown": unknown}, by=by, at=at)


@transaction.atomic
def keep_look(
    place: Place, step: Step, look: Look, *, answers: Mapping[str, str], how: str = "", by: Person, at: datetime
) -> StepMoney:  # fmt: skip
    """What was calculated and shown. `answers`: what went in, when it is to be kept; only the person says so."""
    if answers and not says_yes(place, how):
        raise CannotKnowBefore(_("Of de antwoorden in het dossier blijven, zegt de persoon zelf. Vraag het samen."))
    texts = {
        "figures": look_text(look),
        "unknown": look.unknown,
        "inputs": json.dumps(dict(answers)) if answers else "",
    }
    return _keep(place, step, texts, by=by, at=at)


def _keep(place: Place, step: Step, texts: Mapping[str, str], *, by: Person, at: datetime) -> StepMoney:
    step = parts(place, Step).select_for_update(of=("self",)).get(pk=step.pk)
    money = StepMoney.add(file=place.file, made_at=at, made_by=by, step=step, is_by_client=place.is_owner, **texts)
    if step.chosen_at is None:
        step.changes_money, step.money_shown_at, step.knew_before_at = True, None, None
        step.save(update_fields=["changes_money", "money_shown_at", "knew_before_at"])
    audit.record("step.keep_figures", step, by=by, at=at, file=place.file.pk, figures=money.pk)
    return money


@transaction.atomic
def know_before(place: Place, money: StepMoney, *, by: Person, at: datetime, how: str = "") -> Step:
    """Ik wist het vooraf: these figures, the newest there are, were on the screen."""
    if not says_yes(place, how):
        raise CannotKnowBefore(_("Dit zegt de persoon zelf. Bekijk de cijfers samen, in een gesprek."))
    step = parts(place, Step).select_for_update(of=("self",)).get(pk=money.step_id)
    newest = parts(place, StepMoney).filter(step=step).first()
    if newest is None or newest.pk != money.pk:
        raise CannotKnowBefore(_("Er zijn nieuwere cijfers. Bekijk die eerst."))
    newest.seen_at = at
    newest.save(update_fields=["seen_at"])
    step.money_shown_at = step.knew_before_at = at
    step.save(update_fields=["money_shown_at", "knew_before_at"])
    audit.record("step.know_before", step, by=by, at=at, file=place.file.pk, figures=newest.pk, how=how)
    return step
