"""The plain timeline of a file: what happened, in sentences, without anybody's private content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet

from tandem.identity.queries import had_role
from tandem.identity.rules import FUND_OFFICER
from tandem.kernel import dutch
from tandem.kernel.models import AuditEntry
from tandem.programmes.models import Trajectory
from tandem.programmes.queries import doors
from tandem.programmes.rules.history import line_of, shown_actor, told_acts
from tandem.sessions.queries.subjects import Subjects, subjects_of_series

if TYPE_CHECKING:
    from tandem.identity.models import Organisation


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of the timeline."""

    when: str
    who: str
    text: str


def history_of(trajectory: Trajectory, *, parts: Collection[str] = ()) -> list[HistoryRow]:
    """Newest first, from the application to the follow-up; internal acts stay out. Two queries after the door.

    Only the fund reads the names of its own staff; everybody else reads the name of the fund.
    """
    subjects = _subjects_of(trajectory)
    told = told_acts(with_settlements=doors.PLANNING in parts or doors.FUND in parts)
    entries = AuditEntry.objects.filter(_about(subjects), action__in=told).select_related("by").order_by("-at", "-pk")
    return [
        row_of(entry, line_of(told[entry.action], subjects[entry.subject_type, entry.subject_id]),
               fund=trajectory.fund, reads_as_fund=doors.FUND in parts)
        for entry in with_fund_staff(entries, trajectory.fund)
    ]  # fmt: skip


def with_fund_staff(entries: QuerySet[AuditEntry], fund: Organisation | None) -> QuerySet[AuditEntry]:
    """Each entry with `is_fund_staff`: whether this fund's staff did it, also who left since."""
    return entries.annotate(is_fund_staff=had_role(fund, FUND_OFFICER, person=OuterRef("by")))


def row_of(entry: AuditEntry, text: str, *, fund: Organisation | None, reads_as_fund: bool) -> HistoryRow:
    """One line, for an entry that came through `with_fund_staff`."""
    who = shown_actor(
        entry.action, str(entry.by or ""), is_fund_staff=entry.is_fund_staff,  # type: ignore[attr-defined]  # annotated
        fund=fund.name if fund else "", reads_as_fund=reads_as_fund,
    )  # fmt: skip
    return HistoryRow(dutch.datetime_nl(entry.at), who, text)


def _subjects_of(trajectory: Trajectory) -> Subjects:
    files = {
        "programmes.trajectory": trajectory.pk,
        "programmes.application": trajectory.application_id,
        "tandem_sessions.series": trajectory.series_id,
    }
    return {(kind, str(pk)): "" for kind, pk in files.items()} | subjects_of_series(trajectory.series)


def _about(subjects: Subjects) -> Q:
    ids: dict[str, list[str]] = defaultdict(list)
    for kind, pk in subjects:
        ids[kind].append(pk)
    about = Q()
    for kind, known in ids.items():
        about |= Q(subject_type=kind, subject_id__in=known)
    return about
