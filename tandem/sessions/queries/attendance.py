"""Who was there: facts of one list, presence of a series per half-day, corrections included."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tandem.identity.rules import Viewer
from tandem.kernel import dutch
from tandem.sessions import rules, signing
from tandem.sessions.models import (
    Attendance,
    AttendanceCorrection,
    AttendanceList,
    Participant,
    Series,
    Session,
)
from tandem.sessions.queries.doors import series_for, session_for

PRESENT, ABSENT, OPEN = "present", "absent", "open"


def participant_for(viewer: Viewer, pk: int, *, parts: frozenset[str]) -> Participant:
    """A participant of a series of the viewer."""
    participant = Participant.objects.filter(pk=pk).first()
    if participant is None:
        raise Http404
    participant.series = series_for(viewer, participant.series_id, parts=parts)
    return participant


def attendance_for(viewer: Viewer, pk: int, *, parts: frozenset[str]) -> Attendance | None:
    """A signature on a list of the viewer, its session filled in; None when it is not there (any more)."""
    attendance = Attendance.objects.select_related("participant").filter(pk=pk).first()
    if attendance is not None:
        attendance.session = session_for(viewer, attendance.session_id, parts=parts)
    return attendance


def correction_for(viewer: Viewer, pk: int, *, parts: frozenset[str]) -> AttendanceCorrection:
    """A correction on a list of the viewer; its list and session are filled in."""
    correction = (
        AttendanceCorrection.objects.select_related("attendance_list", "participant", "document").filter(pk=pk).first()
    )
    if correction is None:
        raise Http404
    correction.attendance_list.session = session_for(viewer, correction.attendance_list.session_id, parts=parts)
    return correction


def list_of(session: Session) -> AttendanceList | None:
    """The list of a session, once it was opened."""
    return AttendanceList.objects.select_related("document", "closed_by").filter(session_id=session.pk).first()


def list_facts(session: Session, attendance_list: AttendanceList | None = None) -> signing.ListFacts:
    """What the rules of signing ask of a session and its list. One query."""
    counts = Attendance.objects.filter(session_id=session.pk).aggregate(
        present=Count("pk", filter=Q(waits_for_duo=False)), waiting=Count("pk", filter=Q(waits_for_duo=True))
    )
    return signing.ListFacts(
        status=session.status,
        starts_at=session.starts_at,
        needs_list=session.needs_list,
        trainer_id=session.trainer_id,
        expert_id=session.experiential_expert_id,
        trainer_name=str(session.trainer or ""),
        expert_name=str(session.experiential_expert or ""),
        has_trainer_signed=attendance_list is not None and attendance_list.trainer_signed_at is not None,
        has_expert_signed=attendance_list is not None and attendance_list.expert_signed_at is not None,
        **counts,
    )


def unsigned_participants(session: Session) -> list[Participant]:
    """Participants of the series who did not sign for this half-day, by name."""
    signed = Attendance.objects.filter(session_id=session.pk).values("participant_id")
    return list(
        Participant.objects.filter(series_id=session.series_id, is_active=True)
        .exclude(pk__in=signed)
        .order_by("name", "pk")
    )


def participant_of(session: Session, pk: object) -> Participant | None:
    """A participant of the series of this session by the number in a form; None for nonsense and for strangers."""
    if not str(pk).isascii() or not str(pk).isdecimal() or len(str(pk)) > 18:
        return None
    return Participant.objects.filter(series_id=session.series_id, pk=int(str(pk))).first()


def present_participants(session_id: UUID) -> set[int]:
    """Who was there for one half-day, sealed corrections included."""
    signed = Attendance.objects.filter(session_id=session_id, waits_for_duo=False)
    present = set(signed.values_list("participant_id", flat=True))
    corrections = _sealed_corrections(attendance_list__session_id=session_id).values_list("participant_id", "kind")
    for participant_id, kind in corrections:
        _apply(kind, participant_id, present)
    return present


def effective_presence(session: Session) -> int:
    """How many were there, for the settlement: the closed list and what both members of the duo corrected since."""
    return len(present_participants(session.pk))


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One session with a list, as a column of the overview."""

    session_id: UUID
    title: str
    date_text: str
    half_days: int
    expected: int
    present: int | None  # None until the list is closed
    group: str


