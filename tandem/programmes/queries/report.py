"""Reports as pages need them: what stands there, what was told before, earlier versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tandem.identity.rules import Viewer
from tandem.kernel import dutch
from tandem.kernel.models import StoredFile
from tandem.programmes.models import Application, Recommendation, Report, ReportVersion, Trajectory
from tandem.programmes.queries import doors
from tandem.programmes.rules.application import MOTIVES
from tandem.programmes.rules.definition import DocumentPlan
from tandem.programmes.rules.report import (
    CHOSEN_PROBLEM,
    RECOMMENDATIONS,
    SECTION,
    WORK_FORM_LIST,
    Contents,
    Told,
    contents_from,
    part_text,
    part_title,
    prefilled,
)

ONE_SITTING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """One document of one trajectory, and what the viewer may do with it."""

    trajectory: Trajectory
    plan: DocumentPlan
    report: Report | None
    parts: frozenset[str]
    may_edit: bool
    may_finalise: bool
    may_reopen: bool

    @property
    def is_final(self) -> bool:
        """Whether it is final now."""
        return self.report is not None and self.report.finalised_at is not None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One sitting in which somebody wrote, for the history beside a report."""

    number: int
    who: str
    when: str
    note: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a report as text."""

    title: str
    text: str


def report_for(viewer: Viewer, pk: UUID | str, kind: str) -> ReportPlace:
    """A document of a trajectory the viewer takes part in; the fund finds final ones only."""
    trajectory = doors.trajectory_for(viewer, pk)
    plan = trajectory.template.parsed.document(kind)
    if plan is None:
        raise Http404
    parts = doors.trajectory_parts(trajectory, viewer)
    report = Report.objects.filter(trajectory=trajectory, kind=kind).select_related("changed_by", "document").first()
    if parts == {doors.FUND} and last_final_version(report) is None:
        raise Http404
    is_final = report is not None and report.finalised_at is not None
    is_duo = bool(parts & {doors.DUO, doors.PLANNING})
    writes = is_duo or (plan.is_shared and doors.ORGANISATION in parts)
    is_open = trajectory.status != "stopped"
    return ReportPlace(
        trajectory=trajectory, plan=plan, report=report, parts=parts, may_edit=writes and is_open and not is_final,
        may_finalise=is_duo and is_open and not is_final, may_reopen=is_duo and is_open and is_final,
    )  # fmt: skip


def may_read_draft(place: ReportPlace) -> bool:
    """Drafts are read by who writes them; the organisation reads a report of the duo once it is final."""
    is_writer = bool(place.parts & {doors.DUO, doors.PLANNING})
    return is_writer or (place.plan.is_shared and doors.ORGANISATION in place.parts)


def contents_of(report: Report) -> Contents:
    """What the report says now."""
    texts: tuple[str, ...] = ()
    if report.kind == "final_report":
        texts = tuple(recommendations_of(report.trajectory_id).values_list("text", flat=True))
    return Contents(report.content, report.chosen_problem, tuple(report.work_forms), texts)


def contents_at(trajectory: Trajectory, plan: DocumentPlan, report: Report | None, number: int) -> Contents:
    """What it said at a version; 0 is the text it starts with."""
    version = report.versions.filter(number=number).first() if report and number else None
    return contents_from(version.content) if version else first_contents(trajectory, plan)


def first_contents(trajectory: Trajectory, plan: DocumentPlan) -> Contents:
    """The text a document starts with: what was told before."""
    return prefilled(plan, told_before(trajectory))


def recommendations_of(trajectory_id: UUID) -> QuerySet[Recommendation]:
    """Recommendations in order."""
    return Recommendation.objects.filter(trajectory_id=trajectory_id)


def told_before(trajectory: Trajectory) -> Told:
    """What the organisation already told, in the application and in earlier documents. Asked once, shown everywhere."""
    application = Application.objects.filter(pk=trajectory.application_id).first()
    reports = {report.kind: report for report in Report.objects.filter(trajectory=trajectory)}
    plan, objectives = reports.get("action_plan"), reports.get("objectives")
    facts = Told(
        chosen_problem=plan.chosen_problem if plan else "",
        objectives=objectives.content.get("objectives", "") if objectives else "",
        plan=plan.content.get("actions", "") if plan else "",
    )
    if application is None:
        return facts
    return Told(
        motives=tuple(MOTIVES[motive] for motive in application.motives if motive in MOTIVES),
        motive_text=application.motive_text, wishes=application.wishes, group=application.group_description,
        chosen_problem=facts.chosen_problem, objectives=facts.objectives, plan=facts.plan,
    )  # fmt: skip


def last_final_version(report: Report | None) -> ReportVersion | None:
    """The last version that was final: it stays readable while a reopened report is written."""
    return report.versions.filter(document__isnull=False).select_related("document").first() if report else None


def document_of(place: ReportPlace) -> StoredFile | None:
    """The PDF of the last final version."""
    version = last_final_version(place.report)
    return version.document if version else None


def rows_of(plan: DocumentPlan, contents: Contents) -> list[PartRow]:
    """Every part that has text, in the order of the page."""
    parts = contents.parts()
    names = [CHOSEN_PROBLEM, *(SECTION + section.key for section in plan.sections), WORK_FORM_LIST, RECOMMENDATIONS]
    names += [name for name in parts if name not in names]
    rows = [PartRow(part_title(plan, name), part_text(name, parts.get(name, ""))) for name in names]
    return [row for row in rows if row.text]


def history_of(report: Report | None) -> list[VersionRow]:
    """Who wrote when, newest first: versions that follow each other within half an hour are one sitting."""
    rows: list[VersionRow] = []
    later: ReportVersion | None = None
    for version in report.versions.select_related("made_by").defer("content") if report else ():
        if later is None or not _is_one_sitting(version, later):
            rows.append(_row(version))
        later = version
    return rows


def _is_one_sitting(version: ReportVersion, later: ReportVersion) -> bool:
    is_plain = not (version.note or version.document_id or later.note or later.document_id)
    return is_plain and version.made_by_id == later.made_by_id and later.made_at - version.made_at <= ONE_SITTING


def _row(version: ReportVersion) -> VersionRow:
    return VersionRow(
        version.number, str(version.made_by), dutch.datetime_nl(version.made_at), version.note,
        version.document_id is not None,
    )  # fmt: skip


def version_for(place: ReportPlace, number: int) -> ReportVersion:
    """One earlier version; for who may read drafts, others find final ones only."""
    version = (
        place.report.versions.select_related("made_by", "document").filter(number=number).first()
        if place.report
        else None
    )
    if version is None or not (may_read_draft(place) or version.document_id):
        raise Http404
    return version


@dataclass(frozen=True, slots=True)
class Checklist:
    """The recommendations two months later."""

    trajectory: Trajectory
    rows: tuple[Recommendation, ...]
    may_edit: bool
    has_final_report: bool
    changed_at: datetime | None


def checklist_for(viewer: Viewer, pk: UUID | str) -> Checklist:
    """Recommendations of a trajectory, once its final report is final."""
    trajectory = doors.trajectory_for(viewer, pk)
    parts = doors.trajectory_parts(trajectory, viewer)
    report = Report.objects.filter(trajectory=trajectory, kind="final_report").first()
    is_final = last_final_version(report) is not None
    rows = tuple(recommendations_of(trajectory.pk)) if is_final else ()
    return Checklist(
        trajectory=trajectory, rows=rows, has_final_report=is_final,
        may_edit=bool(rows) and bool(parts & {doors.ORGANISATION, doors.DUO, doors.PLANNING}),
        changed_at=max((row.changed_at for row in rows), default=None),
    )  # fmt: skip
