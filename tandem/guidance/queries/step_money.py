"""What steps do with the money of the household, as it was typed and shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from tandem.guidance.models import Step, StepMoney
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.step_money import MoneyView, view_of


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """The newest look at the money of one step."""

    words: str
    url: str
    at: datetime
    sentences: tuple[str, ...]
    knew_before_at: datetime | None


def newest_money(place: Place, step: Step) -> tuple[StepMoney, MoneyView] | None:
    """The newest figures of a step and their view; None when nobody typed any yet."""
    row = parts(place, StepMoney).filter(step=step).first()
    return (row, view_of(row.figures, unknown=row.unknown)) if row else None


def money_lines(place: Place) -> list[MoneyLine]:
    """Per step the newest view, newest first."""
    newest: dict[UUID, StepMoney] = {}
    for row in parts(place, StepMoney):
        newest.setdefault(row.step_id, row)
    steps = {step.pk: step for step in parts(place, Step).filter(pk__in=newest)} if newest else {}
    return [
        MoneyLine(steps[pk].words, reverse("step_money", args=[place.file.pk, pk]), row.made_at,
                  view_of(row.figures, unknown=row.unknown).sentences, steps[pk].knew_before_at)
        for pk, row in newest.items() if pk in steps
    ]  # fmt: skip
