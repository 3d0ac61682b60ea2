"""Averages over many evaluations: completed ones with at least five answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from tandem.identity.rules import FUND_OFFICER, PLANNER, Viewer
from tandem.sessions.evaluation_anonymity import THRESHOLD
from tandem.sessions.evaluation_questions import PAIR, SCALE, Question, questions_of
from tandem.sessions.models import EvaluationForm, EvaluationResponse
from tandem.sessions.queries.evaluation import Bar

QUESTION_SET = "link_effect_1"


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures over all evaluations of one year, or of all years."""

    evaluations: int
    answers: int
    pairs: tuple[Bar, ...]
    scales: tuple[Bar, ...]


def years_of(viewer: Viewer) -> list[int]:
    """Years in which an evaluation was completed, newest first."""
    return [moment.year for moment in _completed(viewer).dates("completed_at", "year", order="DESC")]


def completed_evaluations(viewer: Viewer, *, year: int | None) -> QuerySet[EvaluationForm]:
    """Completed evaluations with enough answers, newest first, with their number of answers."""
    return (
        _completed(viewer, year=year)
        .annotate(answer_count=Count("responses"))
        .filter(answer_count__gte=THRESHOLD)
        .select_related("series__organisation")
        .order_by("-completed_at", "-pk")
    )


def overview_of(viewer: Viewer, *, year: int | None) -> Overview:
    """Averages before and after. One evaluation counts by its number of answers.

    Of each group of answers only what at least five gave counts, as in its own results: else subtracting tells.
    """
    names = [name for question in questions_of(QUESTION_SET, PAIR, SCALE) for name in question.fields]
    per_group = (
        EvaluationResponse.objects.filter(form__in=_completed(viewer, year=year))
        .order_by()
        .values("form_id", "batch")
        .annotate(given=Count("pk"), **_sums(names))
        .filter(given__gte=THRESHOLD)
    )
    totals = per_group.aggregate(
        evaluations=Count("form_id", distinct=True), answers=Sum("given"),
        **{
            f"total_{column}": Sum(column, filter=Q(**{f"count_{name}__gte": THRESHOLD}))
            for name in names for column in (f"sum_{name}", f"count_{name}")
        },
    )  # fmt: skip
    return Overview(
        evaluations=totals["evaluations"], answers=totals["answers"] or 0,
        pairs=tuple(_bar(question, totals) for question in questions_of(QUESTION_SET, PAIR)),
        scales=tuple(_bar(question, totals) for question in questions_of(QUESTION_SET, SCALE)),
    )  # fmt: skip


def _completed(viewer: Viewer, *, year: int | None = None) -> QuerySet[EvaluationForm]:
    mine = Q(series__funder_id__in=viewer.organisation_ids(FUND_OFFICER))
    mine |= Q(series__provider_id__in=viewer.organisation_ids(PLANNER))
    forms = EvaluationForm.objects.filter(mine, completed_at__isnull=False, question_set=QUESTION_SET)
    return forms.filter(completed_at__year=year) if year else forms


def _sums(names: list[str]) -> dict[str, Sum | Count]:
    sums: dict[str, Sum | Count] = {}
    for name in names:
        figure = Cast(KeyTextTransform(name, F("answers")), IntegerField())
        sums[f"sum_{name}"], sums[f"count_{name}"] = Sum(figure), Count(figure)
    return sums


def _bar(question: Question, totals: Mapping[str, int | None]) -> Bar:
    return Bar(question.short, *(_mean(totals, name) for name in question.fields))


def _mean(totals: Mapping[str, int | None], name: str) -> float | None:
    total, count = totals[f"total_sum_{name}"], totals[f"total_count_{name}"] or 0
    return total / count if total is not None and count >= THRESHOLD else None
