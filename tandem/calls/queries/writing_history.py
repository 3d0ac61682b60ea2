"""Who changed which answer when: every value that ever stood there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from tandem.calls.models import Answer, AnswerVersion, Submission
from tandem.calls.queries.writing import form_of, money_kinds_of
from tandem.calls.queries.writing_page import words_of
from tandem.calls.rules.conditions import is_empty
from tandem.calls.rules.definition import Question
from tandem.calls.rules.writing import question_of
from tandem.kernel import dutch

ONE_GO = timedelta(minutes=10)  # saves of one person in one field within this time are one change
GONE = "Een vraag die wegviel"


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that somebody changed; `number` is the version that stood there before."""

    question: str
    label: str
    who: str
    when: str
    before: str
    after: str
    number: int
    current: int  # version that stands there now; 0 when the question is gone
    may_go_back: bool


def versions_of(submission: Submission, question: str = "") -> QuerySet[AnswerVersion]:
    """Every saved value, the newest first, of one question or of all."""
    rows = AnswerVersion.objects.filter(submission_id=submission.pk)
    if question:
        rows = rows.filter(question=question)
    before = AnswerVersion.objects.filter(
        submission_id=submission.pk, question=OuterRef("question"), version=OuterRef("version") - 1
    )
    return (
        rows.select_related("changed_by")
        .annotate(before=Subquery(before.values("value")))
        .order_by("-changed_at", "-pk")
    )


def changes_of(submission: Submission, versions: Iterable[AnswerVersion], *, on: date) -> list[Change]:
    """A page of versions in words; saves that follow each other closely are told as one."""
    definition, kinds = form_of(submission), money_kinds_of(submission.call)
    current = dict(Answer.objects.filter(submission_id=submission.pk).values_list("question", "version"))
    found = []
    for newest, oldest in _in_one_go(versions):
        question = question_of(definition, newest.question) or Question(newest.question, "text", GONE)
        is_gone = question_of(definition, newest.question) is None
        before = oldest.before  # type: ignore[attr-defined]
        found.append(Change(
            question=newest.question, label=question.label, who=str(newest.changed_by or "iemand"),
            when=dutch.datetime_nl(newest.changed_at), before=words_of(question, before, kinds, on=on),
            after=words_of(question, newest.value, kinds, on=on), number=oldest.version - 1,
            current=0 if is_gone else current.get(newest.question, 0),
            may_go_back=not is_gone and not is_empty(before) and question.kind != "file",
        ))  # fmt: skip
    return found


def value_at(submission: Submission, question: str, number: int) -> Any:
    """What a question held in one version; 404 when it never did."""
    row = AnswerVersion.objects.filter(submission_id=submission.pk, question=question, version=number).first()
    if row is None:
        raise Http404
    return row.value


def labels_of(submission: Submission) -> Mapping[str, str]:
    """Question -> label, of what was ever answered."""
    definition = form_of(submission)
    asked = (
        AnswerVersion.objects.filter(submission_id=submission.pk)
        .order_by("question")
        .values_list("question", flat=True)
    )
    found = {key: question_of(definition, key) for key in asked.distinct()}
    return {key: question.label if question else f"{GONE} ({key})" for key, question in found.items()}


def _in_one_go(versions: Iterable[AnswerVersion]) -> Iterable[tuple[AnswerVersion, AnswerVersion]]:
    """The newest and the oldest of each run of saves, newest run first."""
    runs: list[list[AnswerVersion]] = []
    open_runs: dict[str, list[AnswerVersion]] = {}
    for row in versions:
        run = open_runs.get(row.question)
        if run and run[-1].changed_by_id == row.changed_by_id and run[-1].changed_at - row.changed_at <= ONE_GO:
            run.append(row)
            continue
        open_runs[row.question] = [row]
        runs.append(open_runs[row.question])
    return [(run[0], run[-1]) for run in runs]
