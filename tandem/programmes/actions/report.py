"""Write a report together, make it final, open it again. Two people at once never lose what either wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, mail
from tandem.kernel.documents import storage
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.programmes.actions.follow_up import finish_when_ready
from tandem.programmes.actions.notices import tell_organisation
from tandem.programmes.actions.turns import refresh_turn
from tandem.programmes.models import Recommendation, Report, ReportVersion, Trajectory
from tandem.programmes.queries.report import contents_at, contents_of
from tandem.programmes.report_pdf import report_pdf
from tandem.programmes.rules import states
from tandem.programmes.rules.definition import DocumentPlan
from tandem.programmes.rules.report import Contents, choose, final_problems, has_recommendations, merge

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.kernel.models import StoredFile


class CannotWrite(Refusal):
    """The report is final, or its trajectory was stopped."""


class CannotFinalise(Refusal):
    """Something misses before the report can become final."""


class CannotReopen(Refusal):
    """Only a final report can be opened again, with a reason."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What two people wrote in the same parts: shown beside each other, a person chooses."""

    version: int
    who: str
    theirs: Contents
    mine: Contents
    parts: tuple[str, ...]


class ReportConflict(Conflict):
    """Somebody else changed the same part; `current` is a Clash."""

    current: Clash


@transaction.atomic
def save_report(
    trajectory: Trajectory, *, kind: str, contents: Contents, version: int, by: Person, at: datetime,
    choices: Mapping[str, str] | None = None, is_autosave: bool = False,
) -> Report:  # fmt: skip
    """Keep what somebody wrote on top of `version` (0: the first text). Changes in different parts come together."""
    trajectory, plan = _locked(trajectory, kind)
    report = _report_of(trajectory, kind)
    if report and report.finalised_at:
        raise CannotWrite(_("Dit verslag is definitief. Heropen het eerst."))
    if choices:
        contents = choose(contents_at(trajectory, plan, report, version), contents, choices)
    if report and report.version != version:
        contents = _merged(trajectory, plan, report, version, contents, is_autosave=is_autosave)
    if report and contents == contents_of(report):
        return report
    report = _write(trajectory, plan, report, contents, by=by, at=at)
    audit.record("report.autosaved" if is_autosave else "report.saved", report, by=by, at=at, version=report.version)
    return report


def _locked(trajectory: Trajectory, kind: str) -> tuple[Trajectory, DocumentPlan]:
    locked = (
        Trajectory.objects.select_for_update(of=("self",)).select_related("template", "series").get(pk=trajectory.pk)
    )
    plan = locked.template.parsed.document(kind)
    if plan is None:
        raise CannotWrite(_("Dit programma heeft dit verslag niet."))
    if locked.status == states.STOPPED:
        raise CannotWrite(_("Dit traject is stopgezet. De verslagen blijven zoals ze zijn."))
    return locked, plan


def _report_of(trajectory: Trajectory, kind: str) -> Report | None:
    reports = Report.objects.select_for_update(of=("self",)).select_related("changed_by")
    return reports.filter(trajectory=trajectory, kind=kind).first()


def _merged(
    trajectory: Trajectory, plan: DocumentPlan, report: Report, version: int, contents: Contents, *, is_autosave: bool
) -> Contents:
    """Both people's changes; a page that saves by itself waits instead, because it would not show the other's."""
    theirs = contents_of(report)
    merged, conflicts = merge(contents_at(trajectory, plan, report, version), theirs, contents)
    if conflicts or is_autosave:
        who = str(report.changed_by)
        problem = Problem(_("%(who)s schreef intussen ook. Vergelijk en kies wat blijft.") % {"who": who})
        raise ReportConflict(problem, current=Clash(report.version, who, theirs, merged, tuple(conflicts)))
    return merged


def _write(
    trajectory: Trajectory, plan: DocumentPlan, report: Report | None, contents: Contents, *, by: Person, at: datetime
) -> Report:
    report = report or Report(trajectory=trajectory, kind=plan.kind, version=0)
    report.content, report.chosen_problem = dict(contents.sections), contents.chosen_problem
    report.work_forms = list(contents.work_forms)
    report.version += 1
    report.changed_at, report.changed_by = at, by
    report.save()
    if has_recommendations(plan):
        _keep_recommendations(trajectory, contents.recommendations, at=at)
    _keep_version(report, contents, by=by, at=at)
    return report


