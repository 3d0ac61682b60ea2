"""A question to carry more, as the person who is asked reads it."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.planning.models import Capacity, LimitQuestion
from tandem.planning.rules import limits


@dataclass(frozen=True, slots=True)
class LimitPage:
    """What stands now and what is asked, both as sentences."""

    question: LimitQuestion
    now: str
    wanted: str


def limit_page(question: LimitQuestion) -> LimitPage:
    """With the limit as it stands now."""
    own = Capacity.objects.filter(person_id=question.person_id).first() or Capacity()
    return LimitPage(
        question, limits.sentence(question.limit, getattr(own, question.limit)), limits.sentence(question.limit, question.value)
    )  # fmt: skip