@dataclass(frozen=True, slots=True)
class Presence:
    """One participant over the whole series: PRESENT, ABSENT or OPEN per column; `half_days` counts closed lists."""

    participant_id: int
    name: str
    function: str
    cells: tuple[str, ...]
    half_days: int


@dataclass(frozen=True, slots=True)
class PresenceOverview:
    """Who came to which half-day (seed 001: sessions 1 and 2 for everybody, 3 to 6 for a small group)."""

    columns: tuple[HalfDay, ...]
    rows: tuple[Presence, ...]


def presence_by_participant(series: Series) -> PresenceOverview:
    """Every participant against every session with a list. Four queries, whatever the numbers."""
    sessions = list(
        Session.objects.filter(series_id=series.pk, needs_list=True)
        .exclude(status=rules.CANCELLED)
        .select_related("attendance_list")
        .in_order()
    )
    closed = {session.pk for session in sessions if _is_closed(session)}
    present = _present_by_session(series.pk, closed)
    columns = tuple(_column(session, present.get(session.pk)) for session in sessions)
    people = Participant.objects.filter(series_id=series.pk).order_by("name", "pk")
    rows = (_presence(person, sessions, present) for person in people)
    shown = {person.pk for person in people if person.is_active}
    return PresenceOverview(columns, tuple(row for row in rows if row.half_days or row.participant_id in shown))


def attended_sessions(participant: Participant) -> list[Session]:
    """The sessions with a closed list at which a participant was, in order: what a certificate may say."""
    sessions = (
        Session.objects.filter(series_id=participant.series_id, attendance_list__closed_at__isnull=False)
        .select_related("attendance_list", "trainer", "experiential_expert")
        .in_order()
    )
    present = _present_by_session(participant.series_id, {session.pk for session in sessions})
    return [session for session in sessions if participant.pk in present[session.pk]]


def _present_by_session(series_id: UUID, closed: set[UUID]) -> dict[UUID, set[int]]:
    present: dict[UUID, set[int]] = {session_id: set() for session_id in closed}
    signed = Attendance.objects.filter(session_id__in=closed, waits_for_duo=False)
    for session_id, participant_id in signed.order_by("pk").values_list("session_id", "participant_id"):
        present[session_id].add(participant_id)
    corrections = _sealed_corrections(attendance_list__session_id__in=closed)
    for session_id, participant_id, kind in corrections.values_list(
        "attendance_list__session_id", "participant_id", "kind"
    ):
        _apply(kind, participant_id, present[session_id])
    return present


def _sealed_corrections(**conditions: Any) -> QuerySet[AttendanceCorrection]:
    return AttendanceCorrection.objects.filter(document__isnull=False, **conditions).order_by("made_at", "pk")


def _apply(kind: str, participant_id: int, present: set[int]) -> None:
    if kind == signing.ADD:
        present.add(participant_id)
    else:
        present.discard(participant_id)


def _is_closed(session: Session) -> bool:
    attendance_list = getattr(session, "attendance_list", None)
    return attendance_list is not None and attendance_list.closed_at is not None


def _column(session: Session, present: set[int] | None) -> HalfDay:
    return HalfDay(
        session_id=session.pk,
        title=session.title,
        date_text=dutch.date_short(session.starts_at),
        half_days=session.half_days,
        expected=session.expected_participants,
        present=None if present is None else len(present),
        group=rules.GROUP_KINDS.get(session.group_kind, ""),
    )


def _presence(person: Participant, sessions: Iterable[Session], present: dict[UUID, set[int]]) -> Presence:
    cells, half_days = [], 0
    for session in sessions:
        if session.pk not in present:
            cells.append(OPEN)
        elif person.pk in present[session.pk]:
            cells.append(PRESENT)
            half_days += session.half_days
        else:
            cells.append(ABSENT)
    return Presence(person.pk, person.name, person.function, tuple(cells), half_days)
