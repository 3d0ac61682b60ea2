"""Pages of groups and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Prefetch, QuerySet
from django.urls import reverse

from tandem.dialogue.models import AgendaPoint, Correction, Group, Meeting, Statement, Voice
from tandem.dialogue.rules.vocabulary import MEETING_STATES
from tandem.identity.rules import FACILITATOR, Viewer
from tandem.kernel.finding import first_or_404
from tandem.policy_signals.queries.doors import public_bundles
from tandem.policy_signals.rules.vocabulary import THEMES


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of the list."""

    name: str
    association: str
    url: str
    last_on: date | None
    is_ended: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line of a group's meetings, or of what other groups made final."""

    title: str
    url: str
    held_on: date
    state: str
    group: str
    themes: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything of one meeting, in order."""

    meeting: Meeting
    state_text: str
    themes: list[str]
    points: list[tuple[int, str, str]]  # id, words, address of the structural signal
    statements: list[Statement]  # with `.voices_heard`
    put_aside: list[Statement]
    corrections: list[Correction]

    @property
    def open_corrections(self) -> int:
        """How many wait for an answer."""
        return sum(correction.state == "open" for correction in self.corrections)


def group_rows(viewer: Viewer) -> list[GroupRow]:
    """Groups of the viewer's associations; those that stopped last. One query."""
    rows = Group.objects.filter(association_id__in=viewer.organisation_ids(FACILITATOR)).select_related("association")
    rows = rows.annotate(last_on=Max("meetings__held_on")).order_by("ended_at", "name")
    found = [
        GroupRow(row.name, row.association.name, reverse("group", args=[row.pk]), row.last_on, row.ended_at is not None)
        for row in rows
    ]
    return sorted(found, key=lambda row: row.is_ended)


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """Newest first."""
    return group.meetings.order_by("-held_on", "-pk")


def final_meetings(*, words: str = "", theme: str = "") -> QuerySet[Meeting]:
    """Final reports of every group, for who works in the network."""
    rows = Meeting.objects.filter(state="final").select_related("group", "association").order_by("-held_on", "-pk")
    if theme in THEMES:
        rows = rows.filter(themes__contains=[theme])
    return rows.filter(statements__words__icontains=words).distinct() if words else rows


def meeting_row(meeting: Meeting) -> MeetingRow:
    """As a list shows it."""
    name = "meeting_report" if meeting.state == "final" else "meeting"
    themes = ", ".join(THEMES[theme] for theme in meeting.themes if theme in THEMES)
    return MeetingRow(
        meeting.title, reverse(name, args=[meeting.pk]), meeting.held_on, MEETING_STATES[meeting.state],
        meeting.group.name, themes,
    )  # fmt: skip


def meeting_page(meeting: Meeting) -> MeetingPage:
    """Agenda, statements with who agrees and who does not, and corrections. Five queries however long it is."""
    voices = Prefetch("voices", queryset=Voice.objects.order_by("at", "pk"), to_attr="voices_heard")
    said = list(meeting.statements.order_by("said_at", "pk").prefetch_related(voices))
    agenda = list(meeting.agenda.all())
    addresses = _addresses(agenda)
    return MeetingPage(
        meeting, MEETING_STATES[meeting.state], [THEMES[theme] for theme in meeting.themes if theme in THEMES],
        [(point.pk, point.words, addresses.get(point.bundle_id, "")) for point in agenda],
        [row for row in said if row.withdrawn_at is None], [row for row in said if row.withdrawn_at is not None],
        list(meeting.corrections.select_related("statement")),
    )  # fmt: skip


def statement_of(meeting: Meeting, pk: str) -> Statement:
    """One statement of this meeting; anything else does not exist."""
    return first_or_404(meeting.statements.filter(pk=pk))


def correction_of(meeting: Meeting, pk: int) -> Correction:
    """One correction of this meeting."""
    return first_or_404(meeting.corrections.filter(pk=pk).select_related("meeting"))


def bundle_choices(*, limit: int = 50) -> list[tuple[str, str]]:
    """Structural signals that can be pulled in: newest first."""
    return [(str(pk), title) for pk, title in public_bundles().values_list("pk", "title")[:limit]]


def bundle_id_from(text: str) -> UUID | None:
    """The chosen structural signal; raises nothing for an empty choice."""
    return UUID(text) if text else None


def _addresses(agenda: list[AgendaPoint]) -> dict[UUID | None, str]:
    ids = [point.bundle_id for point in agenda if point.bundle_id]
    found = public_bundles().filter(pk__in=ids).values_list("pk", flat=True) if ids else []
    return {pk: reverse("structural_signal", args=[pk]) for pk in found}
