"""What the pages on which a project is written ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from tandem.calls.models import Answer, AnswerVersion, Call, Editor, FormRevision, MoneyKind, Submission
from tandem.calls.queries.form import whole_form
from tandem.calls.rules.answers import Limits
from tandem.calls.rules.definition import Definition
from tandem.identity.rules import ORGANISATION_CONTACT, Viewer
from tandem.kernel.finding import one_or_404
from tandem.kernel.models import StoredFile

CALL_FACTS = ("state", "opens_at", "closes_at", "grace_minutes", "version", "least_months", "most_months")


@dataclass(frozen=True, slots=True)
class _Form:
    """What the form of a project depends on."""

    revision: UUID
    call: UUID
    call_version: int
    least_months: int
    most_months: int


def answers_of(submission: Submission) -> dict[str, Any]:
    """Question -> what stands there now, in one query."""
    return dict(Answer.objects.filter(submission_id=submission.pk).values_list("question", "value"))


def form_of(submission: Submission) -> Definition:
    """The whole form of a project, in the revision it stands on. A published form never changes: it is read once."""
    call = submission.call
    return _form(_Form(submission.revision_id, call.pk, call.version, call.least_months, call.most_months))


def light_submission_for(viewer: Viewer, pk: UUID) -> Submission:
    """The same door as `submission_for`, with only what a save needs: hundreds of people save at once."""
    mine = Q(organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    along = Exists(Editor.objects.filter(submission=OuterRef("pk"), person_id=viewer.person_id or 0))
    rows = Submission.objects.filter(mine | along).select_related("call")
    return one_or_404(rows.only("state", "revision_id", *(f"call__{name}" for name in CALL_FACTS)), pk)


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


@lru_cache(maxsize=64)
def _form(key: _Form) -> Definition:
    revision = FormRevision.objects.select_related("call").get(pk=key.revision)
    return whole_form(revision, revision.call)


def attachment_of(submission: Submission, file: UUID) -> StoredFile:
    """A file that stands, or once stood, among the answers of this project; any other does not exist."""
    wanted = Q(value__contains=[{"id": str(file)}])
    if not AnswerVersion.objects.filter(wanted, submission_id=submission.pk).exists():
        raise Http404
    stored = StoredFile.objects.filter(pk=file).first()
    if stored is None:
        raise Http404
    return stored
