"""A recommendation begins: statements of a forum day come together in one draft."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tandem.dialogue.models import ForumDay, Recommendation, RecommendationStatement, Statement
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

# The domain that stands ready for a theme; whoever works the draft out may choose another.
USUAL_DOMAINS = {
    "income": "welfare", "housing": "housing", "health": "welfare", "mental": "welfare", "family": "welfare",
    "network": "welfare", "learning": "education", "work": "work", "language": "integration", "mobility": "mobility",
    "administration": "digital", "justice": "federal", "leisure": "culture_youth_sport", "basics": "welfare",
}  # fmt: skip


class CannotDraftRecommendation(Refusal):
    """No statement was chosen, or one of another day."""


@transaction.atomic
def draft_recommendation(
    forum_day: ForumDay, statements: Collection[Statement], title: str, words: str, by: Person, at: datetime, *,
    policy_domain: str = "",
) -> Recommendation:  # fmt: skip
    """A draft made of statements of one forum day (seed 004). Nobody outside sees it before it is put to somebody."""
    CannotDraftRecommendation.if_any(_problems(forum_day, statements, title, words))
    draft = Recommendation.objects.create(
        number=next_number(), forum_day=forum_day, title=title.strip(), words=words.strip(), theme=forum_day.theme,
        policy_domain=policy_domain or USUAL_DOMAINS[forum_day.theme], made_at=at, made_by=by,
    )  # fmt: skip
    RecommendationStatement.objects.bulk_create(
        RecommendationStatement(recommendation=draft, statement=statement) for statement in statements
    )
    audit.record(
        "recommendation.draft", draft, by=by, at=at, forum_day=forum_day.pk, number=draft.number, statements=len(statements)
    )  # fmt: skip
    return draft


def next_number() -> int:
    """The next number of a recommendation; a number is never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('dialogue_recommendation_number')")
        return int(cursor.fetchone()[0])


def _problems(
    forum_day: ForumDay, statements: Collection[Statement], title: str, words: str
) -> list[Problem]:  # fmt: skip
    found = []
    if not statements:
        found.append(Problem(_("Kies eerst de uitspraken waar deze aanbeveling uit komt.")))
    if any(row.table is None or row.table.forum_day_id != forum_day.pk for row in statements):
        found.append(Problem(_("Een van deze uitspraken hoort bij een andere dag. Kies opnieuw.")))
    if not title.strip():
        found.append(Problem(_("Geef de aanbeveling een korte titel."), "title"))
    if not words.strip():
        found.append(Problem(_("Schrijf wat er moet veranderen, en voor wie."), "words"))
    return found
