"""The duo of a series in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tandem.sessions.models import Duo, Series


@dataclass(frozen=True, slots=True)
class DuoCard:
    """The duo of a series in words; empty names when there is none."""

    trainer: str = ""
    expert: str = ""
    trainer_answer: str = ""
    expert_answer: str = ""
    is_asked: bool = False
    last_refusal: str = ""


def duo_card(series: Series) -> DuoCard:
    """The open duo with the answers of both, else what the last one who said no told: one query."""
    last = Duo.objects.filter(series=series).select_related("trainer", "experiential_expert").first()
    if last is None:
        return DuoCard()
    if last.ended_at is not None:
        return DuoCard(last_refusal=last.end_reason)
    return DuoCard(
        trainer=str(last.trainer), expert=str(last.experiential_expert),
        trainer_answer=_answer(last.trainer_agreed_at), expert_answer=_answer(last.expert_agreed_at),
        is_asked=last.trainer_agreed_at is None or last.expert_agreed_at is None,
    )  # fmt: skip


def _answer(agreed_at: datetime | None) -> str:
    return _("zei ja") if agreed_at else _("heeft nog niet geantwoord")
