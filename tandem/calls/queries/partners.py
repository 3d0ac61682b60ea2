"""Partners of a project and who of them writes along."""

from __future__ import annotations

from tandem.calls.models import Editor, Submission, SubmissionPartner
from tandem.kernel.finding import one_or_404


def partners_of(submission: Submission) -> list[SubmissionPartner]:
    """By name."""
    return list(submission.partners.order_by("name", "pk"))


def partner_of(submission: Submission, pk: int) -> SubmissionPartner:
    """A partner of this project."""
    return one_or_404(SubmissionPartner.objects.filter(submission=submission), pk)


def editors_of(submission: Submission) -> list[Editor]:
    """People of partners who write along, in the order in which they came."""
    return list(submission.editors.select_related("person").order_by("added_at", "pk"))


def editor_of(submission: Submission, pk: int) -> Editor:
    """Somebody who writes along in this project."""
    return one_or_404(Editor.objects.filter(submission=submission), pk)
