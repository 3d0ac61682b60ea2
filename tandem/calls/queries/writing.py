"""What the pages on which a project is written ask."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from tandem.calls.models import Answer, AnswerVersion, Call, MoneyKind, Submission
from tandem.calls.queries.form import whole_form
from tandem.calls.rules.answers import Limits
from tandem.calls.rules.definition import Definition
from tandem.kernel.models import StoredFile


def answers_of(submission: Submission) -> dict[str, Any]:
    """Question -> what stands there now, in one query."""
    return dict(Answer.objects.filter(submission_id=submission.pk).values_list("question", "value"))


def form_of(submission: Submission) -> Definition:
    """The whole form of a project, in the revision it stands on."""
    return whole_form(submission.revision, submission.call)


def money_kinds_of(call: Call) -> list[MoneyKind]:
    """The kinds of money of a call, in order."""
    return list(MoneyKind.objects.filter(call_id=call.pk).order_by("position", "pk"))


def limits_of(call: Call, *, on: date) -> Limits:
    """What the call itself sets, for `rules.answers.missing`; one query."""
    kinds = money_kinds_of(call)
    return Limits(
        caps={kind.key: kind.cap_eur for kind in kinds}, names={kind.key: kind.title for kind in kinds},
        least_months=call.least_months, most_months=call.most_months, on=on,
    )  # fmt: skip


def attachment_of(submission: Submission, file: UUID) -> StoredFile:
    """A file that stands, or once stood, among the answers of this project; any other does not exist."""
    wanted = Q(value__contains=[{"id": str(file)}])
    if not AnswerVersion.objects.filter(wanted, submission_id=submission.pk).exists():
        raise Http404
    stored = StoredFile.objects.filter(pk=file).first()
    if stored is None:
        raise Http404
    return stored
