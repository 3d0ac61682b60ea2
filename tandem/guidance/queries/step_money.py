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
    is_losing: bool


def newest_money(place: Place, step: Step) -> tuple[StepMoney, MoneyView] | None:
    """The newest figures of a step and their view; None when nobody typed any yet."""
    row = parts(place, StepMoney).filter(step=step).first()
    return (row, view_of(row.figures, unknown=row.unknown)) if row else None


def money_lines(place: Place) -> list[MoneyLine]:
    """Per step the newest view: the steps that bring less in some month first, then newest first."""
    newest: dict[UUID, StepMoney] = {}
    for row in parts(place, StepMoney):
        newest.setdefault(row.step_id, row)
    steps = {step.pk: step for step in parts(place, Step).filter(pk__in=newest)} if newest else {}
    lines = [_line(steps[pk], row) for pk, row in newest.items() if pk in steps]
    return sorted(lines, key=lambda line: not line.is_losing)


def _line(step: Step, row: StepMoney) -> MoneyLine:
    view = view_of(row.figures, unknown=row.unknown)
    url = reverse("step_money", args=[step.file_id, step.pk])
    return MoneyLine(step.words, url, row.made_at, view.sentences, step.knew_before_at, view.is_losing)
