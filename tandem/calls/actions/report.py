"""Reports of a grant: written by the organisation, handed in, sent back with a question, approved; and reminders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.grant import tell
from tandem.calls.models import Grant, Report, ReportFile
from tandem.calls.queries.grant import earlier_spent, place_lines
from tandem.calls.rules import grant as rules
from tandem.calls.rules.states import REPORT
from tandem.calls.rules.vocabulary import REPORT_KINDS
from tandem.identity.rules import CALL_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import audit, clock
from tandem.kernel.documents import storage
from tandem.kernel.dutch import date_nl
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.kernel.documents.uploads import CheckedUpload

MOST_FILES = 20
OPEN = ("due", "returned")


class CannotReport(Refusal):
    """The report cannot be kept or handed in like this."""


@transaction.atomic
def save_report(
    report: Report, *, words: Mapping[str, str], spent: Mapping[int, Decimal | None], remark: str, version: int, by: Person,
    at: datetime,
) -> Report:  # fmt: skip
    """Keep what was typed, whole or not. Raises Conflict when somebody of the organisation was first."""
    row = _locked(report, version=version)
    _must_be_open(row)
    row.words = {key: words.get(key, "") for key in rules.CONTENT_PARTS} if row.kind == "content" else {}
    row.spent = {str(place): str(amount) for place, amount in spent.items() if amount is not None}
    row.remark = remark.strip()
    _save(row, "words", "spent", "remark")
    return row


@transaction.atomic
def hand_in_report(report: Report, *, version: int, by: Person, at: datetime) -> Report:
    """To the officers. Everything that misses is told at once."""
    row = _locked(report, version=version)
    state = next_state(REPORT, "hand_in", row.state)
    CannotReport.if_any(problems_of(row))
    row.state, row.handed_in_at, row.handed_in_by, row.question = state, at, by, ""
    _save(row, "state", "handed_in_at", "handed_in_by", "question")
    audit.record("report.hand_in", row.grant, by=by, at=at, report=row.pk)
    tell(row.grant, CALL_OFFICER, f"report:{row.pk}:{row.version}", _("Verslag ingediend: %(title)s"),
         _("Er is een %(kind)s.") % {"kind": REPORT_KINDS[row.kind]}, by=by, at=at)  # fmt: skip
    return row


def problems_of(row: Report) -> list[Problem]:
    """What still misses."""
    if row.kind == "content":
        return rules.content_problems(row.words)
    spent = {int(place): Decimal(amount) for place, amount in row.spent.items()}
    return rules.finance_problems(place_lines(row.grant), spent, earlier=earlier_spent(row), remark=row.remark)


@transaction.atomic
def return_report(report: Report, *, question: str, by: Person, at: datetime) -> Report:
    """With a question; what was written stays."""
    row = _locked(report)
    state = next_state(REPORT, "return", row.state)
    if not question.strip():
        raise CannotReport(Problem(_("Schrijf je vraag. De organisatie weet dan wat er nog nodig is."), "question"))
    row.state, row.question, row.decided_at, row.decided_by = state, question.strip(), at, by
    _save(row, "state", "question", "decided_at", "decided_by")
    audit.record("report.return", row.grant, by=by, at=at, report=row.pk)
    tell(row.grant, ORGANISATION_CONTACT, f"returned:{row.pk}:{row.version}", _("Een vraag over je verslag: %(title)s"),
         row.question, by=by, at=at)  # fmt: skip
    return row


@transaction.atomic
def approve_report(report: Report, *, by: Person, at: datetime) -> Report:
    """What waits for it can be paid."""
    row = _locked(report)
    row.state = next_state(REPORT, "approve", row.state)
    row.decided_at, row.decided_by = at, by
    _save(row, "state", "decided_at", "decided_by")
    audit.record("report.approve", row.grant, by=by, at=at, report=row.pk)
    tell(row.grant, ORGANISATION_CONTACT, f"approved:{row.pk}", _("Je verslag is goedgekeurd: %(title)s"),
         _("Dank je wel."), by=by, at=at)  # fmt: skip
    return row


@transaction.atomic
def add_report_file(report: Report, upload: CheckedUpload, *, by: Person, at: datetime) -> ReportFile:
    """Evidence beside the report; never something of a client."""
    row = _locked(report)
    _must_be_open(row)
    if row.files.count() >= MOST_FILES:
        raise CannotReport(_("Er staan al %(most)s bijlagen. Voeg ze samen in één pdf.") % {"most": MOST_FILES})
    stored = storage.store(
        upload.content, kind="report_file", name=upload.clean_name, content_type=upload.content_type, by=by, at=at
    )
    found = ReportFile.objects.create(report=row, file=stored, added_at=at)
    audit.record("report.add_file", row.grant, by=by, at=at, report=row.pk)
    return found


@transaction.atomic
def remind_of_reports(*, at: datetime) -> int:
    """A mail to every organisation with a report that is coming or late; once per moment. Call as the system."""
    today, told = clock.local(at).date(), 0
    rows = Report.objects.filter(state__in=OPEN, grant__state__in=["running", "closing"],
                                 due_on__lte=today + rules.REPORT_AFTER)  # fmt: skip
    for row in rows.select_related("grant__organisation").select_for_update(of=("self",)).order_by("due_on", "pk"):
        if rules.reminder_due(due_on=row.due_on, reminded_on=row.reminded_on, today=today):
            _remind(row, at=at)
            told += 1
    return told


def _remind(row: Report, *, at: datetime) -> None:
    row.reminded_on = clock.local(at).date()
    row.save(update_fields=["reminded_on"])
    words = _("Het %(kind)s over %(from)s tot %(to)s wordt verwacht tegen %(due)s. Lukt dat niet? Bel ons even.") % {
        "kind": REPORT_KINDS[row.kind], "from": date_nl(row.period_from), "to": date_nl(row.period_to), "due": date_nl(row.due_on),
    }  # fmt: skip
    tell(
        row.grant,
        ORGANISATION_CONTACT,
        f"remind:{row.pk}:{row.reminded_on}",
        _("Verslag: %(title)s"),
        words,
        by=None,
        at=at,
    )


def _must_be_open(row: Report) -> None:
    if row.state not in OPEN:
        raise CannotReport(_("Dit verslag is al ingediend. Vraag de dossierbehandelaar om het terug te sturen."))


def _locked(report: Report, *, version: int | None = None) -> Report:
    row = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    row.grant = Grant.objects.select_related("organisation", "administration").get(pk=row.grant_id)
    if version is not None and row.version != version:
        raise Conflict(_("Iemand schreef intussen aan dit verslag. Kijk na wat er nu staat."), current=row)
    return row


def _save(row: Report, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