def _keep_version(
    report: Report, contents: Contents, *, by: Person, at: datetime, note: str = "", document: StoredFile | None = None
) -> None:
    ReportVersion.objects.create(
        report=report, number=report.version, content=contents.parts(), made_at=at, made_by=by, note=note,
        document=document,
    )  # fmt: skip


def _keep_recommendations(trajectory: Trajectory, texts: Sequence[str], *, at: datetime) -> None:
    """The list as written; a recommendation whose text stays keeps its state."""
    known = {row.text: row for row in Recommendation.objects.filter(trajectory=trajectory)}
    Recommendation.objects.filter(trajectory=trajectory).exclude(text__in=texts).delete()
    for position, text in enumerate(texts, start=1):
        if text not in known:
            Recommendation.objects.create(trajectory=trajectory, position=position, text=text, changed_at=at)
        elif known[text].position != position:
            Recommendation.objects.filter(pk=known[text].pk).update(position=position)


@transaction.atomic
def finalise_report(trajectory: Trajectory, *, kind: str, version: int, by: Person, at: datetime) -> Report:
    """Make the report final by its trainer, expert or planner: a PDF that never changes, and news for the organisation."""
    trajectory, plan = _locked(trajectory, kind)
    report = _report_of(trajectory, kind)
    if report is None:
        raise CannotFinalise(_("Dit verslag is nog leeg. Schrijf het eerst."))
    if report.finalised_at:
        raise CannotFinalise(_("Dit verslag is al definitief."))
    if report.version != version:
        raise CannotFinalise(_("Iemand schreef intussen verder. Lees het verslag na en maak het dan definitief."))
    contents = contents_of(report)
    CannotFinalise.if_any(final_problems(plan, contents))
    report.version += 1
    pdf = report_pdf(trajectory, plan, contents, version=report.version, at=at)
    report.document = storage.store(
        pdf, kind="report", name=f"{trajectory.number} {plan.title}.pdf", content_type="application/pdf", by=by, at=at
    )
    report.finalised_at, report.finalised_by = at, by
    report.save()
    _keep_version(report, contents, by=by, at=at, document=report.document)
    audit.record("report.finalised", trajectory, by=by, at=at, kind=kind, version=report.version)
    _tell_final(trajectory, plan, report, by=by, at=at)
    refresh_turn(trajectory, at=at)
    finish_when_ready(trajectory, by=by, at=at)
    return report


def _tell_final(trajectory: Trajectory, plan: DocumentPlan, report: Report, *, by: Person, at: datetime) -> None:
    tell_organisation(
        trajectory, key=f"report:{report.pk}:{report.version}", page="report", arguments=(trajectory.pk, plan.kind),
        subject=_("%(title)s is klaar") % {"title": plan.title},
        line=_("%(title)s van traject %(number)s is klaar. Je leest het hier:")
        % {"title": plan.title, "number": trajectory.number},
        kind=mail.NOTICE, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def reopen_report(trajectory: Trajectory, *, kind: str, reason: str, by: Person, at: datetime) -> Report:
    """Write on in a final report: a new version with a reason; the PDF of the earlier one stays."""
    trajectory, _plan = _locked(trajectory, kind)
    report = _report_of(trajectory, kind)
    if report is None or report.finalised_at is None:
        raise CannotReopen(_("Dit verslag is niet definitief. Je kan er gewoon in schrijven."))
    if not reason.strip():
        raise CannotReopen(Problem(_("Schrijf kort waarom je het verslag heropent."), "reason"))
    contents = contents_of(report)
    report.finalised_at, report.finalised_by, report.document = None, None, None
    report.version += 1
    report.changed_at, report.changed_by = at, by
    report.save()
    _keep_version(report, contents, by=by, at=at, note=reason.strip()[:300])
    audit.record("report.reopened", trajectory, by=by, at=at, kind=kind, version=report.version)
    refresh_turn(trajectory, at=at)
    return report
