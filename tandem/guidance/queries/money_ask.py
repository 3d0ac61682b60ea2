"""What was answered before in a file, and a calculation in the shape that a file keeps."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tandem.guidance.models import Step, StepMoney
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.step_money import Look
from tandem.income.queries import Option

SENTENCES = 3


def kept_answers(place: Place, step: Step) -> tuple[dict[str, str], bool]:
    """The newest answers that were kept in this file, and whether they were about this step."""
    rows = [row for row in parts(place, StepMoney) if row.inputs]
    rows.sort(key=lambda row: row.step_id != step.pk)  # the newest of this step, else the newest of all
    return (json.loads(rows[0].inputs), rows[0].step_id == step.pk) if rows else ({}, False)


def look_of(option: Option, others: Sequence[Option]) -> Look:
    """One choice as a file keeps it, with the others in a few sentences."""
    result = option.result
    return Look(
        first=result.start,
        nows=tuple(month.now for month in result.careful),
        months=tuple(month.then for month in result.careful),
        unknown="\n".join(result.unknown),
        rights=tuple(
            f"{right.label}: {right.state_label}. Vraag het aan {right.confirms}."
            for right in result.rights if right.state != "kept"
        ),
        beside=(*_after_stop(option), *((other.title, other.result.headline[:SENTENCES]) for other in others)),
    )  # fmt: skip


def _after_stop(option: Option) -> list[tuple[str, tuple[str, ...]]]:
    """What was shown of a contract that stops."""
    return [("Als het contract stopt", option.after_stop.headline[:SENTENCES])] if option.after_stop else []
