"""The thread of a trajectory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from tandem.kernel import dutch
from tandem.programmes.models import Message, Trajectory
from tandem.programmes.queries import doors

if TYPE_CHECKING:
    from tandem.identity.rules import Viewer

READERS = frozenset({doors.ORGANISATION, doors.PLANNING, doors.DUO})
SIDE_NAMES = {"organisation": "organisatie", "provider": "aanbieder"}


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message, ready to print."""

    who: str
    role: str
    when: str
    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """Everything that was said, for one viewer."""

    trajectory: Trajectory
    side: str
    messages: tuple[MessageRow, ...]


def thread_for(viewer: Viewer, pk: UUID | str) -> Thread:
    """The messages, oldest first; not for the fund."""
    trajectory = doors.trajectory_for(viewer, pk, parts=READERS)
    side = side_in(trajectory, viewer)
    rows = Message.objects.filter(trajectory=trajectory).select_related("author")
    return Thread(trajectory, side, tuple(_row(row, side) for row in rows))


def side_in(trajectory: Trajectory, viewer: Viewer) -> str:
    """For whom the viewer speaks."""
    return "organisation" if doors.ORGANISATION in doors.trajectory_parts(trajectory, viewer) else "provider"


def _row(message: Message, side: str) -> MessageRow:
    return MessageRow(
        who=str(message.author), role=SIDE_NAMES[message.side], when=dutch.datetime_nl(message.sent_at),
        text=message.text, is_own=message.side == side,
    )  # fmt: skip


def unanswered_messages(trajectory: Trajectory, viewer: Viewer) -> int:
    """Messages of the other side since this side last wrote: a hint, not a check on who read what."""
    side = side_in(trajectory, viewer)
    own = Message.objects.filter(trajectory=trajectory, side=side)
    later_own = own.filter(sent_at__gte=OuterRef("sent_at"))
    return Message.objects.filter(~Exists(later_own), trajectory=trajectory).exclude(side=side).count()
