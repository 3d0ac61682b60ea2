"""What rooms above may know of a series: plain rows, few queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, Q

from tandem.sessions.models import Duo, EvaluationForm, Series, Session
from tandem.sessions.rules import CANCELLED, CONFIRMED, FOLLOW_UP, HELD, PROPOSED, TO_PLAN

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session with the state of its list."""

    session_id: UUID
    step: str
    title: str
    kind: str
    phase: int
    half_days: int
    status: str
    starts_at: datetime | None
    ends_at: datetime | None
    proposed_by_side: str
    is_financed: bool
    needs_list: bool
    is_reported: bool
    is_list_closed: bool
    present_count: int
    list_document_id: UUID | None


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """A series in order of its programme."""

    has_duo: bool
    is_evaluation_complete: bool
    is_evaluation_open: bool
    sessions: tuple[SessionRow, ...]


_FIELDS = (
    "pk", "step", "title", "kind", "phase", "half_days", "status", "starts_at", "ends_at", "proposed_by_side",
    "is_financed", "needs_list", "reported_at", "attendance_list__closed_at", "attendance_list__present_count",
    "attendance_list__document_id",
)  # fmt: skip


def series_facts(series_id: UUID) -> SeriesFacts:
    """Sessions, duo and evaluation of one series."""
    rows = Session.objects.filter(series_id=series_id).in_order().values_list(*_FIELDS)
    duos = Duo.objects.filter(series_id=series_id, ended_at__isnull=True)
    evaluations = EvaluationForm.objects.filter(series_id=series_id)
    exist = [
        Exists(rows) for rows in (duos, evaluations.exclude(completed_at=None), evaluations.filter(completed_at=None))
    ]
    has = Series.objects.filter(pk=series_id).values_list(*exist).first()
    has_duo, is_complete, is_open = has or (False, False, False)
    return SeriesFacts(has_duo, is_complete, is_open, sessions=tuple(_row(*row) for row in rows))


def _row(*values: Any) -> SessionRow:
    *known, reported_at, closed_at, present, document_id = values
    of_list = [reported_at is not None, closed_at is not None, present or 0, document_id]
    return SessionRow(*known, *of_list)


@dataclass(frozen=True, slots=True)
class LedSession:
    """One session with when, where and who leads it; names are empty while there is no duo."""

    series_id: UUID
    session_id: UUID
    title: str
    status: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    trainer: str
    expert: str


def led_sessions(series_ids: Iterable[UUID]) -> dict[UUID, list[LedSession]]:
    """The sessions of several series, in order of each; a cancelled one without a date is left out. One query."""
    rows = Session.objects.filter(series_id__in=list(series_ids)).exclude(status=CANCELLED, starts_at__isnull=True)
    found: dict[UUID, list[LedSession]] = defaultdict(list)
    for row in rows.select_related("trainer", "experiential_expert").order_by("series_id", "position", "pk"):
        names = [str(person) if person else "" for person in (row.trainer, row.experiential_expert)]
        place = "online" if row.is_remote else row.place
        found[row.series_id].append(
            LedSession(row.series_id, row.pk, row.title, row.status, row.starts_at, row.ends_at, place, *names)
        )
    return found


def planned_series(series_ids: Iterable[UUID]) -> list[tuple[Series, list[Session]]]:
    """Series with their sessions in order, without what was cancelled and without the follow-up visit. Two queries."""
    rows = Series.objects.filter(pk__in=list(series_ids)).select_related("organisation").order_by("made_at", "pk")
    sessions: dict[UUID, list[Session]] = defaultdict(list)
    wanted = Session.objects.filter(series_id__in=list(series_ids)).exclude(status=CANCELLED).exclude(kind=FOLLOW_UP)
    for row in wanted.order_by("series_id", "phase", "position", "pk"):
        sessions[row.series_id].append(row)
    return [(row, sessions[row.pk]) for row in rows]


def unplanned_series(provider_id: int) -> list[UUID]:
    """Series of a provider with sessions that have no day yet; the follow-up visit is planned by hand. One query."""
    rows = Session.objects.filter(series__provider_id=provider_id, status=TO_PLAN).exclude(kind=FOLLOW_UP)
    return list(rows.order_by("series__made_at", "series_id").values_list("series_id", flat=True).distinct())


def sessions_that_take_time(person_ids: Iterable[int], *, since: datetime) -> list[Session]:
    """Proposed and confirmed sessions of these people from a moment on, in every series."""
    ids = list(person_ids)
    rows = Session.objects.filter(status__in=[PROPOSED, CONFIRMED], starts_at__gte=since).select_related(
        "series__organisation"
    )
    return list(rows.filter(Q(trainer_id__in=ids) | Q(experiential_expert_id__in=ids)).order_by("starts_at", "pk"))


def sessions_of_person(
    person_id: int, *, since: datetime, until: datetime | None = None, states: Collection[str] = (PROPOSED, CONFIRMED)
) -> QuerySet[Session]:
    """Sessions that somebody leads, from a moment on, soonest first; with house and duo."""
    rows = Session.objects.led_by(person_id).filter(status__in=states, starts_at__gte=since)
    if until:
        rows = rows.filter(starts_at__lt=until)
    return rows.select_related("series__organisation", "trainer", "experiential_expert").order_by("starts_at", "pk")


def confirmed_between(since: datetime, until: datetime) -> list[Session]:
    """Sessions that are agreed and begin between two moments."""
    rows = Session.objects.filter(status=CONFIRMED, starts_at__gte=since, starts_at__lt=until)
    related = rows.select_related("series__organisation", "trainer", "experiential_expert")
    return list(related.order_by("starts_at", "pk"))


def sessions_led(person_ids: Iterable[int]) -> dict[int, int]:
    """How many sessions each of these people led."""
    ids = set(person_ids)
    rows = Session.objects.filter(Q(trainer_id__in=ids) | Q(experiential_expert_id__in=ids), status=HELD)
    pairs = rows.order_by().values_list("trainer_id", "experiential_expert_id")
    return Counter(person for pair in pairs for person in pair if person in ids)


def who_led_at(organisation_ids: Iterable[int]) -> dict[int, set[int]]:
    """Organisation -> everybody who led a session there."""
    rows = Session.objects.filter(series__organisation_id__in=list(organisation_ids), status=HELD)
    found: dict[int, set[int]] = defaultdict(set)
    for organisation, *pair in rows.order_by().values_list(
        "series__organisation_id", "trainer_id", "experiential_expert_id"
    ):
        found[organisation].update(person for person in pair if person)
    return found


def open_duo(series_id: UUID) -> tuple[int, int] | None:
    """Trainer and experiential expert of a series now."""
    rows = Duo.objects.filter(series_id=series_id, ended_at__isnull=True)
    return rows.values_list("trainer_id", "experiential_expert_id").first()
