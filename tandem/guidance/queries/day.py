"""The day of a guide: what the service still owes, who is seen today, who heard nothing, what waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import ngettext

from tandem.guidance.models import AgendaPoint, Appointment, ClientFile, Message, Proposal, Read, ReadQuestion
from tandem.guidance.queries.people import file_url, files_walked, silent_people, walks_along
from tandem.guidance.queries.promise import LatePromise, late_service_promises
from tandem.guidance.rules.vocabulary import PROPOSAL_STATES
from tandem.identity.rules import Viewer
from tandem.kernel import clock, dutch

SHOWN = 8
DAY_PAGE = "day"
ANSWERED_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayAppointment:
    """Whom the guide meets: first name, hour, place, how to get there."""

    file_id: UUID
    called: str
    url: str
    when: str
    place: str
    travel: str
    answer: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line with a link: a person and what to know."""

    called: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideDay:
    """Everything of one day, ready to print."""

    late: list[LatePromise]
    today: list[DayAppointment]
    tomorrow: list[DayAppointment]
    other_day: list[DayAppointment]
    silent: list[DayLine]
    has_more_silent: bool
    due: list[DayLine]
    waiting: list[DayLine]
    questions: int
    answered: list[DayLine]

    @property
    def is_empty(self) -> bool:
        """Nothing to do or to know today."""
        lists = (
            self.late,
            self.today,
            self.tomorrow,
            self.other_day,
            self.silent,
            self.due,
            self.waiting,
            self.answered,
        )
        return not any(lists) and not self.questions

    def read_files(self) -> set[UUID]:
        """Files of which this page shows words."""
        meetings = {row.file_id for row in (*self.today, *self.tomorrow, *self.other_day)}
        return meetings | {row.file_id for row in self.late}


def guide_day_of(viewer: Viewer, *, at: datetime) -> GuideDay:
    """The page. Eight queries, however many people walk along."""
    meetings = list(_appointments(viewer, at))
    ends = _midnights(at)
    silent = [_silent_line(access.file, at) for access in silent_people(viewer, at=at)[: SHOWN + 1]]
    waiting, questions = _waiting(viewer)
    return GuideDay(
        late=late_service_promises(viewer, at),
        today=[_meeting(row) for row in meetings if row.starts_at < ends[0]],
        tomorrow=[_meeting(row) for row in meetings if ends[0] <= row.starts_at < ends[1]],
        other_day=[_meeting(row) for row in meetings if row.answer == "other_day" and row.starts_at >= at],
        silent=silent[:SHOWN], has_more_silent=len(silent) > SHOWN, due=_due(viewer, until=ends[1]),
        waiting=waiting, questions=questions, answered=_answered(viewer, at),
    )  # fmt: skip


def not_noted_today(viewer: Viewer, files: set[UUID], *, at: datetime) -> set[UUID]:
    """Files of which the day page was not read yet today: opening it twenty times is one look."""
    since = clock.moment_on(clock.local(at).date(), 0)
    noted = Read.objects.filter(reader_id=viewer.person_id, page=DAY_PAGE, at__gte=since, file_id__in=files)
    return files - set(noted.order_by().values_list("file_id", flat=True)) if files else files


def _midnights(at: datetime) -> tuple[datetime, datetime]:
    """The end of today and of tomorrow, on a Brussels clock."""
    today = clock.local(at).date()
    return clock.moment_on(today + timedelta(days=1), 0), clock.moment_on(today + timedelta(days=2), 0)


def _appointments(viewer: Viewer, at: datetime) -> QuerySet[Appointment]:
    starts = clock.moment_on(clock.local(at).date(), 0)
    near = Q(starts_at__gte=starts, starts_at__lt=_midnights(at)[1])
    asks_other_day = Q(answer="other_day", starts_at__gte=at)
    standing = Appointment.objects.filter(withdrawn_at__isnull=True, moved_to__isnull=True, is_mine_only=False)
    rows = standing.filter(near | asks_other_day, file_id__in=files_walked(viewer))
    return rows.select_related("file").order_by("starts_at", "pk")


def _meeting(row: Appointment) -> DayAppointment:
    return DayAppointment(
        file_id=row.file_id, called=str(row.file), url=reverse("appointments", args=[row.file_id]),
        when=dutch.time_nl(row.starts_at) if row.answer != "other_day" else dutch.datetime_nl(row.starts_at),
        place=row.place, travel=row.travel, answer=row.get_answer_display(),
    )  # fmt: skip


def _silent_line(file: ClientFile, at: datetime) -> DayLine:
    return DayLine(str(file), file_url(file), dutch.since(file.last_contact_at, clock.local(at).date()))


def _due(viewer: Viewer, *, until: datetime) -> list[DayLine]:
    rows = walks_along(viewer).filter(file__next_contact_at__lt=until, file__paused_at__isnull=True)
    found = rows.order_by("file__next_contact_at", "file_id")[:SHOWN]
    return [DayLine(str(a.file), file_url(a.file), dutch.date_nl(a.file.next_contact_at)) for a in found]


def _waiting(viewer: Viewer) -> tuple[list[DayLine], int]:
    """Points for a next talk and messages without an answer, per person; and how many ask why the viewer looked."""
    points = AgendaPoint.objects.filter(done_at__isnull=True, is_mine_only=False, file_id__in=files_walked(viewer))
    letters = Message.objects.filter(is_by_client=True, read_at__isnull=True, file_id__in=files_walked(viewer))
    asked = ReadQuestion.objects.filter(asked_of_id=viewer.person_id, answered_at__isnull=True)
    rows = _kind(points, "point").union(_kind(letters, "letter"), _kind(asked, "question"), all=True)
    counts: Counter[tuple[UUID, str]] = Counter(rows)
    questions = sum(count for (_file, kind), count in counts.items() if kind == "question")
    return _waiting_lines({row: count for row, count in counts.items() if row[1] != "question"}), questions


def _kind(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    named = Value(kind, output_field=CharField())
    return rows.order_by().annotate(what=named).values_list("file_id", "what")


def _waiting_lines(counts: dict[tuple[UUID, str], int]) -> list[DayLine]:
    """By name; the names are asked only of the few files where something waits."""
    names = (
        {file.pk: str(file) for file in ClientFile.objects.filter(pk__in={pk for pk, _ in counts})} if counts else {}
    )
    shown = [(names[pk], pk, kind, count) for (pk, kind), count in counts.items() if pk in names]
    return [_line(*row) for row in sorted(shown)]


def _line(name: str, file_id: UUID, kind: str, count: int) -> DayLine:
    if kind == "letter":
        text = ngettext("%(n)s nieuw bericht", "%(n)s nieuwe berichten", count)
        return DayLine(name, reverse("messages", args=[file_id]), text % {"n": count})
    text = ngettext("%(n)s punt voor het volgende gesprek", "%(n)s punten voor het volgende gesprek", count)
    return DayLine(name, reverse("talk_list", args=[file_id]), text % {"n": count})


def _answered(viewer: Viewer, at: datetime) -> list[DayLine]:
    """What the viewer proposed and the person answered this week."""
    rows = Proposal.objects.filter(made_by_id=viewer.person_id, answered_at__gte=at - ANSWERED_LATELY)
    given = rows.exclude(state="withdrawn").filter(file_id__in=files_walked(viewer)).select_related("file")
    newest = given.order_by("-answered_at", "pk")[:SHOWN]
    return [DayLine(str(row.file), file_url(row.file), PROPOSAL_STATES[row.state]) for row in newest]
