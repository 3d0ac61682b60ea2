"""The plain timeline of a file: what happened, in sentences, without anybody's private content."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from tandem.kernel import dutch
from tandem.kernel.models import AuditEntry
from tandem.programmes.models import Trajectory
from tandem.programmes.queries import doors
from tandem.programmes.rules.history import line_of, told_acts
from tandem.sessions.queries.subjects import Subjects, subjects_of_series


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of the timeline."""

    when: str
    who: str
    text: str


def history_of(trajectory: Trajectory, *, parts: Collection[str] = ()) -> list[HistoryRow]:
    """Newest first, from the application to the follow-up; internal acts stay out. Two queries after the door."""
    subjects = _subjects_of(trajectory)
    told = told_acts(with_settlements=doors.PLANNING in parts or doors.FUND in parts)
    entries = AuditEntry.objects.filter(_about(subjects), action__in=told).select_related("by").order_by("-at", "-pk")
    return [
        HistoryRow(
            dutch.datetime_nl(entry.at), str(entry.by or "Tandem"),
            line_of(told[entry.action], subjects[entry.subject_type, entry.subject_id]),
        )
        for entry in entries
    ]  # fmt: skip


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
