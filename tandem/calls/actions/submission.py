"""A project begins: empty, or with what still fits of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.models import Answer, AnswerVersion, Call, FormRevision, Submission
from tandem.calls.queries.form import current_revision
from tandem.calls.queries.writing import answers_of, form_of
from tandem.calls.rules.call import is_open_at
from tandem.calls.rules.writing import columns_of, copied
from tandem.identity.rules import ORGANISATION_KINDS
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person


class CannotStart(Refusal):
    """The call is not open, has no form, or is meant for another kind of organisation."""


@transaction.atomic
def start_submission(
    call: Call, *, organisation: Organisation, by: Person | None, at: datetime, earlier: Submission | None = None
) -> Submission:
    """A draft on the latest form. `earlier`: take along what the same questions said there."""
    revision = _revision_of(call, organisation, at=at)
    row = Submission.objects.create(
        call=call, organisation=organisation, revision=revision, made_at=at, made_by=by, changed_at=at
    )
    number = _take_along(row, answers_of(earlier), by=by, at=at) if earlier else 0
    audit.record("submission.start", row, by=by, at=at, call=call.pk, copied_answers=number)
    return row


def _revision_of(call: Call, organisation: Organisation, *, at: datetime) -> FormRevision:
    if not is_open_at(call, at):
        raise CannotStart(_("Deze oproep is nu niet open. Kijk op de pagina van de oproep wanneer je kan indienen."))
    if call.submitter_kinds and organisation.kind not in call.submitter_kinds:
        kinds = ", ".join(ORGANISATION_KINDS.get(kind, kind) for kind in call.submitter_kinds)
        raise CannotStart(_("Deze oproep is alleen voor: %(kinds)s.") % {"kinds": kinds})
    try:
        return current_revision(call)
    except FormRevision.DoesNotExist as error:
        raise CannotStart(_("Het formulier van deze oproep is nog niet klaar. Kom later terug.")) from error


def _take_along(row: Submission, earlier: Mapping[str, Any], *, by: Person | None, at: datetime) -> int:
    values = dict(copied(form_of(row), earlier))
    facts = [
        {"submission": row, "question": question, "value": value, "version": 1, "changed_at": at, "changed_by": by}
        for question, value in values.items()
    ]
    Answer.objects.bulk_create(Answer(**fact) for fact in facts)
    AnswerVersion.objects.bulk_create(AnswerVersion(**fact) for fact in facts)
    columns: dict[str, Any] = {}
    for question, value in values.items():
        columns |= columns_of(question, value)
    Submission.objects.filter(pk=row.pk).update(**columns, changed_at=at)
    return len(values)
